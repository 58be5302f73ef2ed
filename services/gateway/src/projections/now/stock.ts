import type { Complete } from '@portolan/contracts';
import type { StockView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { DataOf, Shown } from './in-feed.ts';

type Held = 'reserved' | 'picked' | 'packed';
type Place = Held | 'available' | 'damaged';

/** Units in a bucket, and where those of each parcel lie: what is put back is told by the parcel alone. */
export interface StockNow {
  readonly now: Complete<StockView>;
  readonly held: Readonly<Record<string, Held>>;
}

const moves: Readonly<Record<string, readonly [from: Place | undefined, to: Place | undefined]>> = {
  GoodsReceived: [undefined, 'available'],
  StockReserved: ['available', 'reserved'],
  ReservationReleased: ['reserved', 'available'],
  StockPicked: ['reserved', 'picked'],
  StockPacked: ['picked', 'packed'],
  StockDispatched: ['packed', undefined],
};

/** Stock after an event of its stream; undefined where the event moves none. */
export function stockAfter({ data }: Shown, type: string, before: StockNow | undefined): StockNow | undefined {
  const moved = data as unknown as Moved;
  const [from, to] = moveOf(type, moved, before) ?? [];
  if (from === undefined && to === undefined) return undefined;
  const counts = countsOf(before?.now);
  if (from !== undefined) counts[from] -= BigInt(moved.quantity);
  if (to !== undefined) counts[to] += BigInt(moved.quantity);
  const onHand = counts.available + counts.reserved + counts.picked + counts.packed + counts.damaged;
  return { now: { bucket: moved.bucket, onHand, ...counts }, held: heldAfter(moved.parcelId, to, before) };
}

interface Moved {
  readonly bucket: DataOf<'StockReserved'>['bucket'];
  readonly quantity: string;
  readonly parcelId?: string;
  readonly grade?: string;
}

function moveOf(type: string, { parcelId = '', grade = '' }: Moved, before: StockNow | undefined) {
  if (type === 'StockPutBack') return [before?.held[parcelId], 'available'] as const;
  // Grades A and B sell again, all others lie apart.
  if (type === 'StockReturned') return [undefined, grade === 'A' || grade === 'B' ? 'available' : 'damaged'] as const;
  return moves[type];
}

function countsOf(now: Complete<StockView> | undefined): Record<Place, bigint> {
  const { available = 0n, reserved = 0n, picked = 0n, packed = 0n, damaged = 0n } = now ?? {};
  return { available, reserved, picked, packed, damaged };
}

function heldAfter(parcelId: string | undefined, to: Place | undefined, before: StockNow | undefined) {
  const { [parcelId ?? '']: _before, ...others } = before?.held ?? {};
  const holds = to === 'reserved' || to === 'picked' || to === 'packed';
  return parcelId === undefined || !holds ? others : { ...others, [parcelId]: to };
}
