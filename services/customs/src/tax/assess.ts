import type { Complete } from '@portolan/contracts';
import type { DeclarationList, TaxAssessment, TaxLine } from '@portolan/contracts/customs/v1/types';
import { type Money, money, sum } from '@portolan/money';
import { limitsOn } from './limits.ts';
import { ratesOf } from './tariff.ts';
import { halfUp, taxesInFull, taxesWithin } from './taxes.ts';

/** What of a list is taxed: the lines as ordered, and what the buyer pays to get them. All in CNY. */
export type Taxable = Pick<Complete<DeclarationList>, 'lines' | 'freight' | 'insurance'>;

/** Dutiable value of a list: goods, freight and insurance. Coupons do not lower it: goods stand at their price. */
export function taxableValue({ lines, freight, insurance }: Taxable): Money {
  return sum([...lines.map(({ total }) => total), freight, insurance], freight.currency);
}

/** The first commodity code without a rate on that day; undefined where all have one. */
export function untaxedCode(lines: readonly { readonly hsCode: string }[], day: string): string | undefined {
  return lines.find(({ hsCode }) => ratesOf(hsCode, day) === undefined)?.hsCode;
}

/**
 * Assesses a list of retail imports on a day (yyyy-mm-dd, China): within the single limit at the shares of the limits,
 * above it (one single item) in full.
 * @throws Error where a code has no rate: the case lets none such through.
 */
export function assess(list: Taxable, day: string): Complete<TaxAssessment> {
  const limits = limitsOn(day);
  const value = taxableValue(list);
  const overSingleLimit = value.minor > limits.single.minor;
  const values = valuesOfLines(list);
  const lines = list.lines.map(({ line, hsCode }, index): Complete<TaxLine> => {
    const rates = ratesOf(hsCode, day);
    if (rates === undefined) throw new Error(`the tariff table has no rates for ${hsCode} on ${day}`);
    const taxable = values[index] ?? money(0n, value.currency);
    const taxes = overSingleLimit ? taxesInFull(taxable, rates) : taxesWithin(taxable, rates, limits);
    return { line, hsCode, taxableValue: taxable, ...taxes };
  });
  const all = (pick: (line: Complete<TaxLine>) => Money) => sum(lines.map(pick), value.currency);
  const [duty, valueAddedTax, consumptionTax] = [
    all((line) => line.duty),
    all((line) => line.valueAddedTax),
    all((line) => line.consumptionTax),
  ];
  const total = sum([duty, valueAddedTax, consumptionTax], value.currency);
  return { lines, taxableValue: value, duty, valueAddedTax, consumptionTax, total, overSingleLimit };
}

/**
 * Freight and insurance spread over the lines by their value, half up, the last line taking the rest. No line takes
 * more than what is left, so the last one's share is never negative.
 */
export function valuesOfLines({ lines, freight, insurance }: Taxable): Money[] {
  const extra = freight.minor + insurance.minor;
  const goods = lines.reduce((all, { total }) => all + total.minor, 0n);
  let left = extra;
  return lines.map(({ total }, index) => {
    const share = goods === 0n ? 0n : halfUp(extra * total.minor, goods);
    const taken = index === lines.length - 1 || share > left ? left : share;
    left -= taken;
    return money(total.minor + taken, freight.currency);
  });
}
