import type { TrackingRefusal } from '@portolan/contracts';
import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { type Decision, refuse } from '@portolan/eventsourcing';
import { isGivenUp, isLate, isSuspect, outcome, rank, type Scan, supersedes } from './scans.ts';
import type { Registration, Shipment, ShipmentEvent } from './state.ts';

type Answer = Decision<ShipmentEvent, Extract<TrackingRefusal, 'SCAN_OF_ANOTHER_WAYBILL'>>;

/** What follows from a scan of its carrier. `at` is RFC 3339. */
export function record(scan: Scan, registration: Registration, state: Shipment, at: string): Answer {
  const { waybillNo } = scan;
  if (state.waybillNo !== '' && waybillNo !== state.waybillNo) return refuse('SCAN_OF_ANOTHER_WAYBILL', { waybillNo });
  const known = state.scans.find((each) => each.scan.scanId === scan.scanId);
  if (known !== undefined && !supersedes(scan, known.scan)) return [];
  // The waybill's own stream knows the number a moment before the label is recorded here.
  const suspect = isSuspect(scan, at, state.waybillNo === '' ? at : state.labelledAt);
  const { shipmentId } = registration;
  const told: ShipmentEvent =
    known === undefined
      ? { type: 'ScanRecorded', data: { shipmentId, scan, late: isLate(scan, state.scans), suspect } }
      : {
          type: 'ScanCorrected',
          data: {
            shipmentId,
            scan,
            scanVersion: known.scanVersion + 1,
            correctsRecordTime: known.scan.recordTime,
            suspect,
          },
        };
  return suspect ? [told] : [told, ...milestones(scan, registration, state)];
}

// Each milestone is told once, and delivery once: what a later correction changes stands in ScanCorrected alone. What
// was lost, damaged or called off is past milestones, and what was delivered can no longer be lost.
function milestones(scan: Scan, registration: Registration, state: Shipment): ShipmentEvent[] {
  const { milestone, eventTime } = scan;
  if (rank(milestone) === 0 || state.ended !== undefined) return [];
  if (isGivenUp(milestone) && state.delivered) return [];
  const { shipmentId, orderId } = registration;
  const events: ShipmentEvent[] = state.reached.includes(milestone)
    ? []
    : [{ type: 'MilestoneReached', data: { shipmentId, orderId, milestone, reachedAt: eventTime } }];
  return state.handedOver && !state.delivered ? [...events, ...ends(scan, registration)] : events;
}

/** The hand-over. What no carrier has is neither delivered nor lost: what was told of that before counts from here on. */
export function handOver(registration: Registration, { scans }: Shipment): ShipmentEvent[] {
  const { shipmentId, orderId } = registration;
  const told = outcome(scans);
  const handedOver: ShipmentEvent = { type: 'ShipmentHandedOver', data: { shipmentId, orderId } };
  return told === undefined ? [handedOver] : [handedOver, ...ends(told, registration)];
}

function ends({ milestone, eventTime }: Scan, registration: Registration): ShipmentEvent[] {
  const { shipmentId, orderId, carrier } = registration;
  switch (milestone) {
    case Milestone.MILESTONE_DELIVERED:
      return [{ type: 'ShipmentDelivered', data: { shipmentId, orderId, deliveredAt: eventTime } }];
    case Milestone.MILESTONE_LOST:
      return [{ type: 'ShipmentLost', data: { shipmentId, orderId, carrier, reportedAt: eventTime } }];
    case Milestone.MILESTONE_DAMAGED:
      return [{ type: 'ShipmentDamaged', data: { shipmentId, orderId, carrier, reportedAt: eventTime } }];
    default:
      return [];
  }
}
