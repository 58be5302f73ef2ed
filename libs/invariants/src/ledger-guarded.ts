import { said } from './figures.ts';
import type { Invariant } from './invariant.ts';

/** Sums of one account of one book, in minor units. */
export interface AccountSums {
  readonly debits: bigint;
  readonly credits: bigint;
}

// Customers, suspense, escrows, tax, claims, refunds, sales: other people's money that lies with us. All are liabilities.
const guarded = /^(2000|2050|2100|2150|2200|2250|2300|2350|2400)\./;

/** What lies with us for others is never less than nothing, after each transaction; currencies meet in no position for good. */
export const ledgerGuarded: Invariant<AccountSums> = {
  name: 'ledger-guarded',
  holds: {
    en: "No account that holds somebody's money is ever below zero.",
    zh: '凡代他人持有资金的账户，余额永不为负。',
  },
  flaws: {
    BELOW_ZERO: { en: 'Account {account} is at {balance}.', zh: '账户 {account} 余额为 {balance}。' },
    POSITION_OPEN: {
      en: 'Everything is at rest, and the position {account} is at {balance}.',
      zh: '一切已经静止，外汇头寸 {account} 却仍为 {balance}。',
    },
  },
  across: false,
  begin: () => ({ debits: 0n, credits: 0n }),
  on: {
    TransactionPosted: {
      about: ({ data, meta }) => [...new Set(data.entries.map(({ accountId }) => `${meta.tenant}/${accountId}`))],
      next(before, { data, meta }, key) {
        let { debits, credits } = before;
        const account = key.slice(meta.tenant.length + 1);
        for (const { accountId, side, amount } of data.entries) {
          if (accountId !== account) continue;
          if (side === 'SIDE_DEBIT') debits += amount.minor;
          else credits += amount.minor;
        }
        return { debits, credits };
      },
    },
  },
  never({ debits, credits }, key) {
    const account = key.slice(key.indexOf('/') + 1);
    if (credits >= debits || !guarded.test(account)) return undefined;
    return { code: 'BELOW_ZERO', data: { account, balance: balanceOf(account, credits - debits) } };
  },
  atEnd({ debits, credits }, key) {
    const account = key.slice(key.indexOf('/') + 1);
    if (debits === credits || !account.startsWith('3000.')) return undefined;
    return { code: 'POSITION_OPEN', data: { account, balance: balanceOf(account, debits - credits) } };
  },
};

const balanceOf = (account: string, minor: bigint) => said({ minor, currency: account.split('.')[1] ?? '' });
