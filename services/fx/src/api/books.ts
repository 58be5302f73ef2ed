import type { Complete } from '@portolan/contracts';
import type { ListAccountsRequest } from '@portolan/contracts/fx/v1/fx';
import type {
  GetAccountStatementRequest,
  GetTransactionRequest,
  ListReservationsRequest,
  ListTransactionsRequest,
} from '@portolan/contracts/fx/v1/ledger';
import { money } from '@portolan/money';
import { type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import type { DocumentStore, Found } from '@portolan/store';
import { addDays } from '../calendar/days.ts';
import { accountOf } from '../ledger/accounts.ts';
import { type AccountDocument, accountView, balanceOf } from '../projections/accounts.ts';
import type { BookEntryDocument, ReservationDocument, TransactionDocument } from '../projections/books.ts';
import { sumsAt, sumsUntil } from './sums-then.ts';

/** Whose books are meant. @throws RefusedError LEDGER_OPERATIONS_ONLY where they are another's and one is not operations */
export function bookOf({ caller }: Pick<Call, 'caller'>, tenant: string): string {
  if (tenant === '' || tenant === caller.tenant) return caller.tenant;
  if (caller.role !== 'operations') throw new RefusedError({ refused: 'LEDGER_OPERATIONS_ONLY', data: {} });
  return tenant;
}

/** All accounts of the caller's own books, by id, without entries: now, as of a business date, as recorded then, or both. */
export function listAccounts({ documents }: Runtime) {
  return async ({ page, asOf, recordedAt }: Complete<ListAccountsRequest>, { caller: { tenant } }: Call) => {
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<AccountDocument>({ collection: 'accounts', tenant, ...reach }),
    );
    const now = asOf === '' && recordedAt === '';
    const then = ({ id, document }: Found<AccountDocument>) =>
      now ? document : sumsAt(documents, tenant, id, asOf, recordedAt);
    const accounts = [];
    for (const account of shown) accounts.push(accountView(account.id, await then(account)));
    return { accounts, nextCursor };
  };
}

/** Opening, entries and closing of an account over a period of business dates. @throws RefusedError ACCOUNT_NOT_FOUND */
export function getAccountStatement({ documents }: Runtime) {
  return async ({ tenant: of, accountId, from, until, page }: Complete<GetAccountStatementRequest>, call: Call) => {
    const tenant = bookOf(call, of);
    const account = await documents.get<AccountDocument>('accounts', tenant, accountId);
    if (account === undefined) throw new RefusedError({ refused: 'ACCOUNT_NOT_FOUND', data: { account: accountId } });
    const before =
      from === '' ? { debits: 0n, credits: 0n } : await sumsUntil(documents, tenant, accountId, addDays(from, -1));
    const after = await sumsUntil(documents, tenant, accountId, until);
    const { shown, nextCursor } = await paged(page, (reach) =>
      entriesUntil(documents, tenant, accountId, until, reach),
    );
    const within = shown.filter(({ document: { day } }) => day >= from);
    const inCurrency = (minor: bigint) => money(minor, accountOf(accountId)?.currency ?? '');
    return {
      ...{ accountId, from, until },
      opening: inCurrency(balanceOf(accountId, before)),
      closing: inCurrency(balanceOf(accountId, after)),
      debits: inCurrency(after.debits - before.debits),
      credits: inCurrency(after.credits - before.credits),
      entries: within.map(
        ({ document: { transactionId, type, businessReference, effectiveAt, recordedAt, change } }) => ({
          ...{ transactionId, type, businessReference, effectiveAt, recordedAt },
          change: inCurrency(change),
        }),
      ),
      nextCursor: within.length === shown.length ? nextCursor : '',
    };
  };
}

type Reach = Parameters<Parameters<typeof paged>[1]>[0];

function entriesUntil(documents: DocumentStore, tenant: string, account: string, until: string, reach: Reach) {
  const of = { collection: 'book_entries', tenant, index: 'byDay', equals: [account], descending: true };
  return documents.find<BookEntryDocument>({ ...of, ...(until === '' ? {} : { atMost: until }), ...reach });
}

/** The latest first. */
export function listTransactions({ documents }: Runtime) {
  return async ({ tenant: of, page }: Complete<ListTransactionsRequest>, call: Call) => {
    const tenant = bookOf(call, of);
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<TransactionDocument>({
        ...{ collection: 'book_transactions', tenant, index: 'byOrder', descending: true },
        ...reach,
      }),
    );
    return { transactions: shown.map(({ id, document }) => transactionView(id, document)), nextCursor };
  };
}

/** @throws RefusedError LEDGER_TRANSACTION_UNKNOWN */
export function getTransaction({ documents }: Runtime) {
  return async ({ tenant, id }: Complete<GetTransactionRequest>, call: Call) => {
    const document = await documents.get<TransactionDocument>('book_transactions', bookOf(call, tenant), id);
    if (document === undefined) {
      throw new RefusedError({ refused: 'LEDGER_TRANSACTION_UNKNOWN', data: { transaction: id } });
    }
    return transactionView(id, document);
  };
}

function transactionView(id: string, { order, ...document }: TransactionDocument) {
  return { id, ...document, entries: [...document.entries], version: BigInt(order) };
}

/** The latest first. */
export function listReservations({ documents }: Runtime) {
  return async ({ tenant: of, state, page }: Complete<ListReservationsRequest>, call: Call) => {
    const tenant = bookOf(call, of);
    const by = state === '' ? { index: 'byOrder' } : { index: 'byState', equals: [state] };
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<ReservationDocument>({
        collection: 'book_reservations',
        tenant,
        descending: true,
        ...by,
        ...reach,
      }),
    );
    const reservations = shown.map(({ id, document: { order: _, ...document } }) => ({
      ...{ id, ...document },
      entries: [...document.entries],
    }));
    return { reservations, nextCursor };
  };
}
