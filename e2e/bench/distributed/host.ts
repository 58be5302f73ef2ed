import { catalogues } from '@portolan/contracts';
import { createEngine, type Engine, type EngineLimits, type EngineParts } from '@portolan/engine';
import type { Log } from '@portolan/log';
import { openKafkaLog } from '@portolan/log/kafka';
import { createActivity, machineClock } from '@portolan/service';
import type { DocumentStore, EventStore } from '@portolan/store';
import { openMongoDocumentStore, openMongoEventStore } from '@portolan/store/mongo';
import type { Bench } from './bench.ts';

export const shards = 8;

export const nothingBeside: EngineParts = { projections: [], reactions: [], requests: [], timers: [] };

/** An engine in this process, on real servers, as a service would run it. */
export interface Host {
  readonly engine: Engine;
  readonly events: EventStore;
  readonly documents: DocumentStore;
  readonly eventLog: Log;
  /** Of its event store. */
  readonly database: string;
  readonly documentDatabase: string;
  /** Before the name of its topic. */
  readonly prefix: string;
  /** Events on the log, over all shards, as the heads tell. */
  published(): Promise<number>;
  /** Until so many events are on the log. */
  untilPublished(count: number): Promise<void>;
  close(): Promise<void>;
}

interface HostOptions {
  /** Whose events it keeps. */
  readonly service?: keyof typeof catalogues;
  readonly limits?: Partial<EngineLimits>;
  /** Another engine's: the same events and topics. */
  readonly behind?: Pick<Host, 'database' | 'prefix'>;
  /** Only reads what the other one publishes: it keeps no events, and relays none. */
  readonly reads?: boolean;
}

const quiet = () => undefined;
const loud = (fields: object, message: string) => console.error(message, fields);
const log = { debug: quiet, info: quiet, warn: quiet, error: loud };

export async function openHost(
  bench: Bench,
  { service = 'customs', limits, behind, reads = false }: HostOptions = {},
): Promise<Host> {
  const machine = machineClock();
  const database = behind?.database ?? bench.freshName('events');
  const documentDatabase = bench.freshName('documents');
  const prefix = behind?.prefix ?? bench.freshName('topics');
  const events = await openMongoEventStore({ url: bench.mongoUrl, database, shards });
  const documents = await openMongoDocumentStore({ url: bench.mongoUrl, database: documentDatabase });
  const clientId = bench.freshName('client');
  const eventLog = await openKafkaLog({ brokers: bench.brokers, partitions: shards, prefix, clientId, machine, log });
  const engine = createEngine({
    service,
    catalogue: reads ? undefined : catalogues[service],
    events: reads ? undefined : events,
    documents,
    eventLog,
    catalogues,
    history: (other) => {
      throw new Error(`${other} is not asked here`);
    },
    clock: { now: () => new Date(machine.now()).toISOString(), watch: () => () => undefined },
    machine,
    activity: createActivity(machine),
    log,
    instance: clientId,
    limits,
  });
  let started = false;
  async function published(): Promise<number> {
    const heads = await Promise.all(Array.from({ length: shards }, (_, shard) => events.head(shard)));
    return heads.reduce((sum, head) => sum + head.published, 0);
  }
  return {
    engine: {
      ...engine,
      start(parts) {
        started = true;
        return engine.start(parts);
      },
    },
    events,
    documents,
    eventLog,
    database,
    documentDatabase,
    prefix,
    published,
    async untilPublished(count) {
      while ((await published()) < count) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async close() {
      if (started) await engine.stop();
      await eventLog.close();
      await events.close();
      await documents.close();
    },
  };
}
