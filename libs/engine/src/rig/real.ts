import type { Log, LogLogger, MachineTime } from '@portolan/log';
import type { DocumentStore, EventStore } from '@portolan/store';
import { createEngine } from '../create.ts';
import type { Engine } from '../engine.ts';
import { bank } from './account.ts';
import { start } from './rig.ts';

/** The machine's own time, for tests on real servers. */
export const realMachine: MachineTime = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

export interface RealOptions {
  readonly events: EventStore;
  readonly documents: DocumentStore;
  readonly eventLog: Log;
  readonly instance: string;
}

export interface Real {
  readonly engine: Engine;
  /** Nothing is under way here. */
  idle(): boolean;
}

const quiet = (): void => undefined;
export const silent: LogLogger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** An instance of the service called bank, on stores and a log that a test brings. */
export function openReal({ events, documents, eventLog, instance }: RealOptions): Real {
  const probes = new Set<() => boolean>();
  const engine = createEngine({
    service: 'bank',
    catalogue: bank,
    events,
    documents,
    eventLog,
    catalogues: { bank },
    history: (service) => {
      throw new Error(`${service} is not asked in these tests`);
    },
    clock: { now: () => start, watch: () => quiet },
    machine: realMachine,
    activity: {
      run: (work) => work(),
      watch(probe) {
        probes.add(probe);
        return () => probes.delete(probe);
      },
    },
    log: silent,
    instance,
  });
  return { engine, idle: () => [...probes].every((probe) => probe()) };
}

/** Until it is so. @throws where it is not within `ms` */
export async function eventually(what: string, ms: number, look: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + ms;
  while (!(await look())) {
    if (Date.now() > until) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
