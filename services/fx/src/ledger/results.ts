import { type Money, money } from '@portolan/money';
import { accountOf } from './accounts.ts';
import type { LedgerEntry } from './ledger.ts';
import { changeOf } from './sums.ts';

/** What income and expense come from, by the account that holds them. */
const causes: Readonly<Record<string, string>> = {
  4000: 'FEES',
  4100: 'SPREAD',
  4200: 'POSITION',
  4300: 'UNREALISED',
  5000: 'CHARGES',
  5100: 'LOSSES',
  5900: 'ROUNDING',
};

/** The cause of an account's entries; undefined where it holds neither income nor expense. */
export const causeOf = (accountId: string): string | undefined => causes[accountOf(accountId)?.code ?? ''];

/** What a change of an account adds to the result: income as it is, expense turned round. */
export function resultOf(accountId: string, change: bigint): bigint {
  return accountOf(accountId)?.type === 'expense' ? -change : change;
}

export interface ResultLine {
  readonly day: string;
  readonly cause: string;
  readonly amount: Money;
}

/** One entry of an account, with the day of its business time. */
export interface Dated {
  readonly day: string;
  readonly accountId: string;
  readonly change: bigint;
}

/** Gain and loss by day, cause and currency: together they are what all income and expense accounts changed by. */
export function resultsOf(entries: Iterable<Dated>): readonly ResultLine[] {
  const sums = new Map<string, bigint>();
  for (const { day, accountId, change } of entries) {
    const [cause, currency] = [causeOf(accountId), accountOf(accountId)?.currency];
    if (cause === undefined || currency === undefined) continue;
    const key = [day, cause, currency].join(' ');
    sums.set(key, (sums.get(key) ?? 0n) + resultOf(accountId, change));
  }
  return [...sums]
    .filter(([, minor]) => minor !== 0n)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, minor]) => {
      const [day = '', cause = '', currency = ''] = key.split(' ');
      return { day, cause, amount: money(minor, currency) };
    });
}

/** The same of postings that are not in a store yet. */
export const datedEntries = (day: string, entries: readonly LedgerEntry[]): readonly Dated[] =>
  entries.map((entry) => ({ day, accountId: entry.accountId, change: changeOf(entry) }));
