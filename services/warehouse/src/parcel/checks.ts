import type { ParcelLine } from '@portolan/contracts/warehouse/v1/types';

/** The first field of a parcel's lines that is empty, repeated or not above 0. */
export function linesFlaw(lines: readonly ParcelLine[]): string | undefined {
  if (lines.length === 0) return 'lines';
  for (const [index, line] of lines.entries()) {
    if (line.sku === '') return `lines[${index}].sku`;
    if (line.quantity <= 0n) return `lines[${index}].quantity`;
    if (lines.findIndex((other) => other.line === line.line) !== index) return `lines[${index}].line`;
  }
  return undefined;
}

export function sameLines(left: readonly ParcelLine[], right: readonly ParcelLine[]): boolean {
  const text = (lines: readonly ParcelLine[]) =>
    JSON.stringify(lines.map(({ line, sku, quantity }) => [line, sku, String(quantity)]));
  return text(left) === text(right);
}

/** Gross weight: kilograms above 0 with up to 3 decimals, as the customs list has it. Packs: a whole number above 0. */
export function packingFlaw(grossWeight: string, packs: number): 'grossWeight' | 'packs' | undefined {
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(grossWeight) || Number(grossWeight) <= 0) return 'grossWeight';
  return Number.isInteger(packs) && packs >= 1 ? undefined : 'packs';
}
