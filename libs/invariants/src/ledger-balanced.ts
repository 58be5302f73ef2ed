import { said } from './figures.ts';
import type { Flaw, Invariant, Of } from './invariant.ts';

interface Transaction {
  readonly posted: boolean;
  readonly flaw: Flaw | undefined;
}

/** Debits are credits in every currency of every transaction; its entries are above zero and in their account's currency. */
export const ledgerBalanced: Invariant<Transaction> = {
  name: 'ledger-balanced',
  holds: {
    en: 'Every transaction in the ledger sums to zero in each currency.',
    zh: '总账的每笔交易在每个币种上借贷相等。',
  },
  flaws: {
    UNBALANCED: {
      en: 'Transaction {transaction} ({type}) is off by {difference}.',
      zh: '交易 {transaction}（{type}）借贷不平，差额 {difference}。',
    },
    ENTRY_INVALID: {
      en: 'Transaction {transaction} ({type}) books {amount} on account {account}.',
      zh: '交易 {transaction}（{type}）在账户 {account} 上记入 {amount}，金额或币种无效。',
    },
    POSTED_TWICE: {
      en: 'Transaction {transaction} ({type}) was posted twice.',
      zh: '交易 {transaction}（{type}）被记账两次。',
    },
  },
  across: false,
  begin: () => ({ posted: false, flaw: undefined }),
  on: {
    TransactionPosted: {
      about: ({ data, meta }) => [`${meta.tenant}/${data.transactionId}`],
      next: ({ posted }, event) => ({ posted: true, flaw: posted ? twice(event) : flawOf(event) }),
    },
  },
  never: ({ flaw }) => flaw,
};

const twice = ({ data }: Of<'TransactionPosted'>): Flaw => ({
  code: 'POSTED_TWICE',
  data: { transaction: data.transactionId, type: data.type },
});

function flawOf({ data }: Of<'TransactionPosted'>): Flaw | undefined {
  const about = { transaction: data.transactionId, type: data.type };
  const sums = new Map<string, bigint>();
  for (const { accountId, side, amount } of data.entries) {
    if (amount.minor <= 0n || accountId.split('.')[1] !== amount.currency)
      return { code: 'ENTRY_INVALID', data: { ...about, amount: said(amount), account: accountId } };
    const signed = side === 'SIDE_DEBIT' ? amount.minor : -amount.minor;
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + signed);
  }
  for (const [currency, minor] of sums) {
    if (minor !== 0n) return { code: 'UNBALANCED', data: { ...about, difference: said({ minor, currency }) } };
  }
  return undefined;
}
