import { type Refusal, refuse } from '@portolan/eventsourcing';
import { entriesOf, valueAt, without, withValue } from '@portolan/eventsourcing/persistent-map';
import { decimal, money } from '@portolan/money';
import { accountOf, growsByDebit } from './accounts.ts';
import type { Accounts, Ledger, LedgerEntry, LedgerRefusal, Sums } from './book.ts';

// What an account holds and what of it is spoken for.

export const empty: Sums = { balance: 0n, outgoing: 0n, incoming: 0n };

/** What an entry changes its account's balance by, counted in the account's normal direction. */
export function changeOf({ accountId, side, amount }: LedgerEntry): bigint {
  const account = accountOf(accountId);
  const grows = account !== undefined && growsByDebit(account.type) === (side === 'SIDE_DEBIT');
  return grows ? amount.minor : -amount.minor;
}

/** What an account holds. */
export const sumsOf = ({ accounts }: Pick<Ledger, 'accounts'>, id: string): Sums => valueAt(accounts, id) ?? empty;

/** Its balance less what is reserved to go out. Incoming money is not there before it is. */
export function availableIn(state: Pick<Ledger, 'accounts'>, id: string): bigint {
  const { balance, outgoing } = sumsOf(state, id);
  return balance - outgoing;
}

/** Balances of all accounts that are not at zero, by id. */
export function balancesOf({ accounts }: Pick<Ledger, 'accounts'>): Readonly<Record<string, bigint>> {
  const held = [...entriesOf(accounts)].filter(([, { balance }]) => balance !== 0n);
  return Object.fromEntries(held.map(([id, { balance }]) => [id, balance]));
}

/** After these entries were booked. */
export function booked(accounts: Accounts, entries: readonly LedgerEntry[]): Accounts {
  return changed(accounts, entries, (sums, change) => ({ ...sums, balance: sums.balance + change }));
}

/** After these entries were reserved (`by` 1n), or freed (-1n). */
export function reserved(accounts: Accounts, entries: readonly LedgerEntry[], by: 1n | -1n): Accounts {
  return changed(accounts, entries, (sums, change) =>
    change < 0n
      ? { ...sums, outgoing: sums.outgoing - by * change }
      : { ...sums, incoming: sums.incoming + by * change },
  );
}

function changed(
  before: Accounts,
  entries: readonly LedgerEntry[],
  to: (sums: Sums, change: bigint) => Sums,
): Accounts {
  let after = before;
  for (const entry of entries) {
    const sums = to(valueAt(after, entry.accountId) ?? empty, changeOf(entry));
    const { balance, outgoing, incoming } = sums;
    const blank = balance === 0n && outgoing === 0n && incoming === 0n;
    after = blank ? without(after, entry.accountId) : withValue(after, entry.accountId, sums);
  }
  return after;
}

/**
 * The first guarded account that would have less than nothing available. `what` is booked: its entries count together;
 * or reserved: what comes in does not count, so that no second phase can break a limit.
 */
export function overdrawn(
  state: Pick<Ledger, 'accounts'>,
  entries: readonly LedgerEntry[],
  what: 'booked' | 'reserved',
): Refusal<LedgerRefusal> | undefined {
  const changes = new Map<string, bigint>();
  for (const entry of entries) {
    const change = changeOf(entry);
    if (what === 'reserved' && change > 0n) continue;
    changes.set(entry.accountId, (changes.get(entry.accountId) ?? 0n) + change);
  }
  for (const [account, change] of changes) {
    if (change >= 0n || accountOf(account)?.guarded !== true) continue;
    const available = availableIn(state, account);
    if (available + change >= 0n) continue;
    const currency = accountOf(account)?.currency ?? '';
    return refuse('LEDGER_INSUFFICIENT_FUNDS', {
      ...{ account, currency, available: decimal(money(available, currency)) },
      short: decimal(money(-available - change, currency)),
    });
  }
  return undefined;
}
