import { type Money, money } from '@portolan/money';
import type { Gauge } from '@portolan/service';
import { type DocumentStore, found } from '@portolan/store';
import { accountOf } from '../ledger/accounts.ts';
import { type AccountDocument, balanceOf } from '../projections/accounts.ts';

/** Customers' money against the bank, in one currency. */
export interface Safeguarded {
  readonly currency: string;
  readonly liabilities: Money;
  readonly bank: Money;
  /** Sent and not booked yet: below zero, still on the bank's account. */
  readonly inTransit: Money;
  /** What the bank holds beyond what is customers' and what is on its way. */
  readonly surplus: Money;
  readonly covered: boolean;
}

// What carriers owe is no customer's money until it is paid.
const notYet: ReadonlySet<string> = new Set(['2250']);

/**
 * Is every customer's money at the bank? Over all merchants, currency by currency: what is owed to customers is never
 * more than what the bank has, less what is on its way out.
 */
export async function safeguarding(documents: DocumentStore): Promise<readonly Safeguarded[]> {
  const sums = new Map<string, { liabilities: bigint; bank: bigint; inTransit: bigint }>();
  const accounts = found<AccountDocument>((page) => documents.find(page), { collection: 'accounts' });
  for await (const { id, document } of accounts) {
    const account = accountOf(id);
    if (account === undefined) continue;
    const sum = sums.get(account.currency) ?? { liabilities: 0n, bank: 0n, inTransit: 0n };
    const balance = balanceOf(id, document);
    if (account.code === '1000') sum.bank += balance;
    else if (account.code === '1100') sum.inTransit += balance;
    else if (account.type === 'liability' && !notYet.has(account.code)) sum.liabilities += balance;
    sums.set(account.currency, sum);
  }
  return [...sums].sort().map(([currency, { liabilities, bank, inTransit }]) => {
    const surplus = bank + inTransit - liabilities;
    return {
      ...{ currency, liabilities: money(liabilities, currency), bank: money(bank, currency) },
      ...{ inTransit: money(inTransit, currency), surplus: money(surplus, currency), covered: surplus >= 0n },
    };
  });
}

/** Currencies in which customers' money is not all there: 0 where all is well. */
export const safeguardingShortfalls = (documents: DocumentStore): Gauge => ({
  name: 'portolan_safeguarding_shortfalls',
  help: 'Currencies in which less is at the bank than is owed to customers.',
  read: async () => [{ value: (await safeguarding(documents)).filter(({ covered }) => !covered).length }],
});
