import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { sealed } from '@portolan/testkit/properties';
import { describe, expect, it } from 'vitest';
import { type Credit, funds } from './funds.ts';
import { leftOf } from './state.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const entry: Credit = {
  ...{ account: 'A1', side: 'SIDE_CREDIT', servicerReference: 'CR1', amount: usd(10_000n), reversal: false },
  ...{ bookingDate: '2026-03-02', valueDate: '2026-03-02', remittance: 'SO-1 SO-2', endToEndId: '', status: 'BOOK' },
  ...{ counterparty: sealed('payer'), reportedAt: '2026-03-02T00:10:00.000Z' },
};
const fundsId = 'f';
const received = { type: 'FundsReceived' as const, data: { fundsId, entry, orderNo: 'SO-1' } };
const reason = 'ESCROW_AMOUNT_DIFFERS';
const unmatched = { type: 'FundsUnmatched' as const, data: { fundsId, amount: entry.amount, reason } };
const before = [received, unmatched];

const line = (no: number, minor: bigint, charge?: bigint) => ({
  ...{ lineId: `l${no}`, escrowId: `e${no}`, orderId: `o${no}`, orderNo: `SO-${no}`, amount: usd(minor) },
  ...(charge === undefined ? {} : { charge: usd(charge) }),
});
const said = { rule: 'SEVERAL_ORDERS', decidedBy: '', reason: '' };
const allot = (...lines: ReturnType<typeof line>[]) => ({ type: 'AllotFunds' as const, fundsId, lines, ...said });
const allotted = (one: ReturnType<typeof line>) => ({
  type: 'FundsAllotted' as const,
  data: { fundsId, ...one, ...said },
});
const drop = { type: 'DropAllotment', fundsId, lineId: 'l1', reason: 'ESCROW_CANCELLED' } as const;
const by = { decidedBy: 'portolan/operations' };
const hold = { type: 'HoldFunds', fundsId, reason: 'TRADE_UNPROVEN', note: 'no contract', ...by } as const;
const held = {
  type: 'FundsHeld' as const,
  data: { fundsId, amount: entry.amount, reason: 'TRADE_UNPROVEN', note: 'no contract', ...by },
};
const clear = { type: 'ClearFunds', fundsId, evidence: '310120260310000123', note: '', ...by } as const;
const release = (minor?: bigint) => ({
  ...{ type: 'ReleaseFunds' as const, fundsId, reason: 'OPERATIONS', evidence: 'C-1', ...by },
  ...(minor === undefined ? {} : { amount: usd(minor) }),
});
const giveBack = (minor?: bigint, decidedBy = by.decidedBy) => ({
  ...{ type: 'ReturnPart' as const, fundsId, orderId: '', orderNo: '', reason: 'OPERATIONS', decidedBy },
  ...(minor === undefined ? {} : { amount: usd(minor) }),
});

