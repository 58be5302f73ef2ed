import type { Money } from '@portolan/money';
import type { Limits, Share } from './limits.ts';
import type { Rates } from './tariff.ts';

/** The three import taxes of one line. */
export interface Taxes {
  readonly duty: Money;
  readonly consumptionTax: Money;
  readonly valueAddedTax: Money;
}

/**
 * Within the limits (财关税〔2016〕18号): D = P·d, CT = (P+D)/(1−c)·c, VAT = (P+D)/(1−c)·v, each times the share that is
 * due; the duty's is none. Each is computed exactly and rounded once, half up, to the cent, in the value's currency.
 */
export function taxesWithin(value: Money, rates: Rates, { dutyShare, taxShare }: Limits): Taxes {
  const [d, c, v] = [fraction(rates.duty), fraction(rates.consumptionTax), fraction(rates.valueAddedTax)];
  const duty = halfUp(value.minor * d.of * dutyShare.of, d.in * dutyShare.in);
  // (P + D) / (1 − c), as a fraction.
  const [of, over] = [(value.minor + duty) * c.in, c.in - c.of];
  const consumption = halfUp(of * c.of * taxShare.of, over * c.in * taxShare.in);
  const valueAdded = halfUp(of * v.of * taxShare.of, over * v.in * taxShare.in);
  return taxes(value.currency, duty, consumption, valueAdded);
}

/**
 * Above the single limit: D = P·d, CT = (P+D)/(1−c)·c, VAT = (P+D+CT)·v, all in full. Each is rounded half up to the
 * cent, and is part of the next one's base as it is charged.
 */
export function taxesInFull(value: Money, rates: Rates): Taxes {
  const [d, c, v] = [fraction(rates.duty), fraction(rates.consumptionTax), fraction(rates.valueAddedTax)];
  const duty = halfUp(value.minor * d.of, d.in);
  const consumption = halfUp((value.minor + duty) * c.of, c.in - c.of);
  const valueAdded = halfUp((value.minor + duty + consumption) * v.of, v.in);
  return taxes(value.currency, duty, consumption, valueAdded);
}

function taxes(currency: string, duty: bigint, consumption: bigint, valueAdded: bigint): Taxes {
  const amount = (minor: bigint): Money => ({ minor, currency });
  return { duty: amount(duty), consumptionTax: amount(consumption), valueAddedTax: amount(valueAdded) };
}

/** of / over rounded to a whole number, away from zero at the half. Neither is negative. */
export function halfUp(of: bigint, over: bigint): bigint {
  return (2n * of + over) / (2n * over);
}

/** '0.13' as 13/100, exactly. */
function fraction(decimal: string): Share {
  const [whole = '0', rest = ''] = decimal.split('.');
  return { of: BigInt(whole + rest), in: 10n ** BigInt(rest.length) };
}
