import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { VirtualAccountModel } from '@portolan/contracts/fx/v1/types';
import { type Decider, type Decision, madeId, refuse } from '@portolan/eventsourcing';

type VirtualAccountEvent = Only<
  FxEvent,
  | 'VirtualAccountOpened'
  | 'VirtualAccountActivated'
  | 'VirtualAccountFrozen'
  | 'VirtualAccountUnfrozen'
  | 'VirtualAccountClosed'
>;
type VirtualAccountRefusal = Extract<keyof typeof fxRefusals, `VIRTUAL_ACCOUNT_${string}`>;
type Answer = Decision<VirtualAccountEvent, VirtualAccountRefusal>;

export interface OpenVirtualAccount {
  readonly accountId: string;
  readonly number: string;
  readonly currency: string;
  readonly holder: string;
  /** BIC of the bank that keeps it. */
  readonly servicer: string;
  readonly model: VirtualAccountModel;
  /** PER_PAYMENT: the order that it is for. */
  readonly orderNo: string;
  /** The bank has opened the whole range beforehand: it takes money at once. */
  readonly inUse: boolean;
}

interface Because {
  readonly reason: string;
  /** Tenant and role. */
  readonly decidedBy: string;
}

export type VirtualAccountCommand =
  | ({ readonly type: 'OpenVirtualAccount' } & OpenVirtualAccount)
  | { readonly type: 'ActivateVirtualAccount' }
  | ({ readonly type: 'FreezeVirtualAccount' } & Because)
  | ({ readonly type: 'UnfreezeVirtualAccount' } & Because)
  | { readonly type: 'CloseVirtualAccount'; readonly reason: string };

export interface VirtualAccount {
  readonly status: 'NONE' | 'PENDING' | 'ACTIVE' | 'FROZEN' | 'CLOSED';
  readonly accountId: string;
  readonly number: string;
  readonly currency: string;
  readonly model: VirtualAccountModel;
  readonly orderNo: string;
}

/** By its number, which is unique over all merchants. */
export function virtualAccountId(number: string): string {
  return madeId('virtual-account', number);
}

/**
 * A number of our bank into which the buyers of one merchant pay: for one order (PER_PAYMENT: whatever comes is for it) or
 * for all of them (PER_CUSTOMER). It takes money while it is ACTIVE.
 */
export const virtualAccount: Decider<
  VirtualAccount,
  VirtualAccountCommand,
  VirtualAccountEvent,
  VirtualAccountRefusal
> & { readonly name: 'virtual-account' } = {
  name: 'virtual-account',
  initial: {
    ...{ status: 'NONE', accountId: '', number: '', currency: '', orderNo: '' },
    model: VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_UNSPECIFIED,
  },

  decide(command, state) {
    if (command.type === 'OpenVirtualAccount') return open(command, state);
    const { status, accountId, number } = state;
    if (status === 'NONE') return refuse('VIRTUAL_ACCOUNT_UNKNOWN', { account: '' });
    if (command.type === 'CloseVirtualAccount') {
      const { reason } = command;
      return status === 'CLOSED' ? [] : [{ type: 'VirtualAccountClosed', data: { accountId, reason } }];
    }
    if (status === 'CLOSED') return refuse('VIRTUAL_ACCOUNT_CLOSED', { number });
    if (command.type === 'ActivateVirtualAccount') {
      return status === 'PENDING' ? [{ type: 'VirtualAccountActivated', data: { accountId } }] : [];
    }
    if (status === 'PENDING') return refuse('VIRTUAL_ACCOUNT_NOT_ACTIVE', { number });
    const { reason, decidedBy } = command;
    const data = { accountId, reason, decidedBy };
    if (command.type === 'FreezeVirtualAccount') {
      return status === 'FROZEN' ? [] : [{ type: 'VirtualAccountFrozen', data }];
    }
    return status === 'ACTIVE' ? [] : [{ type: 'VirtualAccountUnfrozen', data }];
  },

  evolve(state, event) {
    switch (event.type) {
      case 'VirtualAccountOpened': {
        const { accountId, number, currency, model, orderNo } = event.data;
        return { status: 'PENDING', accountId, number, currency, model, orderNo };
      }
      case 'VirtualAccountActivated':
      case 'VirtualAccountUnfrozen':
        return { ...state, status: 'ACTIVE' };
      case 'VirtualAccountFrozen':
        return { ...state, status: 'FROZEN' };
      case 'VirtualAccountClosed':
        return { ...state, status: 'CLOSED' };
    }
  },
};

function open({ inUse, ...command }: OpenVirtualAccount, state: VirtualAccount): Answer {
  const { accountId, number, currency, holder, servicer, model, orderNo } = command;
  const isForOne = model === VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_PER_PAYMENT;
  if (isForOne !== (orderNo !== '')) return refuse('VIRTUAL_ACCOUNT_ORDER_MISSING');
  if (state.status !== 'NONE') {
    const same = state.orderNo === orderNo && state.currency === currency && state.model === model;
    return same ? [] : refuse('VIRTUAL_ACCOUNT_EXISTS', { number });
  }
  const data = { accountId, number, currency, holder, servicer, model, orderNo };
  const opened = { type: 'VirtualAccountOpened', data } as const;
  return inUse ? [opened, { type: 'VirtualAccountActivated', data: { accountId } }] : [opened];
}
