import { catalogues } from '@portolan/contracts';
import { fromRecord, type Projection, type Recorded, TIMER_ROWS, toRecorded, type View } from '@portolan/engine';
import type { Log, RecordBatch } from '@portolan/log';
import type { DocumentStore, Transaction } from '@portolan/store';
import type { Life } from '@portolan/testkit/simulation';
import type { Bug } from './bug.ts';

/** (2) Whatever the log delivers is applied, also what was applied before. */
function noDeduplication(): ReturnType<Bug['edge']> {
  const projections = new Map<Life, readonly Projection<never>[]>();
  const stores = new Map<Life, DocumentStore>();
  return {
    compose: (compose, life) => (config, runtime) => {
      const definition = compose(config, runtime);
      projections.set(life, definition.projections);
      return definition;
    },
    documents(store, _disk, life) {
      stores.set(life, store);
      return store;
    },
    log(log, life): Log {
      return {
        ...log,
        subscribe(subscription) {
          const projection = projections.get(life)?.find(({ name }) => name === subscription.group);
          if (projection === undefined) return log.subscribe(subscription);
          const taken = new Map<string, number>();
          return log.subscribe({
            ...subscription,
            async take(batch) {
              await subscription.take(batch);
              const place = `${batch.topic}/${batch.partition}`;
              const before = taken.get(place) ?? 0;
              const repeated = batch.records.filter(({ position }) => position <= before);
              taken.set(place, Math.max(before, ...batch.records.map(({ position }) => position)));
              if (repeated.length > 0) await applied(projection, { ...batch, records: repeated }, stores.get(life));
            },
          });
        },
      };
    },
  };
}

async function applied(
  projection: Projection<never>,
  { topic, partition, records }: RecordBatch,
  store: DocumentStore | undefined,
) {
  const catalogue = Object.values(catalogues).find((each) => each.topic === topic);
  if (catalogue === undefined || store === undefined) return;
  const on = projection.on as Readonly<Record<string, (event: Recorded, view: View) => unknown>>;
  await store.transact(async (transaction) => {
    for (const record of records) {
      const event = toRecorded(catalogue, fromRecord(partition, record));
      await on[event.type]?.(event, transaction);
      await projection.onEach?.(event, transaction);
    }
  });
}

/** (3) The position is written first, and what follows from the events in a transaction of its own. */
function checkpointApart(): ReturnType<Bug['edge']> {
  return {
    documents: (store) => ({
      ...store,
      async transact(work) {
        const moves: Parameters<Transaction['advance']>[] = [];
        const changes: ((transaction: Transaction) => Promise<void>)[] = [];
        const noting = (transaction: Transaction): Transaction => ({
          ...transaction,
          async put(...change) {
            changes.push((other) => other.put(...change));
            await transaction.put(...change);
          },
          async delete(...change) {
            changes.push((other) => other.delete(...change));
            await transaction.delete(...change);
          },
          advance: async (...move) => void moves.push(move),
        });
        try {
          return await store.transact(async (transaction) => {
            [moves.length, changes.length] = [0, 0];
            const result = await work(noting(transaction));
            if (moves.length > 0) throw new Apart(result);
            return result;
          });
        } catch (error) {
          if (!(error instanceof Apart)) throw error;
          await store.transact((transaction) => all(moves, (move) => transaction.advance(...move)));
          await store.transact((transaction) => all(changes, (change) => change(transaction)));
          return error.result as never;
        }
      },
    }),
  };
}

async function all<Item>(items: readonly Item[], each: (item: Item) => Promise<void>): Promise<void> {
  for (const item of items) await each(item);
}

/** Ends a transaction that is to be carried out in two. */
class Apart extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super('apart');
    this.result = result;
  }
}

/** (9) Deadlines are kept in memory: whoever starts anew does not read those that were noted before. */
function timersLost(): ReturnType<Bug['edge']> {
  return {
    documents: (store) => ({
      ...store,
      async find(query) {
        if (query.collection === TIMER_ROWS && query.equals?.[0] === 'open') return [];
        return store.find(query);
      },
    }),
  };
}

/** (17) Whether a key is parked is not asked before its next event is applied. Only who redrives finds the marker. */
function parkedKeyPassed(): ReturnType<Bug['edge']> {
  return {
    documents(store) {
      const redriven = new Set<string>();
      const hides = (collection: string, id: string) => collection === 'engine_parked_keys' && !redriven.has(id);
      return {
        ...store,
        async find(query) {
          const found = await store.find(query);
          if (query.collection === 'engine_parked_events' && query.index === 'byKey') {
            const id = query.equals?.join('|') ?? '';
            if (found.length > 0) redriven.add(id);
            else redriven.delete(id);
          }
          return found as never;
        },
        get: async (collection, tenant, id) => (hides(collection, id) ? undefined : store.get(collection, tenant, id)),
        transact: (work) =>
          store.transact((transaction) =>
            work({
              ...transaction,
              get: async (collection, tenant, id) =>
                hides(collection, id) ? undefined : transaction.get(collection, tenant, id),
            }),
          ),
      };
    },
  };
}

export const documentBugs: readonly Bug[] = [
  { number: 2, name: "consumers don't deduplicate", named: ['projections', 'feeds'], edge: noDeduplication },
  {
    number: 3,
    name: 'checkpoint written apart from its effect',
    named: ['projections', 'feeds', 'orders'],
    edge: checkpointApart,
  },
  { number: 9, name: 'a timer lost at restart', named: ['deadlines'], edge: timersLost },
  {
    number: 17,
    name: 'a parked key lets its later records pass',
    named: ['projections', 'feeds'],
    edge: parkedKeyPassed,
  },
];
