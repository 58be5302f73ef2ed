import type { CollectionSpec, DocumentStore, Found, Query, Transaction } from '@portolan/store';

/** What a projection derives anew stands beside what it has derived, under these names. */
export const shadowOf = (collection: string): string => `next_${collection}`;

const atOnce = 500;

export function shadowSpecs(
  collections: Readonly<Record<string, CollectionSpec>>,
): Readonly<Record<string, CollectionSpec>> {
  return Object.fromEntries(Object.entries(collections).map(([name, spec]) => [shadowOf(name), spec]));
}

/** A transaction in which a projection sees and writes its shadow. What it reads of others is what they hold. */
export function onShadow(
  transaction: Transaction,
  own: Readonly<Record<string, CollectionSpec>>,
  touched: (collection: string, tenant: string, id: string) => void,
): Transaction {
  const read = (collection: string) => (Object.hasOwn(own, collection) ? shadowOf(collection) : collection);
  const write = (collection: string, tenant: string, id: string): string => {
    if (!Object.hasOwn(own, collection)) throw new TypeError(`${collection} is not among what the projection derives`);
    touched(collection, tenant, id);
    return shadowOf(collection);
  };
  return {
    get: (collection, tenant, id) => transaction.get(read(collection), tenant, id),
    put: async (collection, tenant, id, document) =>
      transaction.put(write(collection, tenant, id), tenant, id, document),
    delete: async (collection, tenant, id) => transaction.delete(write(collection, tenant, id), tenant, id),
    find: (query) => transaction.find({ ...query, collection: read(query.collection) }),
    advance: (consumer, partition, before, after) => transaction.advance(consumer, partition, before, after),
  };
}

/** Empties what stands in the shadow, in bounded transactions. */
export async function emptyShadow(
  documents: DocumentStore,
  collections: Readonly<Record<string, CollectionSpec>>,
): Promise<void> {
  for (const name of Object.keys(collections)) {
    const collection = shadowOf(name);
    for (let left = atOnce; left === atOnce; ) {
      left = await documents.transact(async (transaction) => {
        const found = await transaction.find({ collection, limit: atOnce });
        for (const { tenant, id } of found) await transaction.delete(collection, tenant, id);
        return found.length;
      });
    }
  }
}

/** Documents of a live collection and its shadow side by side, page by page, in order of (tenant, id). */
export async function* sideBySide(
  documents: DocumentStore,
  collection: string,
): AsyncGenerator<{ readonly live: Found | undefined; readonly next: Found | undefined }> {
  const [lives, nexts] = [pages(documents, { collection }), pages(documents, { collection: shadowOf(collection) })];
  let [live, next] = [await lives(), await nexts()];
  while (live !== undefined || next !== undefined) {
    const order = live === undefined ? 1 : next === undefined ? -1 : inOrder(live, next);
    yield { live: order <= 0 ? live : undefined, next: order >= 0 ? next : undefined };
    if (order <= 0) live = await lives();
    if (order >= 0) next = await nexts();
  }
}

// Stores order text by its bytes (UTF-8).
function inOrder(a: Found, b: Found): number {
  return (
    Buffer.compare(Buffer.from(a.tenant), Buffer.from(b.tenant)) || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))
  );
}

function pages(documents: DocumentStore, query: Omit<Query, 'limit'>): () => Promise<Found | undefined> {
  let page: readonly Found[] = [];
  let at = 0;
  let after: string | undefined;
  let ended = false;
  return async () => {
    if (at === page.length && !ended) {
      page = await documents.find({ ...query, limit: atOnce, ...(after === undefined ? {} : { after }) });
      at = 0;
      ended = page.length < atOnce;
      after = page[page.length - 1]?.cursor;
    }
    return page[at++];
  };
}
