import { Milestone } from '@portolan/contracts/tracking/v1/types';
import type { Told } from './told.ts';

/** A shipment as the carrier's word had left it. */
export interface ShipmentThen {
  readonly id: string;
  readonly carrier: string;
  readonly waybillNo: string;
  /** REGISTERED, LABELLED, HANDED_OVER, IN_TRANSIT, DELIVERED, LOST, DAMAGED, CANCELLED */
  readonly state: string;
  readonly milestone: Milestone;
}

const road: readonly string[] = Object.values(Milestone);
const gone: readonly string[] = ['DELIVERED', 'LOST', 'DAMAGED', 'CANCELLED'];

/** The order's shipment after these events; null before there was one. */
export function shipmentAfter(events: readonly Told[]): ShipmentThen | null {
  return events.reduce<ShipmentThen | null>(after, null);
}

function after(before: ShipmentThen | null, { type, data }: Told): ShipmentThen | null {
  if (type === 'ShipmentRegistered') {
    const { shipmentId: id, carrier } = data;
    return { id, carrier, waybillNo: '', state: 'REGISTERED', milestone: Milestone.MILESTONE_UNSPECIFIED };
  }
  if (before === null) return null;
  switch (type) {
    case 'LabelIssued':
      return { ...before, waybillNo: data.waybillNo, state: 'LABELLED' };
    case 'ShipmentHandedOver':
      return gone.includes(before.state) ? before : { ...before, state: 'HANDED_OVER' };
    case 'MilestoneReached':
      return reached(before, data.milestone);
    case 'ShipmentDelivered':
      return { ...before, state: 'DELIVERED', milestone: Milestone.MILESTONE_DELIVERED };
    case 'ShipmentLost':
      return { ...before, state: 'LOST', milestone: Milestone.MILESTONE_LOST };
    case 'ShipmentDamaged':
      return { ...before, state: 'DAMAGED', milestone: Milestone.MILESTONE_DAMAGED };
    case 'ShipmentCancelled':
      return { ...before, state: 'CANCELLED' };
    default:
      return before;
  }
}

function reached(before: ShipmentThen, milestone: Milestone): ShipmentThen {
  if (gone.includes(before.state) || road.indexOf(milestone) < road.indexOf(before.milestone)) return before;
  const moving = road.indexOf(milestone) >= road.indexOf(Milestone.MILESTONE_PICKED_UP);
  return { ...before, milestone, state: moving ? 'IN_TRANSIT' : before.state };
}
