import type { Document, Found, Query } from './document-store.ts';

const pageSize = 500;

type Find<T extends Document> = (query: Query) => Promise<readonly Found<T>[]>;

/** Everything that a query finds, in its order; asked for page by page while it is read. */
export async function* found<T extends Document>(
  find: Find<T>,
  query: Omit<Query, 'limit' | 'after'>,
): AsyncGenerator<Found<T>, void> {
  let after: string | undefined;
  for (;;) {
    const page = await find({ ...query, limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page;
    if (page.length < pageSize) return;
    after = page[page.length - 1]?.cursor;
  }
}

/** The same at once, for what fits in memory. */
export async function findAll<T extends Document>(
  find: Find<T>,
  query: Omit<Query, 'limit' | 'after'>,
): Promise<Found<T>[]> {
  const all: Found<T>[] = [];
  for await (const one of found(find, query)) all.push(one);
  return all;
}
