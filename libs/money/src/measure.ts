// Quantities and weights as customs' messages have them (N19,5): decimal texts, never binary floats.
const decimals = 5;
const one = 10n ** BigInt(decimals);

/** A measure in hundred-thousandths; undefined where the text is no decimal of at most 14 whole digits and 5 decimals. */
export function measureOf(text: string): bigint | undefined {
  if (!/^\d{1,14}(\.\d{1,5})?$/.test(text)) return undefined;
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * one + BigInt(fraction.padEnd(decimals, '0'));
}

/** The shortest text of so many hundred-thousandths: 36,000 is '0.36'. */
export function measureText(count: bigint): string {
  const fraction = String(count % one)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(count / one) : `${count / one}.${fraction}`;
}
