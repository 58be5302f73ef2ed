import { Purpose } from '@portolan/contracts/fx/v1/types';
import { madeId } from '@portolan/eventsourcing';
import { compare, type Money, subtract } from '@portolan/money';
import { credit, debit, posting } from './entries.ts';
import type { Posting } from './ledger.ts';

// What leaves the house: to merchants, back to payers, to the treasury. Each attempt of a payment books on its own.

/** A payment, and whose account it is taken from. */
export interface Outgoing {
  readonly payoutId: string;
  readonly attempt: number;
  readonly purpose: Purpose;
  readonly amount: Money;
  /** MERCHANT: the tenant; REFUND: the credit that goes back; TAX: the escrow that the tax was withheld in. */
  readonly owner: string;
}

const sources = {
  [Purpose.PURPOSE_UNSPECIFIED]: { code: 2000, type: 'PAYOUT' },
  [Purpose.PURPOSE_MERCHANT]: { code: 2000, type: 'PAYOUT' },
  [Purpose.PURPOSE_REFUND]: { code: 2300, type: 'REFUND' },
  [Purpose.PURPOSE_TAX]: { code: 2200, type: 'TAX_PAYMENT' },
  [Purpose.UNRECOGNIZED]: { code: 2000, type: 'PAYOUT' },
} as const;

/** Dr 2000, 2300 or 2200 · Cr 1100: on its way, not yet booked by the bank. */
export function paymentSent(payment: Outgoing): Posting {
  const { payoutId, purpose, amount, owner } = payment;
  const { code, type } = sources[purpose];
  return posting(type, payoutId, '', idOf(payment, 'payout'), [debit(code, amount, owner), credit(1100, amount)]);
}

/** The bank rejected it: Dr 1100 · Cr 2000, 2300 or 2200. */
export function paymentReversed(payment: Outgoing): Posting {
  const { payoutId, purpose, amount, owner } = payment;
  const entries = [debit(1100, amount), credit(sources[purpose].code, amount, owner)];
  return posting('PAYOUT_REVERSED', payoutId, '', idOf(payment, 'end'), entries);
}

/** The bank booked it: Dr 1100 · Cr 1000. Shares its id with `paymentReversed`: a payment ends one way. */
export function paymentBooked(payment: Outgoing, bookedAt: string): Posting {
  const { payoutId, amount } = payment;
  const entries = [debit(1100, amount), credit(1000, amount)];
  return posting('PAYOUT_BOOKED', payoutId, bookedAt, idOf(payment, 'end'), entries);
}

/** A merchant's payment came back, perhaps less charges: Dr 1000 · Cr 2000. */
export function paymentReturned({ payoutId, attempt, owner }: Outgoing, amount: Money, bookedAt: string): Posting {
  const id = madeId('transaction', payoutId, attempt, 'back');
  return posting('PAYOUT_RETURNED', payoutId, bookedAt, id, [debit(1000, amount), credit(2000, amount, owner)]);
}

/** What an escrow gives back is owed to the payer: Dr 2100 · Cr 2300 of the credit. `left` tells refunds apart. */
export function escrowRefund(escrowId: string, fundsId: string, amount: Money, left: Money): Posting {
  const id = madeId('transaction', escrowId, 'refund', String(left.minor));
  return posting('ESCROW_REFUND', escrowId, '', id, [debit(2100, amount, escrowId), credit(2300, amount, fundsId)]);
}

/** What waited in suspense is owed to the payer: Dr 2050 · Cr 2300 of the credit. */
export function suspenseReturned(fundsId: string, amount: Money): Posting {
  const id = madeId('transaction', fundsId, 'returned');
  return posting('SUSPENSE_RETURNED', fundsId, '', id, [debit(2050, amount), credit(2300, amount, fundsId)]);
}

/**
 * Brings what was withheld to what customs billed: what is missing is taken from the merchant (Dr 2000 · Cr 2200 of
 * the escrow), what is too much is the merchant's (Dr 2200 · Cr 2000). Undefined where the two agree.
 */
export function taxDifference(
  payoutId: string,
  tenant: string,
  escrowId: string,
  withheld: Money,
  billed: Money,
): Posting | undefined {
  const id = madeId('transaction', payoutId, 'difference');
  if (compare(billed, withheld) === 0) return undefined;
  const missing = subtract(billed, withheld);
  const entries =
    missing.minor > 0n
      ? [debit(2000, missing, tenant), credit(2200, missing, escrowId)]
      : [debit(2200, subtract(withheld, billed), escrowId), credit(2000, subtract(withheld, billed), tenant)];
  return posting('TAX_DIFFERENCE', payoutId, '', id, entries);
}

/** The bill is void, what was withheld for it the merchant's: Dr 2200 of the escrow · Cr 2000. */
export function taxGivenBack(payoutId: string, tenant: string, escrowId: string, withheld: Money): Posting {
  const entries = [debit(2200, withheld, escrowId), credit(2000, withheld, tenant)];
  return posting('TAX_GIVEN_BACK', payoutId, '', madeId('transaction', payoutId, 'given back'), entries);
}

function idOf({ payoutId, attempt }: Outgoing, role: 'payout' | 'end'): string {
  return attempt === 1 ? madeId('transaction', payoutId, role) : madeId('transaction', payoutId, attempt, role);
}
