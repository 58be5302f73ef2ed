import { type Money, minorDigits, type Rounding } from '@portolan/money';

/** A fraction of whole numbers: nothing is lost until a figure is rounded. The denominator is above zero. */
export interface Exact {
  readonly of: bigint;
  readonly in: bigint;
}

/**
 * '-0.13' as −13/100.
 * @throws Error where the text is no decimal.
 */
export function exactly(decimal: string): Exact {
  const [, sign = '', whole = '', fraction = ''] = /^([-−]?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') throw new Error(`'${decimal}' is not a decimal`);
  const of = BigInt(whole + fraction);
  return { of: sign === '' ? of : -of, in: 10n ** BigInt(fraction.length) };
}

/** An amount in units of its currency: CNY 12.34 as 1234/100. */
export function ofAmount({ minor, currency }: Money): Exact {
  return { of: minor, in: 10n ** BigInt(minorDigits(currency)) };
}

export const plus = (left: Exact, right: Exact): Exact => ({
  of: left.of * right.in + right.of * left.in,
  in: left.in * right.in,
});

export const minus = (left: Exact, right: Exact): Exact => plus(left, { of: -right.of, in: right.in });

export const times = (left: Exact, right: Exact): Exact => ({ of: left.of * right.of, in: left.in * right.in });

/** @throws Error where the divisor is zero. */
export function over(left: Exact, right: Exact): Exact {
  if (right.of === 0n) throw new Error('divided by zero');
  const sign = right.of < 0n ? -1n : 1n;
  return { of: left.of * right.in * sign, in: left.in * right.of * sign };
}

/** Below zero, zero or above, as left is to right. */
export function compareExact(left: Exact, right: Exact): number {
  const difference = left.of * right.in - right.of * left.in;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The fraction in minor units of a currency, rounded once. */
export function roundTo(value: Exact, currency: string, rounding: Rounding): bigint {
  const of = value.of * 10n ** BigInt(minorDigits(currency));
  const sign = of < 0n ? -1n : 1n;
  const [whole, rest] = [(sign * of) / value.in, (sign * of) % value.in];
  return sign * (whole + (goesUp(whole, rest, value.in, rounding) ? 1n : 0n));
}

function goesUp(whole: bigint, rest: bigint, of: bigint, rounding: Rounding): boolean {
  if (rounding === 'down' || rest === 0n) return false;
  if (rounding === 'up') return true;
  if (2n * rest === of) return rounding === 'half-up' || whole % 2n === 1n;
  return 2n * rest > of;
}

/** '49.868'; of what has no end, six decimals and an ellipsis: '77.777777…'. */
export function written(value: Exact): string {
  const sign = value.of < 0n ? '−' : '';
  const of = value.of < 0n ? -value.of : value.of;
  let [digits, rest] = ['', of % value.in];
  while (rest !== 0n && digits.length < 6) {
    rest *= 10n;
    digits += String(rest / value.in);
    rest %= value.in;
  }
  const whole = `${sign}${of / value.in}`;
  return `${digits === '' ? whole : `${whole}.${digits}`}${rest === 0n ? '' : '…'}`;
}
