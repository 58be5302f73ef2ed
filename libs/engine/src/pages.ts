import type { Document, Found, Query } from '@portolan/store';

const pageSize = 500;

/** Everything that a query finds, page by page. */
export async function findAll<T extends Document>(
  find: (query: Query) => Promise<readonly Found<T>[]>,
  query: Omit<Query, 'limit' | 'after'>,
): Promise<Found<T>[]> {
  const all: Found<T>[] = [];
  for (;;) {
    const after = all[all.length - 1]?.cursor;
    const page = await find({ ...query, limit: pageSize, ...(after === undefined ? {} : { after }) });
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}
