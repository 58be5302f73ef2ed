import type { React } from '@portolan/engine';
import { type Money, money } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { type Credit, funds, fundsId } from '../funds/funds.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { balancesOf } from '../ledger/sums.ts';
import { tenant, type World, worldOf } from '../rig/world.ts';
import { takeCredit } from './credits.ts';
import { earlyFunds } from './early-funds.ts';

// Two orders and up to four credits, each of one of two amounts, naming one order, both, or none of them; orders open,
// may be called off, and credits come in any interleaving, and any handling may die between any two commands and begin again.
const amount = fc.constantFrom(100n, 200n).map((minor) => money(minor, 'USD'));
const order = fc.record({ amount, opens: fc.boolean(), calledOff: fc.boolean() });
const credit = fc.record({
  amount,
  remittance: fc.shuffledSubarray(['A-1', 'B-1', 'X-9']).map((words) => words.join(' ')),
});
type Planned = { readonly orderNo: string; readonly amount: Money; readonly calledOff: boolean };
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

/** Opens an order's escrow, and calls the order off where that is planned: again while money is on its way in. */
async function live(react: React, { orderNo, amount: due, calledOff }: Planned): Promise<void> {
  const id = escrowId(tenant, orderNo);
  const orderId = `order ${orderNo}`;
  const terms = { escrowId: id, orderId, orderNo, amount: due, commission: '0.015', paymentHours: 72 };
  await react.execute(escrow, id, { type: 'OpenEscrow', ...terms });
  let under = calledOff;
  while (under) {
    const outcome = await react.execute(escrow, id, { type: 'RefundEscrow', orderId, orderNo, reason: 'BUYER' });
    under = !outcome.ok && outcome.refusal.refused === 'ESCROW_FUNDS_WAITING';
  }
}

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
      for (const { opens, ...each } of numbered) if (opens) world.begin(each.orderNo, (react) => live(react, each));
      await scheduler.waitFor(world.done());
      expectSettled(world, entries, numbered);
    });
    await fc.assert(property, { numRuns: 1000 });
  });
});

type Ordered = { readonly orderNo: string; readonly opens: boolean; readonly calledOff: boolean };

// What goes back is on its way at the bank, out of every account of ours.
const sent = (status: string, minor: bigint) => (status === 'RETURNING' ? -minor : minor);

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
    expect(['MATCHED', 'UNMATCHED', 'RETURNING']).toContain(state.status);
    book('1000.USD', entry.amount.minor);
    if (state.status === 'MATCHED') book(`2100.USD.${state.matchedTo}`, entry.amount.minor);
    else book(state.status === 'RETURNING' ? '1100.USD' : '2050.USD', sent(state.status, entry.amount.minor));
  }
  expect(balancesOf(world.state(ledger, mainBook))).toEqual(books);
  for (const { orderNo, opens, calledOff } of orders) {
    const id = escrowId(tenant, orderNo);
    const state = world.state(escrow, id);
    const matched = credits.filter(({ state: { matchedTo } }) => matchedTo === id);
    expect(matched.map((found) => found.id)).toEqual(state.fundsId === '' ? [] : [state.fundsId]);
    expect(matched.every(({ entry }) => entry.remittance.includes(orderNo))).toBe(true);
    if (!opens) continue;
    expect(state.early).toEqual([]);
    expect(['CANCELLED', 'REFUNDED'].includes(state.status)).toBe(calledOff);
    const naming = credits.filter(({ entry, state: { status } }) => {
      return status !== 'MATCHED' && entry.remittance.includes(orderNo);
    });
    if (state.status === 'CANCELLED') expect(naming.every((found) => found.state.status === 'RETURNING')).toBe(true);
    const told = naming.filter(({ entry, state: { status } }) => {
      return status === 'UNMATCHED' && entry.amount.minor !== state.amount.minor;
    });
    if (state.status === 'AWAITING_FUNDING')
      expect(state.mismatched).toEqual(expect.arrayContaining(told.map((f) => f.id)));
    const couldFund = credits.filter(
      ({ entry, state: { status } }) =>
        status === 'UNMATCHED' && entry.remittance.includes(orderNo) && entry.amount.minor === state.amount.minor,
    );
    if (state.status === 'AWAITING_FUNDING') expect(couldFund).toEqual([]);
  }
}
