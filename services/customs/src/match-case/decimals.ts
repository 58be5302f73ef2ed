import { measureOf, measureText } from '@portolan/money';

const one = measureOf('1') ?? 0n;

/** True for a decimal text of at most 14 whole digits and 5 decimals, not negative. */
export function isMeasure(text: string): boolean {
  return measureOf(text) !== undefined;
}

/** True for a measure above zero. */
export function isPositive(text: string): boolean {
  return isMeasure(text) && units(text) > 0n;
}

/** left × right, half to even in the fifth decimal: '0.12' × '3' = '0.36'. */
export function product(left: string, right: string): string {
  const exact = units(left) * units(right);
  const whole = exact / one;
  const rest = (exact % one) * 2n;
  return measureText(rest > one || (rest === one && whole % 2n === 1n) ? whole + 1n : whole);
}

/** Sum of measures; '0' for none. */
export function total(measures: readonly string[]): string {
  return measureText(measures.reduce((sum, measure) => sum + units(measure), 0n));
}

export function atMost(left: string, right: string): boolean {
  return units(left) <= units(right);
}

/** The shortest text of a measure: '0.360' becomes '0.36'. What is no measure stays as it is. */
export function plain(measure: string): string {
  const count = measureOf(measure);
  return count === undefined ? measure : measureText(count);
}

// What is no measure was refused before anybody counts with it.
const units = (measure: string): bigint => measureOf(measure) ?? 0n;
