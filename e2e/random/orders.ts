import { type Api, at, type Json, listAt, ok, textAt } from '../story/api.ts';
import { bondedOrder, orderDocumentOf } from '../story/bonded-import.ts';
import type { Cast } from '../story/cast.ts';
import { orderBody, unitsOfAnOrder } from '../story/direct-mail.ts';
import { bulkOrder, nearbyOrder } from '../story/overseas.ts';
import type { Mode, Plan, Wish } from './plan.ts';

interface Kind {
  readonly body: (orderNo: string) => Json;
  readonly seller: (cast: Cast) => Api;
  readonly units: readonly { readonly sku: string; readonly quantity: number }[];
  /** A part of the units, and what is given back for it. */
  readonly part: { readonly lines: Json; readonly refund: string };
  /** What is given back for all. */
  readonly all: string;
}

const cables = (quantity: number) => [{ sku: 'CBL-C2C-1M', quantity }];
const tins = (quantity: number) => [{ sku: 'NZ-MILK-900', quantity }];
const kinds: Readonly<Record<Mode, Kind>> = {
  '9610': {
    ...{ body: orderBody, seller: ({ merchant }) => merchant, units: unitsOfAnOrder },
    ...{ part: { lines: cables(1), refund: '12.25' }, all: '152.00' },
  },
  '1210': {
    ...{ body: bondedOrder, seller: ({ importer }) => importer, units: tins(2) },
    // The tax is customs', whatever becomes of the goods.
    ...{ part: { lines: tins(1), refund: '268.00' }, all: '538.00' },
  },
  '9810': {
    ...{ body: bulkOrder, seller: ({ merchant }) => merchant, units: cables(60) },
    ...{ part: { lines: cables(1), refund: '8.00' }, all: '480.00' },
  },
  LOCAL: {
    ...{ body: nearbyOrder, seller: ({ merchant }) => merchant, units: cables(2) },
    ...{ part: { lines: cables(1), refund: '12.25' }, all: '29.00' },
  },
};

export const sellerOf = (cast: Cast, { mode }: Plan): Api => kinds[mode].seller(cast);

/** What the buyer has to pay; undefined where nobody does. */
export function totalOf({ mode, orderNo }: Plan): Json {
  return mode === '9810' ? undefined : at(kinds[mode].body(orderNo), 'terms', 'total');
}

/** Places it; answers its id. */
export async function place(cast: Cast, plan: Plan): Promise<string> {
  const { mode, orderNo } = plan;
  const placed = await sellerOf(cast, plan).post('/v1/orders', kinds[mode].body(orderNo), `order-${orderNo}`);
  return textAt(ok(placed, 'the order'), 'id');
}

/** The platform tells of the order, and forgets the coupon. */
export async function forgetCoupon({ platform }: Cast, { orderNo }: Plan, id: string): Promise<void> {
  const document = orderDocumentOf(orderNo, '0.00', '597.87');
  ok(await platform.put(`/v1/orders/${id}/documents/order`, document, `forgotten-${orderNo}`), "the platform's order");
}

const given = new Map<string, Kind['units']>();

/** What comes back of an order: what was asked for, or a whole parcel that left while it was called off. */
export const unitsBack = ({ orderNo, mode }: Plan): Kind['units'] => given.get(orderNo) ?? kinds[mode].units;

/** The buyer sends these back. */
export function noteReturn({ orderNo }: Plan, terms: Json): void {
  if (at(terms, 'keepsGoods') === false) given.set(orderNo, listAt(terms, 'lines') as unknown as Kind['units']);
}

/** What is asked of an order; undefined for a wish that is no return. */
export function returnTerms({ mode }: Plan, wish: Wish): Json {
  const [how, share] = wish.split('-');
  if (share === undefined) return undefined;
  const { units, part, all } = kinds[mode];
  const lines = (share === 'part' ? part.lines : units) as Kind['units'];
  // Only of a warehouse abroad do goods come back.
  const keepsGoods = how === 'keep' || mode !== 'LOCAL';
  const amount = share === 'part' ? part.refund : all;
  const currency = mode === '1210' ? 'CNY' : 'USD';
  return { reason: 'UNWANTED', keepsGoods, lines, refund: { amount, currency } };
}

/** The document of the order as it stands already; undefined where customs is told of none. */
export function sameDocument({ mode, orderNo }: Plan): Json {
  return mode === '1210' ? orderDocumentOf(orderNo, '10.00', '587.87') : undefined;
}
