import type { Complete, Only, TrackingEvent, TrackingRefusal } from '@portolan/contracts';
import type { Flaw, Money } from '@portolan/contracts/common/v1/types';
import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { type Decider, type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { delivery, furthest, isLate, isSuspect, type KnownScan, rank, type Scan, supersedes } from './scans.ts';

export type ShipmentEvent = Only<
  TrackingEvent,
  | 'ShipmentRegistered'
  | 'LabelIssued'
  | 'LabelRefused'
  | 'ShipmentHandedOver'
  | 'HandoverConfirmed'
  | 'HandoverRefused'
  | 'ScanRecorded'
  | 'ScanCorrected'
  | 'MilestoneReached'
  | 'ShipmentDelivered'
>;

export type Registration = Complete<Extract<ShipmentEvent, { type: 'ShipmentRegistered' }>['data']>;

export interface Shipment {
  /** Undefined where there is none. */
  readonly registration: Registration | undefined;
  /** Empty until the carrier has issued the label. */
  readonly waybillNo: string;
  /** RFC 3339; empty until then. */
  readonly labelledAt: string;
  readonly handedOver: boolean;
  readonly manifestNo: string;
  readonly scans: readonly KnownScan[];
  /** Milestones that were told; each is told once. */
  readonly reached: readonly Milestone[];
  readonly delivered: boolean;
}

export type ShipmentCommand =
  | { readonly type: 'Register'; readonly registration: Registration }
  | { readonly type: 'IssueLabel'; readonly shipmentId: string; readonly waybillNo: string; readonly freight: Money }
  | { readonly type: 'RefuseLabel'; readonly shipmentId: string; readonly flaws: readonly Flaw[] }
  | { readonly type: 'HandOver'; readonly shipmentId: string }
  | { readonly type: 'ConfirmHandover'; readonly shipmentId: string; readonly manifestNo: string }
  /** The carrier said no to the manifest. */
  | { readonly type: 'RefuseHandover'; readonly shipmentId: string; readonly flaws: readonly Flaw[] }
  | { readonly type: 'RecordScan'; readonly shipmentId: string; readonly scan: Scan };

export type ShipmentRefusal = Exclude<TrackingRefusal, 'WAYBILL_INVALID' | 'WAYBILL_TAKEN'>;

type Answer = Decision<ShipmentEvent, ShipmentRefusal>;

export const shipmentId = (tenant: string, parcelId: string): string => madeId('shipment', tenant, parcelId);

/** A parcel in a carrier's hands: its label, its hand-over, and its scans with all that a carrier gets wrong in them. */
export const shipment: Decider<Shipment, ShipmentCommand, ShipmentEvent, ShipmentRefusal> & { readonly name: string } =
  {
    name: 'shipment',

    initial: {
      registration: undefined,
      waybillNo: '',
      labelledAt: '',
      handedOver: false,
      manifestNo: '',
      scans: [],
      reached: [],
      delivered: false,
    },

    decide(command, state, facts) {
      if (command.type === 'Register') return register(command.registration, state);
      const { shipmentId } = command;
      if (state.registration === undefined) return refuse('SHIPMENT_NOT_FOUND', { shipmentId });
      const { orderId } = state.registration;
      switch (command.type) {
        case 'IssueLabel': {
          const { waybillNo, freight } = command;
          if (state.waybillNo === waybillNo) return [];
          if (state.waybillNo !== '') return refuse('LABEL_EXISTS', { shipmentId, waybillNo: state.waybillNo });
          return [{ type: 'LabelIssued', data: { shipmentId, orderId, waybillNo, freight, issuedAt: facts.at } }];
        }
        case 'RefuseLabel':
          if (state.waybillNo !== '') return [];
          return [{ type: 'LabelRefused', data: { shipmentId, orderId, flaws: [...command.flaws] } }];
        case 'HandOver':
          if (state.waybillNo === '') return refuse('SHIPMENT_NOT_LABELLED', { shipmentId });
          return state.handedOver ? [] : handOver(shipmentId, orderId, state);
        case 'ConfirmHandover': {
          if (!state.handedOver) return refuse('SHIPMENT_NOT_HANDED_OVER', { shipmentId });
          const { manifestNo } = command;
          return state.manifestNo === '' ? [{ type: 'HandoverConfirmed', data: { shipmentId, manifestNo } }] : [];
        }
        case 'RefuseHandover':
          if (state.manifestNo !== '') return [];
          return [{ type: 'HandoverRefused', data: { shipmentId, orderId, flaws: [...command.flaws] } }];
        case 'RecordScan':
          return record(command.scan, shipmentId, orderId, state, facts.at);
      }
    },

    evolve,
  };

function register(registration: Registration, { registration: known }: Shipment): Answer {
  const field = registrationFlaw(registration);
  if (field !== undefined) return refuse('SHIPMENT_INVALID', { field });
  if (known === undefined) return [{ type: 'ShipmentRegistered', data: registration }];
  return sameShipment(known, registration) ? [] : refuse('SHIPMENT_EXISTS', { orderNo: registration.orderNo });
}

function registrationFlaw({ orderNo, carrier, grossWeight, packs, declaredValue }: Registration): string | undefined {
  if (orderNo === '') return 'orderNo';
  if (carrier === '') return 'carrier';
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(grossWeight) || Number(grossWeight) <= 0) return 'grossWeight';
  if (packs < 1) return 'packs';
  return declaredValue.minor > 0n ? undefined : 'declaredValue';
}

