import type { Complete } from '@portolan/contracts';
import type { BookItemView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection, Recorded, View } from '@portolan/engine';
import { type BookItemEvent, bookItemId } from '../book-item/book-item.ts';
import { documents } from './readers.ts';

/** `line` is the record number as a number: a book is read in the order of its lines. */
export type BookItemDocument = Complete<BookItemView> & { readonly line: number };
type Counts = Pick<BookItemDocument, 'increased' | 'reduced' | 'plannedIncrease' | 'plannedReduction'>;

export const bookItemCollections = { owner: 'book_items', operator: 'operated_book_items' } as const;
const indexes = {
  byBook: ['emsNo', 'line'],
  byGoods: ['emsNo', 'sku', 'line'],
  bySku: ['sku', 'emsNo', 'line'],
} as const;
const { put, change } = documents<BookItemDocument>(bookItemCollections, 'operator');

/** The account book line by line: an operator sees its books, a merchant its own lines. */
export const bookItems: Projection<BookItemEvent> = {
  name: 'warehouse.book-items.v1',
  reads: ['warehouse'],
  collections: { [bookItemCollections.owner]: { indexes }, [bookItemCollections.operator]: { indexes } },
  on: {
    BookItemOpened: (event, view) => {
      const { price: _, ...opened } = event.data;
      const nothing = { increased: 0n, reduced: 0n, plannedIncrease: 0n, plannedReduction: 0n };
      const id = bookItemId(opened.emsNo, opened.recordNo);
      return put(event, view, id, { ...opened, ...nothing, stock: 0n, available: 0n, line: Number(opened.recordNo) });
    },
    BookIncreasePlanned: (event, view) => move(event, view, { plannedIncrease: 1n }),
    BookIncreased: (event, view) => move(event, view, { plannedIncrease: -1n, increased: 1n }),
    BookReductionPlanned: (event, view) => move(event, view, { plannedReduction: 1n }),
    BookReduced: (event, view) => move(event, view, { plannedReduction: -1n, reduced: 1n }),
  },
};

type Moved = Recorded<Exclude<BookItemEvent, { type: 'BookItemOpened' }>>;

/** Moves the event's units: 1 adds them to a count, −1 takes them from it. */
function move(event: Moved, view: View, by: Partial<Counts>): Promise<void> {
  const { emsNo, recordNo, quantity } = event.data;
  return change(event, view, bookItemId(emsNo, recordNo), (before) => {
    const moved = (name: keyof Counts) => before[name] + (by[name] ?? 0n) * quantity;
    const [increased, reduced] = [moved('increased'), moved('reduced')];
    const [plannedIncrease, plannedReduction] = [moved('plannedIncrease'), moved('plannedReduction')];
    const stock = increased - reduced;
    return { increased, reduced, plannedIncrease, plannedReduction, stock, available: stock - plannedReduction };
  });
}
