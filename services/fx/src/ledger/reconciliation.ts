import { type Money, money } from '@portolan/money';
import { credit, debit, posting } from './entries.ts';
import type { Posting } from './ledger.ts';

/**
 * Closes a break: what the bank has more than the books (below zero: less) is booked. CHARGE: Dr 5000 · Cr 1000, or the
 * other way round where the bank gave one back. SUSPENSE: Dr 1000 · Cr 2050, or back.
 */
export function breakClosed(
  breakId: string,
  transactionId: string,
  entry: 'CHARGE' | 'SUSPENSE',
  difference: Money,
): Posting {
  const other = entry === 'CHARGE' ? 5000 : 2050;
  const amount = money(difference.minor < 0n ? -difference.minor : difference.minor, difference.currency);
  const entries =
    difference.minor < 0n ? [debit(other, amount), credit(1000, amount)] : [debit(1000, amount), credit(other, amount)];
  return posting('BREAK_CLOSED', breakId, '', transactionId, entries);
}
