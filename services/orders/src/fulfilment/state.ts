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

/** A step that was asked for. How far the other service got with it is told by its own events. */
export type Progress =
  | { readonly status: 'asked' }
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
  readonly completed: boolean;
}

export const initialState: FulfilmentState = {
  started: undefined,
  known: {},
  steps: {},
  hold: undefined,
  completed: false,
};

/** What must be known by now, since an earlier step waited for it. */
export function known<Case extends AdviceCase>(underway: Pick<Underway, 'known'>, advice: Case): AdviceOf<Case> {
  const value = underway.known[advice];
  if (value === undefined) throw new Error(`${advice} is not known yet`);
  return value as AdviceOf<Case>;
}
