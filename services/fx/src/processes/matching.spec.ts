import type { FxEvent } from '@portolan/contracts';
import type { Commands, React, Reaction } from '@portolan/engine';
import { type Money, money } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { due } from '../due/due.ts';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { type Credit, type Funds, funds, fundsId } from '../funds/funds.ts';
import { leftOf } from '../funds/state.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { balancesOf } from '../ledger/sums.ts';
import type { MatchingPolicy } from '../matching/rules.ts';
import { tenant, type World, worldOf } from '../rig/world.ts';
import { takeCredit } from './credits.ts';
import { earlyFunds } from './early-funds.ts';
import { matching } from './matching.ts';
import { settling } from './settling.ts';

// Two orders and up to five credits of any amount, naming one order, both, or none; under any policy; orders open and may be
// called off, notices are repeated, in any interleaving, and any handling may die between any two commands.
const usd = (minor: bigint) => money(minor, 'USD');
const policy: fc.Arbitrary<MatchingPolicy> = fc.record({
  charges: fc.boolean(),
  tolerance: fc.constantFrom<MatchingPolicy['tolerance']>(
    { share: '0', most: {} },
    { share: '0.05', most: { USD: usd(5n) } },
  ),
  under: fc.constantFrom('SUSPENSE', 'WAIT', 'WAIT'),
  over: fc.constantFrom('SUSPENSE', 'REFUND', 'CREDIT'),
});
const order = fc.record({
  amount: fc.constantFrom(100n, 200n).map(usd),
  opens: fc.constantFrom(true, true, true, false),
  calledOff: fc.constantFrom(false, false, true),
});
const credit = fc.record({
  amount: fc.constantFrom(40n, 60n, 95n, 97n, 100n, 140n, 200n, 300n, 350n).map(usd),
  kept: fc.constantFrom(0n, 0n, 3n, 5n),
  remittance: fc.shuffledSubarray(['A-1', 'B-1', 'X-9']).map((words) => words.join(' ')),
  twice: fc.boolean(),
});
const plan = fc.record({
  policy,
  orders: fc.tuple(order, order),
  credits: fc.array(credit, { minLength: 1, maxLength: 5 }),
  deaths: fc.array(fc.nat(90), { maxLength: 6 }),
});

const entryOf = (index: number, { amount, kept, remittance }: { amount: Money; kept: bigint; remittance: string }) => ({
  ...{ account: 'CN-COLL', side: 'SIDE_CREDIT' as const, amount, servicerReference: `CR${index}` },
  ...{ endToEndId: 'NOTPROVIDED', remittance, bookingDate: '2026-03-02', valueDate: '2026-03-02' },
  ...{ status: 'BOOK', reversal: false, reportedAt: '2026-03-02T00:10:00.000Z' },
  ...{ counterparty: { subject: 's', ciphertext: new Uint8Array([1]), hash: 'h' } },
  ...{ counterpartyAccount: { subject: 's', ciphertext: new Uint8Array([2]), hash: 'a' } },
  ...(kept === 0n ? {} : { charges: { taken: [{ amount: usd(kept), agent: '', bearer: 'SHAR' }] } }),
});

type Planned = { readonly orderNo: string; readonly amount: Money; readonly calledOff: boolean };

async function live(react: React, { orderNo, amount, calledOff }: Planned): Promise<void> {
  const id = escrowId(tenant, orderNo);
  const orderId = `order ${orderNo}`;
  const terms = { escrowId: id, orderId, orderNo, amount, commission: '0.015', paymentHours: 72 };
  await react.execute(escrow, id, { type: 'OpenEscrow', ...terms });
  let under = calledOff;
  while (under) {
    const outcome = await react.execute(escrow, id, { type: 'RefundEscrow', orderId, orderNo, reason: 'BUYER' });
    under = !outcome.ok && outcome.refusal.refused === 'ESCROW_FUNDS_WAITING';
  }
}

type Handler = (...args: readonly unknown[]) => unknown;

/** As the engine does: what failed is handled again. */
function repeated<Handlers extends object>(on: Handlers): Reaction<FxEvent>['on'] {
  const again = Object.entries(on).map(([type, handler]) => {
    const handle = async (...args: readonly unknown[]): Promise<unknown> => {
      for (;;) {
        try {
          return await (handler as Handler)(...args);
        } catch (error) {
          if (!(error instanceof Error) || !/waits for|INSUFFICIENT|is not created/.test(error.message)) throw error;
        }
      }
    };
    return [type, handle] as const;
  });
  return Object.fromEntries(again) as Reaction<FxEvent>['on'];
}

