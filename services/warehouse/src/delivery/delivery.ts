import type { Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { ReceivedLine } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';

/** Goods that the operator counted at the door: taken as a whole or not at all. A stream of the operator. */
export interface Delivery {
  readonly counted: boolean;
}

export type DeliveryEvent = Only<WarehouseEvent, 'DeliveryCounted'>;

export interface CountDelivery {
  readonly type: 'Count';
  /** Tenant of the caller: only who operates the warehouse may count. */
  readonly by: string;
  readonly deliveryId: string;
  readonly warehouseId: string;
  /** Tenant of the merchant that owns the goods. */
  readonly owner: string;
  /** Delivery note or other paper. */
  readonly document: string;
  readonly lines: readonly ReceivedLine[];
}

export type DeliveryRefusal = Extract<
  WarehouseRefusal,
  'WAREHOUSE_NOT_FOUND' | 'DELIVERY_INVALID' | 'BONDED_NEEDS_LIST'
>;

interface Place {
  readonly operator: string;
  readonly kind: string;
}

/** Made from the command, so that a repeated count cannot add the goods twice. */
export const deliveryId = (operator: string, commandId: string): string => madeId('delivery', operator, commandId);

/** Goods enter a bonded warehouse by a verification list and the gate, never by a count alone. */
export function deliveryOf(placeOf: (warehouseId: string) => Place | undefined) {
  return {
    name: 'delivery',
    initial: { counted: false } as Delivery,
    decide(command: CountDelivery, delivery: Delivery): Decision<DeliveryEvent, DeliveryRefusal> {
      const { by, warehouseId, owner, document, lines } = command;
      const place = placeOf(warehouseId);
      if (place?.operator !== by) return refuse('WAREHOUSE_NOT_FOUND', { warehouseId });
      if (place.kind === 'bonded') return refuse('BONDED_NEEDS_LIST', { warehouseId });
      const field = flaw(command);
      if (field !== undefined) return refuse('DELIVERY_INVALID', { field });
      if (delivery.counted) return [];
      const data = { deliveryId: command.deliveryId, warehouseId, owner, document, lines: [...lines] };
      return [{ type: 'DeliveryCounted', data }];
    },
    evolve: (): Delivery => ({ counted: true }),
    audience: (event: DeliveryEvent): Audience[] => [{ tenant: event.data.owner, role: 'merchant' }],
  };
}

/** The first field that is empty or not above 0. */
function flaw({ owner, lines }: CountDelivery): string | undefined {
  if (owner === '') return 'owner';
  if (lines.length === 0) return 'lines';
  const wrong = lines.findIndex((line) => line.sku === '' || line.quantity <= 0n);
  if (wrong < 0) return undefined;
  return `lines[${wrong}].${lines[wrong]?.sku === '' ? 'sku' : 'quantity'}`;
}
