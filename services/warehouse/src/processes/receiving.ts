import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Reaction } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { itemId } from '../item/item.ts';
import { stockId } from '../stock/stock.ts';
import { accepted } from './accepted.ts';

/** A delivery that was counted comes onto the shelves, line by line. */
export function receiving({ item, stock }: Aggregates): Reaction<Only<WarehouseEvent, 'DeliveryCounted'>> {
  return {
    name: 'warehouse.receiving.v1',
    reads: ['warehouse'],
    on: {
      DeliveryCounted: async ({ data }, react) => {
        const { warehouseId, owner, document } = data;
        const ofOwner = { tenant: owner };
        for (const { sku, lot, quantity } of data.lines) {
          const bucket = { warehouseId, owner, sku, lot };
          accepted(await react.execute(item, itemId(bucket), { type: 'OpenLot', bucket }, ofOwner));
          const receive = { type: 'Receive', bucket, quantity, document } as const;
          accepted(await react.execute(stock, stockId(bucket), receive, ofOwner));
        }
      },
    },
  };
}