const reactionsOf = (commands: Commands, agreed: MatchingPolicy): readonly Reaction<FxEvent>[] => {
  const matched = matching(commands, () => agreed);
  const settled = settling(commands);
  return [
    earlyFunds(commands),
    { ...matched, on: repeated(matched.on) },
    { name: settled.name, reads: ['fx'], on: repeated(settled.on) },
  ];
};

describe('receipts and orders under any policy, in whatever order they come', () => {
  it('end with every cent in one place, and no order paid beyond what it wants', async () => {
    const property = fc.asyncProperty(
      plan,
      fc.scheduler(),
      async ({ orders, credits, deaths, ...given }, scheduler) => {
        const turn = () => scheduler.schedule(Promise.resolve());
        const world = worldOf(turn, deaths, (commands) => reactionsOf(commands, given.policy));
        const entries = credits.map((each, index) => entryOf(index, each));
        const numbered = orders.map((each, index) => ({ ...each, orderNo: ['A-1', 'B-1'][index] ?? '' }));
        for (const [index, entry] of entries.entries()) {
          for (const time of credits[index]?.twice === true ? ['', ' again'] : ['']) {
            const name = `${entry.servicerReference}${time}`;
            world.begin(name, (react) => takeCredit(world.commands, react, tenant, entry));
          }
        }
        for (const { opens, ...each } of numbered) if (opens) world.begin(each.orderNo, (react) => live(react, each));
        await scheduler.waitFor(world.done());
        expectSettled(
          world,
          entries,
          numbered.map(({ orderNo }) => orderNo),
        );
      },
    );
    await fc.assert(property, { numRuns: 1000 });
  });
});

function expectSettled(world: World, entries: readonly Credit[], orderNos: readonly string[]): void {
  const books: Record<string, bigint> = {};
  const book = (account: string, minor: bigint) => {
    books[account] = (books[account] ?? 0n) + minor;
    if (books[account] === 0n) delete books[account];
  };
  const receipts = entries.map((entry) => world.state(funds, fundsId(tenant, entry.account, entry.servicerReference)));
  for (const [index, state] of receipts.entries()) {
    const { minor } = entries[index]?.amount ?? usd(0n);
    book('1000.USD', minor);
    if (state.status === 'MATCHED') book(`2100.USD.${state.matchedTo}`, minor);
    else if (state.status === 'RETURNING') book('1100.USD', -minor);
    else book('2050.USD', leftOf(state).minor);
  }
  for (const orderNo of orderNos) expectPaid(world, orderNo, receipts, book);
  const actual = { ...balancesOf(world.state(ledger, mainBook)) };
  // What was divided out of suspense without an order went back, or to the merchant.
  const gone = receipts.reduce((sum, state) => sum + state.gone, 0n);
  const out = -(actual['1100.USD'] ?? 0n) + (books['1100.USD'] ?? 0n) + (actual[`2000.USD.${tenant}`] ?? 0n);
  const refunded = orderNos.reduce((sum, orderNo) => sum + refundedOf(world, orderNo), 0n);
  expect(out).toBe(gone + refunded);
  const without = ([account]: readonly [string, bigint]) => account !== '1100.USD' && !account.startsWith('2000.');
  expect(Object.fromEntries(Object.entries(actual).filter(without))).toEqual(
    Object.fromEntries(Object.entries(books).filter(without)),
  );
}

function expectPaid(
  world: World,
  orderNo: string,
  receipts: readonly Funds[],
  book: (to: string, minor: bigint) => void,
) {
  const id = escrowId(tenant, orderNo);
  const state = world.state(escrow, id);
  const paid = world.state(due, id);
  const lines = receipts.flatMap((receipt) => receipt.lines.filter((line) => line.escrowId === id));
  expect(lines.map(({ lineId }) => lineId).sort()).toEqual(paid.parts.map(({ lineId }) => lineId).sort());
  const funded = state.fundsId !== '';
  for (const { amount, charge } of lines) {
    if (!funded) book('2050.USD', amount.minor);
    else {
      book(`2100.USD.${id}`, amount.minor + (charge?.minor ?? 0n));
      if (charge !== undefined) book('5000.USD', charge.minor);
    }
  }
  if (state.status === 'CANCELLED') expect(lines).toEqual([]);
  if (!funded) return;
  const byParts = paid.parts.reduce((sum, { amount }) => sum + amount.minor, 0n);
  if (paid.parts.length > 0) expect(byParts).toBe(state.amount.minor);
  book(`2100.USD.${id}`, -refundedOf(world, orderNo));
}

/** What an escrow that was funded gave back. */
function refundedOf(world: World, orderNo: string): bigint {
  const { amount, refunds, fundsId: by } = world.state(escrow, escrowId(tenant, orderNo));
  const left = refunds.at(-1);
  return by === '' || left === undefined ? 0n : amount.minor - left.minor;
}
