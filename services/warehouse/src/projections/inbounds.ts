import type { Complete } from '@portolan/contracts';
import type { CountedLine, ReceivedLine } from '@portolan/contracts/warehouse/v1/types';
import type { InboundView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection } from '@portolan/engine';
import type { InboundEvent } from '../inbound/inbound.ts';
import { documents } from './readers.ts';

export type InboundDocument = Complete<InboundView>;

export const inboundCollections = { owner: 'inbounds', operator: 'operated_inbounds' } as const;
const indexes = { byState: ['state'] } as const;
const { put, change } = documents<InboundDocument>(inboundCollections, 'owner');

/** Goods that warehouses expect, and what came of them. */
export const inbounds: Projection<InboundEvent> = {
  name: 'warehouse.inbounds.v1',
  reads: ['warehouse'],
  collections: { [inboundCollections.owner]: { indexes }, [inboundCollections.operator]: { indexes } },
  on: {
    GoodsExpected: (event, view) => {
      const { inboundId: id, orderId, orderNo, warehouseId, owner, lines } = event.data;
      const state = 'EXPECTED';
      return put(event, view, id, {
        id,
        orderId,
        orderNo,
        warehouseId,
        owner,
        state,
        lines: announced(lines),
        resolution: '',
      });
    },
    ExpectedGoodsCounted: (event, view) =>
      change(event, view, event.data.inboundId, () => ({ state: 'COUNTED', lines: event.data.lines })),
    InboundDiscrepancyOpened: (event, view) => change(event, view, event.data.inboundId, () => ({ state: 'DIFFERS' })),
    InboundDiscrepancyResolved: (event, view) =>
      change(event, view, event.data.inboundId, () => ({ state: 'RESOLVED', resolution: event.data.resolution })),
  },
};

/** Units by SKU, none counted yet. */
function announced(lines: readonly ReceivedLine[]): CountedLine[] {
  const expected = new Map<string, bigint>();
  for (const { sku, quantity } of lines) expected.set(sku, (expected.get(sku) ?? 0n) + quantity);
  return [...expected].map(([sku, quantity]) => ({ sku, expected: quantity, counted: 0n }));
}
