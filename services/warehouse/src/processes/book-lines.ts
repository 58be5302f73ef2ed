import type { Bucket } from '@portolan/contracts/warehouse/v1/types';
import type { Commands } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { bookId, lineOf } from '../book/book.ts';
import { availableOf, bookItemId } from '../book-item/book-item.ts';
import type { SiteOf } from '../sites.ts';

/** What the account book says of a bucket: its line, and how many units may still be taken from it. */
export interface BookLine {
  /** Empty where the warehouse keeps no account book. */
  readonly recordNo: string;
  /** Undefined: as many as lie there. */
  readonly available: bigint | undefined;
}

/** The line that a bucket's units are taken from; undefined where the book of its warehouse does not know them. */
export type BookLineOf = (bucket: Bucket) => Promise<BookLine | undefined>;

export function bookLines(commands: Commands, all: Aggregates, siteOf: SiteOf): BookLineOf {
  return async (bucket) => {
    const site = siteOf(bucket.warehouseId);
    if (site === undefined || site.emsNo === '') return { recordNo: '', available: undefined };
    const { state } = await commands.load(all.book, site.operator, bookId(site.emsNo));
    const line = lineOf(state, bucket);
    if (line === undefined) return undefined;
    const item = await commands.load(all.bookItem, site.operator, bookItemId(site.emsNo, line.recordNo));
    return { recordNo: line.recordNo, available: availableOf(item.state) };
  };
}
