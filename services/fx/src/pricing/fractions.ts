import { type Money, minorDigits, money } from '@portolan/money';

/** An exact number: `top` / `bottom`, bottom above zero. Rates and interest are computed in it and rounded once. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Reads a decimal text such as '7.1200' or '-0.05'. @throws RangeError for anything else */
export function fraction(text: string): Fraction {
  const [, sign, whole = '', places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (sign === undefined) throw new RangeError(`'${text}' is not a decimal`);
  const top = BigInt(whole + places);
  return { top: sign === '-' ? -top : top, bottom: 10n ** BigInt(places.length) };
}

export const whole = (count: bigint | number): Fraction => ({ top: BigInt(count), bottom: 1n });
export const plus = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});
export const minus = (a: Fraction, b: Fraction) => plus(a, { top: -b.top, bottom: b.bottom });
export const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
/** @throws RangeError where `b` is zero */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.top === 0n) throw new RangeError('nothing is divided by zero');
  const sign = b.top < 0n ? -1n : 1n;
  return { top: a.top * b.bottom * sign, bottom: a.bottom * b.top * sign };
}
export const size = (a: Fraction): Fraction => ({ top: a.top < 0n ? -a.top : a.top, bottom: a.bottom });
export const exceeds = (a: Fraction, b: Fraction): boolean => a.top * b.bottom > b.top * a.bottom;

/** half-even: what is booked. down and up: toward and away from zero, where one side must not gain by it. */
export type Direction = 'half-even' | 'down' | 'up';

/** The whole number next to it. */
export function roundedTo({ top, bottom }: Fraction, direction: Direction): bigint {
  const [positive, sign] = top < 0n ? [-top, -1n] : [top, 1n];
  const floor = positive / bottom;
  const twice = (positive % bottom) * 2n;
  const goesUp =
    direction === 'up'
      ? twice > 0n
      : direction === 'half-even' && (twice > bottom || (twice === bottom && floor % 2n === 1n));
  return sign * (goesUp ? floor + 1n : floor);
}

/** '7.0742': so many decimals, rounded once. */
export function decimalOf(value: Fraction, decimals: number, direction: Direction = 'half-even'): string {
  const units = roundedTo(times(value, whole(10n ** BigInt(decimals))), direction);
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const sign = units < 0n ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

/** An amount in its main unit: USD 12.34 is 1234/100. */
export function amountOf({ minor, currency }: Money): Fraction {
  return { top: minor, bottom: 10n ** BigInt(minorDigits(currency)) };
}

/** The money next to it, rounded once. @throws MoneyError beyond 64 bits */
export function moneyOf(value: Fraction, currency: string, direction: Direction = 'half-even'): Money {
  return money(roundedTo(times(value, whole(10n ** BigInt(minorDigits(currency)))), direction), currency);
}
