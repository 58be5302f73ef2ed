import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Decision } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';
import type { EarlyFunds } from './early-funds.ts';

export type EscrowEvent = Only<
  FxEvent,
  | 'EscrowOpened'
  | 'FundsSetAside'
  | 'FundsPassedOver'
  | 'PaymentMismatched'
  | 'PaymentOverdue'
  | 'EscrowFunded'
  | 'InspectionStarted'
  | 'EscrowDisputed'
  | 'EscrowRefunded'
  | 'EscrowCancelled'
  | 'ReleaseDecided'
  | 'EscrowReleased'
  | 'TaxGivenBack'
>;
export type EscrowRefusal = Extract<keyof typeof fxRefusals, `ESCROW_${string}`>;
export type Answer = Decision<EscrowEvent, EscrowRefusal>;

interface ByNumber {
  readonly orderNo: string;
}

interface OfOrder extends ByNumber {
  readonly orderId: string;
}

export interface OpenEscrow extends OfOrder {
  readonly escrowId: string;
  readonly amount: Money;
  /** Of the amount, import tax that is withheld for customs. */
  readonly tax?: Money;
  /** The platform's share as a decimal, such as 0.015. */
  readonly commission: string;
  /** Hours that the buyer has to pay. */
  readonly paymentHours: number;
}

export interface SetFundsAside extends ByNumber, EarlyFunds {
  readonly escrowId: string;
}

export interface PassFundsOver extends ByNumber {
  readonly fundsId: string;
  readonly reason: string;
}

export interface FundEscrow extends ByNumber, EarlyFunds {}

export interface StartInspection extends OfOrder {
  /** RFC 3339 */
  readonly deliveredAt: string;
  readonly days: number;
}

export interface OpenDispute extends OfOrder {
  readonly amount: Money;
  readonly reason: string;
}

export interface RefundEscrow extends OfOrder {
  /** Absent: all that it holds. */
  readonly amount?: Money;
  readonly reason: string;
}

export type EscrowCommand =
  | ({ readonly type: 'OpenEscrow' } & OpenEscrow)
  /** Money in suspense names this order number. */
  | ({ readonly type: 'SetFundsAside' } & SetFundsAside)
  | ({ readonly type: 'PassFundsOver' } & PassFundsOver)
  | ({ readonly type: 'FundEscrow' } & FundEscrow)
  /** The time to pay may be over. */
  | ({ readonly type: 'CheckPayment' } & ByNumber)
  | ({ readonly type: 'StartInspection' } & StartInspection)
  | ({ readonly type: 'OpenDispute' } & OpenDispute)
  | ({ readonly type: 'RefundEscrow' } & RefundEscrow)
  | ({ readonly type: 'AcceptEscrow' } & OfOrder)
  /** The inspection period is over. */
  | ({ readonly type: 'EndInspection' } & ByNumber)
  /** What was decided stands in the books. */
  | ({ readonly type: 'RecordRelease' } & ByNumber)
  /** The tax bill is void: nobody needs what was withheld for it. */
  | ({ readonly type: 'GiveTaxBack' } & OfOrder);

export interface Escrow {
  readonly status:
    | 'NONE'
    | 'AWAITING_FUNDING'
    | 'FUNDED'
    | 'INSPECTION'
    | 'RELEASING'
    | 'RELEASED'
    | 'CANCELLED'
    | 'REFUNDED';
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly amount: Money;
  readonly tax?: Money;
  readonly commission: string;
  /** Until when the buyer has to pay, RFC 3339. */
  readonly due: string;
  readonly overdue: boolean;
  readonly fundsId: string;
  readonly endsAt: string;
  readonly disputed: boolean;
  /** What was withheld for tax is the merchant's: customs made the bill void. */
  readonly taxGivenBack: boolean;
  /** What was left after each refund, in order: ever less. */
  readonly refunds: readonly Money[];
  /** Money in suspense that names this order number and was not dealt with yet, in order of coming. */
  readonly early: readonly EarlyFunds[];
  /** Credits of another amount, which wait in suspense until they are returned. */
  readonly mismatched: readonly string[];
  /** Credits that came besides the one that funded it: they wait in suspense until it is over. */
  readonly spare: readonly string[];
}

/** Nothing that comes can be for it any more. */
export function isOver({ status }: Pick<Escrow, 'status'>): boolean {
  return status === 'CANCELLED' || status === 'REFUNDED' || status === 'RELEASED';
}

/** What it still holds of what it was funded with; it is funded with exactly what was agreed. */
export function leftOf({ amount, refunds }: Pick<Escrow, 'amount' | 'refunds'>): Money {
  return refunds.at(-1) ?? amount;
}
