import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencies, isCurrency, MoneyError, minorDigits } from './currency.ts';
import {
  add,
  compare,
  decimal,
  equal,
  formatMoney,
  isZero,
  money,
  negate,
  parseMoney,
  subtract,
  sum,
} from './money.ts';

const currency = fc.constantFrom(...currencies);
const minor = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });

describe('currencies', () => {
  it('have the decimals of ISO 4217, also where Intl says otherwise', () => {
    expect(['USD', 'CNY', 'JPY', 'KWD', 'CLF', 'IDR', 'HUF', 'MGA', 'IQD'].map(minorDigits)).toEqual([
      2, 2, 0, 3, 4, 2, 2, 2, 3,
    ]);
  });

  it('stand in the table once', () => {
    expect(new Set(currencies).size).toBe(currencies.length);
    expect(currencies.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  it('are refused where the standard has none', () => {
    expect(isCurrency('usd')).toBe(false);
    expect(() => minorDigits('XAU')).toThrow(MoneyError);
    expect(() => money(1n, 'ABC')).toThrow('ABC is not a currency');
  });
});

describe('money as text', () => {
  it('is written with all decimals', () => {
    expect(formatMoney(money(1234n, 'USD'))).toBe('USD 12.34');
    expect(formatMoney(money(-5n, 'USD'))).toBe('USD -0.05');
    expect(decimal(money(5n, 'JPY'))).toBe('5');
    expect(decimal(money(5n, 'KWD'))).toBe('0.005');
  });

  it('is read with at most the decimals of its currency', () => {
    expect(parseMoney('12.3', 'USD')).toEqual(money(1230n, 'USD'));
    expect(() => parseMoney('12.345', 'USD')).toThrow('USD has 2 decimals');
    expect(() => parseMoney('12.0', 'JPY')).toThrow('JPY has 0 decimals');
  });

  it.each(['', '1e3', '+1', '.5', '1.', ' 1', '1,000', '0x1', 'NaN', '--1', '1.2.3'])('%j is refused', (text) => {
    expect(() => parseMoney(text, 'USD')).toThrow(MoneyError);
  });

  it('survives writing and reading', () => {
    fc.assert(
      fc.property(minor, currency, (units, code) => {
        const amount = money(units, code);
        expect(parseMoney(decimal(amount), code)).toEqual(amount);
      }),
    );
  });
});

describe('adding', () => {
  it('is undone by subtracting, and agrees with sum and compare', () => {
    fc.assert(
      fc.property(minor, minor, currency, (a, b, code) => {
        const [left, right] = [money(a, code), money(b, code)];
        expect(subtract(add(left, right), right)).toEqual(left);
        expect(sum([left, right], code)).toEqual(add(right, left));
        expect(isZero(add(left, negate(left)))).toBe(true);
        expect(compare(left, right)).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(equal(left, right)).toBe(a === b);
      }),
    );
  });

  it('refuses two currencies and more than 64 bits', () => {
    expect(() => add(money(1n, 'USD'), money(1n, 'CNY'))).toThrow('of two currencies');
    expect(() => subtract(money(1n, 'USD'), money(1n, 'CNY'))).toThrow(MoneyError);
    expect(() => compare(money(1n, 'USD'), money(1n, 'CNY'))).toThrow(MoneyError);
    expect(() => sum([money(1n, 'USD')], 'CNY')).toThrow(MoneyError);
    expect(equal(money(1n, 'USD'), money(1n, 'CNY'))).toBe(false);
    expect(() => add(money(2n ** 63n - 1n, 'USD'), money(1n, 'USD'))).toThrow('beyond 64 bits');
  });

  it('of nothing is zero', () => {
    expect(sum([], 'EUR')).toEqual(money(0n, 'EUR'));
  });
});
