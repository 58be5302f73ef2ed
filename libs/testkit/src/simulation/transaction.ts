import { CheckpointMoved, type Document, type Query, StoreAway, type Transaction } from '@portolan/store';
import type { Change, DocumentDisk, Move } from './document-disk.ts';
import { kept, lent } from './placing.ts';

/** A transaction under way: what it wants to change, seen by itself alone. */
export interface Pending {
  readonly transaction: Transaction;
  readonly changes: ReadonlyMap<string, Change>;
  readonly moves: readonly Move[];
  /** No more calls. @throws CheckpointMoved where one of its moves was refused, whatever the work made of that */
  finish(): void;
  /** The store has given it up. */
  abort(): void;
}

export function beginTransaction(disk: DocumentDisk): Pending {
  const changes = new Map<string, Change>();
  const moves: Move[] = [];
  let state: 'open' | 'over' | 'aborted' = 'open';
  let refused: CheckpointMoved | undefined;

  const during = <T>(work: () => T): T => {
    if (state === 'over') throw new Error('this transaction has ended');
    if (state === 'aborted') throw new StoreAway(new Error('the transaction took too long'));
    return work();
  };

  const change = (collection: string, tenant: string, id: string, document: Document | undefined) => {
    disk.get(collection, tenant, id);
    changes.set(`${collection}\n${tenant}\n${id}`, { collection, tenant, id, document });
  };

  const transaction: Transaction = {
    get: async <T extends Document>(collection: string, tenant: string, id: string) =>
      during(() => {
        const changed = changes.get(`${collection}\n${tenant}\n${id}`);
        return lent(changed === undefined ? disk.get(collection, tenant, id) : changed.document) as T | undefined;
      }),
    put: async (collection, tenant, id, document) => during(() => change(collection, tenant, id, kept(document))),
    delete: async (collection, tenant, id) => during(() => change(collection, tenant, id, undefined)),
    find: async (query: Query) =>
      during(() => (changes.size === 0 ? disk.find(query) : disk.findWith(changes.values(), query)) as never),
    advance: async (consumer, partition, before, after) =>
      during(() => {
        const now = moves.findLast((move) => move.consumer === consumer && move.partition === partition)?.after;
        const standing = now ?? disk.checkpoint(consumer, partition);
        if (standing.position !== before.position || standing.offset !== before.offset) {
          refused = new CheckpointMoved(consumer, partition);
          throw refused;
        }
        moves.push({ consumer, partition, before, after });
      }),
  };

  return {
    transaction,
    changes,
    moves,
    finish() {
      during(() => undefined);
      state = 'over';
      if (refused !== undefined) throw refused;
    },
    abort() {
      state = 'aborted';
    },
  };
}
