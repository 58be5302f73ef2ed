import { money, subtract } from '@portolan/money';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amountOf, exceeds, fraction, moneyOf, over, times } from './fractions.ts';
import { lockLengths } from './spread.ts';
import { amountsAt, dealTerms, incomeOf } from './terms.ts';

const thousand = { numRuns: 1000 };
const pairs = fc.constantFrom(
  ['USD/CNY', 4],
  ['EUR/USD', 5],
  ['USD/JPY', 2],
  ['GBP/CNY', 4],
  ['EUR/JPY', 2],
) as fc.Arbitrary<readonly [string, number]>;
const asked = fc.record({
  pair: pairs,
  minor: fc.bigInt(1_000n, 10n ** 12n),
  units: fc.integer({ min: 1_000, max: 2_000_000 }),
  sellsBase: fc.boolean(),
  fixed: fc.constantFrom('sell', 'buy'),
  lock: fc.constantFrom(...lockLengths.map(({ minutes }) => minutes)),
  days: fc.integer({ min: 0, max: 400 }),
});
type Asked = typeof asked extends fc.Arbitrary<infer Of> ? Of : never;

function termsOf({ pair: [pair, scale], minor, units, sellsBase, fixed, lock, days }: Asked) {
  const [base = '', quote = ''] = pair.split('/');
  const [sold, bought] = sellsBase ? [base, quote] : [quote, base];
  const spot = (units / 10 ** scale + 0.5).toFixed(scale);
  const valueDate = new Date(Date.parse('2026-03-04') + days * 86_400_000).toISOString().slice(0, 10);
  const dates = {
    ...{ tradeDate: '2026-03-02', spotDate: '2026-03-04', valueDate, tenor: days === 0 ? 'SPOT' : 'BROKEN' },
    ...{ cutOff: '', strategy: 'EARLIEST_ON_BOTH', calendars: [] },
  };
  const conversion = {
    sell: money(fixed === 'sell' ? minor : 0n, sold),
    buy: money(fixed === 'buy' ? minor : 0n, bought),
  };
  return dealTerms(pair, spot, conversion, dates, lock, { fee: '0.001', deposit: '0.05' });
}

it('nobody gains by going there and back', () => {
  fc.assert(
    fc.property(asked, fc.constantFrom(...lockLengths.map(({ minutes }) => minutes)), (given, lock) => {
      const there = termsOf(given);
      fc.pre(there.buy.minor > 0n);
      const sellsBase = there.pair.startsWith(`${there.buy.currency}/`);
      const nothing = money(0n, there.sell.currency);
      const { tradeDate, spotDate, valueDate, tenor, cutOff, strategy, calendars } = there;
      const dates = { tradeDate, spotDate, valueDate, tenor, cutOff, strategy, calendars };
      const back = dealTerms(there.pair, there.spotRate, { sell: there.buy, buy: nothing }, dates, lock, {
        fee: '0',
        deposit: '0',
      });
      expect(back.buy.minor).toBeLessThanOrEqual(there.sell.minor);
      // Not even without a spread.
      const fair = amountsAt(there.clientRate, sellsBase, { sell: there.buy, buy: nothing });
      expect(fair.buy.minor).toBeLessThanOrEqual(there.sell.minor);
    }),
    thousand,
  );
});

it('a deal is the middle of the market less spread and rounding, and rounding is less than a unit a leg', () => {
  fc.assert(
    fc.property(asked, (given) => {
      const terms = termsOf(given);
      const { spread, rounding } = incomeOf(terms);
      expect(terms.mid.minor).toBe(terms.buy.minor + spread.minor + rounding.minor);
      expect(spread.minor).toBeGreaterThanOrEqual(0n);
      // One unit of the bought currency, and what one of the sold is worth where that leg was rounded.
      const unit = amountOf(money(1n, terms.sell.currency));
      const rate = fraction(terms.midRate);
      const worth = terms.pair.startsWith(`${terms.sell.currency}/`) ? times(unit, rate) : over(unit, rate);
      const legs = terms.fixedSide === 'SELL' ? 1n : 1n + moneyOf(worth, terms.buy.currency, 'up').minor;
      expect(rounding.minor >= -1n && rounding.minor <= legs).toBe(true);
    }),
    thousand,
  );
});

it('a longer lock is never cheaper, and the given side stays as it was given', () => {
  fc.assert(
    fc.property(asked, (given) => {
      const [short, long] = [termsOf({ ...given, lock: 1 }), termsOf({ ...given, lock: 1440 })];
      expect(exceeds(fraction(short.spread), fraction(long.spread))).toBe(false);
      expect(long.buy.minor <= short.buy.minor && long.sell.minor >= short.sell.minor).toBe(true);
      const side = given.fixed === 'sell' ? short.sell : short.buy;
      expect(side.minor).toBe(given.minor);
      expect(subtract(short.deposit, short.deposit).minor).toBe(0n);
      expect(short.deposit.minor > 0n).toBe(given.days > 0);
    }),
    thousand,
  );
});
