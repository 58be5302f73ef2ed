import { join } from 'node:path';
import type { Logger } from '@portolan/engine';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import { createSuiteClock } from '../clock/suite.ts';
import type { EnvironmentVariables } from '../config/config.ts';
import { withFields } from '../telemetry/logger.ts';
import type { Environment } from './environment.ts';
import { addressOf, type HostConfig, masterKeyOf, operationsPortOf } from './local.ts';
import { openLog, openStores } from './open.ts';

/**
 * Opens what a service stands on, from its host's configuration. What must be closed by whoever opened it joins `opened`.
 * @throws NotReached where a server does not answer
 */
export async function openEnvironment(
  name: string,
  host: HostConfig,
  env: EnvironmentVariables,
  logger: Logger,
  opened: (() => Promise<void> | void)[],
): Promise<Environment> {
  const machine = machineClock();
  const activity = createActivity(machine);
  const folder = host.PORTOLAN_DATA;
  const speed = host.PORTOLAN_CLOCK;
  const clock = createSuiteClock({
    mode: typeof speed === 'number' ? { speed } : speed,
    machine,
    file: join(folder, `${name}.clock`),
    start: host.PORTOLAN_CLOCK_START,
  });
  opened.push(clock.stop);
  const log = withFields(logger, { service: name });
  const eventLog = await openLog(host, name, { machine, log, onFatal: endProcess });
  opened.push(() => eventLog.close());
  return {
    clock,
    machine,
    activity,
    ...(speed === 'machine' ? {} : { testTime: { clock, activity } }),
    logger,
    seed: host.PORTOLAN_SEED,
    stores: await openStores(host, name, { machine, log }),
    eventLog,
    resolve: (service) => addressOf(service, env),
    instance: host.PORTOLAN_INSTANCE ?? `${name}-${process.pid}`,
    listen: hostAndPort(addressOf(name, env)),
    operationsPort: operationsPortOf(name, host.PORTOLAN_OPERATIONS_PORT),
    unreadyMs: host.PORTOLAN_UNREADY_MS,
    masterKey: masterKeyOf(folder, host.PORTOLAN_MASTER_KEY, host.PORTOLAN_SEED),
  };
}

/** Whoever starts processes starts this one anew, which is all that is left to do. */
function endProcess(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

function hostAndPort(address: string): { host: string; port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
