import type { Complete } from '@portolan/contracts';
import type { AdviceReceived, FulfilmentStarted, StepRequested } from '@portolan/contracts/orders/v1/events';
import type { Hold, Step } from '@portolan/contracts/orders/v1/types';

export type Started = Complete<FulfilmentStarted>;
export type Advice = Complete<AdviceReceived>['advice'];
export type AdviceCase = Advice['$case'];
export type AdviceOf<Case extends AdviceCase> = Extract<Advice, { $case: Case }>['value'];
export type StepRequest = Complete<StepRequested>['request'];

/** The latest of each advice that other services gave. */
export type Known = { readonly [Case in AdviceCase]?: AdviceOf<Case> };

/** How far one step got. */
export type Progress =
  | { readonly status: 'requested' }
  | { readonly status: 'accepted' }
  | { readonly status: 'refused'; readonly code: string; readonly data: Readonly<Record<string, string>> };

export type StepsDone = { readonly [Name in Step]?: Progress };

/** A fulfilment that has begun: what a step may know when it is asked for. */
export interface Underway {
  readonly started: Started;
  readonly known: Known;
  readonly steps: StepsDone;
}

export interface FulfilmentState {
  /** Undefined until the order is known; advice may come earlier. */
  readonly started: Started | undefined;
  readonly known: Known;
  readonly steps: StepsDone;
  /** The one reason why the order does not move at present. */
  readonly hold: Complete<Hold> | undefined;
  /** The locked rate ran out: ask for a new one as soon as no answer about the old one is awaited. */
  readonly lockExpired: boolean;
  readonly completed: boolean;
}

export const initialState: FulfilmentState = {
  started: undefined,
  known: {},
  steps: {},
  hold: undefined,
  lockExpired: false,
  completed: false,
};

/** The step whose request has no answer yet, or undefined. At most one at a time. */
export function unanswered(state: Pick<FulfilmentState, 'steps'>): Step | undefined {
  return (Object.keys(state.steps) as Step[]).find((step) => state.steps[step]?.status === 'requested');
}

/** What must be known by now, since an earlier step waited for it. */
export function known<Case extends AdviceCase>(underway: Pick<Underway, 'known'>, advice: Case): AdviceOf<Case> {
  const value = underway.known[advice];
  if (value === undefined) throw new Error(`${advice} is not known yet`);
  return value as AdviceOf<Case>;
}
