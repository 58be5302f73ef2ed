import { decimalOf, decimalsOf, type Fraction, fraction, minus, over, plus, times, whole } from './fractions.ts';
import type { Earning } from './interest.ts';

/**
 * The price for a later day: F = S · (1 + r_quote·d/B_quote) / (1 + r_base·d/B_base), simple interest. Before spot (d
 * below zero) the same holds backwards.
 * @param spot units of the quote currency for one of the base, a decimal
 * @param days from spot to the value date
 */
export function forward(spot: string, days: number, base: Earning, quote: Earning): Fraction {
  return over(times(fraction(spot), grown(quote, days)), grown(base, days));
}

/** Forward price at the scale of spot, and its points: what is added to spot. */
export function forwardRate(spot: string, days: number, base: Earning, quote: Earning) {
  const exact = forward(spot, days, base, quote);
  const scale = decimalsOf(spot);
  const mid = decimalOf(exact, scale);
  return { mid, points: decimalOf(minus(fraction(mid), fraction(spot)), scale) };
}

/** What one unit on a later day is worth now. */
export const discount = (days: number, earning: Earning): Fraction => over(whole(1), grown(earning, days));

function grown({ yearly, basis }: Earning, days: number): Fraction {
  return plus(whole(1), over(times(fraction(yearly), whole(days)), whole(basis)));
}
