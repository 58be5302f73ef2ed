import type { Runtime } from '@portolan/service';
import type { Document, Query } from '@portolan/store';

const largestPage = 200;

/** One page of a collection: 50 documents where the caller names no limit, never more than 200. */
export async function list<T extends Document>(
  runtime: Runtime,
  query: Omit<Query, 'limit' | 'after'>,
  page: { readonly limit: number; readonly cursor: string } | undefined,
) {
  const limit = Math.min(Math.max(page?.limit ?? 0, 0) || 50, largestPage);
  const after = page === undefined || page.cursor === '' ? {} : { after: page.cursor };
  const found = await runtime.documents.find<T>({ ...query, ...after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  return {
    items: shown.map(({ document }) => document),
    nextCursor: found.length > limit ? (shown.at(-1)?.cursor ?? '') : '',
  };
}
