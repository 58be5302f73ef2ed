import type { fxRefusals } from '@portolan/contracts';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { isCurrency } from '@portolan/money';

/**
 * How the days to spot are counted. EARLIEST_ON_BOTH: the dollar's holidays do not stop the count, only the value date
 * itself must be open. UNION: every day that counts is open everywhere.
 */
export type Strategy = 'EARLIEST_ON_BOTH' | 'UNION';

/** One way of dating a pair. The first that fits is used; '*' is any currency. */
interface Convention {
  readonly base: string;
  readonly quote: string;
  /** Business days from trade to spot. */
  readonly spotDays: number;
  readonly strategy: Strategy;
  readonly source: string;
}

/** Market conventions, the particular before the general. */
const conventions: readonly Convention[] = [
  { base: 'USD', quote: 'CAD', spotDays: 1, strategy: 'EARLIEST_ON_BOTH', source: 'londonfx.co.uk/valdates.html' },
  { base: '*', quote: '*', spotDays: 2, strategy: 'EARLIEST_ON_BOTH', source: 'londonfx.co.uk/valdates.html' },
];

/** In which order the market names a pair: the earlier currency is the base. */
const precedence = ['EUR', 'GBP', 'AUD', 'NZD', 'USD', 'CAD', 'CHF', 'HKD', 'CNY', 'JPY'];

export interface Pair {
  readonly base: string;
  readonly quote: string;
}

export type PairRefusal = Extract<keyof typeof fxRefusals, `PAIR_${string}`>;

/** Reads 'USD/CNY' or 'USDCNY'. */
export function parsePair(text: string): Pair | Refusal<PairRefusal> {
  const [, base = '', quote = ''] = /^([A-Z]{3})\/?([A-Z]{3})$/.exec(text) ?? [];
  return base === quote || !isCurrency(base) || !isCurrency(quote)
    ? refuse('PAIR_INVALID', { pair: text })
    : { base, quote };
}

/** The pair as the market names it: 'USD/CNY' for a sale of CNY against USD, too. */
export function pairOf(one: string, other: string): Pair {
  const [first, second] = [precedence.indexOf(one), precedence.indexOf(other)].map((at) => (at < 0 ? 99 : at));
  const turned = first === second ? one > other : (first ?? 0) > (second ?? 0);
  return turned ? { base: other, quote: one } : { base: one, quote: other };
}

export const pairName = ({ base, quote }: Pair) => `${base}/${quote}`;

export function conventionOf(pair: Pair): Convention {
  const named = pairOf(pair.base, pair.quote);
  const fits = (wanted: string, currency: string) => wanted === '*' || wanted === currency;
  const found = conventions.find(({ base, quote }) => fits(base, named.base) && fits(quote, named.quote));
  if (found === undefined) throw new Error('the last convention fits every pair');
  return found;
}
