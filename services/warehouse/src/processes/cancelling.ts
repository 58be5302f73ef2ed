import type { Only, WarehouseEvent } from '@portolan/contracts';
import { type Commands, following, type Recorded } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { type ItemKey, itemId } from '../item/item.ts';
import { stockId } from '../stock/stock.ts';
import { accepted } from './accepted.ts';

/**
 * A parcel that was called off gives everything back. What it holds is asked of the shelves, not of the parcel: a
 * reservation may have been under way that it never came to know of.
 */
export function cancelling(commands: Commands, all: Aggregates) {
  return {
    ParcelCancelled: async (event: Recorded<Only<WarehouseEvent, 'ParcelCancelled'>>): Promise<void> => {
      const { parcelId, orderId } = event.data;
      const owner = event.meta.tenant;
      const about = { tenant: owner, orderId };
      const { state } = await commands.load(all.parcel, owner, parcelId);
      for (const sku of [...new Set(state.lines.map((line) => line.sku))].sort()) {
        const item: ItemKey = { warehouseId: state.warehouseId, owner, sku };
        const { lots } = (await commands.load(all.item, owner, itemId(item))).state;
        for (const lot of lots) {
          const id = stockId({ ...item, lot });
          const putBack = { type: 'PutBack', parcelId, reason: 'CANCELLED' } as const;
          accepted(await commands.execute(all.stock, id, putBack, following(event, about, 'put-back', id)));
        }
        const close = { type: 'CloseBackorder', ...item, parcelId, orderId } as const;
        accepted(await commands.execute(all.item, itemId(item), close, following(event, about, 'close', sku)));
      }
    },
  };
}
