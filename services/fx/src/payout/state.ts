import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Decision } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';

export type PayoutEvent = Only<
  FxEvent,
  | 'PayoutCreated'
  | 'PayoutSent'
  | 'PayoutAccepted'
  | 'PayoutRejected'
  | 'PayoutSettled'
  | 'PayoutUnknown'
  | 'PayoutStatusIgnored'
  | 'PayoutContradicted'
  | 'PayoutReturnAnnounced'
  | 'PayoutReturned'
  | 'PayoutRecallRequested'
  | 'PayoutRecallAnswered'
>;
export type PayoutRefusal = Extract<keyof typeof fxRefusals, `PAYOUT_${string}`>;
export type Answer = Decision<PayoutEvent, PayoutRefusal>;

export interface Payout {
  readonly status: 'NONE' | 'CREATED' | 'ACCEPTED' | 'UNKNOWN' | 'REJECTED' | 'SETTLED' | 'RETURNED';
  readonly payoutId: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly purpose: Purpose;
  readonly attempt: number;
  readonly fundsId: string;
  readonly reference: string;
  readonly orderNo: string;
  /** Day on which the bank shall carry the last attempt out. */
  readonly executionDate: string;
  /** The last attempt went out. */
  readonly sent: boolean;
  /** How far the bank's statuses of the last attempt have come. */
  readonly rank: number;
  readonly servicerReference: string;
  /** The bank took back what it had said. */
  readonly contradicted: boolean;
  /** The recall of the last attempt; '' where there is none. */
  readonly recall: { readonly id: string; readonly reason: string; readonly answer: string };
  /** Statuses of the last attempt that came late. */
  readonly late: readonly string[];
  /** Why it came back, as the banks told it before the money came. */
  readonly returnReason: string;
}
