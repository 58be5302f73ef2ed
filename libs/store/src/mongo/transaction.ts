import type { AnyBulkWriteOperation, ClientSession, Collection } from 'mongodb';
import { type Checkpoint, CheckpointMoved, type Document, type Query, type Transaction } from '../document-store.ts';
import type { Collections } from './collections.ts';
import { copied } from './document-codec.ts';
import type { StoredDocument } from './document-query.ts';

interface Change {
  readonly tenant: string;
  readonly id: string;
  /** Undefined: deleted. */
  readonly document: Document | undefined;
}

export interface CheckpointDocument {
  readonly _id: { readonly c: string; readonly p: string };
  readonly position: number;
  readonly offset: string;
}

/** One run of a work. What it changes is kept back and written at once, so that each change costs no round trip. */
export interface Attempt {
  readonly transaction: Transaction;
  /** Writes what is kept back. @throws CheckpointMoved, or what the server said, also where the work has caught it. */
  finish(): Promise<void>;
  /** The server's first error, so that it is not hidden by whatever the work made of it. */
  trouble(): unknown;
  /** From now on the transaction is over. */
  end(): void;
}

export function attemptOn(
  collections: Collections,
  checkpoints: Collection<CheckpointDocument>,
  session: ClientSession,
): Attempt {
  const changes = new Map<string, Map<string, Change>>();
  let over = false;
  let trouble: unknown;
  let moved: CheckpointMoved | undefined;

  async function during<T>(work: () => Promise<T>): Promise<T> {
    if (over) throw new Error('this transaction has ended');
    return work();
  }

  async function ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      trouble ??= error;
      throw error;
    }
  }

  function change(collection: string, changed: Change): void {
    collections.on(collection);
    const inside = changes.get(collection) ?? new Map<string, Change>();
    changes.set(collection, inside);
    inside.set(keyOf(changed.tenant, changed.id), changed);
  }

  async function flush(): Promise<void> {
    for (const [collection, inside] of changes) {
      if (inside.size === 0) continue;
      const writes = [...inside.values()].map(writeOf);
      inside.clear();
      await ask(() => collections.on(collection).bulkWrite(writes, { session, ordered: false }));
    }
  }

  async function advance(consumer: string, partition: string, before: Checkpoint, after: Checkpoint): Promise<void> {
    const _id = { c: consumer, p: partition };
    const now = await ask(() => checkpoints.findOne({ _id }, { session }));
    if ((now?.position ?? 0) !== before.position || (now?.offset ?? '') !== before.offset) {
      moved = new CheckpointMoved(consumer, partition);
      throw moved;
    }
    const { position, offset } = after;
    await ask(() => checkpoints.replaceOne({ _id }, { position, offset }, { session, upsert: true }));
  }

  return {
    transaction: {
      get: <T extends Document>(collection: string, tenant: string, id: string) =>
        during(async () => {
          const changed = changes.get(collection)?.get(keyOf(tenant, id));
          if (changed !== undefined) return changed.document && (copied(changed.document) as T);
          return ask(() => collections.get<T>(collection, tenant, id, session));
        }),
      put: (collection, tenant, id, document) =>
        during(async () => change(collection, { tenant, id, document: copied(document) })),
      delete: (collection, tenant, id) => during(async () => change(collection, { tenant, id, document: undefined })),
      find: <T extends Document>(query: Query) =>
        during(async () => {
          await flush();
          return ask(() => collections.find<T>(query, session));
        }),
      advance: (consumer, partition, before, after) => during(() => advance(consumer, partition, before, after)),
    },
    async finish() {
      over = true;
      if (trouble !== undefined) throw trouble;
      if (moved !== undefined) throw moved;
      await flush();
    },
    trouble: () => trouble,
    end() {
      over = true;
    },
  };
}

function keyOf(tenant: string, id: string): string {
  return `${tenant}\n${id}`;
}

function writeOf({ tenant, id, document }: Change): AnyBulkWriteOperation<StoredDocument> {
  const filter = { _id: { t: tenant, i: id } };
  if (document === undefined) return { deleteOne: { filter } };
  return { replaceOne: { filter, replacement: { d: document }, upsert: true } };
}
