import { madeId } from '@portolan/eventsourcing';
import { add, type Money } from '@portolan/money';
import { credit, debit, posting } from './entries.ts';
import type { Posting } from './ledger.ts';

// Receipts that are matched by parts or by hand: out of suspense, where they waited.

/** A part of a credit that pays an order. */
interface Paying {
  readonly fundsId: string;
  readonly lineId: string;
  /** With the charge. */
  readonly amount: Money;
  readonly charge?: Money;
}

/**
 * Out of suspense: Dr 2050 what came · Dr 5000 what banks on the way kept · Cr 2000 what the order counts as paid.
 */
export function partCleared({ fundsId, lineId, amount, charge }: Paying, tenant: string): Posting {
  const id = madeId('transaction', lineId, 'cleared');
  if (charge === undefined) {
    return posting('SUSPENSE_CLEARED', fundsId, '', id, [debit(2050, amount), credit(2000, amount, tenant)]);
  }
  const came = add(amount, { ...charge, minor: -charge.minor });
  const entries = [debit(2050, came), debit(5000, charge), credit(2000, amount, tenant)];
  return posting('RECEIPT_CHARGE', fundsId, '', id, entries);
}

/** The merchant's without an order: Dr 2050 · Cr 2000. */
export function suspenseReleased(fundsId: string, part: number, tenant: string, amount: Money): Posting {
  const id = madeId('transaction', fundsId, 'released', part);
  return posting('SUSPENSE_RELEASED', fundsId, '', id, [debit(2050, amount), credit(2000, amount, tenant)]);
}

/** A part of it is owed back to its payer: Dr 2050 · Cr 2300 of the credit. */
export function suspensePartReturned(fundsId: string, part: number, amount: Money): Posting {
  const id = madeId('transaction', fundsId, 'returned', part);
  return posting('SUSPENSE_RETURNED', fundsId, '', id, [debit(2050, amount), credit(2300, amount, fundsId)]);
}

/** What an escrow gives back of several credits is owed to each payer: Dr 2100 · Cr 2300 of each credit. */
export function escrowRefundShared(
  escrowId: string,
  shares: readonly { readonly fundsId: string; readonly amount: Money }[],
  refund: Money,
  left: Money,
): Posting {
  const owed = shares.map(({ fundsId, amount }) => credit(2300, amount, fundsId));
  const id = madeId('transaction', escrowId, 'refund', String(left.minor));
  return posting('ESCROW_REFUND', escrowId, '', id, [debit(2100, refund, escrowId), ...owed]);
}
