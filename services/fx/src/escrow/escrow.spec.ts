import { type Money, money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { nextEarly } from './early-funds.ts';
import { releaseOf } from './ending.ts';
import { type EscrowCommand, type EscrowEvent, escrow, escrowId } from './escrow.ts';

const amount = money(128_450n, 'USD');
const ids = { escrowId: 'e', orderId: 'o' };
const due = '2026-03-05T01:00:00.000Z';
const terms = { ...ids, orderNo: 'SZ-1', amount, commission: '0.015' };
const opened = { type: 'EscrowOpened' as const, data: { ...terms, due } };
const bank = { fundsId: 'f', amount, servicerReference: 'CR1', bookedAt: '2026-03-02T00:10:00.000Z' };
const funded = { type: 'EscrowFunded' as const, data: { ...ids, ...bank } };
const endsAt = '2026-03-12T09:30:00.000Z';
const inspecting = { type: 'InspectionStarted' as const, data: { ...ids, endsAt } };
const released = {
  type: 'EscrowReleased' as const,
  data: { ...ids, amount, fee: money(1_927n, 'USD'), net: money(126_523n, 'USD') },
};

const decided = { type: 'ReleaseDecided' as const, data: { ...ids, amount, reason: 'INSPECTION_ENDED' } };
const open = { type: 'OpenEscrow', ...terms, paymentHours: 72 } as const;
const fund = { type: 'FundEscrow', orderNo: 'SZ-1', ...bank } as const;
const inspect: EscrowCommand = {
  ...{ type: 'StartInspection', orderId: 'o', orderNo: 'SZ-1' },
  ...{ deliveredAt: '2026-03-09T10:30:00+01:00', days: 3 },
};
const end = { type: 'EndInspection', orderNo: 'SZ-1' } as const;
const record = { type: 'RecordRelease', orderNo: 'SZ-1' } as const;

describe('an escrow', () => {
  it('is opened for an order, once', () => {
    given(escrow, []).when(open).then([opened]);
    given(escrow, [opened]).when(open).thenNothing();
  });

  it('is one per order number: another order or amount is refused', () => {
    given(escrow, [opened])
      .when({ ...open, orderId: 'other' })
      .thenRefused('ESCROW_EXISTS', { orderNo: 'SZ-1' });
    given(escrow, [opened])
      .when({ ...open, amount: money(1n, 'USD') })
      .thenRefused('ESCROW_EXISTS');
    expect(escrowId('merchant-a', 'SZ-1')).not.toBe(escrowId('merchant-b', 'SZ-1'));
  });

  it.each([0n, -1n])('holds no amount of %d', (minor) => {
    given(escrow, [])
      .when({ ...open, amount: money(minor, 'USD') })
      .thenRefused('ESCROW_AMOUNT_INVALID');
  });

  it('takes exactly the money that was agreed', () => {
    given(escrow, [opened]).when(fund).then([funded]);
  });

  it.each([
    ['a cent less', money(128_449n, 'USD')],
    ['a cent more', money(128_451n, 'USD')],
    ['another currency', money(128_450n, 'CNY')],
  ])('does not take %s', (_, received) => {
    given(escrow, [opened])
      .when({ ...fund, amount: received })
      .thenRefused('ESCROW_AMOUNT_DIFFERS');
  });

  it('is funded once: the same credit does nothing, another is refused', () => {
    given(escrow, [opened, funded]).when(fund).thenNothing();
    given(escrow, [opened, funded, inspecting]).when(fund).thenNothing();
    given(escrow, [opened, funded])
      .when({ ...fund, fundsId: 'f2' })
      .thenRefused('ESCROW_ALREADY_FUNDED');
  });

  it.each([fund, inspect, end, record])('that was never opened answers nothing: $type', (command) => {
    given(escrow, []).when(command).thenRefused('ESCROW_UNKNOWN', { orderNo: 'SZ-1' });
  });

  it('gives the buyer three days from the delivery, whatever offset it was told in', () => {
    given(escrow, [opened, funded]).when(inspect).then([inspecting]);
    given(escrow, [opened, funded, inspecting])
      .when({ ...inspect, deliveredAt: '2026-03-10T00:00:00Z' })
      .thenNothing();
  });

  it('starts no inspection before it is funded, for another order, or without a time', () => {
    given(escrow, [opened]).when(inspect).thenRefused('ESCROW_NOT_FUNDED');
    given(escrow, [opened, funded])
      .when({ ...inspect, orderId: 'other' })
      .thenRefused('ESCROW_UNKNOWN');
    given(escrow, [opened, funded])
      .when({ ...inspect, deliveredAt: 'soon' })
      .thenRefused('ESCROW_DELIVERY_TIME_INVALID');
  });

  it('keeps the commission that it was opened with, whatever it would be opened with now', () => {
    given(escrow, [opened])
      .when({ ...open, commission: '0.02' })
      .thenNothing();
    const dearer = { ...opened, data: { ...opened.data, commission: '0.02' } };
    const { data } = released;
    given(escrow, [dearer, funded, inspecting, decided])
      .when(record)
      .then([{ ...released, data: { ...data, fee: money(2_569n, 'USD'), net: money(125_881n, 'USD') } }]);
  });

  it('is released when the inspection period has ended, less commission, once the books say so', () => {
    given(escrow, [opened, funded, inspecting]).when(end, facts(endsAt)).then([decided]);
    given(escrow, [opened, funded, inspecting]).when(record).thenNothing();
    given(escrow, [opened, funded, inspecting, decided]).when(end, facts(endsAt)).thenNothing();
    given(escrow, [opened, funded, inspecting, decided]).when(record).then([released]);
    given(escrow, [opened, funded, inspecting, decided, released]).when(record).thenNothing();
    given(escrow, [opened, funded, inspecting, decided, released]).when(end, facts(endsAt)).thenNothing();
  });

  it('is not released a millisecond earlier, nor before delivery', () => {
    const early = facts('2026-03-12T09:29:59.999Z');
    given(escrow, [opened, funded, inspecting]).when(end, early).thenRefused('ESCROW_IN_INSPECTION');
    given(escrow, [opened, funded]).when(end, facts(endsAt)).thenRefused('ESCROW_NOT_DELIVERED');
  });

  it('tells once that the time to pay is over, and only while nobody has paid', () => {
    const check = { type: 'CheckPayment', orderNo: 'SZ-1' } as const;
    const overdue = { type: 'PaymentOverdue' as const, data: { ...ids, due } };
    given(escrow, [opened]).when(check, facts(due)).then([overdue]);
    given(escrow, [opened]).when(check, facts('2026-03-05T00:59:59.999Z')).thenNothing();
    given(escrow, [opened, overdue]).when(check, facts(due)).thenNothing();
    given(escrow, [opened, funded]).when(check, facts(due)).thenNothing();
    given(escrow, [opened, overdue]).when(fund).then([funded]);
  });
});

describe('money that comes before its order', () => {
  const setAside = { type: 'SetFundsAside', escrowId: 'e', orderNo: 'SZ-1', ...bank } as const;
  const waiting = { type: 'FundsSetAside' as const, data: { escrowId: 'e', orderNo: 'SZ-1', ...bank } };
  const other = { ...waiting, data: { ...waiting.data, fundsId: 'f2' } };
  const little = { ...waiting, data: { ...waiting.data, fundsId: 'f3', amount: money(1n, 'USD') } };
  const mismatchOf = (received: Money) => ({
    type: 'PaymentMismatched' as const,
    data: { ...ids, orderNo: 'SZ-1', fundsId: 'f', expected: amount, received },
  });
  const passOver = { type: 'PassFundsOver', orderNo: 'SZ-1', fundsId: 'f2', reason: 'ESCROW_ALREADY_FUNDED' } as const;
  const passedOver = {
    type: 'FundsPassedOver' as const,
    data: { ...ids, orderNo: 'SZ-1', fundsId: 'f2', amount, reason: 'ESCROW_ALREADY_FUNDED' },
  };

  it('waits under the order number, once', () => {
    given(escrow, []).when(setAside).then([waiting]);
    given(escrow, [waiting]).when(setAside).thenNothing();
    given(escrow, [waiting]).when(inspect).thenRefused('ESCROW_UNKNOWN');
  });

  it('waits while the escrow awaits funding only where it fits; what funded it waits for nothing', () => {
    given(escrow, [opened]).when(setAside).then([waiting]);
    given(escrow, [opened, funded]).when(setAside).thenNothing();
  });

  it('funds the escrow before any that comes later', () => {
    given(escrow, [waiting, opened]).when(fund).then([funded]);
    given(escrow, [waiting, opened])
      .when({ ...fund, fundsId: 'f2' })
      .thenRefused('ESCROW_FUNDS_WAITING', { orderNo: 'SZ-1' });
    given(escrow, [little, opened]).when(fund).then([funded]);
  });

  it.each([money(1n, 'USD'), money(128_450n, 'CNY')])('of another amount is told of, once: %o', (received) => {
    const differing = { ...setAside, amount: received };
    given(escrow, [opened])
      .when(differing)
      .then([mismatchOf(received)]);
    given(escrow, [opened, mismatchOf(received)])
      .when(differing)
      .thenNothing();
    const early = { ...waiting, data: { ...waiting.data, amount: received } };
    const pass = { ...passOver, fundsId: 'f', reason: 'ESCROW_AMOUNT_DIFFERS' };
    const passed = { ...passedOver, data: { ...passedOver.data, fundsId: 'f', amount: received, reason: pass.reason } };
    given(escrow, [early, opened])
      .when(pass)
      .then([passed, mismatchOf(received)]);
  });

  it('is passed over once', () => {
    given(escrow, [waiting, other, opened, funded]).when(passOver).then([passedOver]);
    given(escrow, [waiting, other, opened, funded, passedOver]).when(passOver).thenNothing();
    given(escrow, []).when(passOver).thenRefused('ESCROW_UNKNOWN');
  });

  it('is dealt with in order of coming, when the escrow opens', () => {
    const next = (...history: readonly EscrowEvent[]) => nextEarly(given(escrow, history).state);
    expect(next(little, waiting)).toBeUndefined();
    expect(next(opened)).toBeUndefined();
    expect(next(little, waiting, opened)).toMatchObject({ take: false, reason: 'ESCROW_AMOUNT_DIFFERS' });
    expect(next(waiting, other, opened)).toMatchObject({ take: true, funds: { fundsId: 'f' } });
    expect(next(waiting, other, opened, funded)).toMatchObject({ take: false, reason: 'ESCROW_ALREADY_FUNDED' });
    expect(next(waiting, other, opened, funded, passedOver)).toBeUndefined();
  });
});

describe('the commission', () => {
  // 1.5 % of it, half to even: 0.50 → 0, 1.50 → 2, 2.50 → 2 minor units.
  it.each([
    [3_333n, '0.00015', 0n],
    [100n, '0.015', 2n],
    [300n, '0.005', 2n],
    [500n, '0.005', 2n],
    [128_450n, '0.015', 1_927n],
    [128_450n, '0', 0n],
  ])('of %d at %s is %d, and nothing is lost', (minor, commission, fee) => {
    const split = releaseOf(money(minor, 'USD'), commission);
    expect(split.fee).toEqual(money(fee, 'USD'));
    expect(split.fee.minor + split.net.minor).toBe(minor);
  });
});