describe('a credit that pays several orders', () => {
  it('is divided among them, all at once, each part once', () => {
    const lines = [line(1, 6_000n), line(2, 4_000n)] as const;
    const parts = lines.map(allotted);
    given(funds, before)
      .when(allot(...lines))
      .then(parts);
    given(funds, [...before, ...parts])
      .when(allot(...lines))
      .thenNothing();
    expect(leftOf([...before, ...parts].reduce(funds.evolve, funds.initial))).toEqual(usd(0n));
  });

  it('is never divided into more than it is', () => {
    given(funds, before)
      .when(allot(line(1, 6_000n), line(2, 4_001n)))
      .thenRefused('FUNDS_SHORT', { funds: fundsId, left: 'USD 100.00', asked: 'USD 100.01' });
    given(funds, [...before, allotted(line(1, 6_000n))])
      .when(allot(line(2, 4_001n)))
      .thenRefused('FUNDS_SHORT', { funds: fundsId, left: 'USD 40.00', asked: 'USD 40.01' });
    given(funds, before)
      .when(allot(line(1, 0n)))
      .thenRefused('FUNDS_AMOUNT_INVALID', { funds: fundsId, asked: 'USD 0.00', currency: 'USD' });
  });

  it('is divided in suspense alone', () => {
    given(funds, [received])
      .when(allot(line(1, 1n)))
      .thenRefused('FUNDS_NOT_IN_SUSPENSE');
    const matched = { fundsId, escrowId: 'e', claimId: '', orderId: 'o', amount: entry.amount };
    given(funds, [...before, { type: 'FundsMatched', data: matched }])
      .when(allot(line(1, 1n)))
      .thenRefused('FUNDS_NOT_IN_SUSPENSE');
  });

  it('has a part free again that its order does not take', () => {
    const parts = [...before, allotted(line(1, 6_000n))];
    const data = { fundsId, lineId: 'l1', orderId: 'o1', amount: usd(6_000n), reason: 'ESCROW_CANCELLED' };
    const dropped = { type: 'FundsAllotmentDropped' as const, data };
    given(funds, parts).when(drop).then([dropped]);
    given(funds, before).when(drop).thenNothing();
    given(funds, [...parts, dropped])
      .when(allot(line(1, 6_000n)))
      .thenNothing();
    given(funds, [...parts, dropped])
      .when(allot(line(2, 10_000n)))
      .then([allotted(line(2, 10_000n))]);
  });

  it('is nobody else’s in whole then, and what is left goes back alone', () => {
    const parts = [...before, allotted(line(1, 6_000n))];
    given(funds, parts).when({ type: 'MatchFunds', fundsId, escrowId: 'e9', orderId: 'o9' }).thenRefused('FUNDS_TAKEN');
    const back = { type: 'ReturnFunds', fundsId, orderId: 'o1', orderNo: 'SO-1', reason: 'ESCROW_OVER' } as const;
    const data = { fundsId, part: 1, amount: usd(4_000n), orderId: 'o1', orderNo: 'SO-1', reason: 'ESCROW_OVER' };
    const returned = { type: 'FundsPartReturnRequested' as const, data: { ...data, decidedBy: '' } };
    given(funds, parts).when(back).then([returned]);
    given(funds, [...parts, returned])
      .when(back)
      .thenNothing();
    given(funds, [...before, allotted(line(1, 10_000n))])
      .when(back)
      .thenRefused('FUNDS_NOT_IN_SUSPENSE');
  });
});

describe('a credit that is held', () => {
  it('is held once, in suspense, and pays for nothing', () => {
    given(funds, before).when(hold).then([held]);
    given(funds, [...before, held])
      .when(hold)
      .thenNothing();
    given(funds, [received]).when(hold).thenRefused('FUNDS_NOT_IN_SUSPENSE');
    for (const command of [
      allot(line(1, 1n)),
      release(),
      giveBack(undefined, ''),
      { type: 'MatchFunds', fundsId, escrowId: 'e', orderId: 'o' } as const,
      { type: 'ReturnFunds', fundsId, orderId: '', orderNo: '', reason: 'ESCROW_OVER' } as const,
    ]) {
      given(funds, [...before, held])
        .when(command)
        .thenRefused('FUNDS_HELD', { funds: fundsId, reason: 'TRADE_UNPROVEN' });
    }
  });

  it('is cleared with evidence, or sent back by a person', () => {
    const { evidence, note } = clear;
    const data = { fundsId, amount: entry.amount, evidence, note, ...by };
    given(funds, [...before, held])
      .when(clear)
      .then([{ type: 'FundsCleared', data }]);
    given(funds, before).when(clear).thenRefused('FUNDS_NOT_HELD', { funds: fundsId });
    const whole = { type: 'ReturnFunds', fundsId, orderId: '', orderNo: '', reason: 'OPERATIONS' } as const;
    const returned = { fundsId, amount: entry.amount, orderId: '', orderNo: '', reason: 'OPERATIONS' };
    given(funds, [...before, held])
      .when(whole)
      .then([{ type: 'FundsReturnRequested', data: returned }]);
  });
});

describe('what is left of a credit', () => {
  it('is released or sent back, in parts too, never more than is left', () => {
    const data = { fundsId, part: 1, amount: usd(2_500n), reason: 'OPERATIONS', evidence: 'C-1', ...by };
    const released = { type: 'FundsReleased' as const, data };
    given(funds, before).when(release(2_500n)).then([released]);
    const back = { fundsId, part: 2, amount: usd(7_500n), orderId: '', orderNo: '', reason: 'OPERATIONS', ...by };
    given(funds, [...before, released])
      .when(giveBack())
      .then([{ type: 'FundsPartReturnRequested', data: back }]);
    given(funds, [...before, released])
      .when(giveBack(7_501n))
      .thenRefused('FUNDS_SHORT', { funds: fundsId, left: 'USD 75.00', asked: 'USD 75.01' });
    given(funds, before)
      .when({ ...release(), amount: money(1n, 'CNY') })
      .thenRefused('FUNDS_AMOUNT_INVALID');
    given(funds, [received]).when(release()).thenRefused('FUNDS_NOT_IN_SUSPENSE');
  });
});
