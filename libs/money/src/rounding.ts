import { Big, type RoundingMode } from 'big.js';
import { MoneyError, minorDigits } from './currency.ts';
import { type Money, money } from './money.ts';

/**
 * half-even: banker's rounding, for everything booked (2.345 → 2.34, 2.355 → 2.36). half-up: away from zero at the
 * half, as duties and taxes are rounded. down: toward zero. up: away from zero.
 */
export type Rounding = 'half-even' | 'half-up' | 'down' | 'up';

const modes: Readonly<Record<Rounding, RoundingMode>> = { down: 0, 'half-up': 1, 'half-even': 2, up: 3 };

/**
 * Amount × factor in the same currency, computed exactly and rounded once: price × quantity, base × duty rate.
 * @param factor decimal text such as '3', '0.13' or '1.9125'
 * @throws MoneyError where the factor is not a decimal.
 */
export function multiply(amount: Money, factor: string, rounding: Rounding = 'half-even'): Money {
  return rounded(exact(amount.minor).times(parseDecimal(factor)), amount.currency, rounding);
}

/**
 * The amount in another currency, computed exactly and rounded once, half to even.
 * @param rate units of `to` for one unit of the amount's currency: USD 1,234.56 × '7.1234' → CNY 8,794.26
 * @throws MoneyError where the rate is not a decimal above zero.
 */
export function convert(amount: Money, rate: string, to: string): Money {
  const factor = parseDecimal(rate);
  if (factor.lte(0)) throw new MoneyError(`a rate is above zero, '${rate}' is not`);
  const shift = minorDigits(to) - minorDigits(amount.currency);
  return rounded(
    exact(amount.minor)
      .times(factor)
      .times(new Big(`1e${shift}`)),
    to,
    'half-even',
  );
}

/**
 * Shares an amount out by weight so that the shares add up to it exactly: each is floored, and the units left over go
 * to the largest remainders, the earlier share first at a tie. A negative amount is shared as its positive twin.
 * @param weights whole numbers, none negative, not all zero
 * @throws MoneyError on other weights.
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((all, weight) => all + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new MoneyError(`weights must be at least 0 and not all 0: ${weights.join(', ')}`);
  }
  const sign = amount.minor < 0n ? -1n : 1n;
  const whole = sign * amount.minor;
  const shares = weights.map((weight) => (whole * weight) / total);
  const left = whole - shares.reduce((all, share) => all + share, 0n);
  const remainders = weights.map((weight, index) => ({ index, remainder: (whole * weight) % total }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const lucky = new Set(remainders.slice(0, Number(left)).map(({ index }) => index));
  return shares.map((share, index) => money(sign * (share + (lucky.has(index) ? 1n : 0n)), amount.currency));
}

/** True for decimal text such as '7.1234' or '-3': no exponent, no leading '+', no bare point. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function parseDecimal(text: string): Big {
  if (!isDecimal(text)) throw new MoneyError(`'${text}' is not a decimal`);
  return new Big(text);
}

function exact(minor: bigint): Big {
  return new Big(minor.toString());
}

function rounded(value: Big, currency: string, rounding: Rounding): Money {
  return money(BigInt(value.round(0, modes[rounding]).toFixed(0)), currency);
}
