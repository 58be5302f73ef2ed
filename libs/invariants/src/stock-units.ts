import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Fold, Invariant, Observed } from './invariant.ts';

/** Units of one bucket. on hand = available + reserved + picked + packed + damaged. */
export interface Units {
  readonly available: bigint;
  readonly reserved: bigint;
  readonly picked: bigint;
  readonly packed: bigint;
  readonly damaged: bigint;
}

type Place = keyof Units;
type Moved = Only<
  WarehouseEvent,
  | 'GoodsReceived'
  | 'StockReserved'
  | 'ReservationReleased'
  | 'StockPicked'
  | 'StockPacked'
  | 'StockDispatched'
  | 'StockPutBack'
  | 'StockReturned'
>;

/** Where units lie, as a key: warehouse, owner, SKU, lot. */
export const bucketKey = ({ warehouseId, owner, sku, lot }: Moved['data']['bucket']): string =>
  `${warehouseId}/${owner}/${sku}/${lot}`;

/** From where to where an event takes units; undefined: outside the warehouse. */
function move({ type, data }: Moved): readonly [from: Place | undefined, to: Place | undefined] {
  switch (type) {
    case 'GoodsReceived':
      return [undefined, 'available'];
    case 'StockReturned':
      return [undefined, data.grade === 'A' || data.grade === 'B' ? 'available' : 'damaged'];
    case 'StockReserved':
      return ['available', 'reserved'];
    case 'ReservationReleased':
      return ['reserved', 'available'];
    case 'StockPicked':
      return ['reserved', 'picked'];
    case 'StockPacked':
      return ['picked', 'packed'];
    case 'StockDispatched':
      return ['packed', undefined];
    case 'StockPutBack':
      return [data.stage === 'PICKED' ? 'picked' : 'packed', 'available'];
  }
}

const fold: Fold<Units, Observed<Moved>> = {
  about: ({ data }) => [bucketKey(data.bucket)],
  next(before, event) {
    const after: { -readonly [Name in Place]: bigint } = { ...before };
    const [from, to] = move(event);
    if (from !== undefined) after[from] -= event.data.quantity;
    if (to !== undefined) after[to] += event.data.quantity;
    return after;
  },
};

/** Every unit of stock is in exactly one place, and no place holds less than nothing. */
export const stockUnits: Invariant<Units> = {
  name: 'stock-units',
  holds: {
    en: 'Every unit of stock is in exactly one place: available, reserved, picked, packed or damaged.',
    zh: '每件库存只在一处：可用、预留、已拣、已包装或残损。',
  },
  flaws: {
    BELOW_ZERO: {
      en: '{bucket} has {units} units {place}: more were taken from there than lay there.',
      zh: '{bucket} 的 {place} 数量为 {units}，取出的比存放的多。',
    },
  },
  across: false,
  begin: () => ({ available: 0n, reserved: 0n, picked: 0n, packed: 0n, damaged: 0n }),
  on: {
    GoodsReceived: fold,
    StockReserved: fold,
    ReservationReleased: fold,
    StockPicked: fold,
    StockPacked: fold,
    StockDispatched: fold,
    StockPutBack: fold,
    StockReturned: fold,
  },
  never(units, bucket) {
    for (const place of ['available', 'reserved', 'picked', 'packed', 'damaged'] as const) {
      if (units[place] < 0n) return { code: 'BELOW_ZERO', data: { bucket, place, units: String(units[place]) } };
    }
    return undefined;
  },
};
