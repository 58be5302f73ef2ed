import type { Complete } from '@portolan/contracts';
import type { ListRefusedMessagesRequest, Page } from '@portolan/contracts/common/v1/types';
import type {
  GetAccountRequest,
  ListAccountsRequest,
  ListClaimsRequest,
  ListFundsRequest,
} from '@portolan/contracts/fx/v1/fx';
import { money } from '@portolan/money';
import { type Call, RefusedError, type Runtime } from '@portolan/service';
import { operator } from '../inbound/inbound.ts';
import { type AccountDocument, accountView, type EntryDocument } from '../projections/accounts.ts';
import type { ClaimDocument } from '../projections/claims.ts';
import type { FundsDocument } from '../projections/funds.ts';
import type { RefusedDocument } from '../projections/refused.ts';

import { operationsOnly } from './funds.ts';

const usual = 50;
const most = 200;

/** One account of the caller's own books with its entries, the latest first. @throws RefusedError ACCOUNT_NOT_FOUND */
export function getAccount({ documents }: Runtime) {
  return async ({ id, page }: Complete<GetAccountRequest>, { caller: { tenant } }: Call) => {
    const document = await documents.get<AccountDocument>('accounts', tenant, id);
    if (document === undefined) throw new RefusedError({ refused: 'ACCOUNT_NOT_FOUND', data: { account: id } });
    const view = accountView(id, document);
    const found = await documents.find<EntryDocument>({
      ...{ collection: 'account_entries', tenant, index: 'byAccount', equals: [id], descending: true },
      ...bounded(page),
    });
    const entries = found.map(({ document: { transactionId, type, businessReference, effectiveAt, ...entry } }) => ({
      ...{ transactionId, type, businessReference, effectiveAt },
      change: money(entry.change, view.balance.currency),
      balance: money(entry.balance, view.balance.currency),
    }));
    return { ...view, entries, nextCursor: next(found, page) };
  };
}

/** All accounts of the caller's own books, by id, without entries. */
export function listAccounts({ documents }: Runtime) {
  return async ({ page }: Complete<ListAccountsRequest>, { caller: { tenant } }: Call) => {
    const found = await documents.find<AccountDocument>({ collection: 'accounts', tenant, ...bounded(page) });
    return { accounts: found.map(({ id, document }) => accountView(id, document)), nextCursor: next(found, page) };
  };
}

/** Messages of the bank that need a person, the latest first. They belong to the operator: others see none. */
export function listRefusedMessages({ documents }: Runtime) {
  return async ({ page }: Complete<ListRefusedMessagesRequest>, { caller: { tenant } }: Call) => {
    const found = await documents.find<RefusedDocument>({
      ...{ collection: 'refused_messages', tenant, index: 'byTime', descending: true },
      ...bounded(page),
    });
    const messages = found.map(({ id, document }) => ({ id, ...document, flaws: [...document.flaws] }));
    return { messages, nextCursor: next(found, page) };
  };
}

/** Credits of every tenant, the latest first. @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function listFunds({ documents }: Runtime) {
  return async ({ state, page }: Complete<ListFundsRequest>, call: Call) => {
    operationsOnly(call);
    const found = await documents.find<FundsDocument>({
      ...{ collection: 'funds', tenant: operator, descending: true },
      ...byState(state),
      ...bounded(page),
    });
    const funds = found.map(({ id, document: { amount, orderNo, state: now, reason, bookedAt } }) => ({
      ...{ id, amount, orderNo, state: now, reason, bookedAt },
    }));
    return { funds, nextCursor: next(found, page) };
  };
}

/** The caller's claims, the latest first; to operations those of every tenant. */
export function listClaims({ documents }: Runtime) {
  return async ({ state, page }: Complete<ListClaimsRequest>, { caller: { tenant } }: Call) => {
    const found = await documents.find<ClaimDocument>({
      ...{ collection: 'claims', tenant, descending: true },
      ...byState(state),
      ...bounded(page),
    });
    const claims = found.map(({ id, document: { openedAt: _, ...claim } }) => ({ id, ...claim }));
    return { claims, nextCursor: next(found, page) };
  };
}

function byState(state: string) {
  return state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
}

function bounded({ limit, cursor }: Complete<Page>) {
  return { limit: limitOf(limit), ...(cursor === '' ? {} : { after: cursor }) };
}

function limitOf(limit: number): number {
  return limit > 0 ? Math.min(limit, most) : usual;
}

function next(found: readonly { readonly cursor: string }[], { limit }: Complete<Page>): string {
  return found.length < limitOf(limit) ? '' : (found.at(-1)?.cursor ?? '');
}
