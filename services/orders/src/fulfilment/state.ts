import type { Complete } from '@portolan/contracts';
import type {
  AdviceReceived,
  DocumentSubmitted,
  EndingDecided,
  FulfilmentStarted,
  StepRequested,
} from '@portolan/contracts/orders/v1/events';
import type { Hold, ReturnTerms, Step } from '@portolan/contracts/orders/v1/types';

export type Started = Complete<FulfilmentStarted>;
export type Advice = Complete<AdviceReceived>['advice'];
export type AdviceCase = Advice['$case'];
export type AdviceOf<Case extends AdviceCase> = Extract<Advice, { $case: Case }>['value'];
export type StepRequest = Complete<StepRequested>['request'];
export type CaseDocument = Complete<DocumentSubmitted>['document'];
export type Documents = { readonly [Case in CaseDocument['$case']]?: CaseDocument };
export type Returning = Complete<ReturnTerms>;

/** The latest of each advice that other services gave. */
export type Known = { readonly [Case in AdviceCase]?: AdviceOf<Case> };

/** A step that was asked for. How far the other service got with it is told by its own events. */
export type Progress =
  | { readonly status: 'asked' }
  | { readonly status: 'refused'; readonly code: string; readonly data: Readonly<Record<string, string>> };

export type StepsDone = { readonly [Name in Step]?: Progress };

/** How often a step was repeated, and the advice that the latest repetition answers; undefined once it is asked. */
export interface Retried {
  readonly times: number;
  readonly after: AdviceCase | undefined;
}

export interface TakenBack {
  readonly released: AdviceOf<'declarationReleased'>;
  readonly status: string;
  readonly info: string;
}

/** A fulfilment that has begun: what a step may know when it is asked for. */
export interface Underway {
  readonly started: Started;
  readonly known: Known;
  readonly steps: StepsDone;
  readonly retried: { readonly [Name in Step]?: Retried };
  /** Documents that were put in place of what the terms give. */
  readonly submitted: Documents;
  /** Credits of another amount that did not go back yet, earliest first. */
  readonly stray: readonly AdviceOf<'paymentMismatched'>[];
  /** The release that customs took back, and its words; undefined where none was, or it released again. */
  readonly takenBack: TakenBack | undefined;
  /** Business time, RFC 3339; '' until then. */
  readonly packedAt: string;
  /** Why it is undone; undefined while it is carried out. */
  readonly ending: Pick<EndingDecided, 'ending' | 'reason'> | undefined;
  readonly returning: Returning | undefined;
}

export interface FulfilmentState extends Omit<Underway, 'started'> {
  /** Undefined until the order is known; advice may come earlier. */
  readonly started: Started | undefined;
  /** Documents as customs clearance was told of them. */
  readonly told: Documents;
  /** What was heard of money on its way back before it is known which credit funded the escrow. */
  readonly early: readonly Advice[];
  /** A document was put since the last time it was asked to declare. */
  readonly documentsNewer: boolean;
  /** The one reason why the order does not move at present. */
  readonly hold: Complete<Hold> | undefined;
  readonly completed: boolean;
}

export const initialState: FulfilmentState = {
  started: undefined,
  known: {},
  steps: {},
  retried: {},
  submitted: {},
  stray: [],
  takenBack: undefined,
  packedAt: '',
  ending: undefined,
  returning: undefined,
  told: {},
  early: [],
  documentsNewer: false,
  hold: undefined,
  completed: false,
};

/** What must be known by now, since an earlier step waited for it. */
export function known<Case extends AdviceCase>(underway: Pick<Underway, 'known'>, advice: Case): AdviceOf<Case> {
  const value = underway.known[advice];
  if (value === undefined) throw new Error(`${advice} is not known yet`);
  return value as AdviceOf<Case>;
}

/** What is known without these pieces of advice. */
export function without(known: Known, ...forgotten: readonly AdviceCase[]): Known {
  return Object.fromEntries(Object.entries(known).filter(([name]) => !forgotten.includes(name as AdviceCase)));
}
