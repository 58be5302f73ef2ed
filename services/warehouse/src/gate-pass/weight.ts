/** Kilograms above 0 with up to 3 decimals, in grams; undefined where the text is none. */
export function grams(kilograms: string): bigint | undefined {
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(kilograms)) return undefined;
  const [whole = '', part = ''] = kilograms.split('.');
  const value = BigInt(whole + part.padEnd(3, '0'));
  return value > 0n ? value : undefined;
}

/** Whether the gate measured no more than `percent` of the declared weight off. Both in kilograms. */
export function withinTolerance(declared: string, measured: string, percent: number): boolean {
  const [said, found] = [grams(declared), grams(measured)];
  if (said === undefined || found === undefined) return false;
  const off = said > found ? said - found : found - said;
  return off * 100n <= said * BigInt(percent);
}
