import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Milestone as MilestoneMessage } from '@portolan/contracts/fx/v1/types';
import type { Decision } from '@portolan/eventsourcing';
import { type Money, money, subtract, sum } from '@portolan/money';
import type { Position } from './course/positions.ts';
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
  | 'MilestonesProposed'
  | 'MilestonesAgreed'
  | 'MilestoneProven'
  | 'EscrowPartReleased'
  | 'InspectionExtended'
  | 'EscrowPartFrozen'
  | 'EscrowPartSettled'
  | 'EscrowChargeReversed'
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

export type Milestone = Complete<MilestoneMessage>;

/** The two who trade. */
export type Side = 'SELLER' | 'BUYER';

export interface ProposeMilestones extends ByNumber {
  readonly by: Side;
  readonly milestones: readonly Pick<Milestone, 'name' | 'trigger' | 'percent'>[];
}

export interface ProveMilestone extends ByNumber {
  readonly number: number;
  readonly document: string;
  readonly sha256: string;
}

export interface ExtendInspection extends ByNumber {
  /** RFC 3339 */
  readonly endsAt: string;
  /** Days that the whole extension may last, from the end that was agreed. */
  readonly mostDays: number;
}

export interface FreezePart extends ByNumber {
  readonly holdId: string;
  readonly kind: HoldKind;
  readonly amount: Money;
  /** Refunds of this escrow that the bank has booked: of each other, nobody knows yet where its money is. */
  readonly refundsSettled: number;
  readonly windows: Windows;
}

/** Why part of the money stands still. */
export type HoldKind = 'CLAIM' | 'CHARGEBACK' | 'WITHHOLDING';

/** Until when something can be claimed, in days. */
export interface Windows {
  /** From the end of the inspection. */
  readonly claimDays: number;
  /** From the end of the inspection. */
  readonly chargebackDays: number;
  /** From the payment, whatever the delivery. */
  readonly chargebackMostDays: number;
}

export interface SettlePart extends ByNumber {
  readonly holdId: string;
  readonly toBuyer: Money;
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
  | ({ readonly type: 'RecordRelease'; readonly recovered?: Money } & ByNumber)
  /** The tax bill is void: nobody needs what was withheld for it. */
  | ({ readonly type: 'GiveTaxBack' } & OfOrder)
  | ({ readonly type: 'ProposeMilestones' } & ProposeMilestones)
  | ({ readonly type: 'ProveMilestone' } & ProveMilestone)
  | ({ readonly type: 'ReleaseMilestone'; readonly number: number } & ByNumber)
  | ({ readonly type: 'ExtendInspection' } & ExtendInspection)
  | ({ readonly type: 'FreezePart' } & FreezePart)
  | ({ readonly type: 'SettlePart' } & SettlePart)
  /** A chargeback that was lost is taken back by its issuer. */
  | ({ readonly type: 'ReverseCharge'; readonly holdId: string } & ByNumber);

/** Part of the money that stands still. */
export interface FrozenPart {
  readonly holdId: string;
  readonly kind: HoldKind;
  readonly amount: Money;
  /** Of it, what had been released. */
  readonly clawed: Money;
}

/** What was released in part so far. */
export interface PartsReleased {
  readonly count: number;
  /** Without tax. */
  readonly own: Money;
  readonly fee: Money;
  readonly tax: Money;
}

export interface Escrow {
  readonly status: Position;
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
  /** When the bank booked what funded it, RFC 3339. */
  readonly bookedAt: string;
  /** What was left after each refund, in order: ever less. */
  readonly refunds: readonly Money[];
  /** Given back to the buyer in all, by whatever way. */
  readonly refunded: Money;
  /** Released in all, and not taken back. */
  readonly released: Money;
  /** Neither released nor given back, as far as it never was released: what is frozen of it included. */
  readonly left: Money;
  readonly parts: PartsReleased;
  readonly frozen: readonly FrozenPart[];
  /** Parts that were settled, by their hold. */
  readonly settled: readonly string[];
  /** Chargebacks that were lost. */
  readonly charged: readonly { readonly holdId: string; readonly amount: Money }[];
  /** What each side would agree to, until both agree. */
  readonly proposed: Readonly<Partial<Record<Side, readonly Milestone[]>>>;
  readonly milestones: readonly Milestone[];
  readonly proven: readonly number[];
  readonly milestonesReleased: readonly number[];
  /** As it was when the goods were delivered; `endsAt` may be later. */
  readonly firstEndsAt: string;
  /** The buyer was content while a part was disputed: that part follows as soon as it is settled. */
  readonly accepted: boolean;
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

/** What lies in it: neither released nor given back. */
export function leftOf({ left }: Pick<Escrow, 'left'>): Money {
  return left;
}

/** What lies in it and is not disputed. */
export function heldOf({ left, frozen }: Pick<Escrow, 'left' | 'frozen'>): Money {
  return frozen.reduce((held, { amount, clawed }) => subtract(held, subtract(amount, clawed)), left);
}

/** Where every cent is that it was funded with: funded = released + refunded + held + disputed. */
export function sumsOf(state: Escrow) {
  const { currency } = state.amount;
  const funded = state.fundsId === '' ? money(0n, currency) : state.amount;
  const disputed = sum(
    state.frozen.map(({ amount }) => amount),
    currency,
  );
  const held = state.fundsId === '' ? money(0n, currency) : heldOf(state);
  return { funded, released: state.released, refunded: state.refunded, disputed, held };
}
