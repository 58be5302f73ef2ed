import type { GoodsLine } from '@portolan/landed-cost';

// Customs' own numbers of the units that specific rates and thresholds are counted in.
const known = { '035': 'kg', '036': 'g', '095': 'l', '096': 'ml' } as const;

/** A legal quantity as the tariff measures goods; none where its unit is of another kind. */
export function measuresOf({ value, unit }: { readonly value: string; readonly unit: string }): GoodsLine['measures'] {
  const measure = Object.hasOwn(known, unit) ? known[unit as keyof typeof known] : undefined;
  return measure === undefined ? {} : { [measure]: value };
}
