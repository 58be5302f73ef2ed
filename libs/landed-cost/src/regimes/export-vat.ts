import { type Money, sum } from '@portolan/money';
import type { CostLine, LandedCost, Treatment } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { type Figure, figure, givenFigure, laidDown, summed, termOf } from '../figure.ts';
import { formula } from '../formula.ts';
import type { ExportLine, ExportVat } from '../question.ts';
import { stop } from '../refused.ts';
import type { Rule, RuleOf } from '../rule.ts';

const refundOf = formula('N × r');
const costOf = formula('N × (v − r)');
const ceilingOf = formula('F × r');
const leviedOut = formula('F × (v − r)');
const lesser = formula('min(B, K)');
const setOff = formula('B − K');
const outputVat = formula('F / (1 + v) × v');
const taxableIncome = formula('I × i');
const incomeTax = formula('T × e');

type ExportState = Extract<Treatment, 'REFUND' | 'EXEMPT_WITH_INVOICE' | 'EXEMPT_NO_INVOICE' | 'TAXED'>;

/**
 * VAT of an export (出口退税): given back, exempt with or without an invoice, or due as of a domestic sale; decided by
 * the papers of the goods. All lines of a question stand alike.
 */
export function exportVat(question: ExportVat, book: Book): LandedCost {
  const { mode, lines } = question;
  const way = book.find('export-mode', (known) => known.mode === mode);
  if (way === undefined) return stop('COST_MODE_NOT_ALLOWED', { mode, day: book.day });
  const [treatment, because] = stateOf(question, book);
  const value = summed(
    'GOODS',
    'CNY',
    lines.map(({ fob }) => givenFigure('GOODS', fob)),
  );
  const parts = { regime: 'CN_EXPORT_VAT', treatment, currency: 'CNY', value, because: [way, ...because] } as const;
  if (treatment === 'REFUND' && question.exporter === 'producer') {
    const [levied, refund] = producer(question, book);
    return answer(book, { ...parts, lines: levied, charges: refund });
  }
  if (treatment === 'REFUND') return answer(book, { ...parts, lines: lines.map((line) => trader(line, book)) });
  if (treatment === 'TAXED') return answer(book, { ...parts, lines: lines.map((line) => taxed(line, book)) });
  return answer(book, { ...parts, lines: lines.map(untaxed), charges: deemed(question, treatment, value, book) });
}

// The state of an export by its papers, and the rule that says so.
function stateOf({ lines, exporter, refundFiled, pilotZone }: ExportVat, book: Book): [ExportState, readonly Rule[]] {
  const papers = new Set(lines.map(({ paper }) => paper));
  const invoiced = exporter === 'producer' || (papers.size === 1 && papers.has('special-invoice'));
  const conditions = book.one('refund-conditions');
  if (invoiced && refundFiled) return ['REFUND', [conditions]];
  if (!papers.has('none')) return ['EXEMPT_WITH_INVOICE', [conditions]];
  const exemption = book.find('no-invoice-exemption');
  return exemption !== undefined && pilotZone ? ['EXEMPT_NO_INVOICE', [exemption]] : ['TAXED', [conditions]];
}

interface Rates {
  readonly vat: RuleOf<'vat'>;
  readonly refund: RuleOf<'refund-rate'>;
}

function ratesOf(hsCode: string, book: Book): Rates {
  const tariff = book.tariff(hsCode);
  const vat = book.one('vat', ({ class: of }) => of === (tariff.parameters.vat ?? 'standard'));
  const refund = book.ofCode('refund-rate', hsCode);
  if (refund !== undefined) return { vat, refund };
  return stop('COST_RULE_MISSING', { rule: `refund-rate ${hsCode}`, jurisdiction: 'CN', day: book.day });
}

function trader({ line, hsCode, purchase }: ExportLine, book: Book): CostLine {
  const { vat, refund } = ratesOf(hsCode, book);
  const rounding = book.one('rounding');
  const value = givenFigure('GOODS', purchase);
  const terms = {
    N: termOf(value),
    v: laidDown(vat.parameters.rate, vat),
    r: laidDown(refund.parameters.rate, refund),
  };
  const figures = [
    figure('VAT_REFUND', 'CNY', refundOf, terms, rounding),
    figure('VAT_NOT_REFUNDED', 'CNY', costOf, terms, rounding),
  ];
  return { line, hsCode, value, figures };
}

/** Exempt, credit, refund (免抵退): what cannot be set off is given back, up to the credit at the period's end. */
function producer({ lines, credit }: ExportVat, book: Book): [CostLine[], Figure[]] {
  const rounding = book.one('rounding');
  const made = lines.map(({ line, hsCode, fob }): CostLine => {
    const { vat, refund } = ratesOf(hsCode, book);
    const value = givenFigure('GOODS', fob);
    const [v, r] = [laidDown(vat.parameters.rate, vat), laidDown(refund.parameters.rate, refund)];
    const figures = [
      figure('REFUND_CEILING', 'CNY', ceilingOf, { F: termOf(value), r }, rounding),
      figure('VAT_NOT_REFUNDED', 'CNY', leviedOut, { F: termOf(value), v, r }, rounding),
    ];
    return { line, hsCode, value, figures };
  });
  const ceiling = summed(
    'REFUND_CEILING',
    'CNY',
    made.flatMap(({ figures }) => figures[0] ?? []),
  );
  const B = termOf(ceiling);
  const refund = figure('VAT_REFUND', 'CNY', lesser, { B, K: termOf(givenFigure('GOODS', credit)) }, rounding);
  return [made, [refund, figure('CREDIT_SET_OFF', 'CNY', setOff, { B, K: termOf(refund) }, rounding)]];
}

// An export without papers and exemption is taken as a sale at home: the price has the tax in it.
function taxed({ line, hsCode, fob }: ExportLine, book: Book): CostLine {
  const tariff = book.tariff(hsCode);
  const vat = book.one('vat', ({ class: of }) => of === (tariff.parameters.vat ?? 'standard'));
  const value = givenFigure('GOODS', fob);
  const terms = { F: termOf(value), v: laidDown(vat.parameters.rate, vat) };
  const due = figure('OUTPUT_VAT', 'CNY', outputVat, terms, book.one('rounding'), [tariff]);
  return { line, hsCode, value, figures: [due] };
}

function untaxed({ line, hsCode, fob }: ExportLine): CostLine {
  return { line, hsCode, value: givenFigure('GOODS', fob), figures: [] };
}

/** Income tax by deemed income (核定征收), for what is exempt without an invoice. */
function deemed({ deemedIncome, lines }: ExportVat, treatment: ExportState, value: Figure, book: Book): Figure[] {
  if (!deemedIncome) return [];
  if (treatment !== 'EXEMPT_NO_INVOICE') stop('COST_QUESTION_INVALID', { field: 'deemedIncome', value: treatment });
  const rule = book.one('deemed-income');
  const rounding = book.one('rounding');
  const income: Money = sum(
    lines.map(({ fob }) => fob),
    'CNY',
  );
  const I = termOf({ ...value, amount: income });
  const taxable = figure(
    'TAXABLE_INCOME',
    'CNY',
    taxableIncome,
    { I, i: laidDown(rule.parameters.share, rule) },
    rounding,
  );
  const e = laidDown(rule.parameters.incomeTax, rule);
  return [taxable, figure('INCOME_TAX', 'CNY', incomeTax, { T: termOf(taxable), e }, rounding)];
}
