import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Commands, Reaction } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { inboundId, missingGoods } from '../inbound/inbound.ts';
import { gradedUnits } from '../return/return.ts';
import { accepted } from './accepted.ts';
import { storing } from './storing.ts';

type Came = Only<WarehouseEvent, 'DeliveryCounted' | 'InboundDiscrepancyResolved' | 'ReturnGraded'>;

/**
 * What comes onto the shelves: a delivery that was counted, line by line, and where its paper names an order that sent
 * goods, it is their count; missing units that were found after all; what a buyer gave back, by its grade.
 */
export function receiving(commands: Commands, all: Aggregates): Reaction<Came> {
  return {
    name: 'warehouse.receiving.v1',
    reads: ['warehouse'],
    on: {
      DeliveryCounted: async ({ data }, react) => {
        const { deliveryId, warehouseId, owner, document, lines } = data;
        const id = inboundId(owner, warehouseId, document);
        const correlation = (await commands.load(all.inbound, owner, id)).state.orderId;
        for (const { sku, lot, quantity } of lines) {
          const bucket = { warehouseId, owner, sku, lot };
          await storing(all, react).receive(bucket, quantity, document, { correlation });
        }
        const count = { type: 'Count', inboundId: id, deliveryId, lines } as const;
        accepted(await react.execute(all.inbound, id, count, { tenant: owner, correlation }));
      },

      InboundDiscrepancyResolved: async ({ data, meta }, react) => {
        if (data.resolution !== 'FOUND') return;
        const owner = meta.tenant;
        const { state } = await commands.load(all.inbound, owner, data.inboundId);
        for (const { sku, lot, quantity } of missingGoods(state.expected, data.lines)) {
          const bucket = { warehouseId: state.warehouseId, owner, sku, lot };
          await storing(all, react).receive(bucket, quantity, state.orderNo, { correlation: data.orderId });
        }
      },

      ReturnGraded: async ({ data, meta }, react) => {
        const { returnId, orderId: correlation } = data;
        const { state } = await commands.load(all.goodsReturn, meta.tenant, returnId);
        for (const { sku, lot, grade, quantity } of gradedUnits(state.received, data.lines)) {
          const bucket = { warehouseId: state.warehouseId, owner: meta.tenant, sku, lot };
          await storing(all, react).takeBack(bucket, { returnId, grade, quantity }, { correlation });
        }
      },
    },
  };
}
