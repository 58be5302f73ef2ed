import type { Complete } from '@portolan/contracts';
import type { CloseOut, DealTerms } from '@portolan/contracts/fx/v1/types';
import { type Money, money } from '@portolan/money';
import { discount, forwardRate } from './forward.ts';
import { amountOf, fraction, minus, moneyOf, over, times } from './fractions.ts';
import { interestOf } from './interest.ts';

const dayMs = 86_400_000;

/**
 * What ending a deal today comes to, and what it is worth while it runs: (F − K) · N · DF in the pair's second currency
 * for who bought its first, the sign reversed for who sold it. Above zero: the client gains.
 * @param spot today's, and `spotDate` its value date
 */
export function closeOutOf(terms: Complete<DealTerms>, spot: string, spotDate: string): Complete<CloseOut> {
  const [base = '', quote = ''] = terms.pair.split('/');
  const days = Math.max(0, (Date.parse(terms.valueDate) - Date.parse(spotDate)) / dayMs);
  const { mid: rate } = forwardRate(spot, days, interestOf(base, spotDate), interestOf(quote, spotDate));
  const bought = terms.buy.currency === base;
  const notional = amountOf(bought ? terms.buy : terms.sell);
  const moved = bought
    ? minus(fraction(rate), fraction(terms.clientRate))
    : minus(fraction(terms.clientRate), fraction(rate));
  const worth = times(times(moved, notional), discount(days, interestOf(quote, spotDate)));
  return { rate, result: moneyOf(worth, quote) };
}

/** What a loss costs in the sold currency, where that is the pair's first: rounded up. */
export function inSoldCurrency({ pair, sell }: Complete<DealTerms>, { rate, result }: Complete<CloseOut>): Money {
  const loss = money(result.minor < 0n ? -result.minor : result.minor, result.currency);
  if (sell.currency === result.currency) return loss;
  return pair.startsWith(`${sell.currency}/`)
    ? moneyOf(over(amountOf(loss), fraction(rate)), sell.currency, 'up')
    : loss;
}
