import type { Complete, SuiteEvent } from '@portolan/contracts';
import type { Shortage } from '@portolan/contracts/warehouse/v1/types';
import type { ParcelView, StockView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { CloudEvent } from './feed.ts';

/** An order as its own events tell it. */
export interface OrderNow {
  readonly id: string;
  readonly orderNo: string;
  /** PLACED, PAID, CLEARED, SHIPPED, DELIVERED, SETTLED: the furthest it has come */
  readonly state: string;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly version: bigint;
}

/** One thing as the events of one stream have left it. */
export type Thing =
  | { readonly kind: 'order'; readonly now: OrderNow }
  | { readonly kind: 'parcel'; readonly now: Complete<ParcelView> }
  | { readonly kind: 'stock'; readonly now: Complete<StockView> };

/** A payload as the feed shows it: 64-bit integers are text. */
type InFeed<Value> = Value extends bigint
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly InFeed<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: InFeed<Value[Name]> }
      : Value;
type DataOf<Type extends SuiteEvent['type']> = InFeed<Extract<SuiteEvent, { type: Type }>['data']>;

const orderStates: Readonly<Record<string, string>> = {
  OrderPaid: 'PAID',
  OrderCleared: 'CLEARED',
  OrderShipped: 'SHIPPED',
  OrderDelivered: 'DELIVERED',
  OrderSettled: 'SETTLED',
};
const orderRoad = ['PLACED', ...Object.values(orderStates)];

const parcelStates: Readonly<Record<string, string>> = {
  ReservationRetried: 'PLANNED',
  ParcelReserved: 'RESERVED',
  ParcelShort: 'SHORT',
  ParcelPicked: 'PICKED',
  ParcelPacked: 'PACKED',
  DispatchAuthorised: 'AUTHORISED',
  ParcelDispatched: 'DISPATCHED',
};

type Place = 'available' | 'reserved' | 'picked' | 'packed' | undefined;
const stockMoves: Readonly<Record<string, readonly [from: Place, to: Place]>> = {
  GoodsReceived: [undefined, 'available'],
  StockReserved: ['available', 'reserved'],
  ReservationReleased: ['reserved', 'available'],
  StockPicked: ['reserved', 'picked'],
  StockPacked: ['picked', 'packed'],
  StockDispatched: ['packed', undefined],
};

/**
 * A thing after an event of its stream, from what the feed shows of it and nothing else. Undefined where the event
 * says nothing of an order, a parcel or stock.
 */
export function fold(event: CloudEvent, before: Thing | undefined): Thing | undefined {
  const type = event.type.slice(event.type.lastIndexOf('.') + 1);
  if (type === 'OrderPlaced') return { kind: 'order', now: placed(event) };
  if (type === 'ParcelPlanned') return { kind: 'parcel', now: planned(event) };
  if (Object.hasOwn(stockMoves, type)) return { kind: 'stock', now: moved(event, type, before) };
  if (before?.kind === 'order' && Object.hasOwn(orderStates, type))
    return { kind: 'order', now: furthered(event, type, before.now) };
  if (before?.kind === 'parcel' && Object.hasOwn(parcelStates, type))
    return { kind: 'parcel', now: changed(event, type, before.now) };
  return undefined;
}

function placed({ data, time, version }: CloudEvent): OrderNow {
  const { orderId, terms } = data as unknown as DataOf<'OrderPlaced'>;
  const { orderNo } = terms;
  return { id: orderId, orderNo, state: 'PLACED', placedAt: time, updatedAt: time, version: BigInt(version) };
}

function furthered({ time, version }: CloudEvent, type: string, before: OrderNow): OrderNow {
  const state = orderStates[type] ?? before.state;
  const further = orderRoad.indexOf(state) > orderRoad.indexOf(before.state);
  return { ...before, state: further ? state : before.state, updatedAt: time, version: BigInt(version) };
}

function planned({ data, tenant, version }: CloudEvent): Complete<ParcelView> {
  const { parcelId, lines, ...rest } = data as unknown as DataOf<'ParcelPlanned'>;
  return {
    ...rest,
    id: parcelId,
    state: 'PLANNED',
    lines: lines.map(({ line, sku, quantity }) => ({ line, sku, quantity: BigInt(quantity) })),
    shortages: [],
    grossWeight: '',
    packs: 0,
    owner: tenant,
    version: BigInt(version),
  };
}

function changed({ data, version }: CloudEvent, type: string, before: Complete<ParcelView>): Complete<ParcelView> {
  const after = { ...before, state: parcelStates[type] ?? before.state, version: BigInt(version) };
  switch (type) {
    case 'ParcelReserved':
    case 'ReservationRetried':
      return { ...after, shortages: [] };
    case 'ParcelShort': {
      const { shortages } = data as unknown as DataOf<'ParcelShort'>;
      return { ...after, shortages: shortages.map(shortageOf) };
    }
    case 'ParcelPacked': {
      const { grossWeight, packs } = data as unknown as DataOf<'ParcelPacked'>;
      return { ...after, grossWeight, packs };
    }
    default:
      return after;
  }
}

function shortageOf({ sku, wanted, available }: DataOf<'ParcelShort'>['shortages'][number]): Complete<Shortage> {
  return { sku, wanted: BigInt(wanted), available: BigInt(available) };
}

function moved({ data }: CloudEvent, type: string, before: Thing | undefined): Complete<StockView> {
  const { bucket, quantity } = data as unknown as DataOf<'StockReserved'>;
  const [from, to] = stockMoves[type] ?? [];
  const known = before?.kind === 'stock' ? before.now : { available: 0n, reserved: 0n, picked: 0n, packed: 0n };
  const { available, reserved, picked, packed } = known;
  const counts = { available, reserved, picked, packed };
  if (from !== undefined) counts[from] -= BigInt(quantity);
  if (to !== undefined) counts[to] += BigInt(quantity);
  const onHand = counts.available + counts.reserved + counts.picked + counts.packed;
  return { bucket, onHand, ...counts };
}
