import type { Complete, Only, TrackingEvent } from '@portolan/contracts';
import type { ShipmentView } from '@portolan/contracts/tracking/v1/tracking';
import { Milestone } from '@portolan/contracts/tracking/v1/types';
import type { Projection, Recorded, View } from '@portolan/engine';
import { delivery, furthest, inOrder } from '../shipment/scans.ts';
import { type Ending, type ShipmentEvent, stateOf, withScan } from '../shipment/shipment.ts';

export type ShipmentDocument = Complete<ShipmentView>;

export const shipmentCollection = 'shipments';

type Seen = Only<
  TrackingEvent,
  Exclude<ShipmentEvent['type'], 'LabelRefused' | 'LabelRetried' | 'HandoverRefused' | 'HandoverRetried'>
>;

/** Shipments as GetShipment shows them: scans by event time, in their newest version. */
export const shipments: Projection<Seen> = {
  name: 'tracking.shipments.v1',
  reads: ['tracking'],
  collections: { [shipmentCollection]: {} },
  on: {
    ShipmentRegistered: ({ data, meta }, view) => {
      const { shipmentId, orderId, orderNo, carrier } = data;
      return view.put(shipmentCollection, meta.tenant, shipmentId, {
        id: shipmentId,
        orderId,
        orderNo,
        carrier,
        waybillNo: '',
        state: stateOf(false, false, []),
        milestone: Milestone.MILESTONE_UNSPECIFIED,
        scans: [],
        deliveredAt: '',
        version: BigInt(meta.version),
      } satisfies ShipmentDocument);
    },
    LabelIssued: (event, view) =>
      change(event, view, ({ scans, state }) => ({
        waybillNo: event.data.waybillNo,
        state: isEnding(state) ? state : stateOf(true, false, scans),
      })),
    ShipmentHandedOver: (event, view) => change(event, view, ({ scans }) => ({ state: stateOf(true, true, scans) })),
    HandoverConfirmed: (event, view) => change(event, view, () => ({})),
    ScanRecorded: (event, view) => change(event, view, (before) => scanned(before, event)),
    ScanCorrected: (event, view) => change(event, view, (before) => scanned(before, event)),
    MilestoneReached: (event, view) => change(event, view, () => ({})),
    ShipmentDelivered: (event, view) => change(event, view, () => ({})),
    ShipmentLost: (event, view) => change(event, view, () => given('LOST', Milestone.MILESTONE_LOST)),
    ShipmentDamaged: (event, view) => change(event, view, () => given('DAMAGED', Milestone.MILESTONE_DAMAGED)),
    ShipmentCancelled: (event, view) => change(event, view, () => ({ state: 'CANCELLED' satisfies Ending })),
  },
};

const given = (state: Ending, milestone: Milestone) => ({ state, milestone, deliveredAt: '' });

const endings: Readonly<Record<Ending, true>> = { LOST: true, DAMAGED: true, CANCELLED: true };
const isEnding = (state: string): boolean => Object.hasOwn(endings, state);

/**
 * What a scan changes. Unless its way has ended otherwise, all of it is worked out from the scans alone, so the order of
 * their arrival does not matter.
 */
export function scanned(before: ShipmentDocument, event: Only<Seen, 'ScanRecorded' | 'ScanCorrected'>) {
  const scans = inOrder(withScan(before.scans, event));
  if (isEnding(before.state)) return { scans };
  const handedOver = before.state !== 'REGISTERED' && before.state !== 'LABELLED';
  return {
    scans,
    state: stateOf(true, handedOver, scans),
    milestone: furthest(scans),
    deliveredAt: delivery(scans)?.eventTime.instant ?? '',
  };
}

async function change(
  { data, meta }: Recorded<Seen>,
  view: View,
  what: (before: ShipmentDocument) => Partial<ShipmentDocument>,
): Promise<void> {
  const before = await view.get<ShipmentDocument>(shipmentCollection, meta.tenant, data.shipmentId);
  if (before === undefined) throw new Error(`${meta.id} tells of a shipment that was never registered`);
  const after: ShipmentDocument = { ...before, ...what(before), version: BigInt(meta.version) };
  await view.put(shipmentCollection, meta.tenant, data.shipmentId, after);
}
