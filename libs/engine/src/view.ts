import type { Document, Transaction } from '@portolan/store';
import type { View } from './model.ts';

/** A transaction as projections see it: a document that many events of a batch change is written once. */
export interface BatchView {
  readonly view: View;
  /** Writes what was put and deleted; before the transaction ends. @throws what a document cannot hold */
  flush(): Promise<void>;
}

interface Change {
  readonly collection: string;
  readonly tenant: string;
  readonly id: string;
  /** Undefined: deleted. */
  readonly document: Document | undefined;
}

export function batchView(transaction: Transaction): BatchView {
  const changes = new Map<string, Change>();
  const keyOf = (collection: string, tenant: string, id: string) => `${collection}\n${tenant}\n${id}`;

  async function change(changed: Change): Promise<void> {
    changes.set(keyOf(changed.collection, changed.tenant, changed.id), changed);
  }

  async function flush(): Promise<void> {
    for (const { collection, tenant, id, document } of changes.values()) {
      if (document === undefined) await transaction.delete(collection, tenant, id);
      else await transaction.put(collection, tenant, id, document);
    }
    changes.clear();
  }

  return {
    flush,
    view: {
      async get<T extends Document>(collection: string, tenant: string, id: string): Promise<T | undefined> {
        const changed = changes.get(keyOf(collection, tenant, id));
        return changed === undefined ? transaction.get<T>(collection, tenant, id) : (changed.document as T | undefined);
      },
      put: (collection, tenant, id, document) => change({ collection, tenant, id, document }),
      delete: (collection, tenant, id) => change({ collection, tenant, id, document: undefined }),
      async find(query) {
        // A query sees what the same batch has put.
        await flush();
        return transaction.find(query);
      },
    },
  };
}
