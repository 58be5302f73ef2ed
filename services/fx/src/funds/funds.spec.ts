import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type Credit, funds, fundsId } from './funds.ts';
import { orderNumberCandidates } from './order-number.ts';

const entry: Credit = {
  ...{ account: 'CN-COLL-USD-0001', side: 'SIDE_CREDIT', amount: money(128_450n, 'USD'), servicerReference: 'CR1' },
  ...{ endToEndId: 'NOTPROVIDED', remittance: 'SZ-1', bookingDate: '2026-03-02', valueDate: '2026-03-02' },
  ...{ status: 'BOOK', reversal: false, reportedAt: '2026-03-02T00:10:00.000Z' },
  counterparty: { subject: 's', ciphertext: new Uint8Array([1]), hash: 'h' },
};
const received = { type: 'FundsReceived' as const, data: { fundsId: 'f', entry, orderNo: 'SZ-1' } };
const matched = {
  type: 'FundsMatched' as const,
  data: { fundsId: 'f', escrowId: 'e', claimId: '', orderId: 'o', amount: entry.amount },
};
const unmatched = {
  type: 'FundsUnmatched' as const,
  data: { fundsId: 'f', amount: entry.amount, reason: 'ESCROW_UNKNOWN' },
};
const receive = { type: 'ReceiveFunds', fundsId: 'f', entry, orderNo: 'SZ-1' } as const;
const match = { type: 'MatchFunds', fundsId: 'f', escrowId: 'e', orderId: 'o' } as const;
const leave = { type: 'LeaveUnmatched', fundsId: 'f', reason: 'ESCROW_UNKNOWN' } as const;

const sendBack = { type: 'ReturnFunds', fundsId: 'f', orderId: 'o', orderNo: 'SZ-1', reason: 'OPERATIONS' } as const;
const returning = {
  type: 'FundsReturnRequested' as const,
  data: { fundsId: 'f', amount: entry.amount, orderId: 'o', orderNo: 'SZ-1', reason: 'OPERATIONS' },
};

describe('a credit', () => {
  it('is received once, however often it is reported', () => {
    given(funds, []).when(receive).then([received]);
    given(funds, [received])
      .when({ ...receive, orderNo: '' })
      .thenNothing();
    given(funds, [received, matched]).when(receive).thenNothing();
  });

  it('cannot come back with another amount', () => {
    const other = { ...entry, amount: money(1n, 'USD') };
    given(funds, [received])
      .when({ ...receive, entry: other })
      .thenRefused('FUNDS_DIFFER', { reference: 'CR1' });
  });

  it('is matched or left in suspense, once', () => {
    given(funds, [received]).when(match).then([matched]);
    given(funds, [received]).when(leave).then([unmatched]);
    given(funds, [received, matched]).when(leave).thenNothing();
  });

  it('can be matched out of suspense, to one escrow', () => {
    given(funds, [received, unmatched]).when(match).then([matched]);
    given(funds, [received, unmatched, matched]).when(match).thenNothing();
    given(funds, [received, unmatched, matched])
      .when({ ...match, escrowId: 'another' })
      .thenRefused('FUNDS_TAKEN', { funds: 'f' });
  });

  it('can settle a claim instead', () => {
    const settles = { ...matched, data: { ...matched.data, escrowId: '', claimId: 'c' } };
    const command = { type: 'MatchClaim', fundsId: 'f', claimId: 'c', orderId: 'o' } as const;
    given(funds, [received]).when(command).then([settles]);
    given(funds, [received, settles]).when(command).thenNothing();
    given(funds, [received, settles]).when(match).thenRefused('FUNDS_TAKEN');
  });

  it('goes back out of suspense alone, once, and pays for nothing then', () => {
    given(funds, [received, unmatched]).when(sendBack).then([returning]);
    given(funds, [received, unmatched, returning]).when(sendBack).thenNothing();
    given(funds, [received]).when(sendBack).thenRefused('FUNDS_NOT_IN_SUSPENSE', { funds: 'f' });
    given(funds, [received, matched]).when(sendBack).thenRefused('FUNDS_NOT_IN_SUSPENSE');
    given(funds, [received, unmatched, returning]).when(match).thenRefused('FUNDS_RETURNED', { funds: 'f' });
  });

  it.each([match, leave, sendBack])('that never came is not dealt with: $type', (command) => {
    given(funds, []).when(command).thenRefused('FUNDS_UNKNOWN');
  });

  it('is known by account and the reference of the bank', () => {
    expect(fundsId('m', 'A', 'R1')).toBe(fundsId('m', 'A', 'R1'));
    expect(fundsId('m', 'A', 'R1')).not.toBe(fundsId('m', 'B', 'R1'));
  });
});

describe('candidates for the order number', () => {
  it.each([
    ['SZ-1 SZ-2', 'E9', ['SZ-1', 'SZ-2', 'E9']],
    ['', 'NOTPROVIDED', []],
    ['', 'SZ-1', ['SZ-1']],
    ['SZ-1', 'SZ-1', ['SZ-1']],
    // ISO 11649: the reference of the standard, and one whose check digits are wrong.
    ['RF18539007547034', '', ['RF18539007547034', '539007547034']],
    ['RF19539007547034', '', ['RF19539007547034']],
  ])('in %j with end-to-end id %j are %j', (remittance, endToEndId, expected) => {
    expect(orderNumberCandidates({ remittance, endToEndId })).toEqual(expected);
  });
});
