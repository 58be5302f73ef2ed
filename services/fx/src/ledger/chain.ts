import type { Complete } from '@portolan/contracts';
import type { TransactionPosted } from '@portolan/contracts/fx/v1/events';
import { madeHash, madeId } from '@portolan/eventsourcing';
import type { LedgerEntry, Posting } from './book.ts';

type Posted = Complete<TransactionPosted>;

/** The chain of a book before its first transaction. */
export const unchained = '';

/**
 * A transaction chained to all before it: SHA-256, hex. Whoever alters, drops or moves one of them would have to alter
 * every chain after it.
 */
export function chainAfter(before: string, posted: Posted): string {
  const { transactionId, type, businessReference, effectiveAt, entries, reverses, reservationId, reason } = posted;
  const about = [
    transactionId,
    type,
    businessReference,
    effectiveAt,
    reverses ?? '',
    reservationId ?? '',
    reason ?? '',
  ];
  return madeHash('transaction', before, ...about, ...linesOf(entries));
}

/** The chain that a stored transaction gives; old ones carry none, so theirs is made here. */
export function chainOf(before: string, posted: Posted): string {
  return posted.chain ?? chainAfter(before, posted);
}

/** What a transaction says. The time is left out: a repetition at a later time is the same transaction. */
export function digestOf({
  type,
  businessReference,
  entries,
}: Pick<Posting, 'type' | 'businessReference' | 'entries'> | Posted): string {
  return madeId('posting', type, businessReference, ...linesOf(entries));
}

function linesOf(entries: readonly LedgerEntry[]): readonly string[] {
  return entries.flatMap(({ accountId, side, amount }) => [accountId, side, String(amount.minor), amount.currency]);
}
