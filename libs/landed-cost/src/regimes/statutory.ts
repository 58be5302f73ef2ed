import { compare, parseMoney } from '@portolan/money';
import type { CostLine } from '../answer.ts';
import type { Book } from '../book.ts';
import type { ValuedLine } from '../consignment.ts';
import { compareExact, exactly, ofAmount, over, times, written } from '../exact.ts';
import { type Figure, figure, laidDown, number, type Term, termOf, waived } from '../figure.ts';
import { formula } from '../formula.ts';
import { stop } from '../refused.ts';
import type { Measure, RuleOf } from '../rule.ts';

/** Shares of the statutory taxes that are due; undefined for all of them. */
export type Shares = RuleOf<'retail-limits'> | undefined;

const dutyInFull = formula('P × d');
const dutyShared = formula('P × d × s');
const adValorem = formula('(P + D) / (1 − c) × c');
const compound = formula('(P + D + q × t) / (1 − c) × c + q × t');
const specific = formula('q × t');
const adValoremShared = formula('(P + D) / (1 − c) × c × s');
const compoundShared = formula('((P + D + q × t) / (1 − c) × c + q × t) × s');
const specificShared = formula('q × t × s');
const vatInFull = formula('(P + D + C) × v');
const vatShared = formula('(P + D) / (1 − c) × v × s');
const vatCompoundShared = formula('(P + D + q × t) / (1 − c) × v × s');

/**
 * Duty, consumption tax and VAT of a line of goods brought into China: in full as ordinary goods, or at the shares of
 * retail imports (财关税〔2016〕18号). Each is computed exactly and rounded once; in full, each is part of the next one's
 * base as it is charged.
 */
export function statutory(line: ValuedLine, book: Book, shares: Shares, rounding: RuleOf<'rounding'>): CostLine {
  const { goods, value } = line;
  const tariff = book.tariff(goods.hsCode);
  const P = termOf(value);
  const duty = dutyOf(line, tariff, shares, rounding);
  const excise = exciseOf(line, book);
  const D = termOf(duty);
  const consumption = consumptionOf(line, { P, D }, excise, shares, rounding);
  const vat = vatOf(line, book, tariff, { P, D }, { excise, consumption, shares, rounding });
  return { line: goods.line, hsCode: goods.hsCode, value, figures: [duty, consumption, vat] };
}

function dutyOf({ goods, value }: ValuedLine, tariff: RuleOf<'tariff'>, shares: Shares, rounding: RuleOf<'rounding'>) {
  const { duty, agreements } = tariff.parameters;
  const rate = (goods.preference === true ? agreements?.[goods.origin] : undefined) ?? duty;
  const terms = { P: termOf(value), d: laidDown(rate, tariff) };
  const { currency } = value.amount;
  if (shares === undefined) return figure('DUTY', currency, dutyInFull, terms, rounding);
  return figure('DUTY', currency, dutyShared, { ...terms, s: laidDown(shares.parameters.dutyShare, shares) }, rounding);
}

/** The consumption tax that falls on a line; undefined where none does, with the rule that would have taxed it. */
interface Excise {
  readonly rule: RuleOf<'consumption-tax'> | undefined;
  readonly due: boolean;
  readonly c: Term;
  readonly t: Term;
  readonly q: Term;
}

function exciseOf({ goods, value }: ValuedLine, book: Book): Excise {
  const rule = book.ofCode('consumption-tax', goods.hsCode);
  const zero = number('0');
  if (rule === undefined) return { rule, due: false, c: zero, t: zero, q: zero };
  const { rate, perUnit, from } = rule.parameters;
  if (from !== undefined && !reaches(value, goods, from)) return { rule, due: false, c: zero, t: zero, q: zero };
  const q = perUnit === undefined ? zero : number(measured(goods, [perUnit.of]).text);
  const t = perUnit === undefined ? zero : laidDown(perUnit.amount, rule);
  return { rule, due: true, c: laidDown(rate, rule), t, q };
}

