import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Flaw, Fold, Invariant, Observed } from './invariant.ts';
import { bucketKey } from './stock-units.ts';

interface Parcel {
  readonly parcelId: string;
  /** Units by SKU that it was planned with; undefined before the plan was seen. */
  readonly wanted: Readonly<Record<string, bigint>> | undefined;
  /** Units that lie reserved, picked or packed for it, by bucket. */
  readonly held: Readonly<Record<string, bigint>>;
  /** Units that left with it, by SKU. */
  readonly left: bigint;
  /** Why nothing may lie for it any more: it left, was called off, or its order is over. */
  readonly over: '' | 'DISPATCHED' | 'CANCELLED' | 'COMPLETED';
}

type Planned = Observed<Only<WarehouseEvent, 'ParcelPlanned' | 'ReservationRetried'>>;
type Taken = Observed<
  Only<WarehouseEvent, 'StockReserved' | 'ReservationReleased' | 'StockPutBack' | 'StockDispatched'>
>;

const planned: Fold<Parcel, Planned> = {
  about: ({ data }) => [data.orderId],
  next(before, { data }) {
    const wanted: Record<string, bigint> = {};
    for (const { sku, quantity } of data.lines) wanted[sku] = (wanted[sku] ?? 0n) + quantity;
    return { ...before, parcelId: data.parcelId, wanted };
  },
};

const held: Fold<Parcel, Taken> = {
  about: ({ meta }) => (meta.correlation === '' ? [] : [meta.correlation]),
  next(before, { type, data }) {
    const bucket = bucketKey(data.bucket);
    const { [bucket]: lay = 0n, ...others } = before.held;
    const lies = type === 'StockReserved' ? lay + data.quantity : lay - data.quantity;
    const left = type === 'StockDispatched' ? before.left + data.quantity : before.left;
    return { ...before, left, held: lies === 0n ? others : { ...others, [bucket]: lies } };
  },
};

const over = (why: Parcel['over']) => ({
  about: ({ data }: { readonly data: { readonly orderId: string } }) => [data.orderId],
  next: (before: Parcel) => ({ ...before, over: before.over || why }),
});

/** A parcel is given its goods once: never more units lie for it than it was planned with, and none when it is over. */
export const parcelUnits: Invariant<Parcel> = {
  name: 'parcel-units',
  holds: {
    en: 'Units are never reserved twice: a parcel holds at most what it was planned with, and nothing once it is over.',
    zh: '库存不会重复预留：包裹占用的数量不超过计划数量，包裹了结后不再占用库存。',
  },
  flaws: {
    RESERVED_TWICE: {
      en: 'Parcel {parcel} wants {wanted} of {sku}, and {held} lie for it.',
      zh: '包裹 {parcel} 需要 {sku} {wanted} 件，却占用了 {held} 件。',
    },
    MORE_TAKEN: {
      en: 'From {bucket} more was taken for parcel {parcel} than lay there for it: {held}.',
      zh: '从 {bucket} 为包裹 {parcel} 取走的数量多于为其预留的数量：{held}。',
    },
    STILL_HELD: {
      en: 'Parcel {parcel} is over ({over}), and {held} units still lie for it in {bucket}.',
      zh: '包裹 {parcel} 已了结（{over}），{bucket} 中仍为其占用 {held} 件。',
    },
  },
  across: true,
  begin: () => ({ parcelId: '', wanted: undefined, held: {}, left: 0n, over: '' }),
  on: {
    ParcelPlanned: planned,
    ReservationRetried: planned,
    StockReserved: held,
    ReservationReleased: held,
    StockPutBack: held,
    StockDispatched: held,
    ParcelDispatched: over('DISPATCHED'),
    ParcelCancelled: over('CANCELLED'),
    FulfilmentCompleted: over('COMPLETED'),
  },
  never({ parcelId: parcel, wanted, held: lying }): Flaw | undefined {
    const bySku: Record<string, bigint> = {};
    for (const [bucket, units] of Object.entries(lying)) {
      if (units < 0n) return { code: 'MORE_TAKEN', data: { parcel, bucket, held: String(units) } };
      const sku = bucket.split('/')[2] ?? '';
      bySku[sku] = (bySku[sku] ?? 0n) + units;
    }
    for (const [sku, units] of Object.entries(bySku)) {
      const most = wanted?.[sku] ?? 0n;
      if (units > most)
        return { code: 'RESERVED_TWICE', data: { parcel, sku, wanted: String(most), held: String(units) } };
    }
    return undefined;
  },
  atEnd({ parcelId: parcel, held: lying, over: why }) {
    const [first] = Object.entries(lying);
    if (first === undefined || why === '') return undefined;
    return { code: 'STILL_HELD', data: { parcel, over: why, bucket: first[0], held: String(first[1]) } };
  },
};
