import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { due, isPaid, sharesOf, type TakePart } from './due.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const named = { escrowId: 'e', orderId: 'o', orderNo: 'SO-1' };
const part = (no: number, minor: bigint) => ({
  ...{ fundsId: `f${no}`, lineId: `l${no}`, amount: usd(minor) },
  ...{ servicerReference: `CR${no}`, bookedAt: '2026-03-02T00:10:00.000Z' },
});
const take = (no: number, minor: bigint): { type: 'TakePart' } & TakePart => ({
  ...{ type: 'TakePart', ...named, expected: usd(10_000n), ...part(no, minor) },
});
const paid = (no: number, minor: bigint, all: bigint) => ({
  type: 'EscrowPartPaid' as const,
  data: { ...named, ...part(no, minor), paid: usd(all), open: usd(10_000n - all) },
});
const withdrawn = (no: number, minor: bigint, open: bigint) => ({
  type: 'EscrowPartWithdrawn' as const,
  data: {
    ...named,
    fundsId: `f${no}`,
    lineId: `l${no}`,
    amount: usd(minor),
    open: usd(open),
    reason: 'ESCROW_CANCELLED',
  },
});
const withdraw = { type: 'WithdrawParts', reason: 'ESCROW_CANCELLED', unlessPaid: false } as const;

describe('an order that is paid in parts', () => {
  it('adds them up until nothing is open', () => {
    const parts = [paid(1, 6_000n, 6_000n), paid(2, 4_000n, 10_000n)];
    given(due, [])
      .when(take(1, 6_000n))
      .then([paid(1, 6_000n, 6_000n)]);
    given(due, parts.slice(0, 1))
      .when(take(2, 4_000n))
      .then([paid(2, 4_000n, 10_000n)]);
    given(due, parts).when(take(2, 4_000n)).thenNothing();
    const states = parts.map((_, count) => parts.slice(0, count + 1).reduce(due.evolve, due.initial));
    expect(states.map(isPaid)).toEqual([false, true]);
  });

  it('never takes more than it wants, nor another currency', () => {
    const expected = { orderNo: 'SO-1', expected: 'USD 40.00', received: 'USD 40.01' };
    given(due, [paid(1, 6_000n, 6_000n)])
      .when(take(2, 4_001n))
      .thenRefused('ESCROW_AMOUNT_DIFFERS', expected);
    given(due, [])
      .when({ ...take(1, 1n), amount: money(1n, 'CNY') })
      .thenRefused('ESCROW_AMOUNT_DIFFERS');
    given(due, []).when(take(1, 0n)).thenRefused('ESCROW_AMOUNT_DIFFERS');
  });

  it('gives them all up where its order is over', () => {
    const parts = [paid(1, 6_000n, 6_000n), paid(2, 3_000n, 9_000n)];
    const gone = [withdrawn(1, 6_000n, 7_000n), withdrawn(2, 3_000n, 10_000n)];
    given(due, parts).when(withdraw).then(gone);
    given(due, [...parts, ...gone])
      .when(withdraw)
      .thenNothing();
    given(due, [...parts, ...gone])
      .when(take(1, 6_000n))
      .thenNothing();
    given(due, [...parts, ...gone])
      .when(take(3, 10_000n))
      .then([paid(3, 10_000n, 10_000n)]);
  });
});

describe('a refund of what several credits paid', () => {
  const parts = [part(1, 6_000n), part(2, 4_000n)];
  it.each<[number, number, [string, number][]]>([
    [
      10_000,
      10_000,
      [
        ['f2', 4_000],
        ['f1', 6_000],
      ],
    ],
    [10_000, 1_000, [['f2', 1_000]]],
    [
      9_000,
      5_000,
      [
        ['f2', 3_000],
        ['f1', 2_000],
      ],
    ],
    [4_000, 4_000, [['f1', 4_000]]],
  ])('of %d held, %d goes back as %j', (before, refund, expected) => {
    const shares = sharesOf(parts, usd(BigInt(before)), usd(BigInt(refund)));
    expect(shares.map(({ fundsId, amount }) => [fundsId, Number(amount.minor)])).toEqual(expected);
  });
});
