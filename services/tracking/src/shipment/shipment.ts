import type { TrackingRefusal } from '@portolan/contracts';
import type { Flaw, Money } from '@portolan/contracts/common/v1/types';
import { type Decider, type Decision, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import type { Scan } from './scans.ts';
import { evolve, initial, type Registration, type Shipment, type ShipmentEvent } from './state.ts';
import { handOver, record } from './telling.ts';

export type { Ending, Registration, Shipment, ShipmentEvent } from './state.ts';
export { stateOf, withScan } from './state.ts';

export type ShipmentCommand =
  | { readonly type: 'Register'; readonly registration: Registration }
  | { readonly type: 'IssueLabel'; readonly shipmentId: string; readonly waybillNo: string; readonly freight: Money }
  | { readonly type: 'RefuseLabel'; readonly shipmentId: string; readonly flaws: readonly Flaw[] }
  /** Asks the carrier for a label once more; an attempt that was asked for already asks nothing. */
  | { readonly type: 'RetryLabel'; readonly shipmentId: string; readonly attempt: number }
  | { readonly type: 'HandOver'; readonly shipmentId: string }
  | { readonly type: 'ConfirmHandover'; readonly shipmentId: string; readonly manifestNo: string }
  /** The carrier said no to the manifest. */
  | { readonly type: 'RefuseHandover'; readonly shipmentId: string; readonly flaws: readonly Flaw[] }
  | { readonly type: 'RetryHandover'; readonly shipmentId: string; readonly attempt: number }
  /** Calls it off before the carrier has it. */
  | { readonly type: 'Cancel'; readonly shipmentId: string; readonly reason: string }
  | { readonly type: 'RecordScan'; readonly shipmentId: string; readonly scan: Scan };

export type ShipmentRefusal = Exclude<TrackingRefusal, 'WAYBILL_INVALID' | 'WAYBILL_TAKEN'>;

type Answer = Decision<ShipmentEvent, ShipmentRefusal>;

export const shipmentId = (tenant: string, parcelId: string): string => madeId('shipment', tenant, parcelId);

/** A parcel in a carrier's hands: its label, its hand-over, and its scans with all that a carrier gets wrong in them. */
export const shipment: Decider<Shipment, ShipmentCommand, ShipmentEvent, ShipmentRefusal> & { readonly name: string } =
  {
    name: 'shipment',
    initial,
    decide(command, state, facts) {
      if (command.type === 'Register') return register(command.registration, state);
      const { registration } = state;
      if (registration === undefined) return refuse('SHIPMENT_NOT_FOUND', { shipmentId: command.shipmentId });
      switch (command.type) {
        case 'IssueLabel':
        case 'RefuseLabel':
        case 'RetryLabel':
          return decideLabel(command, registration, state, facts);
        case 'HandOver':
        case 'ConfirmHandover':
        case 'RefuseHandover':
        case 'RetryHandover':
          return decideHandover(command, registration, state);
        case 'Cancel':
          return cancel(command.reason, registration, state);
        case 'RecordScan':
          return record(command.scan, registration, state, facts.at);
      }
    },
    evolve,
  };

type Of<Type extends ShipmentCommand['type']> = Extract<ShipmentCommand, { type: Type }>;

// A label that comes for what was called off meanwhile is kept: it has to be voided.
function decideLabel(
  command: Of<'IssueLabel' | 'RefuseLabel' | 'RetryLabel'>,
  { shipmentId, orderId }: Registration,
  state: Shipment,
  { at }: Facts,
): Answer {
  switch (command.type) {
    case 'IssueLabel': {
      const { waybillNo, freight } = command;
      if (state.waybillNo === waybillNo) return [];
      if (state.waybillNo !== '') return refuse('LABEL_EXISTS', { shipmentId, waybillNo: state.waybillNo });
      return [{ type: 'LabelIssued', data: { shipmentId, orderId, waybillNo, freight, issuedAt: at } }];
    }
    case 'RefuseLabel':
      if (state.waybillNo !== '' || state.ended === 'CANCELLED') return [];
      return [{ type: 'LabelRefused', data: { shipmentId, orderId, flaws: [...command.flaws] } }];
    case 'RetryLabel': {
      const { attempt } = command;
      if (state.ended === 'CANCELLED') return refuse('SHIPMENT_CANCELLED', { shipmentId });
      if (state.waybillNo !== '' || attempt <= state.labelAttempt) return [];
      return [{ type: 'LabelRetried', data: { shipmentId, orderId, attempt } }];
    }
  }
}

function decideHandover(
  command: Of<'HandOver' | 'ConfirmHandover' | 'RefuseHandover' | 'RetryHandover'>,
  registration: Registration,
  state: Shipment,
): Answer {
  const { shipmentId, orderId } = registration;
  if (command.type === 'HandOver') {
    if (state.ended === 'CANCELLED') return refuse('SHIPMENT_CANCELLED', { shipmentId });
    if (state.waybillNo === '') return refuse('SHIPMENT_NOT_LABELLED', { shipmentId });
    return state.handedOver ? [] : handOver(registration, state);
  }
  if (!state.handedOver) return refuse('SHIPMENT_NOT_HANDED_OVER', { shipmentId });
  if (state.manifestNo !== '') return [];
  switch (command.type) {
    case 'ConfirmHandover':
      return [{ type: 'HandoverConfirmed', data: { shipmentId, manifestNo: command.manifestNo } }];
    case 'RefuseHandover':
      return [{ type: 'HandoverRefused', data: { shipmentId, orderId, flaws: [...command.flaws] } }];
    case 'RetryHandover': {
      const { attempt } = command;
      if (attempt <= state.handoverAttempt) return [];
      return [{ type: 'HandoverRetried', data: { shipmentId, orderId, attempt } }];
    }
  }
}

function cancel(reason: string, { shipmentId, orderId }: Registration, state: Shipment): Answer {
  if (state.ended === 'CANCELLED') return [];
  if (state.handedOver) return refuse('SHIPMENT_HANDED_OVER', { shipmentId });
  return [{ type: 'ShipmentCancelled', data: { shipmentId, orderId, reason } }];
}

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
