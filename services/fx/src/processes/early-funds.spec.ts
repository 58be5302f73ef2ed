import { money } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { type Credit, funds, fundsId } from '../funds/funds.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { tenant, type World, worldOf } from '../rig/world.ts';
import { takeCredit } from './credits.ts';
import { earlyFunds } from './early-funds.ts';

// Two orders and up to four credits, each of one of two amounts, naming one order, both, or none of them; orders open
// and credits come in any interleaving, and any handling may die between any two commands and begin again.
const amount = fc.constantFrom(100n, 200n).map((minor) => money(minor, 'USD'));
const order = fc.record({ amount, opens: fc.boolean() });
const credit = fc.record({
  amount,
  remittance: fc.shuffledSubarray(['A-1', 'B-1', 'X-9']).map((words) => words.join(' ')),
});
const plan = fc.record({
  orders: fc.tuple(order, order),
  credits: fc.array(credit, { minLength: 1, maxLength: 4 }),
  deaths: fc.array(fc.nat(60), { maxLength: 6 }),
});

const entryOf = (index: number, { amount: paid, remittance }: { amount: Credit['amount']; remittance: string }) => ({
  ...{ account: 'CN-COLL', side: 'SIDE_CREDIT' as const, amount: paid, servicerReference: `CR${index}` },
  ...{ endToEndId: 'NOTPROVIDED', remittance, bookingDate: '2026-03-02', valueDate: '2026-03-02' },
  ...{ status: 'BOOK', reversal: false, reportedAt: '2026-03-02T00:10:00.000Z' },
  counterparty: { subject: 's', ciphertext: new Uint8Array([1]), hash: 'h' },
});

describe('credits and orders, in whatever order they come', () => {
  it('end with the money where it belongs, once', async () => {
    const property = fc.asyncProperty(plan, fc.scheduler(), async ({ orders, credits, deaths }, scheduler) => {
      const world = worldOf(
        () => scheduler.schedule(Promise.resolve()),
        deaths,
        (commands) => [earlyFunds(commands)],
      );
      const entries = credits.map((each, index) => entryOf(index, each));
      const numbered = orders.map((each, index) => ({ ...each, orderNo: ['A-1', 'B-1'][index] ?? '' }));
      for (const entry of entries) {
        world.begin(entry.servicerReference, (react) => takeCredit(world.commands, react, tenant, entry));
      }
      for (const { orderNo, amount: due, opens } of numbered) {
        if (!opens) continue;
        const id = escrowId(tenant, orderNo);
        const terms = { escrowId: id, orderId: `order ${orderNo}`, orderNo, amount: due, commission: '0.015' };
        world.begin(orderNo, (react) => react.execute(escrow, id, { type: 'OpenEscrow', ...terms }));
      }
      await scheduler.waitFor(world.done());
      expectSettled(world, entries, numbered);
    });
    await fc.assert(property, { numRuns: 1000 });
  });
});

type Ordered = { readonly orderNo: string; readonly opens: boolean };

function expectSettled(world: World, entries: readonly Credit[], orders: readonly Ordered[]): void {
  const books: Record<string, bigint> = {};
  const book = (account: string, minor: bigint) => {
    books[account] = (books[account] ?? 0n) + minor;
  };
  const credits = entries.map((entry) => {
    const id = fundsId(tenant, entry.account, entry.servicerReference);
    return { id, entry, state: world.state(funds, id) };
  });
  for (const { entry, state } of credits) {
    expect(['MATCHED', 'UNMATCHED']).toContain(state.status);
    book('1000.USD', entry.amount.minor);
    if (state.status === 'MATCHED') book(`2100.USD.${state.escrowId}`, entry.amount.minor);
    else book('2050.USD', entry.amount.minor);
  }
  expect(world.state(ledger, mainBook).balances).toEqual(books);
  for (const { orderNo, opens } of orders) {
    const id = escrowId(tenant, orderNo);
    const state = world.state(escrow, id);
    const matched = credits.filter(({ state: { escrowId: of } }) => of === id);
    expect(matched.map((found) => found.id)).toEqual(state.fundsId === '' ? [] : [state.fundsId]);
    expect(matched.every(({ entry }) => entry.remittance.includes(orderNo))).toBe(true);
    if (!opens) continue;
    expect(state.early).toEqual([]);
    const couldFund = credits.filter(
      ({ entry, state: { status } }) =>
        status === 'UNMATCHED' && entry.remittance.includes(orderNo) && entry.amount.minor === state.amount.minor,
    );
    if (state.status === 'AWAITING_FUNDING') expect(couldFund).toEqual([]);
  }
}
