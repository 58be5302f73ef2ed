import type { Complete } from '@portolan/contracts';
import type {
  ListVirtualAccountsRequest,
  OpenVirtualAccountRequest,
  VirtualAccountRequest,
} from '@portolan/contracts/fx/v1/collection';
import { answered, type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import type { VirtualAccounts } from '../processes/bank-accounts.ts';
import type { VirtualAccountDocument } from '../projections/virtual-accounts.ts';
import { virtualNumber } from '../virtual-account/number.ts';
import { type VirtualAccountCommand, virtualAccount, virtualAccountId } from '../virtual-account/virtual-account.ts';

/**
 * A number into which the caller's buyers pay; asked again for the same order it is the same.
 * @throws RefusedError VIRTUAL_ACCOUNT_CURRENCY, VIRTUAL_ACCOUNT_ORDER_MISSING
 */
export function openVirtualAccount({ commands }: Runtime, { ranges }: VirtualAccounts) {
  return async ({ model, currency, orderNo }: Complete<OpenVirtualAccountRequest>, call: Call) => {
    const { context, caller } = call;
    const range = ranges.find((one) => one.currency === currency);
    if (range === undefined) {
      const offered = ranges.map((one) => one.currency).join(', ');
      throw new RefusedError({ refused: 'VIRTUAL_ACCOUNT_CURRENCY', data: { currency, offered } });
    }
    const { holder, servicer, preapproved: inUse } = range;
    const number = virtualNumber(range, caller.tenant, orderNo);
    const accountId = virtualAccountId(number);
    const open = { accountId, number, currency, holder, servicer, model, orderNo, inUse };
    const opened = await commands.execute(virtualAccount, accountId, { type: 'OpenVirtualAccount', ...open }, context);
    return answered(opened, accountId);
  };
}

/** The caller's own is closed for good. @throws RefusedError VIRTUAL_ACCOUNT_UNKNOWN */
export function closeVirtualAccount({ commands }: Runtime) {
  return async ({ id, reason }: Complete<VirtualAccountRequest>, { context }: Call) => {
    const { state } = await commands.load(virtualAccount, context.tenant, id);
    if (state.status === 'NONE') throw unknown(id);
    const closed = await commands.execute(virtualAccount, id, { type: 'CloseVirtualAccount', reason }, context);
    return answered(closed, id);
  };
}

/**
 * What operations decide about an account of any merchant.
 * @throws RefusedError VIRTUAL_ACCOUNT_OPERATIONS_ONLY, VIRTUAL_ACCOUNT_UNKNOWN, VIRTUAL_ACCOUNT_CLOSED,
 * VIRTUAL_ACCOUNT_NOT_ACTIVE
 */
export function decideVirtualAccount(
  { commands }: Runtime,
  { tenants }: VirtualAccounts,
  type: 'ActivateVirtualAccount' | 'FreezeVirtualAccount' | 'UnfreezeVirtualAccount',
) {
  return async ({ id, reason }: Complete<VirtualAccountRequest>, { caller, context }: Call) => {
    if (caller.role !== 'operations') throw new RefusedError({ refused: 'VIRTUAL_ACCOUNT_OPERATIONS_ONLY', data: {} });
    for (const tenant of tenants) {
      const { state } = await commands.load(virtualAccount, tenant, id);
      if (state.status === 'NONE') continue;
      const said = { reason, decidedBy: `${caller.tenant}/${caller.role}` };
      const command: VirtualAccountCommand = type === 'ActivateVirtualAccount' ? { type } : { type, ...said };
      return answered(await commands.execute(virtualAccount, id, command, { ...context, tenant }), id);
    }
    throw unknown(id);
  };
}

/** The caller's own, the latest first; the operator's: all. */
export function listVirtualAccounts({ documents }: Runtime) {
  return async ({ state, page }: Complete<ListVirtualAccountsRequest>, { caller: { tenant } }: Call) => {
    const by = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<VirtualAccountDocument>({
        ...{ collection: 'virtual_accounts', tenant, descending: true },
        ...by,
        ...reach,
      }),
    );
    return { accounts: shown.map(({ id, document }) => ({ id, ...document })), nextCursor };
  };
}

/** @throws RefusedError VIRTUAL_ACCOUNT_UNKNOWN */
export function getVirtualAccount({ documents }: Runtime) {
  return async ({ id }: Complete<VirtualAccountRequest>, { caller: { tenant } }: Call) => {
    const document = await documents.get<VirtualAccountDocument>('virtual_accounts', tenant, id);
    if (document === undefined) throw unknown(id);
    return { id, ...document };
  };
}

const unknown = (account: string) => new RefusedError({ refused: 'VIRTUAL_ACCOUNT_UNKNOWN', data: { account } });
