import { VirtualAccountModel } from '@portolan/contracts/fx/v1/types';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type VirtualAccountCommand, virtualAccount } from './virtual-account.ts';

const open = (inUse: boolean, orderNo = 'SO-1'): VirtualAccountCommand => ({
  ...{ type: 'OpenVirtualAccount', accountId: 'a', number: 'CNVA1', currency: 'USD', holder: 'P' },
  ...{ servicer: 'SZDBCNBSXXX', orderNo, inUse, model: VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_PER_PAYMENT },
});
const because = { reason: 'x', decidedBy: 'p' };
const activate: VirtualAccountCommand = { type: 'ActivateVirtualAccount' };
const freeze: VirtualAccountCommand = { type: 'FreezeVirtualAccount', ...because };
const unfreeze: VirtualAccountCommand = { type: 'UnfreezeVirtualAccount', ...because };
const close: VirtualAccountCommand = { type: 'CloseVirtualAccount', reason: '' };

it('a virtual account is opened once and closed for good', () => {
  anyHistory('fx virtual account', {
    service: 'fx',
    aggregate: virtualAccount,
    roads: [
      [open(false), activate, freeze, unfreeze, close],
      [open(true), freeze, close],
    ],
    wild: fc.constantFrom(
      open(false),
      open(true),
      open(true, 'SO-2'),
      open(true, ''),
      activate,
      freeze,
      unfreeze,
      close,
    ),
    events: {
      ...{ VirtualAccountOpened: true, VirtualAccountActivated: true, VirtualAccountFrozen: true },
      ...{ VirtualAccountUnfrozen: true, VirtualAccountClosed: true },
    },
    over: ({ status }) => (status === 'CLOSED' ? status : undefined),
    // To freeze after it was unfrozen is to freeze again.
    counts: ({ type }) => type === 'FreezeVirtualAccount' || type === 'UnfreezeVirtualAccount',
    laws({ history, after }) {
      const types = history.map(({ type }) => type);
      for (const once of ['VirtualAccountOpened', 'VirtualAccountActivated', 'VirtualAccountClosed']) {
        holds(types.filter((type) => type === once).length <= 1, 'once', types);
      }
      const stops = types.filter((type) => type === 'VirtualAccountFrozen').length;
      const goes = types.filter((type) => type === 'VirtualAccountUnfrozen').length;
      holds(after.status === 'CLOSED' || (after.status === 'FROZEN') === stops > goes, 'frozen while it is', types);
    },
  });
});
