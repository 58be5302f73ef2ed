import type { FxEvent } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { changeOf } from '../ledger/sums.ts';

// The books as they can be read back: every transaction, each account's entries, its sums of every business day.

/** One transaction, by its id. */
export interface TransactionDocument {
  readonly [field: string]: unknown;
  /** Version in the ledger's stream. */
  readonly order: number;
  readonly type: string;
  readonly businessReference: string;
  readonly effectiveAt: string;
  readonly recordedAt: string;
  readonly entries: readonly LedgerEntry[];
  readonly reverses: string;
  readonly reversedBy: string;
  readonly reservationId: string;
  readonly reason: string;
  readonly chain: string;
}

/** One entry of an account, with the account's sums after it in the order in which the ledger recorded them. */
export interface BookEntryDocument {
  readonly [field: string]: unknown;
  readonly account: string;
  /** Business date, UTC. */
  readonly day: string;
  readonly order: number;
  readonly recordedAt: string;
  readonly effectiveAt: string;
  readonly transactionId: string;
  readonly type: string;
  readonly businessReference: string;
  readonly change: bigint;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly debits: bigint;
  readonly credits: bigint;
}

/** What was booked on one account with one business date, minor units. */
export interface DayDocument {
  readonly [field: string]: unknown;
  readonly account: string;
  readonly day: string;
  readonly debits: bigint;
  readonly credits: bigint;
}

export interface ReservationDocument {
  readonly [field: string]: unknown;
  readonly order: number;
  readonly type: string;
  readonly businessReference: string;
  readonly entries: readonly LedgerEntry[];
  readonly state: string;
  readonly reservedAt: string;
  readonly expiresAt: string;
  readonly endedAt: string;
  readonly transactionId: string;
  readonly reason: string;
}

interface TotalDocument {
  readonly [field: string]: unknown;
  readonly debits: bigint;
  readonly credits: bigint;
}

/** Transactions, entries by business date and by when they were recorded, reservations; per tenant. */
export const books: Projection<FxEvent> = {
  name: 'fx.books.v1',
  reads: ['fx'],
  collections: {
    book_transactions: { indexes: { byOrder: ['order'] } },
    book_entries: { indexes: { byDay: ['account', 'day', 'order'], byRecorded: ['account', 'recordedAt', 'order'] } },
    book_days: { indexes: { byDay: ['account', 'day'] } },
    book_totals: {},
    book_reservations: { indexes: { byOrder: ['order'], byState: ['state', 'order'] } },
  },
  on: {
    TransactionPosted: async ({ data, meta }, view) => {
      const { transactionId, type, businessReference, effectiveAt, entries } = data;
      const { reverses = '', reservationId = '', reason = '', chain = '' } = data;
      const { tenant, version, time: recordedAt } = meta;
      const about = { type, businessReference, effectiveAt, recordedAt };
      const document = { order: version, ...about, entries, reverses, reversedBy: '', reservationId, reason, chain };
      await view.put('book_transactions', tenant, transactionId, document);
      for (const [index, entry] of entries.entries()) {
        const day = effectiveAt.slice(0, 10);
        const sums = await add(view, 'book_totals', tenant, entry.accountId, entry, {});
        await add(view, 'book_days', tenant, `${entry.accountId}/${day}`, entry, { account: entry.accountId, day });
        const line = { account: entry.accountId, day, order: version * 100 + index, transactionId };
        const own: BookEntryDocument = { ...line, ...about, change: changeOf(entry), ...sidesOf(entry), ...sums };
        await view.put('book_entries', tenant, `${transactionId}/${index}`, own);
      }
      if (reverses !== '') await reversed(view, tenant, reverses, transactionId);
      if (reservationId !== '') await end(view, tenant, reservationId, recordedAt, { state: 'POSTED', transactionId });
    },
    TransferReserved: async ({ data, meta }, view) => {
      const { reservationId, type, businessReference, entries, expiresAt } = data;
      const ending = { endedAt: '', transactionId: '', reason: '' };
      const about = { order: meta.version, type, businessReference, entries, reservedAt: meta.time, expiresAt };
      const document: ReservationDocument = { ...about, ...ending, state: 'OPEN' };
      await view.put('book_reservations', meta.tenant, reservationId, document);
    },
    TransferVoided: ({ data: { reservationId, reason }, meta }, view) =>
      end(view, meta.tenant, reservationId, meta.time, { state: 'VOIDED', reason }),
    TransferExpired: ({ data, meta }, view) =>
      end(view, meta.tenant, data.reservationId, meta.time, { state: 'EXPIRED' }),
  },
};

function sidesOf({ side, amount }: LedgerEntry) {
  return side === 'SIDE_DEBIT' ? { debit: amount.minor, credit: 0n } : { debit: 0n, credit: amount.minor };
}

/** Adds an entry to the sums under this id; answers them. */
async function add(view: View, collection: string, tenant: string, id: string, entry: LedgerEntry, about: object) {
  const { debits, credits } = (await view.get<TotalDocument>(collection, tenant, id)) ?? { debits: 0n, credits: 0n };
  const { debit, credit } = sidesOf(entry);
  const sums = { debits: debits + debit, credits: credits + credit };
  await view.put(collection, tenant, id, { ...about, ...sums });
  return sums;
}

async function reversed(view: View, tenant: string, id: string, reversedBy: string): Promise<void> {
  const before = await view.get<TransactionDocument>('book_transactions', tenant, id);
  if (before !== undefined) await view.put('book_transactions', tenant, id, { ...before, reversedBy });
}

async function end(view: View, tenant: string, id: string, endedAt: string, ending: object): Promise<void> {
  const before = await view.get<ReservationDocument>('book_reservations', tenant, id);
  if (before !== undefined) await view.put('book_reservations', tenant, id, { ...before, endedAt, ...ending });
}
