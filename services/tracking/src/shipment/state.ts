import type { Complete, Only, TrackingEvent } from '@portolan/contracts';
import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { delivery, furthest, type KnownScan, rank } from './scans.ts';

export type ShipmentEvent = Only<
  TrackingEvent,
  | 'ShipmentRegistered'
  | 'LabelIssued'
  | 'LabelRefused'
  | 'LabelRetried'
  | 'ShipmentHandedOver'
  | 'HandoverConfirmed'
  | 'HandoverRefused'
  | 'HandoverRetried'
  | 'ScanRecorded'
  | 'ScanCorrected'
  | 'MilestoneReached'
  | 'ShipmentDelivered'
  | 'ShipmentLost'
  | 'ShipmentDamaged'
  | 'ShipmentCancelled'
>;

export type Registration = Complete<Extract<ShipmentEvent, { type: 'ShipmentRegistered' }>['data']>;

/** How its way ended otherwise than at the door. What is told afterwards is kept, and opens nothing again. */
export type Ending = 'LOST' | 'DAMAGED' | 'CANCELLED';

export interface Shipment {
  /** Undefined where there is none. */
  readonly registration: Registration | undefined;
  /** Empty until the carrier has issued the label. */
  readonly waybillNo: string;
  /** RFC 3339; empty until then. */
  readonly labelledAt: string;
  /** Number of the last repetition; 0 where the label was asked for once only. */
  readonly labelAttempt: number;
  readonly handedOver: boolean;
  readonly manifestNo: string;
  /** As labelAttempt, of the manifest. */
  readonly handoverAttempt: number;
  readonly scans: readonly KnownScan[];
  /** Milestones that were told; each is told once. */
  readonly reached: readonly Milestone[];
  readonly delivered: boolean;
  readonly ended: Ending | undefined;
}

export const initial: Shipment = {
  registration: undefined,
  waybillNo: '',
  labelledAt: '',
  labelAttempt: 0,
  handedOver: false,
  manifestNo: '',
  handoverAttempt: 0,
  scans: [],
  reached: [],
  delivered: false,
  ended: undefined,
};

/** The shipment after one more event. */
export function evolve(state: Shipment, event: ShipmentEvent): Shipment {
  switch (event.type) {
    case 'ShipmentRegistered':
      return { ...state, registration: event.data };
    case 'LabelIssued':
      return { ...state, waybillNo: event.data.waybillNo, labelledAt: event.data.issuedAt };
    case 'LabelRefused':
    case 'HandoverRefused':
      return state;
    case 'LabelRetried':
      return { ...state, labelAttempt: event.data.attempt };
    case 'HandoverRetried':
      return { ...state, handoverAttempt: event.data.attempt };
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
    case 'ShipmentLost':
      return { ...state, ended: 'LOST' };
    case 'ShipmentDamaged':
      return { ...state, ended: 'DAMAGED' };
    case 'ShipmentCancelled':
      return { ...state, ended: 'CANCELLED' };
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
  if (delivery(scans) !== undefined) return 'DELIVERED';
  if (rank(furthest(scans)) >= rank(Milestone.MILESTONE_PICKED_UP)) return 'IN_TRANSIT';
  if (handedOver) return 'HANDED_OVER';
  return labelled ? 'LABELLED' : 'REGISTERED';
}
