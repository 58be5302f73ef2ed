import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencies, MoneyError } from './currency.ts';
import { decimal, money, negate, parseMoney, sum } from './money.ts';
import { allocate, convert, isDecimal, multiply } from './rounding.ts';

const currency = fc.constantFrom(...currencies);
const minor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const usd = (text: string) => parseMoney(text, 'USD');

describe('multiply', () => {
  it.each([
    ['2.345', '2.34'],
    ['2.355', '2.36'],
    ['2.365', '2.36'],
    ['-2.345', '-2.34'],
  ])('rounds %s half to even', (factor, result) => {
    expect(decimal(multiply(usd('1.00'), factor))).toBe(result);
  });

  it('rounds as it is asked', () => {
    const round = (rounding: 'half-up' | 'down' | 'up', factor: string) =>
      decimal(multiply(usd('1.00'), factor, rounding));
    expect([round('half-up', '2.345'), round('half-up', '-2.345')]).toEqual(['2.35', '-2.35']);
    expect([round('down', '2.349'), round('down', '-2.349')]).toEqual(['2.34', '-2.34']);
    expect([round('up', '2.341'), round('up', '-2.341')]).toEqual(['2.35', '-2.35']);
  });

  it('is exact for whole numbers', () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: -999, max: 999 }), currency, (units, times, code) => {
        expect(multiply(money(units, code), String(times)).minor).toBe(units * BigInt(times));
      }),
    );
  });

  it.each(['', '1e3', '.5', 'x', '1,5'])('refuses %j as a factor', (factor) => {
    expect(isDecimal(factor)).toBe(false);
    expect(() => multiply(usd('1'), factor)).toThrow(MoneyError);
  });
});

describe('convert', () => {
  it('rounds once, between currencies of different decimals', () => {
    expect(decimal(convert(usd('1234.56'), '7.1234', 'CNY'))).toBe('8794.26');
    expect(decimal(convert(usd('10.00'), '149.375', 'JPY'))).toBe('1494');
    expect(decimal(convert(parseMoney('1494', 'JPY'), '0.0020561', 'KWD'))).toBe('3.072');
  });

  it('is symmetric around zero and never off by more than half a unit', () => {
    const rate = fc.integer({ min: 1, max: 10_000_000 }).map((n) => (n / 10_000).toFixed(4));
    fc.assert(
      fc.property(minor, rate, (units, text) => {
        const bought = convert(money(units, 'USD'), text, 'CNY');
        expect(convert(negate(money(units, 'USD')), text, 'CNY')).toEqual(negate(bought));
        const tenThousandths = units * BigInt(text.replace('.', ''));
        const error = tenThousandths - bought.minor * 10_000n;
        expect(error <= 5000n && error >= -5000n).toBe(true);
      }),
    );
  });

  it.each(['0', '-1', '0.0', ''])('refuses the rate %j', (rate) => {
    expect(() => convert(usd('1'), rate, 'CNY')).toThrow(MoneyError);
  });
});

describe('allocate', () => {
  it('gives what is left to the largest remainders, the earlier at a tie', () => {
    expect(allocate(usd('10.03'), [1n, 1n]).map(decimal)).toEqual(['5.02', '5.01']);
    expect(allocate(usd('10.00'), [1n, 1n, 1n]).map(decimal)).toEqual(['3.34', '3.33', '3.33']);
    expect(allocate(usd('-10.00'), [1n, 1n, 1n]).map(decimal)).toEqual(['-3.34', '-3.33', '-3.33']);
    expect(allocate(usd('0.01'), [1n, 2n]).map(decimal)).toEqual(['0.00', '0.01']);
  });

  it('adds up exactly, each share within a unit of its due', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((weight) => weight > 0n));
    fc.assert(
      fc.property(minor, weights, currency, (units, list, code) => {
        const amount = money(units, code);
        const shares = allocate(amount, list);
        expect(sum(shares, code)).toEqual(amount);
        const total = list.reduce((all, weight) => all + weight, 0n);
        for (const [index, share] of shares.entries()) {
          const error = share.minor * total - units * (list[index] ?? 0n);
          expect(error < total && error > -total).toBe(true);
        }
      }),
    );
  });

  it('refuses weights that share nothing, and negative ones', () => {
    for (const weights of [[], [0n, 0n], [1n, -1n, 2n]]) {
      expect(() => allocate(usd('1'), weights)).toThrow(MoneyError);
    }
  });
});
