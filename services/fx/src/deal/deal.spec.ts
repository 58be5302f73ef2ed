import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { exampleTerms } from '../rig/deal-terms.ts';
import { type DealCommand, deal, dealStatuses, fundsOf } from './deal.ts';
import { partsOf } from './parts.ts';

const terms = exampleTerms(1_000_000n, { fee: money(1_000n, 'USD'), deposit: money(50_000n, 'USD') });
const usd = (minor: bigint) => money(minor, 'USD');
const cny = (minor: bigint) => money(minor, 'CNY');
const book = { type: 'BookDeal', dealId: 'd', terms, quoteId: 'q', parentId: '', reference: 'SO-1' } as const;
const booked = {
  type: 'DealBooked' as const,
  data: { dealId: 'd', terms, quoteId: 'q', parentId: '', reference: 'SO-1' },
};
const awaited = { type: 'DealFundsAwaited' as const, data: { dealId: 'd', until: terms.cutOff } };
const funded = { type: 'DealFunded' as const, data: { dealId: 'd', amount: usd(1_001_000n) } };
const settle = { type: 'SettleDeal', spread: cny(20_000n), rounding: cny(0n) } as const;
const settled = { type: 'DealSettled' as const, data: { dealId: 'd', terms, spread: cny(20_000n), rounding: cny(0n) } };
const close = { type: 'CloseDeal', bankReference: 'B1', bought: cny(7_119_500n) } as const;
const closed = { type: 'DealClosed' as const, data: { dealId: 'd', bankReference: 'B1', bought: cny(7_119_500n) } };
const closeOut = { rate: '7.2000', result: cny(-100_000n) };
const cancel = { type: 'CancelDeal', reason: 'the order was called off', closeOut } as const;
const cancelled = { type: 'DealCancelled' as const, data: { dealId: 'd', reason: cancel.reason, closeOut } };
const renewed = { dealId: 'e', terms: { ...terms, valueDate: '2026-04-02' } };
const roll = { type: 'RollDeal', closeOut, renewed } as const;
const rolled = { type: 'DealRolled' as const, data: { dealId: 'd', closeOut, renewed } };
const [one, two] = partsOf(terms, usd(333_333n)) ?? [];
const parts =
  one === undefined || two === undefined
    ? []
    : [
        { dealId: 'p1', terms: one },
        { dealId: 'p2', terms: two },
      ];
const split = { type: 'SplitDeal', reason: 'SPLIT', parts } as const;
const divided = { type: 'DealSplit' as const, data: { dealId: 'd', reason: 'SPLIT', parts } };
const early = facts('2026-03-04T08:29:59.999Z');
const due = facts(terms.cutOff);
const open = [booked, awaited];

describe('a deal', () => {
  it('goes its way: booked, its deposit held, funded, settled on its value date, covered', () => {
    given(deal, []).when(book).then([booked]);
    given(deal, [booked]).when({ type: 'AwaitFunds' }).then([awaited]);
    given(deal, open).when({ type: 'FundDeal' }).then([funded]);
    given(deal, [...open, funded])
      .when(settle, due)
      .then([settled]);
    given(deal, [...open, funded, settled])
      .when(close)
      .then([closed]);
    expect(dealStatuses).toHaveLength(8);
    expect(fundsOf(terms)).toEqual(usd(1_001_000n));
  });

  it('takes each step once', () => {
    const whole = [...open, funded, settled, closed];
    for (const again of [book, { type: 'AwaitFunds' }, { type: 'FundDeal' }, settle, close] as const) {
      given(deal, whole).when(again, due).thenNothing();
    }
  });

  it('is not settled before its day, nor before it is funded', () => {
    given(deal, [...open, funded])
      .when(settle, early)
      .thenRefused('DEAL_STATE_DIFFERS', { deal: 'd', state: 'FUNDED' });
    given(deal, open).when(settle, due).thenRefused('DEAL_STATE_DIFFERS', { deal: 'd', state: 'AWAITING_FUNDS' });
    given(deal, []).when({ type: 'FundDeal' }).thenRefused('DEAL_NOT_FOUND');
  });

  it('never comes about without its deposit', () => {
    const nothing = { rate: '', result: cny(0n) };
    const data = { dealId: 'd', reason: 'DEPOSIT_SHORT', closeOut: nothing };
    given(deal, [booked])
      .when({ type: 'VoidDeal' })
      .then([{ type: 'DealCancelled', data }]);
    given(deal, open).when({ type: 'VoidDeal' }).thenRefused('DEAL_STATE_DIFFERS');
  });

  it.each<[string, DealCommand, object]>([
    ['cancelled', cancel, cancelled],
    ['rolled', roll, rolled],
    ['split', split, divided],
  ])('can be %s until it is funded, and then no other way', (_, command, happened) => {
    given(deal, open)
      .when(command)
      .then([happened as never]);
    given(deal, [...open, happened as never])
      .when(command)
      .thenNothing();
    given(deal, [...open, funded])
      .when(command)
      .thenRefused('DEAL_STATE_DIFFERS', { deal: 'd', state: 'FUNDED' });
    given(deal, [...open, happened as never])
      .when({ type: 'FundDeal' })
      .thenRefused('DEAL_STATE_DIFFERS');
    const others = [cancel, roll, split].filter((other) => other !== command);
    for (const other of others)
      given(deal, [...open, happened as never])
        .when(other)
        .thenRefused('DEAL_STATE_DIFFERS');
  });

  it('is split into what it was', () => {
    expect(
      parts.map(({ terms: { sell, buy, mid, fee, deposit } }) =>
        [sell, buy, mid, fee, deposit].map(({ minor }) => minor),
      ),
    ).toEqual([
      [333_333n, 2_366_664n, 2_373_331n, 333n, 16_667n],
      [666_667n, 4_733_336n, 4_746_669n, 667n, 33_333n],
    ]);
    const short = { ...split, parts: parts.slice(1) };
    given(deal, open).when(short).thenRefused('DEAL_PART_INVALID', { deal: 'd', sell: '' });
    const more = parts.map((part) => ({ ...part, terms: { ...part.terms, buy: cny(part.terms.buy.minor + 1n) } }));
    given(deal, open)
      .when({ ...split, parts: more })
      .thenRefused('DEAL_PART_INVALID');
  });

  it.each([usd(0n), usd(1_000_000n), usd(-1n), cny(1n)])('has no part of %o', (sell) => {
    expect(partsOf(terms, sell)).toBeUndefined();
  });
});
