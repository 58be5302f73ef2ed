import type { Log, LogRecord } from '@portolan/log';
import type { DocumentStore, EventStore } from '@portolan/store';
import { commitAt } from './commits.ts';

/** Opens an adapter in a folder, so that it says so before every single write. What it does not have is absent. */
export interface CrashAdapter {
  openEventStore?(folder: string, shards: number, beforeWrite: BeforeWrite): Promise<EventStore>;
  openDocumentStore?(folder: string, beforeWrite: BeforeWrite): Promise<DocumentStore>;
  openLog?(folder: string, partitions: number, beforeWrite: BeforeWrite): Promise<Log>;
  /** Removes what does not lie in the folder. */
  remove?(folder: string): Promise<void>;
}

export type BeforeWrite = (write: string) => void;

export interface Stage {
  /** A call of the port, named; a point after it. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  readonly beforeWrite: BeforeWrite;
}

/** What the scenarios write; checks read it back. */
export const crashPlot = {
  shards: 2,
  streams: ['acme/order/1', 'acme/order/2'],
  inserts: {
    first: [commitAt('acme/order/1', 1, { events: 2 }), commitAt('acme/order/2', 1, { shard: 1 })],
    second: [
      commitAt('acme/order/1', 3, { commands: ['a', 'b'] }),
      commitAt('acme/order/1', 3, { commands: ['c'] }),
      commitAt('acme/order/2', 2, { shard: 1, commands: ['d'] }),
    ],
  },
  documents: { collections: { orders: { indexes: { byState: ['state'] } } } },
  topic: 'orders',
  partitions: 2,
} as const;

export function recordAt(position: number, key = 'acme/order/1'): LogRecord {
  const value = new TextEncoder().encode(`event ${position} 事`);
  return { key, position, headers: { ce_type: 'portolan.test.v1.Happened', ce_subject: key }, value };
}

export const scenarios = {
  async events(adapter: CrashAdapter, folder: string, { step, beforeWrite }: Stage): Promise<void> {
    const store = await adapter.openEventStore?.(folder, crashPlot.shards, beforeWrite);
    if (!store) throw new Error('the adapter has no event store');
    const relay = async (round: string) => {
      const pending = await store.pending(100);
      for (const shard of new Set(pending.map((commit) => commit.shard))) {
        const { epoch } = await step(`${round} takeOver ${shard}`, () => store.takeOver(shard));
        const commits = pending.filter((commit) => commit.shard === shard);
        await step(`${round} stamp ${shard}`, () => store.stamp(shard, epoch, commits));
        const { position } = await store.head(shard);
        await step(`${round} publish ${shard} ${position}`, () => store.markPublished(shard, epoch, position));
      }
    };
    await step('insert first', () => store.insert(crashPlot.inserts.first));
    await relay('first');
    await step('insert second', () => store.insert(crashPlot.inserts.second));
    await relay('second');
    // A store that stays open keeps its process from ending.
    await store.close();
  },

  async documents(adapter: CrashAdapter, folder: string, { step, beforeWrite }: Stage): Promise<void> {
    const store = await adapter.openDocumentStore?.(folder, beforeWrite);
    if (!store) throw new Error('the adapter has no document store');
    await step('declare', () => store.declare(crashPlot.documents.collections));
    for (const round of [1, 2, 3]) {
      await step(`apply ${round}`, () =>
        store.transact(async (transaction) => {
          await transaction.put('orders', 'acme', `order-${round}`, { round, state: 'open' });
          await transaction.put('orders', 'acme', 'latest', { round, state: 'latest' });
          if (round === 3) await transaction.delete('orders', 'acme', 'order-1');
          const before = { position: round - 1, offset: round === 1 ? '' : `${round - 1}` };
          await transaction.advance('orders.list.v1', 'orders/0', before, { position: round, offset: `${round}` });
        }),
      );
      await step(`lease ${round}`, () => store.lease('relay', `relay-${round}`, round * 1000, 500));
    }
    await store.close();
  },

  async log(adapter: CrashAdapter, folder: string, { step, beforeWrite }: Stage): Promise<void> {
    const log = await adapter.openLog?.(folder, crashPlot.partitions, beforeWrite);
    if (!log) throw new Error('the adapter has no log');
    await step('declare', () => log.declare([crashPlot.topic]));
    for (const batch of [1, 2, 3]) {
      const records = [1, 2, 3].map((place) => recordAt((batch - 1) * 3 + place));
      await step(`append ${batch}`, () => log.append(crashPlot.topic, 1, records));
    }
    await step('close', () => log.close());
  },
};
