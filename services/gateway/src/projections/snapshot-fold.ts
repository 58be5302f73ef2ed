import type { Complete } from '@portolan/contracts';
import type {
  BookItemView,
  InboundView,
  ParcelView,
  ReturnView,
  StockView,
} from '@portolan/contracts/warehouse/v1/warehouse';
import { inboundAfter, returnAfter } from './now/arrivals.ts';
import { bookItemAfter, type ListNow, listAfter, type PassNow, passAfter } from './now/bonded.ts';
import { type DeclarationNow, declarationAfter } from './now/declaration.ts';
import type { Shown } from './now/in-feed.ts';
import { type OrderNow, orderAfter } from './now/order.ts';
import { parcelAfter } from './now/parcel.ts';
import { stockAfter } from './now/stock.ts';

/** What a snapshot holds, by kind. */
interface Kinds {
  readonly order: OrderNow;
  readonly declaration: DeclarationNow;
  readonly stock: Complete<StockView>;
  readonly parcel: Complete<ParcelView>;
  readonly inbound: Complete<InboundView>;
  readonly return: Complete<ReturnView>;
  readonly list: ListNow;
  readonly pass: PassNow;
  readonly bookItem: Complete<BookItemView>;
}

/** One thing as the events of one stream have left it. */
export type Thing = { readonly [Kind in keyof Kinds]: { readonly kind: Kind; readonly now: Kinds[Kind] } }[keyof Kinds];

type After<Kind extends keyof Kinds> = (
  event: Shown,
  type: string,
  before: Kinds[Kind] | undefined,
) => Kinds[Kind] | undefined;

const folds: { readonly [Kind in keyof Kinds]: After<Kind> } = {
  order: orderAfter,
  declaration: declarationAfter,
  stock: stockAfter,
  parcel: parcelAfter,
  inbound: inboundAfter,
  return: returnAfter,
  list: listAfter,
  pass: passAfter,
  bookItem: bookItemAfter,
};

/**
 * A thing after an event of its stream, from what the feed shows of it and nothing else. Undefined where the event
 * says nothing of a thing that a snapshot holds.
 */
export function fold(event: Shown, before: Thing | undefined): Thing | undefined {
  const type = event.type.slice(event.type.lastIndexOf('.') + 1);
  for (const kind of Object.keys(folds) as (keyof Kinds)[]) {
    const after = foldAs(kind, event, type, before);
    if (after !== undefined) return after;
  }
  return undefined;
}

function foldAs<Kind extends keyof Kinds>(kind: Kind, event: Shown, type: string, before: Thing | undefined) {
  const known = before?.kind === kind ? (before.now as Kinds[Kind]) : undefined;
  const now = folds[kind](event, type, known);
  return now && ({ kind, now } as Thing);
}
