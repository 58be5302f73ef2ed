import { fold, isRefusal } from '@portolan/eventsourcing';
import { type Money, money, parseMoney } from '@portolan/money';
import { facts } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf } from './accounts.ts';
import {
  type DealFigures,
  dealClosedOut,
  dealCovered,
  dealFunded,
  dealFundsFreed,
  dealSettled,
  depositHeld,
  depositMoved,
  revalued,
} from './exchange.ts';
import { ledger, type Posting } from './ledger.ts';
import { receipt } from './postings.ts';
import { causeOf, datedEntries, resultsOf } from './results.ts';
import { balancesOf } from './sums.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const cny = (text: string) => parseMoney(text, 'CNY');
const deal: DealFigures = {
  ...{ dealId: 'd', tenant: 'm', sell: usd('10000.00'), buy: cny('71000.00'), mid: cny('71200.00') },
  ...{ spread: cny('200.00'), rounding: cny('0.00'), fee: usd('0.00'), deposit: usd('0.00') },
};

/** Dr and Cr, one line an entry: 'Dr 2000.USD.m 10000.00'. */
const lines = ({ entries }: Posting) =>
  entries.map(({ accountId, side, amount }) => `${side === 'SIDE_DEBIT' ? 'Dr' : 'Cr'} ${accountId} ${units(amount)}`);
const units = ({ minor }: Money) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;

describe('a deal in the books', () => {
  it('sells USD 10,000 at 7.1000, the middle being 7.1200: the spread is a line of its own', () => {
    expect(lines(dealFunded(deal))).toEqual(['Dr 2000.USD.m 10000.00', 'Cr 2350.USD.d 10000.00']);
    expect(lines(dealSettled(deal))).toEqual([
      ...['Dr 2350.USD.d 10000.00', 'Cr 3000.USD 10000.00'],
      ...['Dr 3000.CNY 71200.00', 'Cr 2000.CNY.m 71000.00', 'Cr 4100.CNY 200.00'],
    ]);
  });

  it('is covered at the bank at 7.1195: the position is zero, and 5 are lost', () => {
    expect(lines(dealCovered(deal, 'B1', cny('71195.00')))).toEqual([
      ...['Dr 3000.USD 10000.00', 'Cr 1000.USD 10000.00'],
      ...['Dr 1000.CNY 71195.00', 'Cr 3000.CNY 71200.00', 'Dr 4200.CNY 5.00'],
    ]);
  });

  it('has a fee, a deposit and what rounding leaves where there are such', () => {
    const whole = { ...deal, fee: usd('10.00'), deposit: usd('500.00'), spread: cny('199.99'), rounding: cny('0.01') };
    expect(lines(depositHeld(whole))).toEqual(['Dr 2000.USD.m 500.00', 'Cr 2400.USD.d 500.00']);
    expect(lines(dealFundsFreed(whole))).toEqual(['Dr 2350.USD.d 10010.00', 'Cr 2000.USD.m 10010.00']);
    expect(lines(dealSettled(whole))).toEqual([
      ...['Dr 2350.USD.d 10010.00', 'Cr 3000.USD 10000.00', 'Cr 4000.USD 10.00'],
      ...['Dr 2400.USD.d 500.00', 'Cr 2000.USD.m 500.00'],
      ...['Dr 3000.CNY 71200.00', 'Cr 2000.CNY.m 71000.00', 'Cr 4100.CNY 199.99', 'Cr 5900.CNY 0.01'],
    ]);
    const parts = [
      { dealId: 'p1', deposit: usd('200.00') },
      { dealId: 'p2', deposit: usd('300.00') },
    ];
    expect(lines(depositMoved('d', parts))).toEqual([
      ...['Dr 2400.USD.d 200.00', 'Dr 2400.USD.d 300.00', 'Cr 2400.USD.p1 200.00', 'Cr 2400.USD.p2 300.00'],
    ]);
  });

  it('is ended early: gain and loss are realised, the deposit is the client’s again', () => {
    const held = { ...deal, deposit: usd('500.00') };
    const back = ['Dr 2400.USD.d 500.00', 'Cr 2000.USD.m 500.00'];
    expect(lines(dealClosedOut(held, cny('1000.00'), usd('0.00')))).toEqual([
      ...[...back, 'Dr 4200.CNY 1000.00', 'Cr 2000.CNY.m 1000.00'],
    ]);
    // In the currency that was sold, over the position.
    expect(lines(dealClosedOut(held, cny('-1000.00'), usd('138.89')))).toEqual([
      ...[...back, 'Dr 2000.USD.m 138.89', 'Cr 3000.USD 138.89', 'Dr 3000.CNY 1000.00', 'Cr 4200.CNY 1000.00'],
    ]);
    expect(lines(dealClosedOut(deal, cny('-1000.00'), cny('1000.00')))).toEqual([
      ...['Dr 2000.CNY.m 1000.00', 'Cr 4200.CNY 1000.00'],
    ]);
  });

  it('is valued at the end of a month, and taken back on the day after', () => {
    const [there, back] = revalued('2026-03-31', cny('300.00'));
    expect([there.effectiveAt, back.effectiveAt]).toEqual(['2026-03-31T23:59:59.999Z', '2026-04-01T00:00:00.000Z']);
    expect(lines(there)).toEqual(['Dr 3000.CNY 300.00', 'Cr 4300.CNY 300.00']);
    expect(lines(back)).toEqual(['Dr 4300.CNY 300.00', 'Cr 3000.CNY 300.00']);
    expect(revalued('2026-03-31', cny('-200.00')).map(lines)).toEqual([
      ['Dr 4300.CNY 200.00', 'Cr 3000.CNY 200.00'],
      ['Dr 3000.CNY 200.00', 'Cr 4300.CNY 200.00'],
    ]);
  });
});

