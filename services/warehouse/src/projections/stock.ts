import type { Complete } from '@portolan/contracts';
import type { StockView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection, Recorded, View } from '@portolan/engine';
import { type StockEvent, sellsAgain, stockId } from '../stock/stock.ts';
import { copies } from './readers.ts';

export type StockDocument = Complete<StockView>;

type Counts = Omit<StockDocument, 'bucket' | 'onHand'>;

export const stockCollections = { owner: 'stock', operator: 'operated_stock' } as const;
const indexes = {
  byWarehouse: ['bucket.warehouseId', 'bucket.sku'],
  bySku: ['bucket.sku'],
} as const;

const empty: Counts = { available: 0n, reserved: 0n, picked: 0n, packed: 0n, damaged: 0n };

/** Units in every bucket, by how far they have come; one copy for the owner of the goods, one for the operator. */
export const stock: Projection<StockEvent> = {
  name: 'warehouse.stock.v1',
  reads: ['warehouse'],
  collections: { [stockCollections.owner]: { indexes }, [stockCollections.operator]: { indexes } },
  on: {
    GoodsReceived: (event, view) => move(event, view, undefined, 'available'),
    StockReserved: (event, view) => move(event, view, 'available', 'reserved'),
    ReservationReleased: (event, view) => move(event, view, 'reserved', 'available'),
    StockPicked: (event, view) => move(event, view, 'reserved', 'picked'),
    StockPacked: (event, view) => move(event, view, 'picked', 'packed'),
    StockDispatched: (event, view) => move(event, view, 'packed', undefined),
    StockPutBack: (event, view) => move(event, view, event.data.stage === 'PICKED' ? 'picked' : 'packed', 'available'),
    StockReturned: (event, view) =>
      move(event, view, undefined, sellsAgain(event.data.grade) ? 'available' : 'damaged'),
  },
};

async function move(
  { data, meta }: Recorded<StockEvent>,
  view: View,
  from: keyof Counts | undefined,
  to: keyof Counts | undefined,
): Promise<void> {
  const { bucket, quantity } = data;
  const id = stockId(bucket);
  const before = await view.get<StockDocument>(stockCollections.owner, meta.tenant, id);
  const { available, reserved, picked, packed, damaged } = before ?? empty;
  const counts: { -readonly [Name in keyof Counts]: bigint } = { available, reserved, picked, packed, damaged };
  if (from !== undefined) counts[from] -= quantity;
  if (to !== undefined) counts[to] += quantity;
  const onHand = counts.available + counts.reserved + counts.picked + counts.packed + counts.damaged;
  for (const copy of copies(meta, stockCollections)) {
    await view.put(copy.collection, copy.tenant, id, { bucket, onHand, ...counts });
  }
}
