import { Ending } from '@portolan/contracts/orders/v1/types';
import type { Facts } from '@portolan/eventsourcing';
import { isZero } from '@portolan/money';
import { evolve, type FulfilmentEvent } from './evolve.ts';
import { holdMoves } from './holding.ts';
import { stepRefused } from './holds.ts';
import { forwardRoad, roadOf } from './roads.ts';
import type { StepRule } from './rule.ts';
import type { FulfilmentState, Underway } from './state.ts';

/** All that a state sets in motion: it goes on until nothing more follows, since news may be there before its turn. */
export function whatFollows(state: FulfilmentState, facts: Facts): FulfilmentEvent[] {
  const next = nextMove(state, facts);
  return next.length === 0 ? [] : [...next, ...whatFollows(next.reduce(evolve, state), facts)];
}

function nextMove(state: FulfilmentState, facts: Facts): FulfilmentEvent[] {
  const { started } = state;
  if (started === undefined || state.completed) return [];
  const underway: Underway = { ...state, started };
  const { orderId } = started;
  const cause = tooLate(underway);
  if (cause !== undefined) return [{ type: 'EndingWithdrawn', data: { orderId, cause, reason: '' } }];
  const decided = endingOf(underway);
  if (decided !== undefined) return [{ type: 'EndingDecided', data: { orderId, ...decided } }];
  if (underway.ending !== undefined && isInFlight(underway)) return [];
  const current = roadOf(underway).find((rule) => !isOver(rule, underway));
  if (current === undefined) return [...cleared(state, orderId), completion(underway)];
  const wanted = wantedHold(current, underway);
  if (wanted !== 'none') return holdMoves(state, started, current.step, wanted, facts);
  const request = current.request(underway);
  return [...cleared(state, orderId), { type: 'StepRequested', data: { orderId, step: current.step, request } }];
}

// The order ends otherwise than placed by what others tell; that somebody calls it off is a command.
function endingOf({ known, ending }: Underway): Underway['ending'] {
  if (ending !== undefined) return undefined;
  const { paymentOverdue, escrowFunded, shipmentLost, shipmentDamaged, shipmentDelivered } = known;
  if (paymentOverdue !== undefined && escrowFunded === undefined) {
    return { ending: Ending.ENDING_PAYMENT_OVERDUE, reason: `not paid by ${paymentOverdue.due}` };
  }
  if (shipmentDelivered === undefined && shipmentLost !== undefined) {
    return { ending: Ending.ENDING_LOST, reason: `lost by ${shipmentLost.carrier}` };
  }
  if (shipmentDelivered === undefined && shipmentDamaged !== undefined) {
    return { ending: Ending.ENDING_DAMAGED, reason: `damaged by ${shipmentDamaged.carrier}` };
  }
  const { escrowRefunded, refundSettled, escrowReleased } = known;
  const allBack = escrowRefunded !== undefined && isZero(escrowRefunded.left) && refundSettled !== undefined;
  return allBack && escrowReleased === undefined
    ? { ending: Ending.ENDING_RETURNED, reason: escrowRefunded.reason }
    : undefined;
}

// What is undone first can't be any more: a bonded parcel that passed the gate, which nothing brings back through it, or a
// list that was summed up. Nothing else was undone by then, so the order is as it was.
function tooLate({ started, ending, known, steps }: Underway): string | undefined {
  if (ending?.ending !== 'ENDING_CANCELLED' || known.parcelCancelled !== undefined) return undefined;
  if (started.terms.mode === '1210' && known.parcelDispatched !== undefined) return 'GATE_PASSED';
  const taken = steps.STEP_CANCEL_DECLARATION;
  return taken?.status === 'refused' && taken.code === 'DECLARATION_SUMMED_UP' ? 'SUMMED_UP' : undefined;
}

// What was asked for last is not known to have an effect yet: only then can it be undone.
function isInFlight(underway: Underway): boolean {
  return forwardRoad(underway).some(
    ({ step, begun }) => underway.steps[step]?.status === 'asked' && !begun(underway.known),
  );
}

// The end may be told before the beginning, or after a refusal: then the step was done in another way.
function isOver({ step, begun, until }: StepRule, { steps: asked, known }: Underway): boolean {
  const progress = asked[step];
  if (progress === undefined) return false;
  if (until === undefined) return begun(known);
  return until.ended(known) && (begun(known) || progress.status === 'refused');
}

// 'none' where the step is to be asked for; undefined where it was, and the answer is on its way.
function wantedHold(rule: StepRule, underway: Underway) {
  const progress = underway.steps[rule.step];
  if (progress === undefined)
    return rule.first?.happened(underway.known) === false ? rule.first.hold(underway) : 'none';
  if (progress.status === 'refused') {
    return rule.isRefusalVoid?.(progress.code, underway.known) ? 'none' : stepRefused(rule.step, progress);
  }
  return rule.begun(underway.known) ? rule.until?.hold(underway) : undefined;
}

function cleared({ hold }: FulfilmentState, orderId: string): FulfilmentEvent[] {
  return hold === undefined ? [] : [{ type: 'HoldCleared', data: { orderId, code: hold.code } }];
}

function completion(underway: Underway): FulfilmentEvent {
  const { started, known, ending } = underway;
  const refunded = known.refundSettled === undefined ? undefined : known.escrowRefunded?.amount;
  const data = {
    orderId: started.orderId,
    state: finalState(underway),
    ending: ending?.ending ?? Ending.ENDING_UNSPECIFIED,
    ...(refunded === undefined ? {} : { refunded }),
  };
  return { type: 'FulfilmentCompleted', data };
}

function finalState({ started, known, ending }: Underway): string {
  const refunded = known.refundSettled !== undefined;
  if (ending !== undefined) {
    const hadLeft = ending.ending !== 'ENDING_CANCELLED' && ending.ending !== 'ENDING_PAYMENT_OVERDUE';
    return hadLeft && refunded ? 'REFUNDED' : 'CANCELLED';
  }
  if (started.terms.mode === '9810') return 'STOCKED';
  return known.payoutSettled === undefined && refunded ? 'REFUNDED' : 'SETTLED';
}
