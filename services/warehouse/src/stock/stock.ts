import type { Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Bucket } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';
import {
  nothing as nobody,
  type PersistentMap,
  valueAt,
  without,
  withValue,
} from '@portolan/eventsourcing/persistent-map';

/** Units of one bucket. onHand = available + reserved + picked + packed + damaged; none is ever below 0. */
export interface Stock {
  readonly bucket: Bucket | undefined;
  readonly available: bigint;
  /** Came back and cannot be sold as they are. */
  readonly damaged: bigint;
  /** What each parcel holds; a parcel that holds nothing is not listed. */
  readonly held: PersistentMap<Held>;
}

/** Units that one parcel holds, by how far it has come. */
export interface Held {
  readonly reserved: bigint;
  readonly picked: bigint;
  readonly packed: bigint;
}

export type StockEvent = Only<
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

/** Quantities are whole units above 0. */
export type StockCommand =
  | { readonly type: 'Receive'; readonly bucket: Bucket; readonly quantity: bigint; readonly document: string }
  | {
      readonly type: 'Return';
      readonly bucket: Bucket;
      readonly returnId: string;
      readonly grade: string;
      readonly quantity: bigint;
    }
  /** `holding`: what the parcel holds of it already, in whatever stage; refused where that is not so (any more). */
  | { readonly type: 'Reserve'; readonly parcelId: string; readonly quantity: bigint; readonly holding: bigint }
  /** Gives back what is still reserved; nothing to do where nothing is. */
  | { readonly type: 'Release'; readonly parcelId: string; readonly reason: string }
  /** Gives back all that the parcel holds, however far it has come; nothing to do where it holds nothing. */
  | { readonly type: 'PutBack'; readonly parcelId: string; readonly reason: string }
  | { readonly type: 'Pick' | 'Pack' | 'Dispatch'; readonly parcelId: string; readonly quantity: bigint };

export type StockRefusal = Extract<WarehouseRefusal, `STOCK_${string}`>;

/** One stock stream per warehouse, owner, SKU and lot. */
export const stockId = (bucket: Bucket): string =>
  madeId('stock', bucket.warehouseId, bucket.owner, bucket.sku, bucket.lot);

const nothing: Held = { reserved: 0n, picked: 0n, packed: 0n };

/** Units of a bucket that a parcel holds. */
export const heldBy = (stock: Stock, parcelId: string): Held => valueAt(stock.held, parcelId) ?? nothing;

/** All of them, however far they have come. */
export const unitsOf = ({ reserved, picked, packed }: Held): bigint => reserved + picked + packed;

/** Whether units of this grade sell again: A as they are, B after repacking. */
export const sellsAgain = (grade: string): boolean => grade === 'A' || grade === 'B';

const moves = {
  Pick: { from: 'reserved', event: 'StockPicked' },
  Pack: { from: 'picked', event: 'StockPacked' },
  Dispatch: { from: 'packed', event: 'StockDispatched' },
} as const;

/** Who may see it beside the owner is the operator of the warehouse. */
export function stockOf(operatorOf: (warehouseId: string) => string | undefined) {
  return {
    name: 'stock',
    initial: { bucket: undefined, available: 0n, damaged: 0n, held: nobody } as Stock,
    decide,
    evolve,
    audience: (event: StockEvent): Audience[] => {
      const operator = operatorOf(event.data.bucket.warehouseId);
      return operator === undefined ? [] : [{ tenant: operator, role: 'zone_operator' }];
    },
  };
}

