import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Bucket } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, madeId } from '@portolan/eventsourcing';

/**
 * One SKU of one owner in one warehouse: in which lots it lies, the earliest receipt first, and which parcels wait
 * for more of it, the longest wait first. It stands in a stream of its own, so that neither question depends on how
 * far a projection has come.
 */
export interface Item {
  readonly lots: readonly string[];
  readonly waiting: readonly Backorder[];
}

export interface Backorder {
  readonly parcelId: string;
  readonly orderId: string;
}

/** Which item. */
export interface ItemKey {
  readonly warehouseId: string;
  readonly owner: string;
  readonly sku: string;
}

export type ItemEvent = Only<WarehouseEvent, 'LotOpened' | 'BackorderOpened' | 'BackorderClosed'>;

/** All of them are done once and then nothing to do. */
export type ItemCommand =
  | { readonly type: 'OpenLot'; readonly bucket: Bucket }
  | ({ readonly type: 'OpenBackorder' | 'CloseBackorder' } & ItemKey & Backorder);

export const itemId = (item: ItemKey): string => madeId('item', item.warehouseId, item.owner, item.sku);

export function itemOf(operatorOf: (warehouseId: string) => string | undefined) {
  return {
    name: 'item',
    initial: { lots: [], waiting: [] } as Item,
    decide,
    evolve,
    audience: (event: ItemEvent): Audience[] => {
      const place = event.type === 'LotOpened' ? event.data.bucket : event.data;
      const operator = operatorOf(place.warehouseId);
      return operator === undefined ? [] : [{ tenant: operator, role: 'zone_operator' }];
    },
  };
}

function decide(command: ItemCommand, item: Item): Decision<ItemEvent, never> {
  if (command.type === 'OpenLot') {
    const { bucket } = command;
    return item.lots.includes(bucket.lot) ? [] : [{ type: 'LotOpened', data: { bucket } }];
  }
  const { warehouseId, owner, sku, parcelId, orderId } = command;
  const data = { warehouseId, owner, sku, parcelId, orderId };
  const waits = item.waiting.some((backorder) => backorder.parcelId === parcelId);
  if (command.type === 'OpenBackorder') return waits ? [] : [{ type: 'BackorderOpened', data }];
  return waits ? [{ type: 'BackorderClosed', data }] : [];
}

function evolve(item: Item, event: ItemEvent): Item {
  switch (event.type) {
    case 'LotOpened':
      return { ...item, lots: [...item.lots, event.data.bucket.lot] };
    case 'BackorderOpened': {
      const { parcelId, orderId } = event.data;
      return { ...item, waiting: [...item.waiting, { parcelId, orderId }] };
    }
    case 'BackorderClosed':
      return { ...item, waiting: item.waiting.filter(({ parcelId }) => parcelId !== event.data.parcelId) };
  }
}
