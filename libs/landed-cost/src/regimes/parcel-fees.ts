import type { Book } from '../book.ts';
import type { Valued } from '../consignment.ts';
import { type Figure, figure, laidDown, number } from '../figure.ts';
import { formula } from '../formula.ts';
import type { EuImport } from '../question.ts';
import { stop } from '../refused.ts';
import type { RuleOf } from '../rule.ts';
import { itemsOf } from './items.ts';
import { above } from './statutory.ts';

const feeOf = formula('n × a');
const convertedFee = formula('n × a × r');

/** Fees of member states on parcels of low value, and the union's own where it is charged. */
export function parcelFees(question: EuImport, consignment: Valued, book: Book): Figure[] {
  return book
    .all('parcel-fee', ({ charged, ceiling }) => charged && !above(consignment.goods, ceiling))
    .map((rule) => fee(question, consignment, rule));
}

function fee(question: EuImport, { lines, rounding, currency }: Valued, rule: RuleOf<'parcel-fee'>): Figure {
  const { per, amount } = rule.parameters;
  const digits = question.declaration === 'H7' ? 6 : 10;
  const n = number(per === 'parcel' ? '1' : String(itemsOf(lines, digits, 'code')));
  const terms = { n, a: laidDown(amount, rule) };
  if (rule.parameters.currency === currency) return figure('PARCEL_FEE', currency, feeOf, terms, rounding);
  const known = question.rates?.find(({ from }) => from === rule.parameters.currency);
  if (known === undefined) {
    return stop('COST_EXCHANGE_RATE_MISSING', { from: rule.parameters.currency, to: currency });
  }
  const made = figure('PARCEL_FEE', currency, convertedFee, { ...terms, r: number(known.rate) }, rounding);
  return { ...made, terms: [...made.terms, { name: 'source', text: known.source }] };
}
