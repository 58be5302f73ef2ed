import type { Only, OrdersEvent } from '@portolan/contracts';
import type { Step } from '@portolan/contracts/orders/v1/types';
import { declaredAnew, withAdvice } from './advice.ts';
import { ruleOf } from './roads.ts';
import { type AdviceCase, type CaseDocument, type FulfilmentState, type Progress, without } from './state.ts';

export type FulfilmentEvent = Only<
  OrdersEvent,
  | 'FulfilmentStarted'
  | 'AdviceReceived'
  | 'StepRequested'
  | 'StepRefused'
  | 'StepRetried'
  | 'DocumentSubmitted'
  | 'EndingDecided'
  | 'EndingWithdrawn'
  | 'ReturnRequested'
  | 'HoldPlaced'
  | 'HoldCleared'
  | 'FulfilmentCompleted'
>;

/** The state after one more event. */
export function evolve(state: FulfilmentState, event: FulfilmentEvent): FulfilmentState {
  switch (event.type) {
    case 'FulfilmentStarted':
      return { ...state, started: event.data };
    case 'AdviceReceived':
      return withAdvice(state, event.data);
    case 'StepRequested':
      return asked(state, event.data);
    case 'StepRefused':
      return refused(state, event.data);
    case 'StepRetried':
      return retried(state, event.data.step);
    case 'DocumentSubmitted':
      return submitted(state, event.data.document);
    case 'EndingDecided':
      return { ...state, ending: { ending: event.data.ending, reason: event.data.reason } };
    case 'EndingWithdrawn':
      return withdrawn(state);
    case 'ReturnRequested':
      return { ...state, returning: event.data.terms };
    case 'HoldPlaced':
      return { ...state, hold: event.data.hold };
    case 'HoldCleared':
      return { ...state, hold: undefined };
    case 'FulfilmentCompleted':
      return { ...state, completed: true };
  }
}

function withStep(state: FulfilmentState, step: Step, progress: Progress): FulfilmentState {
  return { ...state, steps: { ...state.steps, [step]: progress } };
}

// What the warehouse never let go it has not to keep in.
function refused(state: FulfilmentState, { step, code, data }: Refused): FulfilmentState {
  const next = withStep(state, step, { status: 'refused', code, data });
  if (step !== 'STEP_AUTHORISE_DISPATCH') return next;
  const { STEP_REVOKE_DISPATCH: _stay, ...steps } = next.steps;
  return { ...next, steps };
}

type Refused = Extract<FulfilmentEvent, { type: 'StepRefused' }>['data'];
type Asked = Extract<FulfilmentEvent, { type: 'StepRequested' }>['data'];

function asked(state: FulfilmentState, { step, request }: Asked): FulfilmentState {
  const before = state.retried[step];
  const next: FulfilmentState = {
    ...withStep(state, step, { status: 'asked' }),
    ...(before === undefined ? {} : { retried: { ...state.retried, [step]: { ...before, after: undefined } } }),
  };
  if (request.$case === 'declare' || request.$case === 'resubmit') return { ...next, documentsNewer: false };
  if (request.$case !== 'recordDocument') return next;
  const { document } = request.value;
  return { ...next, told: { ...state.told, [document.$case]: document } };
}

// Whoever calls it off once more has it asked once more.
function withdrawn(state: FulfilmentState): FulfilmentState {
  const { STEP_CANCEL_DECLARATION: _declaration, STEP_CANCEL_PARCEL: _parcel, ...steps } = state.steps;
  return { ...state, steps, known: without(state.known, 'cancellationReturned'), ending: undefined };
}

// What spoke against the step no longer counts; what it answered to is kept until it is asked again.
function retried(state: FulfilmentState, step: Step): FulfilmentState {
  const { [step]: _progress, ...steps } = state.steps;
  const failing = ruleOf(step)?.failsBy ?? [];
  const after = failing.find((advice) => state.known[advice] !== undefined);
  const times = (state.retried[step]?.times ?? 0) + 1;
  return {
    ...state,
    steps,
    known: without(state.known, ...failing),
    retried: { ...state.retried, [step]: { times, after } },
  };
}

const recording: Readonly<Record<CaseDocument['$case'], { readonly step: Step; readonly told: AdviceCase }>> = {
  order: { step: 'STEP_RECORD_ORDER', told: 'orderRecorded' },
  receipt: { step: 'STEP_RECORD_RECEIPT', told: 'receiptRecorded' },
  payment: { step: 'STEP_RECORD_RECEIPT', told: 'receiptRecorded' },
  waybill: { step: 'STEP_RECORD_WAYBILL', told: 'waybillRecorded' },
};

// Before its turn the document waits for it; after it, customs clearance is told of it at once.
function submitted(state: FulfilmentState, document: CaseDocument): FulfilmentState {
  const { step, told } = recording[document.$case];
  const next = { ...state, submitted: { ...state.submitted, [document.$case]: document } };
  if (state.steps[step] === undefined) return next;
  const { [step]: _told, ...steps } = state.steps;
  const untold = { ...next, steps, known: without(state.known, told), documentsNewer: true };
  return state.known.caseMismatched === undefined ? untold : declaredAnew(untold);
}
