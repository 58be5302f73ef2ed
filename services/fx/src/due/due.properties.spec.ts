import { money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DueCommand, due, type Part, sharesOf } from './due.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const part = (no: number, minor: bigint): Part => ({
  ...{ fundsId: `f${no}`, lineId: `l${no}`, amount: usd(minor), servicerReference: 'CR1' },
  bookedAt: '2026-03-02T00:10:00.000Z',
});
const take = (no: number, minor: bigint): DueCommand => ({
  ...{ type: 'TakePart', escrowId: 'e', orderId: 'o', orderNo: 'SO-1', expected: usd(100n), ...part(no, minor) },
});
const withdraw: DueCommand = { type: 'WithdrawParts', reason: 'ESCROW_CANCELLED', unlessPaid: false };

it('an order is never paid more than it wants, in whatever parts', () => {
  anyHistory('fx due', {
    service: 'fx',
    aggregate: due,
    roads: [[take(1, 60n), take(2, 40n), withdraw, take(3, 100n)]],
    wild: fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 6 }), fc.bigInt(-1n, 101n)).map(([no, minor]) => take(no, minor)),
      fc.constantFrom(withdraw, { ...withdraw, unlessPaid: true }),
    ),
    events: { EscrowPartPaid: true, EscrowPartWithdrawn: true },
    laws({ after, history }) {
      const paid = after.parts.reduce((sum, { amount }) => sum + amount.minor, 0n);
      holds(paid + (after.open?.minor ?? 100n) === 100n, 'paid and open are what is expected', history);
      const ids = history.filter(({ type }) => type === 'EscrowPartPaid').map(({ data }) => data.lineId);
      holds(new Set(ids).size === ids.length, 'each part once', ids);
    },
  });
});

it('refunds, however they are cut, give each credit back no more than it paid, and all in the end', () => {
  const amounts = fc.array(fc.bigInt(1n, 1_000n), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(amounts, fc.array(fc.bigInt(1n, 900n), { maxLength: 6 }), (paid, cuts) => {
      const parts = paid.map((minor, no) => part(no, minor));
      const given = new Map<string, bigint>();
      let held = paid.reduce((sum, minor) => sum + minor, 0n);
      for (const cut of [...cuts, held]) {
        const refund = [cut, held].toSorted((a, b) => Number(a - b))[0] ?? 0n;
        const shares = sharesOf(parts, usd(held), usd(refund));
        expect(shares.reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(refund);
        for (const { fundsId, amount } of shares) given.set(fundsId, (given.get(fundsId) ?? 0n) + amount.minor);
        held -= refund;
      }
      for (const { fundsId, amount } of parts) expect(given.get(fundsId) ?? 0n).toBeLessThanOrEqual(amount.minor);
    }),
    { numRuns: 1_000 },
  );
});
