import { fold } from '@portolan/eventsourcing';
import { given } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AllowanceCommand, type AllowanceEvent, allowance, allowanceId, totals } from './allowance.ts';

const id = allowanceId('merchant', 'hash', 2026);
const yuan = (minor: bigint) => ({ minor, currency: 'CNY' });
const limit = yuan(2_600_000n);
const reserve = (orderId: string, minor: bigint): AllowanceCommand => ({
  type: 'Reserve',
  allowanceId: id,
  buyer: 'hash',
  year: 2026,
  orderId,
  declarationId: `declaration-${orderId}`,
  amount: yuan(minor),
  limit,
});
const reserved = (orderId: string, minor: bigint): AllowanceEvent => ({
  type: 'AllowanceReserved',
  data: {
    allowanceId: id,
    buyer: 'hash',
    year: 2026,
    orderId,
    declarationId: `declaration-${orderId}`,
    amount: yuan(minor),
  },
});
const used = (orderId: string, minor: bigint): AllowanceEvent => ({
  type: 'AllowanceUsed',
  data: { allowanceId: id, orderId, amount: yuan(minor) },
});
const back = (orderId: string, minor: bigint, reason: string): AllowanceEvent => ({
  type: 'AllowanceGivenBack',
  data: { allowanceId: id, orderId, amount: yuan(minor), reason },
});
const use = (orderId: string): AllowanceCommand => ({ type: 'Use', allowanceId: id, orderId });
const giveBack = (orderId: string, reason = 'CANCELLED'): AllowanceCommand => ({
  type: 'GiveBack',
  allowanceId: id,
  orderId,
  reason,
});

describe('the yearly allowance', () => {
  test('is reserved up to the limit to the cent', () => {
    given(allowance, [reserved('A', 2_500_000n)])
      .when(reserve('B', 100_000n))
      .then([reserved('B', 100_000n)]);
  });
  test('one cent above it is refused, with what is left', () =>
    given(allowance, [reserved('A', 2_500_000n)])
      .when(reserve('B', 100_001n))
      .thenRefused('ALLOWANCE_EXCEEDED', { year: '2026', wanted: '1000.01', left: '1000.00', limit: '26000.00' }));
  test('what is used counts as well', () =>
    given(allowance, [reserved('A', 2_600_000n), used('A', 2_600_000n)])
      .when(reserve('B', 1n))
      .thenRefused('ALLOWANCE_EXCEEDED'));
  test('the same reservation again changes nothing', () =>
    given(allowance, [reserved('A', 100n)])
      .when(reserve('A', 100n))
      .thenNothing());
  test('an order drafted anew with another value takes its own share back first', () =>
    given(allowance, [reserved('A', 2_600_000n)])
      .when(reserve('A', 2_599_000n))
      .then([back('A', 2_600_000n, 'REDRAFTED'), reserved('A', 2_599_000n)]));
  test('what is used is not reserved again', () =>
    given(allowance, [reserved('A', 100n), used('A', 100n)])
      .when(reserve('A', 200n))
      .thenNothing());
  test('release uses it, once', () => {
    given(allowance, [reserved('A', 100n)])
      .when(use('A'))
      .then([used('A', 100n)]);
    given(allowance, [reserved('A', 100n), used('A', 100n)])
      .when(use('A'))
      .thenNothing();
  });
  test('an order without a reservation uses nothing', () => given(allowance, []).when(use('A')).thenNothing());
  test('a cancelled list gives it back, used or not, once', () => {
    const history = [reserved('A', 100n), used('A', 100n)];
    given(allowance, history)
      .when(giveBack('A'))
      .then([back('A', 100n, 'CANCELLED')]);
    given(allowance, [...history, back('A', 100n, 'CANCELLED')])
      .when(giveBack('A'))
      .thenNothing();
  });
  test('is of a merchant, a person and a year', () => {
    expect(new Set([id, allowanceId('other', 'hash', 2026), allowanceId('merchant', 'hash', 2027)]).size).toBe(3);
  });
  test('whatever is asked, never more than the limit is out, and never less than nothing', () => {
    const orders = fc.constantFrom('A', 'B', 'C', 'D');
    const command = fc.oneof(
      fc.tuple(orders, fc.bigInt({ min: 1n, max: 1_500_000n })).map(([order, minor]) => reserve(order, minor)),
      orders.map(use),
      orders.map((order) => giveBack(order)),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let state = allowance.initial;
        for (const one of commands) {
          const decision = allowance.decide(one, state, { at: '', id: () => '' });
          if (!('refused' in decision)) state = fold(allowance, state, decision);
          const { reserved: held, used: spent } = totals(state);
          expect(held + spent <= limit.minor && held >= 0n && spent >= 0n).toBe(true);
        }
      }),
    );
  });
});
