import { madeId } from '@portolan/eventsourcing';
import { convert, isZero, type Money, subtract } from '@portolan/money';
import { credit, debit, gain, posting } from './entries.ts';
import type { Posting } from './ledger.ts';

// What is disputed, held back, advanced and put down as deposit, one function a step.

/** Who takes and gives the money of card payments, as owner of 1200. */
const acquirer = 'acquirer';

/** From where what is disputed comes, or goes back to. */
export interface Sources {
  /** Of the escrow: it was never released. */
  readonly held: Money;
  /** Of the merchant's account. */
  readonly merchant: Money;
  /** Of the merchant's deposit. */
  readonly deposit: Money;
  /** Of the platform: the merchant had too little. */
  readonly advance: Money;
}

interface Hold {
  readonly holdId: string;
  readonly escrowId: string;
  readonly tenant: string;
}

export const holdTransaction = (holdId: string) => madeId('transaction', holdId, 'hold');

/** Dr 2100 of the escrow, 2000 and 2400 of the merchant, 1300 what is advanced · Cr 2150 of the dispute. */
export function disputeHeld({ holdId, escrowId, tenant }: Hold, amount: Money, from: Sources): Posting {
  return posting('DISPUTE_HOLD', holdId, '', holdTransaction(holdId), [
    debit(2100, from.held, escrowId),
    debit(2000, from.merchant, tenant),
    debit(2400, from.deposit, tenant),
    debit(1300, from.advance, tenant),
    credit(2150, amount, holdId),
  ]);
}

/** What the issuer takes for a chargeback, won or lost: Dr 5000 · Cr 1200. */
export function disputeFee(holdId: string, fee: Money): Posting {
  const entries = [debit(5000, fee), credit(1200, fee, acquirer)];
  return posting('DISPUTE_FEE', holdId, '', madeId('transaction', holdId, 'fee'), entries);
}

/** What the issuer has taken, or what goes back with each credit that paid. */
type ToBuyer =
  | { readonly charged: Money }
  | { readonly shares: readonly { readonly fundsId: string; readonly amount: Money }[] };

/**
 * Dr 2150 · Cr 2300 of the credit what goes back to the buyer, of a chargeback 1200, since its issuer has taken it ·
 * Cr 1300, 2400, 2000 and 2100 what goes back to where it came from.
 */
export function disputeSettled(
  { holdId, escrowId, tenant }: Hold,
  toBuyer: ToBuyer,
  amount: Money,
  back: Sources,
): Posting {
  const taken =
    'charged' in toBuyer
      ? [credit(1200, toBuyer.charged, acquirer)]
      : toBuyer.shares.map(({ fundsId, amount: share }) => credit(2300, share, fundsId));
  return posting('DISPUTE_SETTLED', holdId, '', madeId('transaction', holdId, 'settled'), [
    debit(2150, amount, holdId),
    ...taken,
    credit(1300, back.advance, tenant),
    credit(2400, back.deposit, tenant),
    credit(2000, back.merchant, tenant),
    credit(2100, back.held, escrowId),
  ]);
}

/** The issuer takes a chargeback back that was lost: Dr 1200 · Cr 2000. */
export function chargeReversed(holdId: string, tenant: string, amount: Money): Posting {
  const entries = [debit(1200, amount, acquirer), credit(2000, amount, tenant)];
  return posting('CHARGE_REVERSED', holdId, '', madeId('transaction', holdId, 'reversed'), entries);
}

/** A merchant's deposit: Dr 2000 · Cr 2400. */
export function depositTaken(securityId: string, commandId: string, tenant: string, amount: Money): Posting {
  const entries = [debit(2000, amount, tenant), credit(2400, amount, tenant)];
  return posting('DEPOSIT_TAKEN', securityId, '', madeId('transaction', securityId, commandId), entries);
}

/** It is given back: Dr 2400 · Cr 2000. */
export function depositReturned(securityId: string, eventId: string, tenant: string, amount: Money): Posting {
  const entries = [debit(2400, amount, tenant), credit(2000, amount, tenant)];
  return posting('DEPOSIT_RETURNED', securityId, '', madeId('transaction', securityId, eventId), entries);
}

/**
 * A refund of money that was converted before: what was booked is reversed at the rate of then (Dr 2000 of the merchant),
 * the bank moves at the rate of now (Cr 1100), the difference is realised (4200). USD 100 taken at 1.35 and refunded at
 * 1.40: Dr 2000 CAD 135 · Dr 4200 CAD 5 · Cr 1100 CAD 140.
 * @returns undefined where the refund is nothing in that currency
 */
export function refundConverted(
  refundId: string,
  tenant: string,
  paid: Money,
  rates: { readonly taken: string; readonly now: string; readonly currency: string },
): Posting | undefined {
  const { taken, now, currency } = rates;
  const [reversal, moved] = [convert(paid, taken, currency), convert(paid, now, currency)];
  if (isZero(reversal) || isZero(moved)) return undefined;
  return posting('REFUND_CONVERTED', refundId, '', madeId('transaction', refundId, 'converted'), [
    debit(2000, reversal, tenant),
    gain(4200, subtract(reversal, moved)),
    credit(1100, moved),
  ]);
}
