import type { Complete } from '@portolan/contracts';
import type { DealTerms } from '@portolan/contracts/fx/v1/types';
import { type Money, money } from '@portolan/money';
import { forwardRate } from './forward.ts';
import {
  amountOf,
  decimalOf,
  decimalsOf,
  type Fraction,
  fraction,
  minus,
  moneyOf,
  over,
  plus,
  times,
} from './fractions.ts';
import { interestOf } from './interest.ts';
import { spreadOf } from './spread.ts';

/** What is converted: exactly one of the two amounts is above zero. */
export interface Conversion {
  readonly sell: Money;
  readonly buy: Money;
}

/** When, as the calendars say. */
export interface Dates {
  readonly tradeDate: string;
  readonly spotDate: string;
  readonly valueDate: string;
  readonly tenor: string;
  readonly cutOff: string;
  readonly strategy: string;
  readonly calendars: readonly string[];
}

/** What the platform asks beside the spread: decimals of the sold amount. */
export interface Charges {
  readonly fee: string;
  /** Of what is sold, for a deal beyond spot. */
  readonly deposit: string;
}

const dayMs = 86_400_000;

/**
 * The terms of a conversion: the price of the value date, the client's rate off it by the spread and against the
 * client, each amount computed from the exact rate and rounded once, in favour of the house, so that no way there and
 * back gains.
 * @param spot units of the pair's second currency for one of its first
 * @throws RangeError, MoneyError where the rate leaves nothing, or the amounts are beyond 64 bits
 */
export function dealTerms(
  pair: string,
  spot: string,
  { sell, buy }: Conversion,
  dates: Dates,
  lockMinutes: number,
  charges: Charges,
): Complete<DealTerms> {
  const [base = '', quote = ''] = pair.split('/');
  const days = (Date.parse(dates.valueDate) - Date.parse(dates.spotDate)) / dayMs;
  const { mid, points } = forwardRate(
    spot,
    days,
    interestOf(base, dates.tradeDate),
    interestOf(quote, dates.tradeDate),
  );
  const spread = spreadOf(mid, pair, lockMinutes, scheduleOf(dates));
  const sellsBase = sell.currency === base;
  const clientRate = decimalOf((sellsBase ? minus : plus)(fraction(mid), fraction(spread)), decimalsOf(mid));
  if (fraction(clientRate).top <= 0n) throw new RangeError(`the spread eats ${pair} at ${mid}`);
  const amounts = amountsAt(clientRate, sellsBase, { sell, buy });
  const value = moneyOf(across(amountOf(amounts.sell), mid, sellsBase), buy.currency);
  const later = days > 0;
  return {
    ...{ pair, ...amounts, fixedSide: sell.minor > 0n ? 'SELL' : 'BUY' },
    ...{ spotRate: spot, forwardPoints: points, midRate: mid, clientRate, spread, mid: value },
    fee: moneyOf(times(amountOf(amounts.sell), fraction(charges.fee)), sell.currency),
    deposit: later
      ? moneyOf(times(amountOf(amounts.sell), fraction(charges.deposit)), sell.currency, 'up')
      : money(0n, sell.currency),
    ...dates,
    calendars: [...dates.calendars],
  };
}

/** Both amounts at a client's rate: what it gets is rounded down, what it gives is rounded up. */
export function amountsAt(clientRate: string, sellsBase: boolean, { sell, buy }: Conversion): Conversion {
  return sell.minor > 0n
    ? { sell, buy: moneyOf(across(amountOf(sell), clientRate, sellsBase), buy.currency, 'down') }
    : { sell: moneyOf(across(amountOf(buy), clientRate, !sellsBase), sell.currency, 'up'), buy };
}

/** What the spread, and what rounding leaves the house: the middle value is what the client gets, and these two. */
export function incomeOf({ pair, sell, buy, mid, midRate, clientRate }: Complete<DealTerms>) {
  const sellsBase = pair.startsWith(`${sell.currency}/`);
  const exact = minus(across(amountOf(sell), midRate, sellsBase), across(amountOf(sell), clientRate, sellsBase));
  const spread = moneyOf(exact, buy.currency);
  return { spread, rounding: money(mid.minor - buy.minor - spread.minor, buy.currency) };
}

function across(amount: Fraction, rate: string, fromBase: boolean): Fraction {
  return (fromBase ? times : over)(amount, fraction(rate));
}

function scheduleOf({ tenor, spotDate, valueDate }: Dates): string {
  if (valueDate === spotDate) return 'SPOT';
  return valueDate > spotDate ? 'LATER' : tenor === 'TOD' ? 'TOD' : 'ON';
}
