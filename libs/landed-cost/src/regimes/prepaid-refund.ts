import type { CostLine, LandedCost } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { figure, givenFigure, laidDown, number, summed, termOf } from '../figure.ts';
import { formula } from '../formula.ts';
import type { PrepaidRefund, StockLine } from '../question.ts';
import { stop } from '../refused.ts';

const prepaidOf = formula('N × r');
const settledOf = formula('A × s / x');
const openOf = formula('A − S');

/**
 * Refund on departure, settled on sale (9810, 海外仓预退): the whole refund is given when the goods have left China; the
 * part of what was sold is settled, the rest stays open until it is sold, or is paid back where goods came back.
 */
export function prepaidRefund({ lines }: PrepaidRefund, book: Book): LandedCost {
  const rule = book.one('prepaid-refund');
  const value = summed(
    'GOODS',
    'CNY',
    lines.map(({ purchase }) => givenFigure('GOODS', purchase)),
  );
  return answer(book, {
    ...{ regime: 'CN_PREPAID_REFUND', treatment: 'PREPAID_REFUND', currency: 'CNY', value, because: [rule] },
    lines: lines.map((line) => settled(line, book)),
  });
}

/** Pieces of a declaration line that are still abroad and unsold. */
export function unsold({ exported, sold, returned, lost }: StockLine): bigint {
  return BigInt(exported) - BigInt(sold) - BigInt(returned) - BigInt(lost);
}

function settled(stock: StockLine, book: Book): CostLine {
  const { line, hsCode, purchase, exported, sold } = stock;
  if (unsold(stock) < 0n) stop('COST_QUANTITY_EXCEEDED', { line: String(line), exported });
  book.tariff(hsCode);
  const rate =
    book.ofCode('refund-rate', hsCode) ??
    stop('COST_RULE_MISSING', { rule: `refund-rate ${hsCode}`, jurisdiction: 'CN', day: book.day });
  const rounding = book.one('rounding');
  const value = givenFigure('GOODS', purchase);
  const prepaid = figure(
    ...(['PREPAID_REFUND', 'CNY', prepaidOf] as const),
    { N: termOf(value), r: laidDown(rate.parameters.rate, rate) },
    rounding,
  );
  const A = termOf(prepaid);
  const done = figure('SETTLED_REFUND', 'CNY', settledOf, { A, s: number(sold), x: number(exported) }, rounding);
  const open = figure('REFUND_DIFFERENCE', 'CNY', openOf, { A, S: termOf(done) }, rounding);
  return { line, hsCode, value, figures: [prepaid, done, open] };
}
