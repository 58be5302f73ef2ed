import type { Complete } from '@portolan/contracts';
import type { Page } from '@portolan/contracts/common/v1/types';
import type { Document, Found, Query } from '@portolan/store';

const usual = 50;

/**
 * One page of what a query finds: 50 where the caller names no limit, never more than `most`. `nextCursor` is empty on
 * the last page.
 * @param find is asked for one more than is shown: so the page knows whether another follows
 */
export async function paged<T extends Document>(
  { limit, cursor }: Complete<Page>,
  find: (reach: Pick<Query, 'limit' | 'after'>) => Promise<readonly Found<T>[]>,
  most = 200,
): Promise<{ readonly shown: readonly Found<T>[]; readonly nextCursor: string }> {
  const size = limit > 0 ? Math.min(limit, most) : usual;
  const found = await find({ limit: size + 1, ...(cursor === '' ? {} : { after: cursor }) });
  const shown = found.slice(0, size);
  return { shown, nextCursor: found.length > size ? (shown.at(-1)?.cursor ?? '') : '' };
}
