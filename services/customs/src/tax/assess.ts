import type { Complete } from '@portolan/contracts';
import type { DeclarationList, Goods, TaxAssessment, TaxLine } from '@portolan/contracts/customs/v1/types';
import {
  type CostLine,
  type FigureKind,
  type GoodsLine,
  isRefused,
  type LandedCost,
  type LandedCostRefusal,
  landedCost,
  rules,
  totalOf,
} from '@portolan/landed-cost';
import { type Money, money, sum } from '@portolan/money';
import { measuresOf } from './measures.ts';

/** What of a list is taxed: the lines as ordered, and what the buyer pays to get them. All in CNY. */
export type Taxable = Pick<Complete<DeclarationList>, 'lines' | 'freight' | 'insurance'>;

/** Dutiable value of a list: goods, freight and insurance. Coupons do not lower it: goods stand at their price. */
export function taxableValue({ lines, freight, insurance }: Taxable): Money {
  return sum([...lines.map(({ total }) => total), freight, insurance], freight.currency);
}

type Filed = Pick<Complete<Goods>, 'hsCode' | 'legalUnit' | 'legalQuantityPerUnit'>;

/** The first commodity code that cannot be taxed on that day, asked with one yuan of the goods; undefined where all can. */
export function untaxedCode(goods: readonly Filed[], day: string): string | undefined {
  return goods.find(({ hsCode, legalUnit: unit, legalQuantityPerUnit: value }) => {
    const line = { line: 1, hsCode, origin: 'CN', quantity: '1', total: money(100n, 'CNY') };
    return isRefused(asked([{ ...line, measures: measuresOf({ value, unit }) }], free, free, day));
  })?.hsCode;
}

/**
 * Assesses a list of retail imports on a day (yyyy-mm-dd, China): within the single limit at the shares of the limits,
 * above it (one single item) in full.
 * @throws Error where a code has no rate, or several items are above the limit: the case lets none such through.
 */
export function assess(list: Taxable, day: string): Complete<TaxAssessment> {
  const cost = asked(list.lines.map(goodsLine), list.freight, list.insurance, day);
  if (isRefused(cost)) throw new Error(`not to be assessed: ${cost.refused} ${JSON.stringify(cost.data)}`);
  const value = taxableValue(list);
  const [duty, valueAddedTax, consumptionTax] = [
    totalOf(cost, 'DUTY'),
    totalOf(cost, 'VAT'),
    totalOf(cost, 'CONSUMPTION_TAX'),
  ];
  const overSingleLimit = cost.treatment === 'OVER_SINGLE_LIMIT';
  const total = cost.due.amount;
  const lines = cost.lines.map(taxLine);
  return { lines, taxableValue: value, duty, valueAddedTax, consumptionTax, total, overSingleLimit };
}

const free = money(0n, 'CNY');

// The buyer's year is the allowance's to watch; all modes of retail import are taxed alike.
function asked(
  lines: readonly GoodsLine[],
  freight: Money,
  insurance: Money,
  day: string,
): LandedCost | LandedCostRefusal {
  const at = `${day}T12:00:00+08:00`;
  const question = {
    regime: 'CN_RETAIL_IMPORT',
    mode: '1210',
    at,
    lines,
    freight,
    insurance,
    usedThisYear: free,
  } as const;
  return landedCost(question, rules);
}

function goodsLine({ line, hsCode, origin, quantity, legalQuantity, total }: Taxable['lines'][number]): GoodsLine {
  return { line, hsCode, origin, quantity: quantity.value, total, measures: measuresOf(legalQuantity) };
}

function taxLine({ line, hsCode, value, figures }: CostLine): Complete<TaxLine> {
  const amount = (kind: FigureKind) => figures.find((figure) => figure.kind === kind)?.amount ?? free;
  const [duty, valueAddedTax, consumptionTax] = [amount('DUTY'), amount('VAT'), amount('CONSUMPTION_TAX')];
  return { line, hsCode, taxableValue: value.amount, duty, valueAddedTax, consumptionTax };
}