function decide(command: StockCommand, stock: Stock): Decision<StockEvent, StockRefusal> {
  if ('quantity' in command && command.quantity <= 0n) {
    return refuse('STOCK_QUANTITY_INVALID', { sku: stock.bucket?.sku ?? '', quantity: String(command.quantity) });
  }
  if (command.type === 'Receive') {
    const { bucket, quantity, document } = command;
    return [{ type: 'GoodsReceived', data: { bucket, quantity, document } }];
  }
  if (command.type === 'Return') {
    const { bucket, returnId, grade, quantity } = command;
    return [{ type: 'StockReturned', data: { bucket, returnId, grade, quantity } }];
  }
  const { bucket } = stock;
  const { parcelId } = command;
  const held = heldBy(stock, parcelId);
  if (command.type === 'Release' || command.type === 'PutBack') {
    if (bucket === undefined) return [];
    return givenBack(bucket, held, command).filter(({ data }) => data.quantity > 0n);
  }
  const { quantity } = command;
  if (command.type === 'Reserve' && command.holding !== unitsOf(held)) {
    const data = { parcelId, sku: bucket?.sku ?? '', held: String(unitsOf(held)), holding: String(command.holding) };
    return refuse('STOCK_HELD_OTHERWISE', data);
  }
  const has = command.type === 'Reserve' ? stock.available : held[moves[command.type].from];
  if (bucket === undefined || has < quantity) {
    const code = command.type === 'Reserve' ? 'STOCK_SHORT' : 'STOCK_NOT_HELD';
    return refuse(code, { sku: bucket?.sku ?? '', wanted: String(quantity), available: String(has), parcelId });
  }
  const data = { bucket, parcelId, quantity };
  return [{ type: command.type === 'Reserve' ? 'StockReserved' : moves[command.type].event, data }];
}

function givenBack(
  bucket: Bucket,
  { reserved, picked, packed }: Held,
  { type, parcelId, reason }: Extract<StockCommand, { type: 'Release' | 'PutBack' }>,
): readonly StockEvent[] {
  const of = { bucket, parcelId };
  const released: StockEvent = { type: 'ReservationReleased', data: { ...of, quantity: reserved, reason } };
  if (type === 'Release') return [released];
  return [
    released,
    { type: 'StockPutBack', data: { ...of, quantity: picked, stage: 'PICKED' } },
    { type: 'StockPutBack', data: { ...of, quantity: packed, stage: 'PACKED' } },
  ];
}

function evolve(stock: Stock, event: StockEvent): Stock {
  const { quantity } = event.data;
  switch (event.type) {
    case 'GoodsReceived':
      return { ...stock, bucket: event.data.bucket, available: stock.available + quantity };
    case 'StockReserved':
      return shift(stock, event.data.parcelId, -quantity, { reserved: quantity });
    case 'ReservationReleased':
      return shift(stock, event.data.parcelId, quantity, { reserved: -quantity });
    case 'StockPicked':
      return shift(stock, event.data.parcelId, 0n, { reserved: -quantity, picked: quantity });
    case 'StockPacked':
      return shift(stock, event.data.parcelId, 0n, { picked: -quantity, packed: quantity });
    case 'StockDispatched':
      return shift(stock, event.data.parcelId, 0n, { packed: -quantity });
    case 'StockPutBack': {
      const { parcelId, stage } = event.data;
      return shift(stock, parcelId, quantity, stage === 'PICKED' ? { picked: -quantity } : { packed: -quantity });
    }
    case 'StockReturned': {
      const { bucket } = event.data;
      if (sellsAgain(event.data.grade)) return { ...stock, bucket, available: stock.available + quantity };
      return { ...stock, bucket, damaged: stock.damaged + quantity };
    }
  }
}

function shift(stock: Stock, parcelId: string, available: bigint, by: Partial<Held>): Stock {
  const before = heldBy(stock, parcelId);
  const after: Held = {
    reserved: before.reserved + (by.reserved ?? 0n),
    picked: before.picked + (by.picked ?? 0n),
    packed: before.packed + (by.packed ?? 0n),
  };
  const empty = after.reserved === 0n && after.picked === 0n && after.packed === 0n;
  const held = empty ? without(stock.held, parcelId) : withValue(stock.held, parcelId, after);
  return { ...stock, available: stock.available + available, held };
}
