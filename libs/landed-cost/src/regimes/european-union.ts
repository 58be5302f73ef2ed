import { formatMoney, parseMoney } from '@portolan/money';
import type { CostLine, LandedCost, Treatment } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { type Valued, type ValuedLine, valued } from '../consignment.ts';
import { type Figure, figure, laidDown, number, termOf, waived } from '../figure.ts';
import { formula } from '../formula.ts';
import type { EuImport } from '../question.ts';
import { stop } from '../refused.ts';
import type { Rule, RuleOf } from '../rule.ts';
import { excised, withoutExcise } from './excise.ts';
import { itemOf } from './items.ts';
import { parcelFees } from './parcel-fees.ts';
import { above } from './statutory.ts';

const tariffDuty = formula('P × d');
const perItem = formula('n × a');
const vatOf = formula('(P + D) × v');

/**
 * A consignment into a member state: relief up to EUR 150 until 2026-06-30, EUR 3 per item since 2026-07-01, the
 * ordinary tariff above; VAT of the destination on value and duty, whoever collects it.
 */
export function europeanUnion(question: EuImport, book: Book): LandedCost {
  const consignment = valued(question, book, 'EUR');
  const { currency, value, rounding } = consignment;
  const gift = question.between === 'C2C' ? giftRelief(consignment, book) : undefined;
  allowed(question, consignment, book);
  if (gift !== undefined) {
    const lines = consignment.lines.map((line) => free(line, gift));
    return answer(book, { regime: 'EU_IMPORT', treatment: 'GIFT', currency, value, lines, because: [gift] });
  }
  const way = dutyWay(question, consignment, book);
  const duties = dutiesOf(question, consignment, book, way);
  const lines = consignment.lines.map((line, index) => taxedLine(line, duties[index], book, rounding));
  const charges = parcelFees(question, consignment, book);
  return answer(book, {
    regime: 'EU_IMPORT',
    treatment: way.treatment,
    currency,
    value,
    lines,
    charges,
    because: way.because,
  });
}

interface Way {
  readonly treatment: Treatment;
  readonly because: readonly Rule[];
  readonly relief?: RuleOf<'duty-relief'>;
  readonly item?: RuleOf<'item-duty'>;
}

// The intrinsic value decides: goods without freight and insurance.
function dutyWay({ scheme, between }: EuImport, { goods }: Valued, book: Book): Way {
  const relief = book.find('duty-relief');
  if (relief !== undefined && !above(goods, relief.parameters.ceiling)) {
    return { treatment: 'RELIEF', because: [relief], relief };
  }
  const item = book.find('item-duty', ({ schemes }) => between === 'B2C' && schemes.includes(scheme));
  if (item !== undefined && !above(goods, item.parameters.ceiling)) {
    return { treatment: 'ITEM_DUTY', because: [item], item };
  }
  return { treatment: 'ORDINARY_TARIFF', because: [] };
}

function dutiesOf(question: EuImport, { lines, rounding, currency }: Valued, book: Book, way: Way): Figure[] {
  const { relief, item } = way;
  if (relief !== undefined) return lines.map(() => waived('DUTY', currency, [relief]));
  if (item !== undefined) return itemDuties(question, lines, item, rounding);
  return lines.map(({ goods, value }) => {
    const tariff = book.tariff(goods.hsCode);
    const terms = { P: termOf(value), d: laidDown(dutyRate(goods, tariff), tariff) };
    return figure('DUTY', currency, tariffDuty, terms, rounding);
  });
}

/** EUR 3 for each item: the first line of a subheading bears it, further lines of the same one bear none. */
function itemDuties(
  { declaration }: EuImport,
  lines: readonly ValuedLine[],
  rule: RuleOf<'item-duty'>,
  rounding: RuleOf<'rounding'>,
): Figure[] {
  const seen = new Set<string>();
  return lines.map(({ goods }) => {
    const key = itemOf(goods, declaration === 'H7' ? 6 : 10, rule.parameters.test);
    if (seen.has(key)) return waived('ITEM_DUTY', rule.parameters.currency, [rule]);
    seen.add(key);
    const terms = { n: number('1'), a: laidDown(rule.parameters.perItem, rule) };
    return figure('ITEM_DUTY', rule.parameters.currency, perItem, terms, rounding);
  });
}

function taxedLine(
  { goods, value }: ValuedLine,
  duty: Figure | undefined,
  book: Book,
  rounding: RuleOf<'rounding'>,
): CostLine {
  if (duty === undefined) throw new Error(`line ${goods.line} has no duty`);
  const rule = book.one('vat', ({ class: of }) => of === (goods.vat ?? 'standard'));
  const terms = { P: termOf(value), D: termOf(duty), v: laidDown(rule.parameters.rate, rule) };
  const vat = figure('VAT', value.amount.currency, vatOf, terms, rounding);
  return { line: goods.line, hsCode: goods.hsCode, value, figures: [duty, vat] };
}

function dutyRate(goods: ValuedLine['goods'], { parameters }: RuleOf<'tariff'>): string {
  return (goods.preference === true ? parameters.agreements?.[goods.origin] : undefined) ?? parameters.duty;
}

function giftRelief({ goods }: Valued, book: Book): RuleOf<'gift-relief'> | undefined {
  const rule = book.one('gift-relief');
  return above(goods, rule.parameters.ceiling) ? undefined : rule;
}

function free({ goods, value }: ValuedLine, rule: Rule): CostLine {
  const { currency } = value.amount;
  const figures = [waived('DUTY', currency, [rule]), waived('VAT', currency, [rule])];
  return { line: goods.line, hsCode: goods.hsCode, value, figures };
}

// IOSS and the H7 declaration end at the same value; excise goods need H1.
function allowed({ scheme, declaration, lines, between }: EuImport, { goods }: Valued, book: Book): void {
  const ceiling = (way: string, limit: string): void => {
    if (!above(goods, limit)) return;
    stop('COST_SCHEME_NOT_ALLOWED', {
      scheme: way,
      value: formatMoney(goods.amount),
      limit: formatMoney(parseMoney(limit, 'EUR')),
    });
  };
  if (scheme === 'IOSS') ceiling('IOSS', book.one('sale-vat').parameters.ceiling);
  const bearing = excised(lines, book);
  if (bearing !== undefined && declaration === 'H7') {
    stop('COST_EXCISE_NOT_ALLOWED', { line: String(bearing.line), hsCode: bearing.hsCode, declaration });
  }
  withoutExcise(lines, book);
  if (declaration !== 'H7') return;
  const h7 = between === 'C2C' ? book.one('gift-relief') : book.one('simplified-declaration');
  ceiling('H7', h7.parameters.ceiling);
}
