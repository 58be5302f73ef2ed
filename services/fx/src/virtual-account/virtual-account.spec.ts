import { VirtualAccountModel } from '@portolan/contracts/fx/v1/types';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { isVirtualNumber, type VirtualRange, virtualNumber } from './number.ts';
import { virtualAccount, virtualAccountId } from './virtual-account.ts';

const range: VirtualRange = {
  ...{ currency: 'USD', prefix: 'CNVA', holder: 'Portolan Settlement', servicer: 'SZDBCNBSXXX', preapproved: false },
};
const number = virtualNumber(range, 'm', 'SO-1');
const accountId = virtualAccountId(number);
const data = {
  ...{ accountId, number, currency: 'USD', holder: range.holder, servicer: range.servicer, orderNo: 'SO-1' },
  model: VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_PER_PAYMENT,
};
const open = { type: 'OpenVirtualAccount', ...data, inUse: false } as const;
const opened = { type: 'VirtualAccountOpened' as const, data };
const activated = { type: 'VirtualAccountActivated' as const, data: { accountId } };
const because = { reason: 'fraud report', decidedBy: 'portolan/operations' };
const freeze = { type: 'FreezeVirtualAccount', ...because } as const;
const unfreeze = { type: 'UnfreezeVirtualAccount', ...because } as const;
const frozen = { type: 'VirtualAccountFrozen' as const, data: { accountId, ...because } };
const unfrozen = { type: 'VirtualAccountUnfrozen' as const, data: { accountId, ...because } };
const close = { type: 'CloseVirtualAccount', reason: 'done' } as const;
const closed = { type: 'VirtualAccountClosed' as const, data: { accountId, reason: 'done' } };
const activate = { type: 'ActivateVirtualAccount' } as const;

describe('a virtual account', () => {
  it('waits for the bank, unless its range is open already', () => {
    given(virtualAccount, []).when(open).then([opened]);
    given(virtualAccount, [])
      .when({ ...open, inUse: true })
      .then([opened, activated]);
    given(virtualAccount, [opened]).when(open).thenNothing();
    given(virtualAccount, [opened]).when(activate).then([activated]);
    given(virtualAccount, [opened, activated]).when(activate).thenNothing();
  });

  it('is for one order, or for all', () => {
    given(virtualAccount, [])
      .when({ ...open, orderNo: '' })
      .thenRefused('VIRTUAL_ACCOUNT_ORDER_MISSING');
    const model = VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_PER_CUSTOMER;
    given(virtualAccount, [])
      .when({ ...open, model })
      .thenRefused('VIRTUAL_ACCOUNT_ORDER_MISSING');
    given(virtualAccount, [opened])
      .when({ ...open, orderNo: 'SO-2' })
      .thenRefused('VIRTUAL_ACCOUNT_EXISTS', { number });
  });

  it('is frozen and unfrozen, and closed for good', () => {
    given(virtualAccount, [opened]).when(freeze).thenRefused('VIRTUAL_ACCOUNT_NOT_ACTIVE', { number });
    given(virtualAccount, [opened, activated]).when(freeze).then([frozen]);
    given(virtualAccount, [opened, activated, frozen]).when(freeze).thenNothing();
    given(virtualAccount, [opened, activated, frozen]).when(unfreeze).then([unfrozen]);
    given(virtualAccount, [opened, activated]).when(unfreeze).thenNothing();
    given(virtualAccount, [opened, activated, frozen]).when(close).then([closed]);
    given(virtualAccount, [opened, closed]).when(close).thenNothing();
    given(virtualAccount, [opened, closed]).when(activate).thenRefused('VIRTUAL_ACCOUNT_CLOSED', { number });
  });

  it.each([activate, freeze, unfreeze, close])('that was never opened knows no $type', (command) => {
    given(virtualAccount, []).when(command).thenRefused('VIRTUAL_ACCOUNT_UNKNOWN');
  });
});

describe('a number', () => {
  it('is made of the merchant and its order, and shows a slip of the pen', () => {
    expect(number).toBe(virtualNumber(range, 'm', 'SO-1'));
    expect(number).toMatch(/^CNVA\d{16}$/);
    const others = [
      virtualNumber(range, 'm', 'SO-2'),
      virtualNumber(range, 'n', 'SO-1'),
      virtualNumber(range, 'm', ''),
    ];
    expect(new Set([number, ...others]).size).toBe(4);
    for (const one of [number, ...others]) expect(isVirtualNumber(range, one)).toBe(true);
    for (let at = 4; at < number.length; at += 1) {
      const digit = (Number(number[at]) + 1) % 10;
      expect(isVirtualNumber(range, `${number.slice(0, at)}${digit}${number.slice(at + 1)}`)).toBe(false);
    }
    expect(isVirtualNumber(range, 'CN-COLL-USD-0001')).toBe(false);
  });
});