// The consignee is left out: the same person sealed twice gives other bytes.
function sameShipment(left: Registration, right: Registration): boolean {
  const text = (it: Registration) =>
    JSON.stringify([
      it.orderId,
      it.carrier,
      it.grossWeight,
      it.packs,
      String(it.declaredValue.minor),
      it.declaredValue.currency,
    ]);
  return text(left) === text(right);
}

// What no carrier has cannot be delivered: a delivery that was told before counts from the hand-over on.
function handOver(shipmentId: string, orderId: string, { scans }: Shipment): ShipmentEvent[] {
  const handedOver: ShipmentEvent = { type: 'ShipmentHandedOver', data: { shipmentId, orderId } };
  const told = delivery(scans);
  if (told === undefined) return [handedOver];
  return [handedOver, { type: 'ShipmentDelivered', data: { shipmentId, orderId, deliveredAt: told.eventTime } }];
}

function record(scan: Scan, shipmentId: string, orderId: string, state: Shipment, at: string): Answer {
  const { waybillNo } = scan;
  if (state.waybillNo !== '' && waybillNo !== state.waybillNo) return refuse('SCAN_OF_ANOTHER_WAYBILL', { waybillNo });
  const known = state.scans.find((each) => each.scan.scanId === scan.scanId);
  if (known !== undefined && !supersedes(scan, known.scan)) return [];
  // The waybill's own stream knows the number a moment before the label is recorded here.
  const suspect = isSuspect(scan, at, state.waybillNo === '' ? at : state.labelledAt);
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
  return [told, ...milestones(scan, suspect, shipmentId, orderId, state)];
}

// Each milestone is told once, and delivery once: what a later correction changes stands in ScanCorrected alone.
function milestones(scan: Scan, suspect: boolean, shipmentId: string, orderId: string, state: Shipment) {
  const { milestone, eventTime } = scan;
  const events: ShipmentEvent[] = [];
  if (suspect || rank(milestone) === 0) return events;
  if (!state.reached.includes(milestone)) {
    events.push({ type: 'MilestoneReached', data: { shipmentId, orderId, milestone, reachedAt: eventTime } });
  }
  if (milestone === Milestone.MILESTONE_DELIVERED && !state.delivered && state.handedOver) {
    events.push({ type: 'ShipmentDelivered', data: { shipmentId, orderId, deliveredAt: eventTime } });
  }
  return events;
}

function evolve(state: Shipment, event: ShipmentEvent): Shipment {
  switch (event.type) {
    case 'ShipmentRegistered':
      return { ...state, registration: event.data };
    case 'LabelIssued':
      return { ...state, waybillNo: event.data.waybillNo, labelledAt: event.data.issuedAt };
    case 'LabelRefused':
    case 'HandoverRefused':
      return state;
    case 'ShipmentHandedOver':
      return { ...state, handedOver: true };
    case 'HandoverConfirmed':
      return { ...state, manifestNo: event.data.manifestNo };
    case 'ScanRecorded':
    case 'ScanCorrected':
      return { ...state, scans: withScan(state.scans, event) };
    case 'MilestoneReached':
      return { ...state, reached: [...state.reached, event.data.milestone] };
    case 'ShipmentDelivered':
      return { ...state, delivered: true };
  }
}

type Told = Extract<ShipmentEvent, { type: 'ScanRecorded' | 'ScanCorrected' }>;

/** The scans after one more was told, each in its newest version. */
export function withScan(scans: readonly KnownScan[], { type, data }: Told): KnownScan[] {
  const { scan, suspect } = data;
  if (type === 'ScanRecorded') return [...scans, { scan, scanVersion: 1, late: data.late, suspect }];
  const { scanVersion } = data;
  return scans.map((each) => (each.scan.scanId === scan.scanId ? { ...each, scan, scanVersion, suspect } : each));
}

/** REGISTERED, LABELLED, HANDED_OVER, IN_TRANSIT or DELIVERED: as far as documents and scans carry it. */
export function stateOf(labelled: boolean, handedOver: boolean, scans: readonly KnownScan[]): string {
  const milestone = furthest(scans);
  if (milestone === Milestone.MILESTONE_DELIVERED) return 'DELIVERED';
  if (rank(milestone) >= rank(Milestone.MILESTONE_PICKED_UP)) return 'IN_TRANSIT';
  if (handedOver) return 'HANDED_OVER';
  return labelled ? 'LABELLED' : 'REGISTERED';
}
