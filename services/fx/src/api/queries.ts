import { type Complete, outside } from '@portolan/contracts';
import type { GetAccountRequest, ListClaimsRequest, ListFundsRequest } from '@portolan/contracts/fx/v1/fx';
import { money } from '@portolan/money';
import { type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import { type AccountDocument, accountView, type EntryDocument } from '../projections/accounts.ts';
import type { ClaimDocument } from '../projections/claims.ts';
import type { FundsDocument } from '../projections/funds.ts';
import { operationsOnly } from './funds.ts';

/** One account of the caller's own books with its entries, the latest first. @throws RefusedError ACCOUNT_NOT_FOUND */
export function getAccount({ documents }: Runtime) {
  return async ({ id, page }: Complete<GetAccountRequest>, { caller: { tenant } }: Call) => {
    const document = await documents.get<AccountDocument>('accounts', tenant, id);
    if (document === undefined) throw new RefusedError({ refused: 'ACCOUNT_NOT_FOUND', data: { account: id } });
    const view = accountView(id, document);
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<EntryDocument>({
        collection: 'account_entries',
        tenant,
        index: 'byAccount',
        equals: [id],
        descending: true,
        ...reach,
      }),
    );
    const entries = shown.map(({ document: { transactionId, type, businessReference, effectiveAt, ...entry } }) => ({
      ...{ transactionId, type, businessReference, effectiveAt },
      change: money(entry.change, view.balance.currency),
      balance: money(entry.balance, view.balance.currency),
    }));
    return { ...view, entries, nextCursor };
  };
}

/** Credits of every tenant, the latest first. @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function listFunds({ documents }: Runtime) {
  return async ({ state, page }: Complete<ListFundsRequest>, call: Call) => {
    operationsOnly(call);
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<FundsDocument>({
        collection: 'funds',
        tenant: outside,
        descending: true,
        ...byState(state),
        ...reach,
      }),
    );
    const funds = shown.map(({ id, document: { amount, orderNo, state: now, reason, bookedAt } }) => ({
      ...{ id, amount, orderNo, state: now, reason, bookedAt },
    }));
    return { funds, nextCursor };
  };
}

/** The caller's claims, the latest first; to operations those of every tenant. */
export function listClaims({ documents }: Runtime) {
  return async ({ state, page }: Complete<ListClaimsRequest>, { caller: { tenant } }: Call) => {
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<ClaimDocument>({
        collection: 'claims',
        tenant,
        descending: true,
        ...byState(state),
        ...reach,
      }),
    );
    const claims = shown.map(({ id, document: { openedAt: _, ...claim } }) => ({ id, ...claim }));
    return { claims, nextCursor };
  };
}

function byState(state: string) {
  return state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
}
