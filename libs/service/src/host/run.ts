import type { Logger } from '@portolan/engine';
import closeWithGrace from 'close-with-grace';
import type { z } from 'zod';
import { type ClockAcross, clockAcross } from '../clock/across.ts';
import { askers } from '../clock/asking.ts';
import type { ClockOnRequest } from '../clock/on-request.ts';
import { type EnvironmentVariables, readConfig, redacted } from '../config/config.ts';
import type { Compose } from '../definition.ts';
import { createLogger, withFields } from '../telemetry/logger.ts';
import { startTelemetry } from '../telemetry/telemetry.ts';
import { openEnvironment } from './alone.ts';
import { dyingAt } from './crash-points.ts';
import type { Environment, RunningService } from './environment.ts';
import { addressKey, type HostConfig, hostSchema } from './local.ts';
import { startService } from './start.ts';

const stopWithinMs = 10_000;

/** How long a process may take from SIGTERM to its end, in milliseconds: whoever kills it sooner loses calls. */
export const longestStopMs = (unreadyMs: number): number => unreadyMs + stopWithinMs + 5_000;

/** How a service is composed that moves the clock of the whole suite on request: undefined outside test mode. */
export interface ComposeWithClock<Config> {
  composedWith(testClock: ClockOnRequest | undefined): Compose<Config>;
}

/**
 * Starts one service alone in this process, from the environment's variables, and stops it on SIGTERM, SIGINT or a
 * fault: what `main.ts` calls.
 * @throws ConfigError where a variable cannot be used; NotReached where a server it stands on does not answer
 */
export async function runService<Shape extends z.ZodRawShape>(
  name: string,
  configSchema: z.ZodObject<Shape>,
  compose: Compose<Readonly<z.output<z.ZodObject<Shape>>>> | ComposeWithClock<Readonly<z.output<z.ZodObject<Shape>>>>,
  env: EnvironmentVariables = process.env,
): Promise<RunningService> {
  const config = readConfig(configSchema, env, `PORTOLAN_${name.toUpperCase()}_`, [addressKey(name)]);
  const host: HostConfig = readConfig(hostSchema, env, undefined);
  const lines = createLogger({ level: host.PORTOLAN_LOG_LEVEL });
  const logger = withFields(lines, { service: name });
  logger.info({ config: { ...redacted(configSchema, config), ...redacted(hostSchema, host) } }, 'starting');

  // In reverse, when it stops: a signal that comes early finds what was opened by then.
  const opened: (() => Promise<void> | void)[] = [];
  let starting: Promise<RunningService> | undefined;
  closeWithGrace({ delay: longestStopMs(host.PORTOLAN_UNREADY_MS), logger: false }, async ({ err, signal }) => {
    if (err !== undefined) logger.error({ err }, 'stopping after a fault');
    else logger.info({ signal }, 'stopping');
    const running = await starting?.catch(() => undefined);
    await running?.stop();
    for (const close of opened.toReversed()) await close();
  });

  const telemetry = await startTelemetry(name, env);
  opened.push(async () => telemetry?.stop());
  const ports = await openEnvironment(name, host, env, lines, opened);
  const environment = host.PORTOLAN_TEST_CRASH === undefined ? ports : dyingAt(host.PORTOLAN_TEST_CRASH, ports);
  const testClock = 'composedWith' in compose ? suiteTime(environment, logger) : undefined;
  opened.push(() => testClock?.stop());
  const composed = 'composedWith' in compose ? compose.composedWith(testClock) : compose;
  starting = startService(name, config, composed, { ...environment, stopWithinMs });
  const running = await starting;
  testClock?.start();
  return running;
}

/** The clock of all processes, moved from this one; undefined where the machine's time is used. */
function suiteTime(environment: Environment, log: Logger): ClockAcross | undefined {
  const { machine, testTime } = environment;
  if (testTime === undefined) return undefined;
  return clockAcross({ clock: testTime.clock, processes: askers(environment), machine, log });
}
