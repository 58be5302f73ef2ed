import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checker } from '@portolan/checker';
import { configSchema as checkerConfig } from '@portolan/checker/config';
import { catalogues } from '@portolan/contracts';
import { customs } from '@portolan/customs';
import { configSchema as customsConfig } from '@portolan/customs/config';
import { fx } from '@portolan/fx';
import { configSchema as fxConfig } from '@portolan/fx/config';
import { demoKeys, gateway } from '@portolan/gateway';
import { configSchema as gatewayConfig } from '@portolan/gateway/config';
import { openEmbeddedLog } from '@portolan/log';
import { orders } from '@portolan/orders';
import { configSchema as ordersConfig } from '@portolan/orders/config';
import { sandbox } from '@portolan/sandbox';
import { configSchema as sandboxConfig } from '@portolan/sandbox/config';
import {
  type ClockMode,
  type Compose,
  clockOnRequest,
  createActivity,
  createStepper,
  createSuiteClock,
  type Environment,
  type Living,
  machineClock,
  openLocalStores,
  type RunningService,
  readConfig,
  startService,
} from '@portolan/service';
import { tracking } from '@portolan/tracking';
import { configSchema as trackingConfig } from '@portolan/tracking/config';
import { warehouse } from '@portolan/warehouse';
import { configSchema as warehouseConfig } from '@portolan/warehouse/config';
import type { z } from 'zod';
import { holdFolder } from './data-folder.ts';
import { openLogFile } from './log-file.ts';
import { suiteSecrets } from './secrets.ts';
import { type Doors, gatewayUrlOf, sandboxUrlOf, settingsOf } from './service-settings.ts';

export { suiteSecrets };

export interface SuiteOptions extends Doors {
  /** Folder of everything the suite keeps: one folder per service, the log, the clock, secrets, log files. */
  readonly data: string;
  /** Test mode: chance, keys and secrets come from it. */
  readonly seed: string | undefined;
  readonly clock: ClockMode;
  readonly logLevel?: string;
  /** Each service opens its port of /live, /ready and /metrics, where that is free. */
  readonly figures?: boolean;
}

export interface Suite {
  readonly gatewayUrl: string;
  readonly sandboxUrl: string;
  /** API keys by the tenant they belong to. */
  readonly keys: Readonly<Record<string, string>>;
  /** Waits until nothing is under way. */
  settle(): Promise<void>;
  /** Waits, moves business time to the next deadline of all, and waits again. `moved` is false where there is none. */
  step(): Promise<{ readonly now: string; readonly moved: boolean }>;
  stop(): Promise<void>;
}

export const shards = 8;
/** Where business time begins in test mode: a Monday morning in Shenzhen. */
export const testStart = '2026-03-02T01:00:00.000Z';

/**
 * All services in one process, each with its own stores and its own gRPC server on loopback, over one embedded log.
 * The same services run one per process elsewhere; this file only says where they find each other.
 * @throws FolderInUse where another suite runs on the same folder
 */
export async function startSuite(options: SuiteOptions): Promise<Suite> {
  const hold = holdFolder(options.data);
  try {
    const suite = await startServices(options);
    const stop = async () => {
      await suite.stop();
      hold.release();
    };
    return { ...suite, stop };
  } catch (error) {
    hold.release();
    throw error;
  }
}

async function startServices(options: SuiteOptions): Promise<Suite> {
  const { data, seed } = options;
  const secrets = suiteSecrets(join(data, 'secret'), seed);
  const issued = demoKeys(secrets.apiKeys, secrets.keyPepper);
  const keys = Object.fromEntries(issued.map(({ key, kept }) => [kept.tenant, key]));
  const machine = machineClock();
  const activity = createActivity(machine);
  const start = seed === undefined ? undefined : testStart;
  const clock = createSuiteClock({ mode: options.clock, machine, file: join(data, 'clock'), start });
  const logFile = openLogFile(join(data, 'logs'), options.logLevel ?? 'info');
  const eventLog = openEmbeddedLog({ file: join(data, 'log.db'), partitions: shards, machine });
  await eventLog.declare(Object.values(catalogues).map(({ topic }) => topic));

  const settings = settingsOf(options, seed, secrets, issued);
  const running: RunningService[] = [];
  const timed: Living[] = [];
  const stepper = createStepper(clock, activity, () => [
    ...running.map(({ engine }) => engine),
    ...timed.map((living) => ({ nextTimer: async () => living.nextTimer?.() })),
  ]);
  const testClock = clockOnRequest(clock, activity, stepper);

  async function run<Shape extends z.ZodRawShape>(
    name: string,
    schema: z.ZodObject<Shape>,
    compose: Compose<Readonly<z.output<z.ZodObject<Shape>>>>,
  ): Promise<void> {
    const environment: Environment = {
      clock,
      machine,
      activity,
      logger: logFile.logger,
      seed,
      stores: openLocalStores(data, name, shards),
      eventLog,
      resolve: (service) => {
        const found = running.find((other) => other.name === service);
        if (found === undefined) throw new Error(`${service} is not up yet`);
        return found.address;
      },
      instance: 'suite',
      listen: { host: '127.0.0.1', port: 0 },
      masterKey: secrets.masterKey,
      ...(options.figures === true ? { operationsPort: 0 } : {}),
    };
    const config = readConfig(schema, settings[name] ?? {}, `PORTOLAN_${name.toUpperCase()}_`);
    const withTimers: typeof compose = (read, runtime) => {
      const definition = compose(read, runtime);
      timed.push(...(definition.lives ?? []).filter((living) => living.nextTimer !== undefined));
      return definition;
    };
    running.push(await startService(name, config, withTimers, environment));
  }

  async function stop(): Promise<void> {
    for (const service of [...running].reverse()) await service.stop();
    await eventLog.close();
    clock.stop();
    logFile.close();
  }

  try {
    await run('sandbox', sandboxConfig, sandbox);
    await run('orders', ordersConfig, orders);
    await run('customs', customsConfig, customs);
    await run('fx', fxConfig, fx);
    await run('warehouse', warehouseConfig, warehouse);
    await run('tracking', trackingConfig, tracking);
    await run('checker', checkerConfig, checker);
    await run('gateway', gatewayConfig, gateway(options.clock === 'machine' ? {} : { testClock }));
  } catch (error) {
    await stop();
    throw error;
  }
  writePlaces(data, running);
  const urls = { gatewayUrl: gatewayUrlOf(options), sandboxUrl: sandboxUrlOf(options) };
  return { ...urls, keys, settle: testClock.settle, step: testClock.step, stop };
}

/** Where each service listens, for whoever has the data folder: `processes.json`, as a suite of processes writes it. */
function writePlaces(data: string, running: readonly RunningService[]): void {
  const places = running.map(({ name, address, operations }) => {
    const operationsPort = Number(operations?.split(':').at(-1) ?? 0);
    return [name, { address, operationsPort }];
  });
  writeFileSync(join(data, 'processes.json'), `${JSON.stringify(Object.fromEntries(places), undefined, 2)}\n`);
}
