import type { FxEvent } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import type { Money } from '@portolan/money';
import { money } from '@portolan/money';
import { accountOf, growsByDebit } from '../ledger/accounts.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { changeOf } from '../ledger/sums.ts';

/** One account of a tenant's books, by account id. Sums in minor units. */
export interface AccountDocument {
  readonly [field: string]: unknown;
  readonly debits: bigint;
  readonly credits: bigint;
  /** Reserved to go out and to come in; absent: nothing ever was. */
  readonly outgoing?: bigint;
  readonly incoming?: bigint;
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

/** What an open reservation holds. */
interface ReservedDocument {
  readonly [field: string]: unknown;
  readonly entries: readonly LedgerEntry[];
}

/** Balances and entries of every account, per tenant. */
export const accounts: Projection<FxEvent> = {
  name: 'fx.accounts.v1',
  reads: ['fx'],
  collections: {
    accounts: {},
    account_entries: { indexes: { byAccount: ['account', 'order'] } },
    accounts_reserved: {},
  },
  on: {
    TransferReserved: async ({ data: { reservationId, entries }, meta: { tenant } }, view) => {
      await setAside(view, tenant, entries, 1n);
      await view.put('accounts_reserved', tenant, reservationId, { entries });
    },
    TransferVoided: ({ data, meta }, view) => free(view, meta.tenant, data.reservationId),
    TransferExpired: ({ data, meta }, view) => free(view, meta.tenant, data.reservationId),
    TransactionPosted: async ({ data, meta }, view) => {
      const { transactionId, type, businessReference, effectiveAt, reservationId } = data;
      if (reservationId !== undefined) await free(view, meta.tenant, reservationId);
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

/** Sets aside, or frees, what these entries would book. */
async function setAside(view: View, tenant: string, entries: readonly LedgerEntry[], by: 1n | -1n): Promise<void> {
  for (const entry of entries) {
    const before = await view.get<AccountDocument>('accounts', tenant, entry.accountId);
    const { debits = 0n, credits = 0n, outgoing = 0n, incoming = 0n } = before ?? {};
    const change = changeOf(entry);
    const [out, into] = change < 0n ? [-change, 0n] : [0n, change];
    const after = { debits, credits, outgoing: outgoing + by * out, incoming: incoming + by * into };
    await view.put('accounts', tenant, entry.accountId, after);
  }
}

async function free(view: View, tenant: string, reservationId: string): Promise<void> {
  const held = await view.get<ReservedDocument>('accounts_reserved', tenant, reservationId);
  await setAside(view, tenant, held?.entries ?? [], -1n);
  await view.delete('accounts_reserved', tenant, reservationId);
}

async function book(view: View, tenant: string, entry: LedgerEntry): Promise<bigint> {
  const before = await view.get<AccountDocument>('accounts', tenant, entry.accountId);
  const { debits, credits, ...rest } = before ?? { debits: 0n, credits: 0n };
  const after =
    entry.side === 'SIDE_DEBIT'
      ? { ...rest, debits: debits + entry.amount.minor, credits }
      : { ...rest, debits, credits: credits + entry.amount.minor };
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
  const [balance, outgoing] = [balanceOf(id, document), document.outgoing ?? 0n];
  return {
    id,
    code: account?.code ?? '',
    name: account?.en ?? '',
    nameZh: account?.zh ?? '',
    type: account?.type ?? '',
    balance: inCurrency(balance),
    debits: inCurrency(document.debits),
    credits: inCurrency(document.credits),
    outgoing: inCurrency(outgoing),
    incoming: inCurrency(document.incoming ?? 0n),
    available: inCurrency(balance - outgoing),
    entries: [],
    nextCursor: '',
  };
}
