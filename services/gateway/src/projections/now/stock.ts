import type { Complete } from '@portolan/contracts';
import type { StockView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { DataOf, Shown } from './in-feed.ts';

type Stock = Complete<StockView>;
type Place = 'available' | 'reserved' | 'picked' | 'packed' | 'damaged';
type Move = readonly [from: Place | undefined, to: Place | undefined];

const moves: Readonly<Record<string, Move>> = {
  GoodsReceived: [undefined, 'available'],
  StockReserved: ['available', 'reserved'],
  ReservationReleased: ['reserved', 'available'],
  StockPicked: ['reserved', 'picked'],
  StockPacked: ['picked', 'packed'],
  StockDispatched: ['packed', undefined],
};

/** Stock after an event of its stream; undefined where the event moves none. */
export function stockAfter({ data }: Shown, type: string, before: Stock | undefined): Stock | undefined {
  const move = moveOf(type, data);
  if (move === undefined) return undefined;
  const [from, to] = move;
  const { bucket, quantity } = data as unknown as DataOf<'StockReserved'>;
  const { available = 0n, reserved = 0n, picked = 0n, packed = 0n, damaged = 0n } = before ?? {};
  const counts = { available, reserved, picked, packed, damaged };
  if (from !== undefined) counts[from] -= BigInt(quantity);
  if (to !== undefined) counts[to] += BigInt(quantity);
  const onHand = counts.available + counts.reserved + counts.picked + counts.packed + counts.damaged;
  return { bucket, onHand, ...counts };
}

function moveOf(type: string, data: unknown): Move | undefined {
  if (type === 'StockPutBack') {
    const { stage } = data as DataOf<'StockPutBack'>;
    return [stage === 'PACKED' ? 'packed' : 'picked', 'available'];
  }
  if (type === 'StockReturned') {
    const { grade } = data as DataOf<'StockReturned'>;
    return [undefined, grade === 'A' || grade === 'B' ? 'available' : 'damaged'];
  }
  return moves[type];
}
