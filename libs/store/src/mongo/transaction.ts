import type { ClientSession, Collection } from 'mongodb';
import { type Checkpoint, CheckpointMoved, type Document, type Query, type Transaction } from '../document-store.ts';
import { changes } from './changes.ts';
import type { Collections } from './collections.ts';
import { copied } from './document-codec.ts';
import { expectedOn } from './expected.ts';

export interface CheckpointDocument {
  readonly _id: { readonly c: string; readonly p: string };
  readonly position: number;
  readonly offset: string;
}

/**
 * Checkpoints as this store last committed them, by consumer and partition: where one is supposed to stand. It is not
 * asked for then; its write says so instead, and changes nothing where somebody else has moved it.
 */
export type LastSeen = Map<string, Checkpoint>;

/** Works of one transaction of the server. What they change is kept back, so a change costs no round trip. */
export interface Group {
  /** Another member; the ones before it are over. */
  begin(): Member;
  /** Writes what is kept back. @throws Mistaken where a checkpoint is not where it was supposed to be */
  write(): Promise<void>;
  /** To be called when it is committed. */
  committed(): void;
  /** The server's first error, so that it is not hidden by whatever a work made of it. */
  trouble(): unknown;
}

export interface Member {
  readonly transaction: Transaction;
  /** Its changes are now the group's. @throws CheckpointMoved, also where the work has caught it. */
  finish(): void;
  /** Its changes are forgotten. False where some are written already: then all of the group must run again. */
  drop(): boolean;
}

export function groupOn(
  collections: Collections,
  checkpoints: Collection<CheckpointDocument>,
  lastSeen: LastSeen,
  session: ClientSession,
): Group {
  const finished = changes();
  const advanced: LastSeen = new Map();
  const expected = expectedOn(collections, session);
  let trouble: unknown;

  async function ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      trouble ??= error;
      throw error;
    }
  }

  function begin(): Member {
    const own = changes();
    const advances: LastSeen = new Map();
    let over = false;
    let written = false;
    let moved: CheckpointMoved | undefined;

    async function during<T>(work: () => T | Promise<T>): Promise<T> {
      if (over) throw new Error('this transaction has ended');
      return work();
    }

    async function get<T extends Document>(name: string, tenant: string, id: string): Promise<T | undefined> {
      const collection = collections.on(name);
      const _id = { t: tenant, i: id };
      const kept = own.get(collection, _id) ?? finished.get(collection, _id);
      if (kept !== undefined) return kept.replacement && (copied(kept.replacement.d) as T);
      const known = expected.get<T>({ collection: name, tenant, id });
      if (known !== undefined) return known ?? undefined;
      return ask(() => collections.get<T>(name, tenant, id, session));
    }

    async function find<T extends Document>(query: Query) {
      // The server answers, so it must know what was changed before.
      if (own.size > 0) written = true;
      expected.clear();
      await ask(() => finished.write(session));
      await ask(() => own.write(session));
      return ask(() => collections.find<T>(query, session));
    }

    async function advance(consumer: string, partition: string, before: Checkpoint, after: Checkpoint): Promise<void> {
      const _id = { c: consumer, p: partition };
      const key = `${consumer}\n${partition}`;
      const kept = own.get(checkpoints, _id) ?? finished.get(checkpoints, _id);
      const last = kept === undefined ? lastSeen.get(key) : undefined;
      const supposed = last !== undefined && same(last, before) ? last : kept?.supposed;
      const now = kept?.replacement ?? supposed ?? (await ask(() => checkpoints.findOne({ _id }, { session })));
      if (!same({ position: now?.position ?? 0, offset: now?.offset ?? '' }, before)) {
        moved = new CheckpointMoved(consumer, partition);
        throw moved;
      }
      const { position, offset } = after;
      own.set(checkpoints, _id, { position, offset }, supposed);
      advances.set(key, { position, offset });
    }

    return {
      transaction: {
        expect: (places) => during(() => ask(() => expected.fetch(places))),
        get: (collection, tenant, id) => during(() => get(collection, tenant, id)),
        put: (collection, tenant, id, document) =>
          during(() => own.set(collections.on(collection), { t: tenant, i: id }, { d: copied(document) })),
        delete: (collection, tenant, id) =>
          during(() => own.set(collections.on(collection), { t: tenant, i: id }, undefined)),
        find: (query) => during(() => find(query)),
        advance: (consumer, partition, before, after) => during(() => advance(consumer, partition, before, after)),
      },
      finish() {
        over = true;
        if (moved !== undefined) throw moved;
        finished.take(own);
        for (const [key, checkpoint] of advances) advanced.set(key, checkpoint);
      },
      drop() {
        over = true;
        return !written;
      },
    };
  }

  return {
    begin,
    write: () => ask(() => finished.write(session)),
    committed() {
      for (const [key, checkpoint] of advanced) lastSeen.set(key, checkpoint);
    },
    trouble: () => trouble,
  };
}

const same = (one: Checkpoint, other: Checkpoint) => one.position === other.position && one.offset === other.offset;
