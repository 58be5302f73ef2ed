import { type Refusal, refuse } from '@portolan/eventsourcing';
import { decimal, money } from '@portolan/money';
import { accountOf } from './accounts.ts';
import type { LedgerEntry, LedgerRefusal } from './book.ts';

/** What no book takes: an account or a currency that is not its own, an amount of nothing, sides that do not balance. */
export function flawOf(entries: readonly LedgerEntry[]): Refusal<LedgerRefusal> | undefined {
  return wrongEntry(entries) ?? unbalanced(entries);
}

function wrongEntry(entries: readonly LedgerEntry[]): Refusal<LedgerRefusal> | undefined {
  for (const { accountId: id, side, amount } of entries) {
    const account = accountOf(id);
    if (account === undefined) return refuse('LEDGER_ACCOUNT_UNKNOWN', { account: id });
    if (account.currency !== amount.currency) {
      return refuse('LEDGER_CURRENCY_DIFFERS', { account: id, currency: amount.currency });
    }
    if (amount.minor <= 0n || (side !== 'SIDE_DEBIT' && side !== 'SIDE_CREDIT')) {
      return refuse('LEDGER_ENTRY_INVALID', { account: id, minor: String(amount.minor) });
    }
  }
  return undefined;
}

function unbalanced(entries: readonly LedgerEntry[]): Refusal<LedgerRefusal> | undefined {
  const sums = new Map<string, bigint>();
  for (const { side, amount } of entries) {
    const signed = side === 'SIDE_DEBIT' ? amount.minor : -amount.minor;
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + signed);
  }
  if (sums.size === 0) return refuse('LEDGER_UNBALANCED', { currency: '', difference: '0' });
  for (const [currency, sum] of sums) {
    if (sum !== 0n) return refuse('LEDGER_UNBALANCED', { currency, difference: decimal(money(sum, currency)) });
  }
  return undefined;
}