const figures: fc.Arbitrary<DealFigures> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    sell: fc.bigInt(1n, 90_000n),
    rate: fc.bigInt(6n, 8n),
    spread: fc.bigInt(0n, 50n),
    rounding: fc.bigInt(-1n, 1n),
    fee: fc.bigInt(0n, 9n),
    deposit: fc.bigInt(0n, 500n),
  })
  .map(({ id, sell, rate, spread, rounding, fee, deposit }) => {
    const mid = sell * rate + 60n;
    return {
      ...{ dealId: id, tenant: 'm', sell: money(sell, 'USD'), mid: money(mid, 'CNY') },
      ...{ buy: money(mid - spread - rounding, 'CNY'), spread: money(spread, 'CNY'), rounding: money(rounding, 'CNY') },
      ...{ fee: money(fee, 'USD'), deposit: money(deposit, 'USD') },
    };
  });

const steps: fc.Arbitrary<Posting> = fc
  .tuple(figures, fc.nat({ max: 6 }), fc.bigInt(-400n, 400n), fc.bigInt(0n, 60n))
  .map(([deal, step, result, loss]) => {
    const all = [
      depositHeld(deal),
      dealFunded(deal),
      dealSettled(deal),
      dealCovered(deal, `bank-${deal.dealId}`, money(deal.mid.minor + result / 8n, 'CNY')),
      dealClosedOut(deal, money(result, 'CNY'), money(loss + 1n, 'USD')),
      revalued(`2026-0${1 + (Number(loss) % 9)}-28`, money(result, 'CNY'))[0],
      dealFundsFreed(deal),
    ];
    return all[step] ?? depositHeld(deal);
  });

it('every posting of a deal balances per currency, and gain and loss by cause is what the ledger says', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 40 }), (postings) => {
      let state = ledger.initial;
      const entries = [];
      for (const posting of [receipt('f', 'm', money(1_000_000n, 'USD'), ''), ...postings]) {
        const sums: Record<string, bigint> = {};
        for (const { side, amount } of posting.entries)
          sums[amount.currency] =
            (sums[amount.currency] ?? 0n) + (side === 'SIDE_DEBIT' ? amount.minor : -amount.minor);
        expect(Object.values(sums).every((sum) => sum === 0n)).toBe(true);
        const decided = ledger.decide(posting, state, facts());
        if (isRefusal(decided)) continue;
        state = fold(ledger, state, decided);
        if (decided.length > 0) entries.push(...datedEntries('2026-03-02', posting.entries));
      }
      const told: Record<string, bigint> = {};
      for (const { amount } of resultsOf(entries)) told[amount.currency] = (told[amount.currency] ?? 0n) + amount.minor;
      const booked: Record<string, bigint> = {};
      for (const [id, balance] of Object.entries(balancesOf(state))) {
        const account = accountOf(id);
        if (account === undefined || causeOf(id) === undefined) continue;
        const sign = account.type === 'expense' ? -1n : 1n;
        booked[account.currency] = (booked[account.currency] ?? 0n) + sign * balance;
      }
      for (const currency of ['USD', 'CNY']) expect(told[currency] ?? 0n).toBe(booked[currency] ?? 0n);
    }),
    { numRuns: 1000 },
  );
});
