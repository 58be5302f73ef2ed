import { type Document, type DocumentStore, OutcomeUnknown, StoreAway, type Transaction } from '@portolan/store';
import type { Change, DocumentDisk } from './document-disk.ts';
import type { Life } from './life.ts';
import { lent } from './placing.ts';
import { readTrouble, writeTrouble } from './store-trouble.ts';
import type { Trace } from './trace.ts';
import { beginTransaction, type Pending } from './transaction.ts';

// A server gives up a transaction whose client says nothing for so long.
const lifetimeMs = 3_000;

const unknown = (): never => {
  throw new OutcomeUnknown(new Error('simulated'));
};

/** The document store of one life over the disk of its service. */
export function simulatedDocumentStore(disk: DocumentDisk, life: Life): DocumentStore {
  const { weather, world } = life;
  const read = <T>(what: string, work: () => T): Promise<T> =>
    life.operate({ what, writes: false, work, ...readTrouble(weather) });

  async function transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const leave = await disk.enter(life);
    if (weather.strikes('store again')) await lookedAt(work, leave);
    const pending = beginTransaction(disk);
    const unwatch = givenUp(pending, leave);
    let result: T;
    try {
      result = await work(pending.transaction);
      pending.finish();
    } catch (error) {
      leave();
      throw error;
    } finally {
      unwatch();
    }
    await life.operate<void>({
      what: 'transact',
      writes: true,
      work: () => write(pending),
      over: leave,
      ...writeTrouble(weather, unknown),
    });
    return result;
  }

  /** Once more from its beginning, as a conflict makes it: of the first time nothing stays. */
  async function lookedAt(work: (transaction: Transaction) => Promise<unknown>, leave: () => void): Promise<void> {
    const first = beginTransaction(disk);
    const unwatch = givenUp(first, leave);
    await work(first.transaction).catch(() => undefined);
    unwatch();
    first.abort();
  }

  /** A process that died holds nothing up; one that stands still does for a while. */
  function givenUp(pending: Pending, leave: () => void): () => void {
    let over = false;
    const giveUp = () => {
      if (over) return;
      pending.abort();
      leave();
    };
    const unwatch = life.watch((state) => {
      if (state !== 'runs') world.after(state === 'ended' ? 0 : lifetimeMs, giveUp);
    });
    return () => {
      over = true;
      unwatch();
    };
  }

  function write({ changes, moves }: Pending): void {
    disk.write(changes.values(), moves);
    for (const change of changes.values()) traced(world.trace, change);
    for (const { consumer, partition, after } of moves) world.trace.text(`${consumer} ${partition} ${after.position}`);
  }

  return {
    async declare(collections) {
      disk.declare(collections);
    },
    get: <T extends Document>(collection: string, tenant: string, id: string) =>
      read('get', () => lent(disk.get(collection, tenant, id)) as T | undefined),
    find: (query) => read('find', () => disk.find(query) as never),
    transact,
    checkpoint: (consumer, partition) => read('checkpoint', () => disk.checkpoint(consumer, partition)),
    lease: (name, owner, now, ttlMs) =>
      life.operate<number | undefined>({
        what: 'lease',
        writes: true,
        work: () => disk.lease(name, owner, now, ttlMs),
        ...writeTrouble(weather, () => {
          throw new StoreAway(new Error('simulated'));
        }),
      }),
    close: async () => {},
  };
}

function traced(trace: Trace, { collection, tenant, id, document }: Change): void {
  trace.text(collection);
  trace.text(tenant);
  trace.text(id);
  trace.value(document);
}
