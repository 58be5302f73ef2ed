import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '@portolan/engine';
import { openEmbeddedLog } from '@portolan/log';
import { rerunning } from '@portolan/testkit';
import type { CompatServiceDefinition } from 'nice-grpc';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import { createSuiteClock, type SuiteClock } from '../clock/suite.ts';
import type { Caller, Compose, ServiceClient } from '../definition.ts';
import { connect } from '../grpc/client.ts';
import type { Environment, RunningService } from '../host/environment.ts';
import { openLocalStores } from '../host/local.ts';
import { startService } from '../host/start.ts';

/** One service for a test: real gRPC, real stores in a folder of its own, a clock that stands still until moved. */
export interface Trial {
  readonly running: RunningService;
  readonly clock: SuiteClock;
  client<Definition extends CompatServiceDefinition>(definition: Definition): ServiceClient<Definition>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Stops it and removes its folder. */
  end(): Promise<void>;
}

const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * @param resolve host:port of the services that this one calls
 * @param differing what is not as usual
 */
export async function startTrial<Config>(
  name: string,
  config: Config,
  compose: Compose<Config>,
  resolve: (service: string) => string = () => '127.0.0.1:1',
  differing: Partial<Environment> = {},
): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const machine = machineClock();
  const activity = createActivity(machine);
  const clock = createSuiteClock({ mode: 'step', machine, file: join(folder, 'clock'), start: '2026-03-02T01:00:00Z' });
  const eventLog = openEmbeddedLog({ file: join(folder, 'log.db'), partitions: 4, machine });
  const stores = openLocalStores(folder, name, 4);
  const running = await startService(name, config, compose, {
    clock,
    machine,
    activity,
    testTime: { clock, activity },
    logger: quiet,
    seed: 'trial',
    // A store may run a transaction more than once: whatever cannot bear that fails here.
    stores: { ...stores, documents: rerunning(stores.documents) },
    eventLog,
    resolve,
    instance: 'trial',
    listen: { host: '127.0.0.1', port: 0 },
    masterKey: Buffer.alloc(32, 1),
    ...differing,
  });
  const open: { close(): void }[] = [];
  return {
    running,
    clock,
    client(definition) {
      const connection = connect(definition, running.address, { machine, activity });
      open.push(connection);
      return connection.client;
    },
    settled: () => activity.whenIdle(),
    async end() {
      for (const connection of open) connection.close();
      await running.stop();
      await eventLog.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A user's or a process's command in a test. */
export function asking(caller: Caller, commandId: string) {
  return { ...caller, commandId, requestHash: '', correlation: '', causation: '', traceparent: '' };
}
