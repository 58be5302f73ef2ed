import type { Only, TrackingEvent, TrackingRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { isS10, normalised } from './s10.ts';

/**
 * Which shipment a carrier's number belongs to. A stream of its own, written before the label is recorded, so that the
 * carrier's first scan finds its shipment however far projections have come. It stands under the suite's own tenant: whose
 * a number is shows only when a scan is matched.
 */
export interface Waybill {
  /** Empty where the number is not known. */
  readonly shipmentId: string;
  readonly orderId: string;
  /** Tenant of the shipment. */
  readonly owner: string;
}

export type WaybillEvent = Only<TrackingEvent, 'WaybillAssigned'>;

export interface AssignWaybill {
  readonly type: 'Assign';
  readonly assigned: WaybillEvent['data'];
}

export type WaybillRefusal = Extract<TrackingRefusal, `WAYBILL_${string}`>;

/** Carriers write the same number with or without spaces. */
export const waybillId = (carrier: string, waybillNo: string): string =>
  madeId('waybill', carrier.toUpperCase(), normalised(waybillNo));

export const waybill = {
  name: 'waybill',
  initial: { shipmentId: '', orderId: '', owner: '' } as Waybill,
  decide({ assigned }: AssignWaybill, known: Waybill): Decision<WaybillEvent, WaybillRefusal> {
    const { waybillNo } = assigned;
    if (!isS10(waybillNo)) return refuse('WAYBILL_INVALID', { waybillNo });
    if (known.shipmentId === assigned.shipmentId) return [];
    if (known.shipmentId !== '') return refuse('WAYBILL_TAKEN', { waybillNo });
    return [{ type: 'WaybillAssigned', data: assigned }];
  },
  evolve: (_: Waybill, { data }: WaybillEvent): Waybill => ({
    shipmentId: data.shipmentId,
    orderId: data.orderId,
    owner: data.owner,
  }),
  audience: (event: WaybillEvent): Audience[] => [{ tenant: event.data.owner, role: 'merchant' }],
};
