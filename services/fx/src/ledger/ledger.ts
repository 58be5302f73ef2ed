import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Entry } from '@portolan/contracts/fx/v1/types';
import type { Decider, Refusal } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { decimal, money } from '@portolan/money';
import { accountOf, growsByDebit } from './accounts.ts';
import { digestOf, nothingPosted, type Posted, withDigest } from './posted.ts';

export type LedgerEntry = Complete<Entry>;
type LedgerEvent = Only<FxEvent, 'TransactionPosted'>;
type LedgerRefusal = Extract<keyof typeof fxRefusals, `LEDGER_${string}`>;

/** One transaction: balanced in every currency it touches. `effectiveAt` is the business time of the fact. */
export interface Posting {
  readonly transactionId: string;
  readonly type: TransactionType;
  readonly businessReference: string;
  /** Empty: the time at which it is posted. */
  readonly effectiveAt: string;
  readonly entries: readonly LedgerEntry[];
}

export type TransactionType =
  | 'RECEIPT'
  | 'SUSPENSE'
  | 'SUSPENSE_CLEARED'
  | 'ESCROW_FUNDING'
  | 'ESCROW_RELEASE'
  | 'SALE_RESERVED'
  | 'SALE_RESERVE_FREED'
  | 'SALE'
  | 'COVER'
  | 'PAYOUT'
  | 'PAYOUT_REVERSED'
  | 'PAYOUT_BOOKED'
  | 'ESCROW_REFUND'
  | 'SUSPENSE_RETURNED'
  | 'REFUND'
  | 'TAX_DIFFERENCE'
  | 'TAX_GIVEN_BACK'
  | 'TAX_PAYMENT'
  | 'CLAIM'
  | 'CLAIM_PAID';

export interface Ledger {
  /** Balance of every account that is not at zero, in minor units, counted in the account's normal direction. */
  readonly balances: Readonly<Record<string, bigint>>;
  readonly posted: Posted;
}

/** The book of a tenant. There is one; its stream is `<tenant>/ledger/main`. */
export const mainBook = 'main';

/**
 * The ledger of one tenant and book: double entry, append-only. A transaction is posted once: the same id with the
 * same content does nothing, with other content it is refused.
 */
export const ledger: Decider<Ledger, Posting, LedgerEvent, LedgerRefusal> & { readonly name: 'ledger' } = {
  name: 'ledger',
  initial: { balances: {}, posted: nothingPosted },

  decide(posting, state, facts) {
    const known = digestOf(state.posted, posting.transactionId);
    if (known !== undefined) {
      return known === digest(posting)
        ? []
        : refuse('LEDGER_TRANSACTION_DIFFERS', { transaction: posting.transactionId, type: posting.type });
    }
    const flaw = wrongEntry(posting.entries) ?? unbalanced(posting.entries) ?? overdrawn(state, posting.entries);
    if (flaw !== undefined) return flaw;
    const { transactionId, type, businessReference, entries } = posting;
    const effectiveAt = posting.effectiveAt === '' ? facts.at : posting.effectiveAt;
    return [
      {
        type: 'TransactionPosted',
        data: { transactionId, type, businessReference, effectiveAt, entries: [...entries] },
      },
    ];
  },

  evolve(state, { data }) {
    return {
      balances: balancesAfter(state.balances, data.entries),
      posted: withDigest(state.posted, data.transactionId, digest(data)),
    };
  },
};

/** What an entry changes its account's balance by, counted in the account's normal direction. */
export function changeOf(entry: LedgerEntry): bigint {
  const account = accountOf(entry.accountId);
  const grows = account !== undefined && growsByDebit(account.type) === (entry.side === 'SIDE_DEBIT');
  return grows ? entry.amount.minor : -entry.amount.minor;
}

function balancesAfter(before: Ledger['balances'], entries: readonly LedgerEntry[]): Ledger['balances'] {
  const after: Record<string, bigint> = { ...before };
  for (const entry of entries) {
    const balance = (after[entry.accountId] ?? 0n) + changeOf(entry);
    if (balance === 0n) delete after[entry.accountId];
    else after[entry.accountId] = balance;
  }
  return after;
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

function overdrawn(state: Ledger, entries: readonly LedgerEntry[]): Refusal<LedgerRefusal> | undefined {
  const after = balancesAfter(state.balances, entries);
  for (const { accountId: id, amount } of entries) {
    if ((after[id] ?? 0n) >= 0n || accountOf(id)?.guarded !== true) continue;
    const held = money(state.balances[id] ?? 0n, amount.currency);
    return refuse('LEDGER_INSUFFICIENT_FUNDS', {
      account: id,
      currency: amount.currency,
      available: decimal(held),
      short: decimal(money(-(after[id] ?? 0n), amount.currency)),
    });
  }
  return undefined;
}

// The time is left out: a repetition at a later time is the same transaction.
function digest({
  type,
  businessReference,
  entries,
}: Pick<Posting, 'type' | 'businessReference' | 'entries'> | LedgerEvent['data']): string {
  const lines = entries.flatMap((entry) => [
    entry.accountId,
    entry.side,
    String(entry.amount.minor),
    entry.amount.currency,
  ]);
  return madeId('posting', type, businessReference, ...lines);
}
