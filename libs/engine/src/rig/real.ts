import type { Log, LogLogger } from '@portolan/log';
import type { DocumentStore, EventStore } from '@portolan/store';
import { machineTime } from '@portolan/testkit';
import { createEngine } from '../create.ts';
import type { Engine } from '../engine.ts';
import { bank } from './account.ts';
import { start } from './rig.ts';

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
    machine: machineTime,
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
