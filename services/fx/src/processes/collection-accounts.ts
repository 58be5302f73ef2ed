import { VirtualAccountModel } from '@portolan/contracts/fx/v1/types';
import type { Commands } from '@portolan/engine';
import type { CameTo } from '../funds/state.ts';
import { isVirtualNumber } from '../virtual-account/number.ts';
import { virtualAccount, virtualAccountId } from '../virtual-account/virtual-account.ts';
import type { CollectionAccount, VirtualAccounts } from './bank-accounts.ts';

/** The virtual account that a credit came to, and why it takes no money, where it takes none. */
export interface Virtual {
  readonly cameTo: CameTo;
  readonly blocked?: string;
}

const blocked: Readonly<Record<string, string>> = {
  PENDING: 'VIRTUAL_ACCOUNT_NOT_ACTIVE',
  FROZEN: 'VIRTUAL_ACCOUNT_FROZEN',
  CLOSED: 'VIRTUAL_ACCOUNT_CLOSED',
};

/** Whose virtual account this number is; undefined where it is none. A closed one is still its merchant's. */
export async function virtualAccountNamed(
  commands: Commands,
  { ranges, tenants }: VirtualAccounts,
  number: string,
): Promise<(CollectionAccount & Virtual) | undefined> {
  if (!ranges.some((range) => isVirtualNumber(range, number))) return undefined;
  const accountId = virtualAccountId(number);
  for (const tenant of tenants) {
    const { state } = await commands.load(virtualAccount, tenant, accountId);
    if (state.status === 'NONE') continue;
    const { currency, model } = state;
    const isForOne = model === VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_PER_PAYMENT;
    const cameTo = { virtualAccountId: accountId, orderNo: isForOne ? state.orderNo : '' };
    const reason = blocked[state.status];
    return { account: number, currency, tenant, cameTo, ...(reason === undefined ? {} : { blocked: reason }) };
  }
  return undefined;
}
