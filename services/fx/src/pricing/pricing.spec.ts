import { decimal, money, parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { closeOutOf, inSoldCurrency } from './close-out.ts';
import { bucketsOf, netOpen, valueAtRisk } from './exposure.ts';
import { discount, forward, forwardRate } from './forward.ts';
import { decimalOf, fraction, moneyOf, over, whole } from './fractions.ts';
import { interestOf } from './interest.ts';
import { rateInto, unrealised } from './revaluation.ts';
import { lockLengths, spreadOf } from './spread.ts';
import { amountsAt, dealTerms, incomeOf } from './terms.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const cny = (text: string) => parseMoney(text, 'CNY');
const none = { USD: money(0n, 'USD'), CNY: money(0n, 'CNY') };
const dates = {
  ...{ tradeDate: '2026-03-02', spotDate: '2026-03-04', valueDate: '2026-03-04', tenor: 'SPOT' },
  ...{ cutOff: '2026-03-04T08:30:00.000Z', strategy: 'EARLIEST_ON_BOTH', calendars: ['CNY-2026.1', 'USD-2027.1'] },
};
const free = { fee: '0', deposit: '0.05' };

describe('fractions', () => {
  it.each([
    ['2.345', '2.34'],
    ['2.355', '2.36'],
    ['2.365', '2.36'],
    ['-2.345', '-2.34'],
  ])('%s is rounded half to even: %s', (value, rounded) => {
    expect(decimalOf(fraction(value), 2)).toBe(rounded);
  });

  it('are rounded down and up where one side must not gain', () => {
    const third = over(whole(1), whole(3));
    expect(['down', 'up'].map((direction) => decimalOf(third, 2, direction as 'up'))).toEqual(['0.33', '0.34']);
    expect(moneyOf(third, 'JPY', 'up')).toEqual(money(1n, 'JPY'));
    expect(decimalOf(fraction('7'), 0)).toBe('7');
    expect(() => fraction('1e3')).toThrow(RangeError);
    expect(() => over(third, whole(0))).toThrow(RangeError);
  });
});

describe('a forward price', () => {
  const [usdEarns, cnyEarns] = [
    { yearly: '0.042', basis: 360 },
    { yearly: '0.016', basis: 360 },
  ];

  it('of USD/CNY at 7.1200 for 90 days is 7.0742, at 1.6 % and 4.2 %', () => {
    expect(decimalOf(forward('7.1200', 90, usdEarns, cnyEarns), 4)).toBe('7.0742');
    expect(forwardRate('7.1200', 90, interestOf('USD', '2026-03-02'), interestOf('CNY', '2026-03-02'))).toEqual({
      ...{ mid: '7.0742', points: '-0.0458' },
    });
  });

  it('is spot on spot, and its points lie between those of the days around it', () => {
    expect(forwardRate('7.1200', 0, usdEarns, cnyEarns)).toEqual({ mid: '7.1200', points: '0.0000' });
    const points = [30, 47, 60].map((days) => Number(forwardRate('7.1200', days, usdEarns, cnyEarns).points));
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect(decimalOf(discount(90, cnyEarns), 6)).toBe('0.996016');
    expect(interestOf('XAF', '2026-03-02')).toEqual({ yearly: '0', basis: 360 });
  });
});

describe('a spread', () => {
  it('is wider the longer a rate is held, the more a pair moves, and off spot', () => {
    const held = lockLengths.map(({ minutes }) => Number(spreadOf('7.1200', 'USD/CNY', minutes, 'SPOT')));
    expect(held).toEqual([...held].sort((a, b) => a - b));
    expect(new Set(held).size).toBe(held.length);
    expect(spreadOf('7.1200', 'USD/CNY', 1, 'SPOT')).toBe('0.0178');
    expect(spreadOf('7.1200', 'USD/CNY', 1440, 'SPOT')).toBe('0.0321');
    // USD/JPY moves 2.4 times as much: the same lock costs 2.4 times as many points.
    expect([spreadOf('100.00', 'USD/JPY', 1, 'SPOT'), spreadOf('100.00', 'USD/JPY', 1440, 'SPOT')]).toEqual([
      '0.15',
      '0.63',
    ]);
    expect([spreadOf('7.1200', 'USD/CNY', 1, 'TOD'), spreadOf('7.1200', 'USD/CNY', 1, 'LATER')]).toEqual([
      '0.0214',
      '0.0221',
    ]);
  });
});

describe('terms', () => {
  it('fix the sold side: what the client gets is rounded down', () => {
    const terms = dealTerms('USD/CNY', '7.1200', { sell: usd('1234.56'), buy: none.CNY }, dates, 30, free);
    expect(terms).toMatchObject({
      ...{ pair: 'USD/CNY', fixedSide: 'SELL', spotRate: '7.1200', midRate: '7.1200', forwardPoints: '0.0000' },
      ...{ clientRate: '7.1007', spread: '0.0193', sell: usd('1234.56'), buy: cny('8766.24'), mid: cny('8790.07') },
      ...{ fee: none.USD, deposit: none.USD, valueDate: '2026-03-04', calendars: ['CNY-2026.1', 'USD-2027.1'] },
    });
  });

  it('fix the bought side: what the client gives is rounded up', () => {
    const terms = dealTerms('USD/CNY', '7.1200', { sell: none.CNY, buy: usd('1000.00') }, dates, 1, free);
    expect(terms).toMatchObject({ fixedSide: 'BUY', clientRate: '7.1378', buy: usd('1000.00'), sell: cny('7137.80') });
    const odd = dealTerms('USD/CNY', '7.1200', { sell: none.USD, buy: cny('1000.00') }, dates, 1, free);
    expect(odd).toMatchObject({ clientRate: '7.1022', sell: usd('140.81'), buy: cny('1000.00') });
  });

  it('of a later day carry its price and a deposit', () => {
    const later = { ...dates, valueDate: '2026-06-02', tenor: '3M' };
    const terms = dealTerms('USD/CNY', '7.1200', { sell: usd('10000.00'), buy: none.CNY }, later, 1, {
      ...free,
      fee: '0.001',
    });
    expect(terms).toMatchObject({
      forwardPoints: '-0.0458',
      midRate: '7.0742',
      deposit: usd('500.00'),
      fee: usd('10.00'),
    });
  });

  it('of the worked example: mid 7.1200, client 7.1000, spread 200', () => {
    const example = { sell: usd('10000.00'), buy: cny('71000.00'), mid: cny('71200.00') };
    const terms = dealTerms('USD/CNY', '7.1200', { sell: usd('10000.00'), buy: none.CNY }, dates, 1, free);
    const income = incomeOf({ ...terms, ...example, clientRate: '7.1000' });
    expect(income).toEqual({ spread: cny('200.00'), rounding: none.CNY });
    expect(amountsAt('7.1000', true, { sell: usd('10000.00'), buy: none.CNY }).buy).toEqual(cny('71000.00'));
    expect(moneyOf({ top: 123_456n * 71_234n, bottom: 100n * 10_000n }, 'CNY')).toEqual(cny('8794.26'));
  });

  it('are none where the spread eats the rate', () => {
    expect(() => dealTerms('USD/CNY', '0.0001', { sell: usd('1.00'), buy: none.CNY }, dates, 1, free)).toThrow(
      RangeError,
    );
  });
});

describe('ending a deal early', () => {
  const terms = {
    ...dealTerms('USD/CNY', '7.1200', { sell: usd('10000.00'), buy: none.CNY }, dates, 1, free),
    ...{ clientRate: '7.1000', buy: cny('71000.00') },
  };

  it('costs who sold where the market rose, and pays where it fell', () => {
    expect(closeOutOf(terms, '7.2000', '2026-03-04')).toEqual({ rate: '7.2000', result: cny('-1000.00') });
    expect(closeOutOf(terms, '7.0000', '2026-03-04')).toEqual({ rate: '7.0000', result: cny('1000.00') });
    const loss = inSoldCurrency(terms, { rate: '7.2000', result: cny('-1000.00') });
    expect(loss).toEqual(usd('138.89'));
  });

  it('is the other way round for who bought', () => {
    const bought = { ...terms, sell: cny('71000.00'), buy: usd('10000.00') };
    expect(closeOutOf(bought, '7.2000', '2026-03-04').result).toEqual(cny('1000.00'));
    expect(inSoldCurrency(bought, { rate: '7.0000', result: cny('-1000.00') })).toEqual(cny('1000.00'));
  });

  it('is what the rest is worth today: discounted, at the price of its own day', () => {
    const later = { ...terms, valueDate: '2026-06-02' };
    // (7.1000 − 7.0742) · 10,000 / (1 + 1.6 % · 90/360)
    expect(closeOutOf(later, '7.1200', '2026-03-04')).toEqual({ rate: '7.0742', result: cny('256.97') });
  });
});

describe('exposures', () => {
  it('are added up by currency and day, nothing twice', () => {
    const rows = [
      { column: 'receivable', currency: 'USD', minor: 500n, day: '2026-03-09' },
      { column: 'receivable', currency: 'USD', minor: 250n, day: '2026-03-09' },
      { column: 'deals', currency: 'USD', minor: -600n, day: '2026-03-09' },
      { column: 'unconverted', currency: 'USD', minor: 100n, day: '' },
      { column: 'deals', currency: 'CNY', minor: 4260n, day: '2026-03-09' },
    ] as const;
    const buckets = bucketsOf(rows);
    expect(buckets.map(({ currency, valueDate, net }) => [currency, valueDate, net.minor])).toEqual([
      ['CNY', '2026-03-09', 4260n],
      ['USD', '', 100n],
      ['USD', '2026-03-09', 150n],
    ]);
    expect(buckets[2]).toMatchObject({ receivable: money(750n, 'USD'), deals: money(-600n, 'USD') });
    expect(netOpen(buckets)).toEqual([money(4260n, 'CNY'), money(250n, 'USD')]);
  });

  it('may lose z·σ·√h·|net|', () => {
    expect(valueAtRisk(usd('-1000000.00'), '0.0025')).toEqual(usd('5815.75'));
    expect(decimal(valueAtRisk(usd('1000000.00'), '0.0025', 4))).toBe('11631.50');
  });
});

describe('a revaluation', () => {
  it('is what positions are worth beyond what they stand for', () => {
    const positions = [usd('10000.00'), cny('-71200.00')];
    expect(unrealised(positions, 'CNY', () => fraction('7.1500'))).toEqual(cny('300.00'));
    expect(unrealised(positions, 'CNY', () => fraction('7.1000'))).toEqual(cny('-200.00'));
    expect(unrealised([], 'CNY', () => fraction('1'))).toEqual(none.CNY);
    expect(decimalOf(rateInto('CNY/JPY', '20.00', 'JPY'), 4)).toBe('0.0500');
    expect(decimalOf(rateInto('USD/CNY', '7.12', 'USD'), 4)).toBe('7.1200');
  });
});
