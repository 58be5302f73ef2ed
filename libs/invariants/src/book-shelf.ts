import type { Only, WarehouseEvent } from '@portolan/contracts';
import { lineKey } from './book-lines.ts';
import type { Fold, Invariant, Observed } from './invariant.ts';
import { bucketKey } from './stock-units.ts';

/** Of a bonded bucket what book and shelf have counted; of a line of the book which bucket it is. */
interface Bonded {
  /** Key of the bucket: only in the state of a line. */
  readonly bucket: string;
  /** True once its goods stand in an account book. */
  readonly bonded: boolean;
  readonly booked: { readonly in: bigint; readonly out: bigint };
  readonly shelf: { readonly in: bigint; readonly out: bigint };
}

type Booked = Observed<Only<WarehouseEvent, 'BookIncreased' | 'BookReduced'>>;
type Stored = Observed<Only<WarehouseEvent, 'GoodsReceived' | 'StockReturned' | 'StockDispatched'>>;

const booked: Fold<Bonded, Booked> = {
  via: ({ data }) => lineKey(data),
  about: (_, line) => (line === undefined ? [] : [line.bucket]),
  next(before, { type, data: { quantity } }) {
    const { in: entered, out } = before.booked;
    const after = type === 'BookIncreased' ? { in: entered + quantity, out } : { in: entered, out: out + quantity };
    return { ...before, bonded: true, booked: after };
  },
};

const stored: Fold<Bonded, Stored> = {
  about: ({ data }) => [bucketKey(data.bucket)],
  next(before, { type, data: { quantity } }) {
    const { in: entered, out } = before.shelf;
    const after = type === 'StockDispatched' ? { in: entered, out: out + quantity } : { in: entered + quantity, out };
    return { ...before, shelf: after };
  },
};

/**
 * What the account book holds lies on the zone's shelves. The gate changes the book first and the shelf follows: what
 * passed the gate and is not moved yet is in transit. So the shelf is never ahead of the book, and at rest they agree.
 */
export const bookShelf: Invariant<Bonded> = {
  name: 'book-shelf',
  holds: {
    en: 'Account book and what is in transit at the gate are what lies on the shelves.',
    zh: '账册数量与卡口在途数量之和等于货架实物。',
  },
  flaws: {
    NOT_BOOKED: {
      en: '{bucket}: {shelf} units came onto the shelf, but only {book} entered the account book.',
      zh: '{bucket}：上架 {shelf} 件，账册仅记入 {book} 件。',
    },
    NOT_WRITTEN_OFF: {
      en: '{bucket}: {shelf} units left the zone, but only {book} were written off in the account book.',
      zh: '{bucket}：出区 {shelf} 件，账册仅核减 {book} 件。',
    },
    DIFFERS: {
      en: 'Everything is at rest, and {bucket} has {book} units by the account book, {shelf} on the shelf.',
      zh: '一切已经静止，{bucket} 账册为 {book} 件，货架为 {shelf} 件。',
    },
  },
  across: true,
  begin: () => ({ bucket: '', bonded: false, booked: { in: 0n, out: 0n }, shelf: { in: 0n, out: 0n } }),
  on: {
    BookItemOpened: {
      about: ({ data }) => [lineKey(data), bucketKey(data)],
      next: (before, { data }, key) =>
        key === lineKey(data) ? { ...before, bucket: bucketKey(data) } : { ...before, bonded: true },
    },
    BookIncreased: booked,
    BookReduced: booked,
    GoodsReceived: stored,
    StockReturned: stored,
    StockDispatched: stored,
  },
  never({ bonded, booked: book, shelf }, bucket) {
    if (!bonded) return undefined;
    if (shelf.in > book.in)
      return { code: 'NOT_BOOKED', data: { bucket, shelf: String(shelf.in), book: String(book.in) } };
    if (shelf.out > book.out)
      return { code: 'NOT_WRITTEN_OFF', data: { bucket, shelf: String(shelf.out), book: String(book.out) } };
    return undefined;
  },
  atEnd({ bonded, booked: book, shelf }, bucket) {
    const [byBook, onShelf] = [book.in - book.out, shelf.in - shelf.out];
    if (!bonded || byBook === onShelf) return undefined;
    return { code: 'DIFFERS', data: { bucket, book: String(byBook), shelf: String(onShelf) } };
  },
};
