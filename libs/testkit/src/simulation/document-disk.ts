import {
  type Checkpoint,
  CheckpointMoved,
  type CollectionSpec,
  type Document,
  type Found,
  type Query,
} from '@portolan/store';
import { type Collection, createCollection } from './documents-kept.ts';
import type { Life } from './life.ts';

/** What a transaction wants to change. Undefined: deleted. */
export interface Change {
  readonly collection: string;
  readonly tenant: string;
  readonly id: string;
  readonly document: Document | undefined;
}

export interface Move {
  readonly consumer: string;
  readonly partition: string;
  readonly before: Checkpoint;
  readonly after: Checkpoint;
}

/** The documents of one service. They outlive every process. */
export interface DocumentDisk {
  declare(collections: Readonly<Record<string, CollectionSpec>>): void;
  get(collection: string, tenant: string, id: string): Document | undefined;
  find(query: Query): readonly Found[];
  /** When the first that a query finds is due; undefined where there is none. */
  due(query: Query): unknown;
  /** What a query would find if these changes were made. */
  findWith(changes: Iterable<Change>, query: Query): readonly Found[];
  checkpoint(consumer: string, partition: string): Checkpoint;
  /** All or nothing. @throws CheckpointMoved */
  write(changes: Iterable<Change>, moves: readonly Move[]): void;
  lease(name: string, owner: string, now: number, ttlMs: number): number | undefined;
  /** Waits until no other transaction runs; the answer lets the next one in. */
  enter(life: Life): Promise<() => void>;
}

const unread: Checkpoint = { position: 0, offset: '' };

export function createDocumentDisk(): DocumentDisk {
  const collections = new Map<string, Collection>();
  const checkpoints = new Map<string, Checkpoint>();
  const leases = new Map<string, { owner: string; epoch: number; until: number }>();
  const waiting: { readonly life: Life; enter(): void }[] = [];
  let entered = false;

  function on(name: string): Collection {
    const found = collections.get(name);
    if (found === undefined) throw new Error(`the collection ${name} was not declared`);
    return found;
  }

  function make({ collection, tenant, id, document }: Change): void {
    if (document === undefined) on(collection).delete(tenant, id);
    else on(collection).put(tenant, id, document);
  }

  const standing = (consumer: string, partition: string) => checkpoints.get(`${consumer} ${partition}`) ?? unread;

  function leave(): void {
    entered = false;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (next.life.ended()) continue;
      entered = true;
      next.enter();
      return;
    }
  }

  return {
    declare(specs) {
      for (const [name, spec] of Object.entries(specs)) {
        const collection = collections.get(name) ?? createCollection(name);
        collection.declare(spec);
        collections.set(name, collection);
      }
    },
    get: (collection, tenant, id) => on(collection).get(tenant, id),
    find: (query) => on(query.collection).find(query),
    due(query) {
      const [found] = collections.get(query.collection)?.find(query) ?? [];
      return found === undefined ? undefined : found.document['due'];
    },
    findWith(changes, query) {
      const undo: Change[] = [];
      for (const change of changes) {
        if (change.collection !== query.collection) continue;
        const { collection, tenant, id } = change;
        undo.push({ collection, tenant, id, document: on(collection).get(tenant, id) });
        make(change);
      }
      const found = on(query.collection).find(query);
      for (const change of undo.reverse()) make(change);
      return found;
    },
    checkpoint: standing,
    write(changes, moves) {
      for (const { consumer, partition, before } of moves) {
        const now = standing(consumer, partition);
        if (now.position !== before.position || now.offset !== before.offset)
          throw new CheckpointMoved(consumer, partition);
      }
      for (const change of changes) make(change);
      for (const { consumer, partition, after } of moves) checkpoints.set(`${consumer} ${partition}`, after);
    },
    lease(name, owner, now, ttlMs) {
      const held = leases.get(name);
      if (held !== undefined && held.owner !== owner && held.until > now) return undefined;
      const epoch = held === undefined ? 1 : held.epoch + (held.owner === owner ? 0 : 1);
      leases.set(name, { owner, epoch, until: now + ttlMs });
      return epoch;
    },
    enter(life) {
      return new Promise((resolve) => {
        const enter = () => {
          let left = false;
          resolve(() => {
            if (!left) leave();
            left = true;
          });
        };
        if (entered) {
          waiting.push({ life, enter });
          return;
        }
        entered = true;
        enter();
      });
    },
  };
}
