import { Step } from '@portolan/contracts/orders/v1/types';
import { type HoldReason, parcelIdOf, reason } from '../holds.ts';
import type { StepRule } from '../rule.ts';
import { known, type Underway } from '../state.ts';
import { isCalledOff } from './returning.ts';

/**
 * Takes the declaration back: customs may have to agree, so it holds from the moment it is asked. It is the first thing
 * that is undone, so an order whose list was summed up by then is as it was, and goes on.
 */
export const cancelDeclaration: StepRule = {
  step: Step.STEP_CANCEL_DECLARATION,
  applies: (underway) => isCalledOff(underway) && underway.known.caseMatched !== undefined,
  request: ({ started: { orderId }, ending }) => ({
    $case: 'cancelDeclaration',
    value: { orderId, reason: ending?.reason ?? '' },
  }),
  begun: () => true,
  until: {
    ended: ({ declarationCancelled, listReturned }) => (declarationCancelled ?? listReturned) !== undefined,
    hold: awaitingCancellation,
  },
  failsBy: ['cancellationReturned'],
};

function awaitingCancellation({ known: heard }: Underway): HoldReason {
  const { cancellationReturned, parcelCancelled, declarationReleased, caseMatched } = heard;
  if (cancellationReturned === undefined) {
    return reason('AWAITING_CANCELLATION', 'customs', 'TAKEN_BACK_BEFORE_END');
  }
  const { status, info } = cancellationReturned;
  // The port takes no cancellation of it any more, and its goods can't go on: to customs they come back.
  if (parcelCancelled !== undefined && declarationReleased !== undefined && status.startsWith('-')) {
    const data = { status, info, declarationId: caseMatched?.declarationId ?? '' };
    return reason('LIST_STANDS', 'merchant', 'TAKEN_BACK_BEFORE_END', data);
  }
  return reason('CANCELLATION_REFUSED', 'operations', 'TAKEN_BACK_BEFORE_END', { status, info });
}

/** Makes the label void. */
export const cancelShipment: StepRule = {
  step: Step.STEP_CANCEL_SHIPMENT,
  applies: (underway) => isCalledOff(underway) && underway.known.shipmentRegistered !== undefined,
  request: (underway) => ({
    $case: 'cancelShipment',
    value: { shipmentId: known(underway, 'shipmentRegistered').shipmentId, reason: underway.ending?.reason ?? '' },
  }),
  begun: ({ shipmentCancelled }) => shipmentCancelled !== undefined,
};

const isBonded = ({ started: { terms } }: Underway): boolean => terms.mode === '1210';

const hasParcel = (underway: Underway): boolean =>
  isCalledOff(underway) && parcelIdOf(underway) !== '' && underway.known.parcelDispatched === undefined;

/** Puts the goods back on the shelf. A parcel that left meanwhile is expected back instead. */
export const cancelParcel: StepRule = {
  step: Step.STEP_CANCEL_PARCEL,
  applies: (underway) => !isBonded(underway) && hasParcel(underway),
  request: (underway) => ({
    $case: 'cancelParcel',
    value: {
      parcelId: parcelIdOf(underway),
      orderId: underway.started.orderId,
      reason: underway.ending?.reason ?? '',
    },
  }),
  begun: ({ parcelCancelled }) => parcelCancelled !== undefined,
};

/**
 * The same in a bonded zone, before anything else is undone: a parcel on a verification list may pass the gate while the
 * warehouse can't hold it back. Then it was called off too late, and customs must still know it as released.
 */
export const cancelBondedParcel: StepRule = {
  ...cancelParcel,
  applies: (underway) => isBonded(underway) && hasParcel(underway),
};
