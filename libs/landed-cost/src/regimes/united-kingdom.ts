import type { CostLine, LandedCost } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { type ValuedLine, valued } from '../consignment.ts';
import { type Figure, figure, laidDown, termOf, waived } from '../figure.ts';
import { formula } from '../formula.ts';
import type { UkImport } from '../question.ts';
import type { Rule, RuleOf } from '../rule.ts';
import { withoutExcise } from './excise.ts';
import { above } from './statutory.ts';

const tariffDuty = formula('P × d');
const vatOf = formula('(P + D) × v');

/** Up to GBP 135 VAT at the point of sale and no duty; above, duty and import VAT. Gifts up to GBP 39 are free. */
export function unitedKingdom({ between, ...question }: UkImport, book: Book): LandedCost {
  withoutExcise(question.lines, book);
  const consignment = valued({ between, ...question }, book, 'GBP');
  const { currency, value, goods, lines, rounding } = consignment;
  const parts = { regime: 'GB_IMPORT', currency, value } as const;
  const gift = between === 'C2C' ? book.one('gift-relief') : undefined;
  if (gift !== undefined && !above(goods, gift.parameters.ceiling)) {
    const free = lines.map((line) => taxed(line, [gift], waived('DUTY', currency, [gift])));
    return answer(book, { ...parts, treatment: 'GIFT', lines: free, because: [gift] });
  }
  const relief = book.find('duty-relief');
  const small = relief !== undefined && !above(goods, relief.parameters.ceiling) ? relief : undefined;
  const sale = small === undefined || between === 'C2C' ? [] : book.all('sale-vat');
  const made = lines.map((line) => {
    const duty = small === undefined ? dutyOf(line, book, rounding) : waived('DUTY', currency, [small]);
    const vat = book.one('vat', ({ class: of }) => of === (line.goods.vat ?? 'standard'));
    const terms = { P: termOf(line.value), D: termOf(duty), v: laidDown(vat.parameters.rate, vat) };
    return taxed(line, [], duty, figure('VAT', currency, vatOf, terms, rounding, sale));
  });
  const treatment = small === undefined ? 'ORDINARY_TARIFF' : between === 'C2C' ? 'RELIEF' : 'SALE_VAT';
  return answer(book, {
    ...parts,
    treatment,
    lines: made,
    because: [...(small === undefined ? [] : [small]), ...sale],
  });
}

function dutyOf({ goods, value }: ValuedLine, book: Book, rounding: RuleOf<'rounding'>): Figure {
  const tariff = book.tariff(goods.hsCode);
  const { duty, agreements } = tariff.parameters;
  const rate = (goods.preference === true ? agreements?.[goods.origin] : undefined) ?? duty;
  return figure('DUTY', value.amount.currency, tariffDuty, { P: termOf(value), d: laidDown(rate, tariff) }, rounding);
}

function taxed({ goods, value }: ValuedLine, because: readonly Rule[], duty: Figure, vat?: Figure): CostLine {
  const figures = [duty, vat ?? waived('VAT', value.amount.currency, because)];
  return { line: goods.line, hsCode: goods.hsCode, value, figures };
}