/** True where one unit of the goods is worth at least what the threshold of its measure says. */
function reaches(
  value: Figure,
  goods: ValuedLine['goods'],
  thresholds: readonly { readonly amount: string; readonly of: Measure }[],
): boolean {
  const { of, text } = measured(
    goods,
    thresholds.map((threshold) => threshold.of),
  );
  const threshold = thresholds.find((one) => one.of === of);
  if (threshold === undefined) return false;
  return compareExact(over(ofAmount(value.amount), exactly(text)), exactly(threshold.amount)) >= 0;
}

const thousand = { kg: ['g', '0.001'], g: ['kg', '1000'], l: ['ml', '0.001'], ml: ['l', '1000'] } as const;

/** How much of the goods there is, in the first of the measures that is known or follows from another. */
function measured(goods: ValuedLine['goods'], measures: readonly Measure[]): { of: Measure; text: string } {
  for (const of of measures) {
    const text = of === 'piece' ? goods.quantity : (goods.measures?.[of] ?? followed(goods, of));
    if (text !== undefined && /[1-9]/.test(text)) return { of, text };
  }
  return stop('COST_MEASURE_MISSING', {
    line: String(goods.line),
    hsCode: goods.hsCode,
    measures: measures.join(', '),
  });
}

function followed(goods: ValuedLine['goods'], of: Measure): string | undefined {
  if (of === 'piece' || of === 'sheet') return undefined;
  const [other, factor] = thousand[of];
  const known = goods.measures?.[other];
  return known === undefined ? undefined : written(times(exactly(known), exactly(factor)));
}

/** True for one line of one piece: what single limits let through. */
export function oneItem(lines: readonly Pick<ValuedLine['goods'], 'quantity'>[]): boolean {
  const [only, ...others] = lines;
  return only !== undefined && others.length === 0 && compareExact(exactly(only.quantity), exactly('1')) === 0;
}

function consumptionOf(
  { value }: ValuedLine,
  base: { readonly P: Term; readonly D: Term },
  { rule, due, c, t, q }: Excise,
  shares: Shares,
  rounding: RuleOf<'rounding'>,
): Figure {
  const { currency } = value.amount;
  if (rule === undefined || !due) return waived('CONSUMPTION_TAX', currency, rule === undefined ? [] : [rule]);
  const kind = c.exact.of === 0n ? 'specific' : q.exact.of === 0n ? 'adValorem' : 'compound';
  const terms = { ...base, c, t, q };
  if (shares === undefined) {
    const how = { specific, adValorem, compound }[kind];
    return figure('CONSUMPTION_TAX', currency, how, terms, rounding);
  }
  const how = { specific: specificShared, adValorem: adValoremShared, compound: compoundShared }[kind];
  return figure(
    'CONSUMPTION_TAX',
    currency,
    how,
    { ...terms, s: laidDown(shares.parameters.taxShare, shares) },
    rounding,
  );
}

interface VatBase {
  readonly excise: Excise;
  readonly consumption: Figure;
  readonly shares: Shares;
  readonly rounding: RuleOf<'rounding'>;
}

function vatOf(
  { value }: ValuedLine,
  book: Book,
  tariff: RuleOf<'tariff'>,
  base: { readonly P: Term; readonly D: Term },
  { excise, consumption, shares, rounding }: VatBase,
): Figure {
  const rule = book.one('vat', ({ class: of }) => of === (tariff.parameters.vat ?? 'standard'));
  const v = laidDown(rule.parameters.rate, rule);
  const { currency } = value.amount;
  if (shares === undefined) {
    return figure('VAT', currency, vatInFull, { ...base, C: termOf(consumption), v }, rounding, [tariff]);
  }
  const s = laidDown(shares.parameters.taxShare, shares);
  const { c, q, t } = excise;
  const how = q.exact.of === 0n ? vatShared : vatCompoundShared;
  return figure('VAT', currency, how, { ...base, c, q, t, v, s }, rounding, [tariff]);
}

/** True where an amount is above a limit that a rule lays down in the same currency. */
export function above(value: Figure, limit: string): boolean {
  return compare(value.amount, parseMoney(limit, value.amount.currency)) > 0;
}
