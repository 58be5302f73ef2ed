import { compare, type Money, parseMoney } from '@portolan/money';

/** One step of a commission ladder (阶梯佣金): from which volume of an order on which rate holds, and when. */
export interface Tier {
  /** '' holds for every category that has none of its own. */
  readonly category: string;
  readonly currency: string;
  /** Decimal of the currency: orders of at least this. */
  readonly above: string;
  /** Decimal such as 0.015. */
  readonly rate: string;
  /** First and last day, yyyy-mm-dd; '' in `to`: until further notice. */
  readonly from: string;
  readonly to: string;
  readonly source: string;
  /** Confirmed against the source. */
  readonly checked: boolean;
}

/** The rate for an order that is opened at `at`: the highest step it reaches, of its own category if that has any. */
export function commissionOf(
  ladder: readonly Tier[],
  order: { readonly amount: Money; readonly category: string; readonly at: string },
  otherwise: string,
): string {
  const { amount, category, at } = order;
  const day = at.slice(0, 10);
  const fitting = ladder.filter(
    ({ currency, above, from, to }) =>
      currency === amount.currency &&
      from <= day &&
      (to === '' || day <= to) &&
      compare(parseMoney(above, currency), amount) <= 0,
  );
  const own = fitting.filter((tier) => tier.category === category);
  const steps = own.length > 0 ? own : fitting.filter((tier) => tier.category === '');
  const highest = steps.reduce<Tier | undefined>(
    (best, tier) => (best === undefined || isHigher(tier, best) ? tier : best),
    undefined,
  );
  return highest?.rate ?? otherwise;
}

const isHigher = (one: Tier, other: Tier) =>
  compare(parseMoney(one.above, one.currency), parseMoney(other.above, other.currency)) > 0;
