import type { AnyBulkWriteOperation, ClientSession, Collection } from 'mongodb';

/** A document of any collection, named by an id that is itself a document. */
export interface Named {
  readonly _id: object;
}

interface Change {
  readonly collection: Collection<Named>;
  readonly _id: object;
  /** What the document becomes, without its id; undefined: deleted. */
  readonly replacement: object | undefined;
  /** Fields that the document has to have until then; undefined: whatever it is, or is not. */
  readonly supposed: object | undefined;
}

/** Thrown where a document is not what it was supposed to be. The transaction must not be committed. */
export class Mistaken extends Error {}

/** What a transaction is going to write, kept back so that all of it is written at once. */
export interface Changes {
  readonly size: number;
  set<T extends Named>(
    collection: Collection<T>,
    _id: T['_id'],
    replacement: Omit<T, '_id'> | undefined,
    supposed?: Partial<T>,
  ): void;
  /** Undefined where nothing is kept back for this document. */
  get<T extends Named>(
    collection: Collection<T>,
    _id: T['_id'],
  ): { readonly replacement: Omit<T, '_id'> | undefined; readonly supposed: Partial<T> | undefined } | undefined;
  /** Takes over what the other holds, over what is here, and leaves it empty. */
  take(other: Changes): void;
  /** Writes everything, one command for each collection, and is empty. @throws Mistaken */
  write(session: ClientSession): Promise<void>;
  all(): IterableIterator<readonly [string, Change]>;
  clear(): void;
}

export function changes(): Changes {
  const kept = new Map<string, Change>();
  const keyOf = (collection: Collection<never>, _id: object) =>
    `${collection.collectionName}\n${Object.values(_id).join('\n')}`;

  return {
    get size() {
      return kept.size;
    },
    set(collection, _id, replacement, supposed) {
      const change = { collection: collection as unknown as Collection<Named>, _id, replacement, supposed };
      kept.set(keyOf(collection as never, _id), change);
    },
    get: (collection, _id) => kept.get(keyOf(collection as never, _id)) as never,
    take(other) {
      for (const [key, change] of other.all()) kept.set(key, change);
      other.clear();
    },
    async write(session) {
      const byCollection = Map.groupBy(kept.values(), ({ collection }) => collection);
      kept.clear();
      for (const [collection, inside] of byCollection) {
        const { matchedCount, upsertedCount } = await collection.bulkWrite(inside.map(writeOf), {
          session,
          ordered: false,
        });
        const replaced = inside.filter(({ replacement }) => replacement !== undefined).length;
        if (matchedCount + upsertedCount !== replaced) throw new Mistaken();
      }
    },
    all: () => kept.entries(),
    clear: () => kept.clear(),
  };
}

function writeOf({ _id, replacement, supposed }: Change): AnyBulkWriteOperation<Named> {
  if (replacement === undefined) return { deleteOne: { filter: { _id } } };
  return {
    replaceOne: {
      filter: { ...supposed, _id },
      replacement: replacement as never,
      upsert: supposed === undefined,
    },
  };
}
