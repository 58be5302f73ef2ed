import type { Only, OrdersEvent } from '@portolan/contracts';
import type { Step } from '@portolan/contracts/orders/v1/types';
import type { Decider, Facts } from '@portolan/eventsourcing';
import { withAdvice } from './advice.ts';
import { type HoldReason, stepRefused } from './holds.ts';
import {
  type Advice,
  type AdviceCase,
  type FulfilmentState,
  initialState,
  type Progress,
  type Started,
  type Underway,
} from './state.ts';
import { type StepRule, steps } from './steps.ts';

export type FulfilmentEvent = Only<
  OrdersEvent,
  | 'FulfilmentStarted'
  | 'AdviceReceived'
  | 'StepRequested'
  | 'StepRefused'
  | 'HoldPlaced'
  | 'HoldCleared'
  | 'FulfilmentCompleted'
>;

export type FulfilmentCommand =
  /** The order was placed. */
  | { readonly type: 'Start'; readonly started: Started }
  /** Another service told something, as its event says it. */
  | { readonly type: 'TakeAdvice'; readonly orderId: string; readonly advice: Advice }
  /** The other service said no. */
  | {
      readonly type: 'RefuseStep';
      readonly orderId: string;
      readonly step: Step;
      readonly code: string;
      readonly data: Readonly<Record<string, string>>;
    };

/**
 * The process that carries an order through the other services. Each command is first recorded, then followed by
 * what it sets in motion: the next step of `steps`, or the hold that says what is waited for. It never refuses:
 * what others tell it has happened. A step that another service takes on causes an event there, and that event alone
 * is put on record: an answer would race with it.
 */
export const fulfilment: Decider<FulfilmentState, FulfilmentCommand, FulfilmentEvent, never> & { name: string } = {
  name: 'fulfilment',
  initial: initialState,

  decide(command, state, facts) {
    const heard = record(command, state);
    if (heard === undefined) return [];
    return [heard, ...whatFollows(evolve(state, heard), facts)];
  },

  evolve,
};

function evolve(state: FulfilmentState, event: FulfilmentEvent): FulfilmentState {
  switch (event.type) {
    case 'FulfilmentStarted':
      return { ...state, started: event.data };
    case 'AdviceReceived':
      return withAdvice(state, event.data.advice);
    case 'StepRequested':
      return withStep(state, event.data.step, { status: 'asked' });
    case 'StepRefused':
      return withStep(state, event.data.step, { status: 'refused', code: event.data.code, data: event.data.data });
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

// Advice that may come again with something new to say; of the rest the first counts.
const repeatable: ReadonlySet<AdviceCase> = new Set<AdviceCase>([
  'parcelShort',
  'caseMismatched',
  'declarationReturned',
  'statusUnknown',
  'quoteRequested',
  'quoteRefused',
  'rateLocked',
  'rateLockExpired',
  'saleRequested',
]);

function record(command: FulfilmentCommand, state: FulfilmentState): FulfilmentEvent | undefined {
  switch (command.type) {
    case 'Start':
      return state.started ? undefined : { type: 'FulfilmentStarted', data: command.started };
    case 'TakeAdvice': {
      const { orderId, advice } = command;
      if (state.known[advice.$case] !== undefined && !repeatable.has(advice.$case)) return undefined;
      return { type: 'AdviceReceived', data: { orderId, advice } };
    }
    case 'RefuseStep': {
      const { orderId, step, code, data } = command;
      if (state.steps[step]?.status !== 'asked' || tellsByEvent(step, code)) return undefined;
      return { type: 'StepRefused', data: { orderId, step, code, data: { ...data } } };
    }
  }
}

function tellsByEvent(step: Step, code: string): boolean {
  return steps.some((rule) => rule.step === step && rule.toldByEvent?.includes(code) === true);
}

// Goes on until nothing more follows: the end of a step may be known when it is asked for.
function whatFollows(state: FulfilmentState, facts: Facts): FulfilmentEvent[] {
  const next = nextMove(state, facts);
  return next.length === 0 ? [] : [...next, ...whatFollows(next.reduce(evolve, state), facts)];
}

function nextMove(state: FulfilmentState, facts: Facts): FulfilmentEvent[] {
  const { started, known, steps: asked } = state;
  if (started === undefined || state.completed) return [];
  const { orderId } = started;
  const underway = { started, known, steps: asked };
  const current = steps.find((rule) => !isOver(rule, underway));
  if (current === undefined) return [...cleared(state, started), { type: 'FulfilmentCompleted', data: { orderId } }];
  const progress = asked[current.step];
  if (progress !== undefined) return held(state, started, holdOf(current, progress, underway), facts);
  const request = current.request(underway);
  return [...cleared(state, started), { type: 'StepRequested', data: { orderId, step: current.step, request } }];
}

// The end may be told before the beginning, or after a refusal: then the step was done in another way.
function isOver({ step, begun, until }: StepRule, { steps: asked, known }: Underway): boolean {
  const progress = asked[step];
  if (progress === undefined) return false;
  if (until === undefined) return begun(known);
  return until.ended(known) && (begun(known) || progress.status === 'refused');
}

function holdOf(rule: StepRule, progress: Progress, underway: Underway): HoldReason | undefined {
  if (progress.status === 'refused') return stepRefused(rule.step, progress);
  return rule.begun(underway.known) ? rule.until?.hold(underway) : undefined;
}

function cleared({ hold }: FulfilmentState, { orderId }: Started): FulfilmentEvent[] {
  return hold === undefined ? [] : [{ type: 'HoldCleared', data: { orderId, code: hold.code } }];
}

// A hold of the same code whose deadline or data changed is placed anew and keeps its beginning.
function held(state: FulfilmentState, started: Started, wanted: HoldReason | undefined, facts: Facts) {
  const { hold } = state;
  if (wanted === undefined || (hold !== undefined && saysTheSame(hold, wanted))) return [];
  const goesOn = hold?.code === wanted.code;
  const since = goesOn ? hold.since : facts.at;
  const { orderId } = started;
  const placed: FulfilmentEvent = {
    type: 'HoldPlaced',
    data: { orderId, hold: { ...wanted, data: { ...wanted.data }, since } },
  };
  return goesOn ? [placed] : [...cleared(state, started), placed];
}

function saysTheSame(left: HoldReason, right: HoldReason): boolean {
  const fields = new Set([...Object.keys(left.data), ...Object.keys(right.data)]);
  const { code, owner, rule, due } = left;
  return (
    code === right.code &&
    owner === right.owner &&
    rule === right.rule &&
    due === right.due &&
    [...fields].every((field) => left.data[field] === right.data[field])
  );
}
