import { money, sum } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exampleTerms } from '../rig/deal-terms.ts';
import { type Deal, type DealCommand, deal, dealFrom } from './deal.ts';
import { partsOf } from './parts.ts';

const terms = exampleTerms();
const closeOut = { rate: '7.2000', result: money(-100_000n, 'CNY') };
const book: DealCommand = { type: 'BookDeal', dealId: 'd', terms, quoteId: 'q', parentId: '', reference: '' };
const wait: DealCommand = { type: 'AwaitFunds' };
const fund: DealCommand = { type: 'FundDeal' };
const settle: DealCommand = { type: 'SettleDeal', spread: money(20_000n, 'CNY'), rounding: money(0n, 'CNY') };
const close: DealCommand = { type: 'CloseDeal', bankReference: 'B', bought: money(7_119_500n, 'CNY') };
const cancel: DealCommand = { type: 'CancelDeal', reason: 'r', closeOut };
const roll: DealCommand = { type: 'RollDeal', closeOut, renewed: { dealId: 'e', terms } };
const divide = (minor: bigint): DealCommand => {
  const [one, two] = partsOf(terms, money(minor, 'USD')) ?? [terms, terms];
  const parts = [one, two].map((part, index) => ({ dealId: dealFrom('d', 'part', index), terms: part }));
  return { type: 'SplitDeal', reason: 'SPLIT', parts };
};
const ends: readonly Deal['status'][] = ['CLOSED', 'CANCELLED', 'ROLLED', 'SPLIT'];

it('a deal ends one way, and what is settled was funded', () => {
  anyHistory('fx deal', {
    service: 'fx',
    aggregate: deal,
    roads: [
      [book, wait, fund, settle, close],
      [book, wait, cancel],
      [book, wait, roll],
      [book, wait, divide(1n)],
    ],
    wild: fc.oneof(
      fc.constantFrom<DealCommand>(book, wait, fund, settle, close, cancel, roll, { type: 'VoidDeal' }),
      fc.bigInt(-1n, 1_000_001n).map(divide),
    ),
    events: {
      ...{ DealBooked: true, DealFundsAwaited: true, DealFunded: true, DealSettled: true, DealClosed: true },
      ...{ DealCancelled: true, DealRolled: true, DealSplit: true },
    },
    over: ({ status }) => (ends.includes(status) ? status : undefined),
    laws({ before, events, at }) {
      for (const { type } of events) {
        if (type === 'DealSettled') holds(before.status === 'FUNDED' && at >= terms.cutOff, 'funded and due', at);
        if (type === 'DealCancelled' || type === 'DealRolled' || type === 'DealSplit')
          holds(before.status === 'AWAITING_FUNDS' || before.status === 'BOOKED', 'not funded yet', before.status);
      }
    },
  });
});

it('parts of parts are the whole, in every amount, however it is cut', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 12 });
  const odd = exampleTerms(1_234_567n, { fee: money(1_235n, 'USD'), deposit: money(61_729n, 'USD') });
  fc.assert(
    fc.property(cuts, (percents) => {
      const parts = [odd];
      for (const [index, percent] of percents.entries()) {
        const whole = parts.splice(index % parts.length, 1)[0] ?? odd;
        const cut = partsOf(whole, money((whole.sell.minor * BigInt(percent)) / 100n, 'USD'));
        parts.push(...(cut ?? [whole]));
      }
      for (const field of ['sell', 'buy', 'mid', 'fee', 'deposit'] as const) {
        expect(
          sum(
            parts.map((part) => part[field]),
            odd[field].currency,
          ),
        ).toEqual(odd[field]);
      }
      expect(new Set(parts.map(({ clientRate }) => clientRate))).toEqual(new Set(['7.1000']));
    }),
    { numRuns: 1000 },
  );
});
