import type { Only, WarehouseEvent } from '@portolan/contracts';
import { type Commands, following, type Reaction, type Recorded } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { type ItemKey, itemId } from '../item/item.ts';
import { stockId } from '../stock/stock.ts';
import { accepted } from './accepted.ts';

/** Wakes the first parcel in an item's queue for which everything is there now; it wakes the next when it is done. */
export type Wake = (event: Recorded, item: ItemKey) => Promise<void>;

export function waking(commands: Commands, all: Aggregates): Wake {
  const available = async (item: ItemKey): Promise<bigint> => {
    const { state } = await commands.load(all.item, item.owner, itemId(item));
    let sum = 0n;
    for (const lot of state.lots) {
      sum += (await commands.load(all.stock, item.owner, stockId({ ...item, lot }))).state.available;
    }
    return sum;
  };
  const covered = async (owner: string, parcelId: string): Promise<boolean> => {
    const { state } = await commands.load(all.parcel, owner, parcelId);
    if (state.state !== 'SHORT') return false;
    for (const { sku, wanted } of state.shortages) {
      if ((await available({ warehouseId: state.warehouseId, owner, sku })) < wanted) return false;
    }
    return true;
  };
  return async (event, item) => {
    const { state } = await commands.load(all.item, item.owner, itemId(item));
    for (const { parcelId, orderId } of state.waiting) {
      if (!(await covered(item.owner, parcelId))) continue;
      const context = following(event, { tenant: item.owner, orderId }, 'retry', parcelId);
      accepted(await commands.execute(all.parcel, parcelId, { type: 'Retry', parcelId }, context));
      return;
    }
  };
}

type Returned = Only<
  WarehouseEvent,
  'GoodsReceived' | 'ReservationReleased' | 'StockPutBack' | 'StockReturned' | 'BackorderClosed' | 'ParcelReserved'
>;

/** Goods that came or were given back wake who waits for them; a parcel that has all it waited for leaves the queues. */
export function backorders(commands: Commands, all: Aggregates): Reaction<Returned> {
  const wake = waking(commands, all);
  return {
    name: 'warehouse.backorders.v1',
    reads: ['warehouse'],
    on: {
      GoodsReceived: (event) => wake(event, event.data.bucket),
      ReservationReleased: (event) => wake(event, event.data.bucket),
      StockPutBack: (event) => wake(event, event.data.bucket),
      StockReturned: (event) => wake(event, event.data.bucket),
      BackorderClosed: (event) => wake(event, event.data),
      ParcelReserved: async (event, react) => {
        const { parcelId, orderId, allocations } = event.data;
        for (const { bucket } of allocations) {
          const { warehouseId, owner, sku } = bucket;
          const close = { type: 'CloseBackorder', warehouseId, owner, sku, parcelId, orderId } as const;
          accepted(await react.execute(all.item, itemId(bucket), close));
        }
      },
    },
  };
}
