import { fen, halfUp } from './amounts.ts';
import type { Kept } from './messages.ts';

// Amounts here are fen: whole hundredths of a yuan. Rates are hundredths of a per cent.

/** Limits of retail imports since 2019 (财关税〔2018〕49号). */
export const singleLimit = 500_000n;
export const annualLimit = 2_600_000n;

interface Rates {
  readonly duty: bigint;
  readonly consumption: bigint;
  readonly vat: bigint;
}

/** The simulator's own tariff: few codes, and a usual rate for all others. Not the tariff in force. */
const tariff: Readonly<Record<string, Rates>> = {
  // infant formula
  '1901101000': { duty: 500n, consumption: 0n, vat: 1_300n },
  // wine in small containers
  '2204210000': { duty: 1_400n, consumption: 1_000n, vat: 1_300n },
  // high-end cosmetics
  '3304990021': { duty: 500n, consumption: 1_500n, vat: 1_300n },
  // milk powder
  '0402210000': { duty: 1_000n, consumption: 0n, vat: 1_300n },
  // rice
  '1006302090': { duty: 6_500n, consumption: 0n, vat: 900n },
  // books
  '4901990000': { duty: 0n, consumption: 0n, vat: 900n },
  // food preparations
  '2106909090': { duty: 1_200n, consumption: 0n, vat: 1_300n },
  // nappies
  '9619001100': { duty: 0n, consumption: 0n, vat: 1_300n },
};
const usual: Rates = { duty: 600n, consumption: 0n, vat: 1_300n };

export interface TaxedLine {
  readonly gnum: string;
  readonly gcode: string;
  readonly price: bigint;
  readonly duty: bigint;
  readonly consumption: bigint;
  readonly vat: bigint;
}

/** Dutiable value of a list: goods at their price, freight and insurance. */
export function dutiable({ fields, lines }: Pick<Kept, 'fields' | 'lines'>): bigint {
  return lines.reduce((sum, line) => sum + fen(line['totalPrice']), fen(fields['freight']) + fen(fields['insuredFee']));
}

/**
 * The taxes of a list, line by line, each half up to the fen: 70 % of VAT and consumption tax and no duty within the
 * single limit, all of them in full above it. Freight and insurance go to the lines by value, the rest to the last.
 */
export function taxesOf(list: Pick<Kept, 'fields' | 'lines'>): readonly TaxedLine[] {
  const { fields, lines } = list;
  const full = dutiable(list) > singleLimit;
  const extra = fen(fields['freight']) + fen(fields['insuredFee']);
  const goods = lines.reduce((sum, line) => sum + fen(line['totalPrice']), 0n);
  let left = extra;
  return lines.map((line, index) => {
    const own = fen(line['totalPrice']);
    const share = goods === 0n ? 0n : halfUp(extra * own, goods);
    const part = index === lines.length - 1 || share > left ? left : share;
    left -= part;
    const gcode = line['gcode'] ?? '';
    return { gnum: line['gnum'] ?? '', gcode, price: own + part, ...taxes(own + part, tariff[gcode] ?? usual, full) };
  });
}

/** Consumption tax is part of its own base: P/(1 − c) · c; VAT lies on all of it. */
function taxes(price: bigint, { duty: d, consumption: c, vat: v }: Rates, full: boolean) {
  const whole = 10_000n;
  if (!full) {
    const base = 10n * (whole - c);
    return { duty: 0n, consumption: halfUp(price * c * 7n, base), vat: halfUp(price * v * 7n, base) };
  }
  const duty = halfUp(price * d, whole);
  const consumption = halfUp((price + duty) * c, whole - c);
  return { duty, consumption, vat: halfUp((price + duty + consumption) * v, whole) };
}
