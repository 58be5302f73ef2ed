import { type Money, money } from '@portolan/money';
import { amountOf, type Fraction, fraction, moneyOf, size, times } from './fractions.ts';

/** One thing that is exposed; what goes is below zero. `day` empty: on hand. */
export interface Exposed {
  readonly column: 'receivable' | 'unconverted' | 'escrow' | 'payable' | 'deals';
  readonly currency: string;
  readonly minor: bigint;
  readonly day: string;
}

export interface Bucket {
  readonly currency: string;
  readonly valueDate: string;
  readonly receivable: Money;
  readonly unconverted: Money;
  readonly escrow: Money;
  readonly payable: Money;
  readonly deals: Money;
  readonly net: Money;
}

/** Everything that is exposed, by currency and day, the earliest first; nothing is left out and nothing counted twice. */
export function bucketsOf(exposed: Iterable<Exposed>): readonly Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const { column, currency, minor, day } of exposed) {
    const key = `${currency} ${day}`;
    const bucket = buckets.get(key) ?? emptyBucket(currency, day);
    const more = (amount: Money) => money(amount.minor + minor, currency);
    buckets.set(key, { ...bucket, [column]: more(bucket[column]), net: more(bucket.net) });
  }
  return [...buckets.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, bucket]) => bucket);
}

function emptyBucket(currency: string, valueDate: string): Bucket {
  const zero = money(0n, currency);
  return {
    currency,
    valueDate,
    ...{ receivable: zero, unconverted: zero, escrow: zero, payable: zero, deals: zero, net: zero },
  };
}

/** Net open position of each currency: the sum of its buckets. */
export function netOpen(buckets: readonly Bucket[]): readonly Money[] {
  const sums = new Map<string, bigint>();
  for (const { currency, net } of buckets) sums.set(currency, (sums.get(currency) ?? 0n) + net.minor);
  return [...sums].map(([currency, minor]) => money(minor, currency));
}

/** Of one in a hundred days, one side of the normal distribution. */
const ninetyNine = '2.3263';

/**
 * What may be lost with a position: z · σ · √h · |position|.
 * @param volatility σ of a day, a decimal
 * @param days h, the holding period
 */
export function valueAtRisk(position: Money, volatility: string, days = 1): Money {
  const root: Fraction = fraction(Math.sqrt(days).toFixed(12));
  const factor = times(times(fraction(ninetyNine), fraction(volatility)), root);
  return moneyOf(times(size(amountOf(position)), factor), position.currency);
}
