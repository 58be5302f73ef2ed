import type { Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';

/**
 * The account book (账册) of a bonded warehouse, as far as its line numbers (序号) go: 1, 2, … in order of entry. Goods
 * of one owner, SKU and lot stand on one line, and later entries of them on the same, so a line of the book is exactly
 * a bucket of the shelf.
 */
export interface Book {
  readonly lines: Readonly<Record<string, BookLine>>;
}

/** What a line was entered as. */
export interface BookLine {
  readonly recordNo: string;
  readonly hsCode: string;
  readonly origin: string;
}

/** Which goods. */
export interface BookKey {
  readonly owner: string;
  readonly sku: string;
  readonly lot: string;
}

export type BookEvent = Only<WarehouseEvent, 'BookLineNumbered'>;

/** Gives goods their line; nothing to do where they have one of the same commodity code and origin. */
export interface NumberLine extends BookKey {
  readonly type: 'Number';
  readonly emsNo: string;
  readonly warehouseId: string;
  readonly hsCode: string;
  readonly origin: string;
  readonly listId: string;
}

export const bookId = (emsNo: string): string => madeId('book', emsNo);

const keyOf = ({ owner, sku, lot }: BookKey): string => JSON.stringify([owner, sku, lot]);

/** The line of these goods; undefined where the book has none. */
export const lineOf = (book: Book, key: BookKey): BookLine | undefined => book.lines[keyOf(key)];

/** A stream of the operator; who owns the goods of a line sees its number. */
export const book = {
  name: 'book',
  initial: { lines: {} } as Book,
  decide({ type: _, ...line }: NumberLine, known: Book): Decision<BookEvent, WarehouseRefusal> {
    const { sku, lot, hsCode, origin } = line;
    const before = lineOf(known, line);
    if (before === undefined) {
      const recordNo = String(Object.keys(known.lines).length + 1);
      return [{ type: 'BookLineNumbered', data: { ...line, recordNo } }];
    }
    if (before.hsCode === hsCode && before.origin === origin) return [];
    const data = { sku, lot, recordNo: before.recordNo, hsCode: before.hsCode, origin: before.origin };
    return refuse('BOOK_LINE_DIFFERS', data);
  },
  evolve({ lines }: Book, { data }: BookEvent): Book {
    const { recordNo, hsCode, origin } = data;
    return { lines: { ...lines, [keyOf(data)]: { recordNo, hsCode, origin } } };
  },
  audience: (event: BookEvent): Audience[] => [{ tenant: event.data.owner, role: 'merchant' }],
};
