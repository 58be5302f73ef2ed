import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalogue } from '@portolan/contracts';
import type { Log } from '@portolan/log';
import { openEmbeddedLog } from '@portolan/log';
import type { DocumentStore, EventStore } from '@portolan/store';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import { walSyncingInPlace } from '@portolan/store/sqlite';
import type { Faults, Script } from '@portolan/testkit';
import { faults, faultyDocumentStore, faultyEventStore, faultyLog, rerunning } from '@portolan/testkit';
import { createEngine } from '../create.ts';
import type { Engine, EngineParts } from '../engine.ts';
import type { EngineLimits } from '../limits.ts';
import type { Logger } from '../model.ts';
import { bank } from './account.ts';
import type { ManualClock, VirtualMachine } from './machine.ts';
import { manualClock, nextTurn, virtualMachine } from './machine.ts';

export const noParts: EngineParts = { projections: [], reactions: [], requests: [], timers: [] };

export interface RigOptions {
  /** Undefined: a new one. Removed at close, kept where the process dies. */
  readonly folder?: string;
  readonly script?: Script;
  readonly catalogue?: Catalogue;
  readonly limits?: Partial<EngineLimits>;
  readonly instance?: string;
  readonly at?: string;
  readonly shards?: number;
  /** Runs every transaction twice, the first time for nothing. */
  readonly rerun?: boolean;
  /** What two rigs on one folder share as if it were a server. */
  readonly shared?: Pick<Rig, 'rawEvents' | 'rawDocuments' | 'rawLog' | 'machine'>;
}

/** One process of a service called bank, on embedded stores that fail as the script wants. */
export interface Rig {
  readonly engine: Engine;
  readonly folder: string;
  readonly faults: Faults;
  readonly machine: VirtualMachine;
  readonly clock: ManualClock;
  readonly rawEvents: EventStore;
  readonly rawDocuments: DocumentStore;
  readonly rawLog: Log;
  /** What was logged as an error. */
  readonly errors: string[];
  idle(): boolean;
  /** Waits until nothing is under way, or the process has crashed. */
  settled(): Promise<void>;
  /** Ends the process as a crash would: nothing is finished, files stay. */
  die(): Promise<void>;
  close(): Promise<void>;
}

export const start = '2026-03-02T01:00:00.000Z';

export function openRig(options: RigOptions = {}): Rig {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'engine-'));
  const machine = options.shared?.machine ?? virtualMachine();
  const shards = options.shards ?? 2;
  const at = (name: string) => ({ file: join(folder, name), syncing: walSyncingInPlace(join(folder, name)) });
  const rawEvents = options.shared?.rawEvents ?? openSqliteEventStore({ ...at('events.db'), shards });
  const rawDocuments = options.shared?.rawDocuments ?? openSqliteDocumentStore(at('documents.db'));
  const rawLog = options.shared?.rawLog ?? openEmbeddedLog({ ...at('log.db'), partitions: shards, machine });
  const process = faults(options.script ?? (() => undefined));
  const clock = manualClock(options.at ?? start);
  const probes = new Set<() => boolean>();
  const errors: string[] = [];
  const catalogue = options.catalogue ?? bank;
  const engine = createEngine({
    service: 'bank',
    catalogue,
    events: faultyEventStore(rawEvents, process),
    documents: faultyDocumentStore(options.rerun === true ? rerunning(rawDocuments) : rawDocuments, process),
    eventLog: faultyLog(rawLog, process),
    catalogues: { bank: catalogue },
    history: (service) => {
      throw new Error(`${service} is not asked in these tests`);
    },
    clock,
    machine,
    activity: {
      run: (work) => work(),
      watch(probe) {
        probes.add(probe);
        return () => probes.delete(probe);
      },
    },
    log: collect(errors),
    instance: options.instance ?? 'one',
    limits: options.limits,
  });
  machine.run();

  const idle = () => [...probes].every((probe) => probe());
  async function settled(): Promise<void> {
    for (let quiet = 0, turns = 0; quiet < 3; turns++) {
      if (process.hasCrashed) return;
      if (turns > 200_000) throw new Error('it does not settle');
      quiet = idle() ? quiet + 1 : 0;
      await nextTurn();
    }
  }
  async function closeStores(): Promise<void> {
    if (options.shared !== undefined) return;
    machine.halt();
    await rawLog.close();
    await rawEvents.close();
    await rawDocuments.close();
  }

  return {
    engine,
    folder,
    faults: process,
    machine,
    clock,
    rawEvents,
    rawDocuments,
    rawLog,
    errors,
    idle,
    settled,
    async die() {
      void process.crash();
      await nextTurn();
      await closeStores();
    },
    async close() {
      if (process.hasCrashed) return;
      await engine.stop();
      await closeStores();
      if (options.shared === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function collect(errors: string[]): Logger {
  const quiet = (): void => undefined;
  return {
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: (fields, message) => void errors.push(`${message} ${JSON.stringify(fields)}`),
  };
}
