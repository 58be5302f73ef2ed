import type { FxEvent } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import type { Money } from '@portolan/money';
import { money } from '@portolan/money';
import { accountOf, growsByDebit } from '../ledger/accounts.ts';
import { changeOf, type LedgerEntry } from '../ledger/ledger.ts';

/** One account of a tenant's books, by account id. Sums in minor units. */
export interface AccountDocument {
  readonly [field: string]: unknown;
  readonly debits: bigint;
  readonly credits: bigint;
}

/** One entry, in the order of the ledger; `balance` is the account's balance after it, in its normal direction. */
export interface EntryDocument {
  readonly [field: string]: unknown;
  readonly account: string;
  /** Grows with the ledger's version, and within a transaction with the entry. */
  readonly order: number;
  readonly transactionId: string;
  readonly type: string;
  readonly businessReference: string;
  readonly effectiveAt: string;
  readonly change: bigint;
  readonly balance: bigint;
}

/** Balances and entries of every account, per tenant. */
export const accounts: Projection<FxEvent> = {
  name: 'fx.accounts.v1',
  reads: ['fx'],
  collections: { accounts: {}, account_entries: { indexes: { byAccount: ['account', 'order'] } } },
  on: {
    TransactionPosted: async ({ data, meta }, view) => {
      const { transactionId, type, businessReference, effectiveAt } = data;
      for (const [index, entry] of data.entries.entries()) {
        const balance = await book(view, meta.tenant, entry);
        const order = meta.version * 100 + index;
        const document: EntryDocument = {
          ...{ account: entry.accountId, order, transactionId, type, businessReference, effectiveAt },
          ...{ change: changeOf(entry), balance },
        };
        await view.put('account_entries', meta.tenant, `${transactionId}/${index}`, document);
      }
    },
  },
};

async function book(view: View, tenant: string, entry: LedgerEntry): Promise<bigint> {
  const before = await view.get<AccountDocument>('accounts', tenant, entry.accountId);
  const { debits, credits } = before ?? { debits: 0n, credits: 0n };
  const after =
    entry.side === 'SIDE_DEBIT'
      ? { debits: debits + entry.amount.minor, credits }
      : { debits, credits: credits + entry.amount.minor };
  await view.put('accounts', tenant, entry.accountId, after);
  return balanceOf(entry.accountId, after);
}

/** Debits less credits, or the other way round where the account grows by credit. */
export function balanceOf(id: string, { debits, credits }: Pick<AccountDocument, 'debits' | 'credits'>): bigint {
  const account = accountOf(id);
  return account !== undefined && growsByDebit(account.type) ? debits - credits : credits - debits;
}

/** What the contract shows of an account, without its entries. */
export function accountView(id: string, document: AccountDocument) {
  const account = accountOf(id);
  const currency = account?.currency ?? '';
  const inCurrency = (minor: bigint): Money => money(minor, currency);
  return {
    id,
    code: account?.code ?? '',
    name: account?.en ?? '',
    nameZh: account?.zh ?? '',
    type: account?.type ?? '',
    balance: inCurrency(balanceOf(id, document)),
    debits: inCurrency(document.debits),
    credits: inCurrency(document.credits),
    entries: [],
    nextCursor: '',
  };
}
