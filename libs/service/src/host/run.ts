import { join } from 'node:path';
import { openEmbeddedLog } from '@portolan/log';
import closeWithGrace from 'close-with-grace';
import type { z } from 'zod';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import { createSuiteClock } from '../clock/suite.ts';
import { type EnvironmentVariables, readConfig, redacted } from '../config/config.ts';
import type { Compose } from '../definition.ts';
import { createLogger, withFields } from '../telemetry/logger.ts';
import { startTelemetry } from '../telemetry/telemetry.ts';
import type { RunningService } from './environment.ts';
import { addressKey, addressOf, hostSchema, masterKeyOf, openLocalStores } from './local.ts';
import { startService } from './start.ts';

const stopWithinMs = 10_000;

/**
 * Starts one service alone in this process, from the environment's variables, and stops it on SIGTERM, SIGINT or a
 * fault: what `main.ts` calls.
 * @throws ConfigError where a variable cannot be used.
 */
export async function runService<Shape extends z.ZodRawShape>(
  name: string,
  configSchema: z.ZodObject<Shape>,
  compose: Compose<Readonly<z.output<z.ZodObject<Shape>>>>,
  env: EnvironmentVariables = process.env,
): Promise<RunningService> {
  const config = readConfig(configSchema, env, `PORTOLAN_${name.toUpperCase()}_`, [addressKey(name)]);
  const host = readConfig(hostSchema, env, undefined);
  const lines = createLogger({ level: host.PORTOLAN_LOG_LEVEL });
  const logger = withFields(lines, { service: name });
  logger.info({ config: { ...redacted(configSchema, config), ...redacted(hostSchema, host) } }, 'starting');

  const telemetry = await startTelemetry(name, env);
  const machine = machineClock();
  const folder = host.PORTOLAN_DATA;
  const stores = openLocalStores(folder, name, host.PORTOLAN_SHARDS);
  const eventLog = openEmbeddedLog({ file: join(folder, 'log.db'), partitions: host.PORTOLAN_SHARDS, machine });
  const speed = host.PORTOLAN_CLOCK;
  const clock = createSuiteClock({
    mode: typeof speed === 'number' ? { speed } : speed,
    machine,
    file: join(folder, `${name}.clock`),
    start: host.PORTOLAN_CLOCK_START,
  });
  const starting = startService(name, config, compose, {
    clock,
    machine,
    activity: createActivity(machine),
    logger: lines,
    seed: host.PORTOLAN_SEED,
    stores,
    eventLog,
    resolve: (service) => addressOf(service, env),
    instance: host.PORTOLAN_INSTANCE ?? `${name}-${process.pid}`,
    listen: hostAndPort(addressOf(name, env)),
    masterKey: masterKeyOf(folder, host.PORTOLAN_MASTER_KEY, host.PORTOLAN_SEED),
    stopWithinMs,
  });

  // Before it has started: a signal that comes early also finds its way.
  closeWithGrace({ delay: stopWithinMs + 5_000, logger: false }, async ({ err, signal }) => {
    if (err !== undefined) logger.error({ err }, 'stopping after a fault');
    else logger.info({ signal }, 'stopping');
    const running = await starting.catch(() => undefined);
    await running?.stop();
    clock.stop();
    await eventLog.close();
    await telemetry?.stop();
  });
  return starting;
}

function hostAndPort(address: string): { host: string; port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
