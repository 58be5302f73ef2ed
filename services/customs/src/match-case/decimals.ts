// Quantities and weights are decimal texts (N19,5 in the messages), never binary floats.
const decimals = 5;
const one = 10n ** BigInt(decimals);

/** True for a decimal text of at most 14 whole digits and 5 decimals, not negative. */
export function isMeasure(text: string): boolean {
  return /^\d{1,14}(\.\d{1,5})?$/.test(text);
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
  return text(rest > one || (rest === one && whole % 2n === 1n) ? whole + 1n : whole);
}

/** Sum of measures; '0' for none. */
export function total(measures: readonly string[]): string {
  return text(measures.reduce((sum, measure) => sum + units(measure), 0n));
}

export function atMost(left: string, right: string): boolean {
  return units(left) <= units(right);
}

/** The shortest text of a measure: '0.360' becomes '0.36'. What is no measure stays as it is. */
export function plain(measure: string): string {
  return isMeasure(measure) ? text(units(measure)) : measure;
}

function units(measure: string): bigint {
  const [whole = '0', fraction = ''] = measure.split('.');
  return BigInt(whole) * one + BigInt(fraction.padEnd(decimals, '0'));
}

function text(count: bigint): string {
  const fraction = String(count % one)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(count / one) : `${count / one}.${fraction}`;
}
