import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { DisputeEvidenceGiven } from '@portolan/contracts/fx/v1/events';
import type { Decision } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';
import type { Kind, Stage, Status } from './course/standing.ts';

export type DisputeEvent = Only<
  FxEvent,
  | 'DisputeOpened'
  | 'DisputeHeld'
  | 'DisputeEvidenceGiven'
  | 'DisputeOffered'
  | 'DisputeEscalated'
  | 'DisputeResolved'
  | 'DisputeReversed'
>;
export type DisputeRefusal = Extract<keyof typeof fxRefusals, `DISPUTE_${string}`>;
export type Answer = Decision<DisputeEvent, DisputeRefusal>;

/** The two who disagree. */
export type Side = 'SELLER' | 'BUYER';

/** Days that each answer may take. */
export interface Days {
  /** In which the two may agree among themselves; then it escalates by itself. */
  readonly negotiation: number;
  /** After which either may escalate. */
  readonly early: number;
  /** For evidence, at each later stage. */
  readonly evidence: number;
}

export interface OpenDispute {
  readonly disputeId: string;
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly kind: Kind;
  readonly amount: Money;
  readonly reason: string;
  readonly fee?: Money;
  readonly days: Days;
}

/** One piece of evidence: what it is, and which document by name and digest. */
export type Evidence = Omit<Complete<DisputeEvidenceGiven>, 'disputeId' | 'orderId'>;

export type DisputeCommand =
  | ({ readonly type: 'OpenDispute' } & OpenDispute)
  | { readonly type: 'RecordHold'; readonly clawed: Money }
  | { readonly type: 'RefuseHold'; readonly reason: string }
  | ({ readonly type: 'GiveEvidence' } & Evidence)
  | { readonly type: 'Offer'; readonly by: Side; readonly toBuyer: Money }
  | { readonly type: 'Accept'; readonly by: Side }
  | { readonly type: 'Escalate'; readonly by: Side; readonly days: Days }
  /** The deadline `due` may be over. */
  | { readonly type: 'MissDeadline'; readonly due: string; readonly days: Days }
  | { readonly type: 'Decide'; readonly toBuyer: Money; readonly reason: string }
  | { readonly type: 'Cancel'; readonly reason: string }
  | { readonly type: 'Reverse' };

export interface Dispute {
  readonly status: Status;
  readonly stage: Stage;
  readonly kind: Kind;
  readonly disputeId: string;
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly amount: Money;
  readonly reason: string;
  readonly fee?: Money;
  /** Until when the next answer is due, RFC 3339. */
  readonly due: string;
  /** The money stands still. */
  readonly held: boolean;
  readonly evidence: readonly Evidence[];
  /** What the buyer got in the end. */
  readonly toBuyer?: Money;
  /** What each side would settle for. */
  readonly offers: Readonly<Partial<Record<Side, Money>>>;
}
