import { type Facts, type Refusal, refuse } from '@portolan/eventsourcing';
import { valueAt } from '@portolan/eventsourcing/persistent-map';
import type { Decided, Ledger, LedgerEvent, LedgerRefusal, Posting } from './book.ts';
import { chainAfter, digestOf } from './chain.ts';

/** What the ledger answers to an id that it knows: nothing new, or that it said something else. */
export function known(posting: Omit<Posting, 'effectiveAt'>, { posted }: Ledger): Decided | undefined {
  const digest = valueAt(posted, posting.transactionId);
  if (digest === undefined) return undefined;
  const { transactionId, type } = posting;
  return digest === digestOf(posting) ? [] : refuse('LEDGER_TRANSACTION_DIFFERS', { transaction: transactionId, type });
}

/** Whether a transaction of this id was posted. */
export const isPosted = ({ posted }: Ledger, id: string): boolean => valueAt(posted, id) !== undefined;

/** Its business date lies in a period that is closed. What carries no date is dated now, and that day is open. */
export function closed(
  { effectiveAt, type }: Pick<Posting, 'effectiveAt' | 'type'>,
  { closedUntil }: Ledger,
): Refusal<LedgerRefusal> | undefined {
  const open = effectiveAt === '' || closedUntil === '' || effectiveAt.slice(0, 10) > closedUntil;
  if (open) return undefined;
  return refuse('LEDGER_PERIOD_CLOSED', { type, date: effectiveAt.slice(0, 10), until: closedUntil });
}

/** What else a transaction is about. */
interface About {
  readonly reverses?: string;
  readonly reservationId?: string;
  readonly reason?: string;
}

export function transaction(posting: Posting, { chain }: Ledger, { at }: Facts, about: About = {}): LedgerEvent {
  const { transactionId, type, businessReference, entries } = posting;
  const effectiveAt = posting.effectiveAt === '' ? at : posting.effectiveAt;
  const data = { transactionId, type, businessReference, effectiveAt, entries: [...entries], ...about };
  return { type: 'TransactionPosted', data: { ...data, chain: chainAfter(chain, data) } };
}
