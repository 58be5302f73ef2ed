import { type Money, money } from '@portolan/money';
import { amountOf, type Fraction, fraction, moneyOf, over, plus, times, whole } from './fractions.ts';

/**
 * What open positions are worth more than they stand in the books for: each position at the rate of the day, and the
 * position in the currency of the books beside it.
 * @param positions balances of 3000, credits less debits: above zero is held
 * @param rateOf units of the books' currency for one of another
 */
export function unrealised(positions: readonly Money[], books: string, rateOf: (currency: string) => Fraction): Money {
  const worth = positions.map((position) =>
    position.currency === books ? amountOf(position) : times(amountOf(position), rateOf(position.currency)),
  );
  return worth.length === 0 ? money(0n, books) : moneyOf(worth.reduce(plus, whole(0)), books);
}

/** Units of `books` for one of `currency`, by the rate of the pair as the market names it. */
export function rateInto(pair: string, mid: string, currency: string): Fraction {
  return pair.startsWith(`${currency}/`) ? fraction(mid) : over(whole(1), fraction(mid));
}
