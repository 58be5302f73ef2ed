import { type Money, money } from '@portolan/money';
import { type AccountCode, accountId } from './accounts.ts';
import type { LedgerEntry, Posting, TransactionType } from './ledger.ts';

/** A transaction as the functions of this folder write it. `effectiveAt` empty: the time at which it is posted. */
export function posting(
  type: TransactionType,
  businessReference: string,
  effectiveAt: string,
  transactionId: string,
  entries: readonly LedgerEntry[],
): Posting {
  // A fee or a spread of nothing is no entry.
  const real = entries.filter((entry) => entry.amount.minor !== 0n);
  return { transactionId, type, businessReference, effectiveAt, entries: real };
}

export function debit(code: AccountCode, amount: Money, owner = ''): LedgerEntry {
  return { accountId: accountId(code, amount.currency, owner), side: 'SIDE_DEBIT', amount };
}

export function credit(code: AccountCode, amount: Money, owner = ''): LedgerEntry {
  return { accountId: accountId(code, amount.currency, owner), side: 'SIDE_CREDIT', amount };
}

/** Income is credited, a loss is debited. */
export function gain(code: AccountCode, amount: Money): LedgerEntry {
  return amount.minor < 0n ? debit(code, money(-amount.minor, amount.currency)) : credit(code, amount);
}
