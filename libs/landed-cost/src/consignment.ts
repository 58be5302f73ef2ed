import { type Money, money } from '@portolan/money';
import type { Book } from './book.ts';
import { type Figure, type FigureKind, figure, givenFigure, number, summed, termOf } from './figure.ts';
import { formula } from './formula.ts';
import type { GoodsLine, ImportQuestion } from './question.ts';
import { stop } from './refused.ts';
import type { RuleOf } from './rule.ts';

/** A consignment in the currency of the law, with price cuts and freight spread over its lines. */
export interface Valued {
  readonly currency: string;
  readonly rounding: RuleOf<'rounding'>;
  readonly lines: readonly ValuedLine[];
  /** Goods after price cuts: the intrinsic value. */
  readonly goods: Figure;
  /** Goods, freight and insurance. */
  readonly value: Figure;
}

export interface ValuedLine {
  readonly goods: GoodsLine;
  /** Price after its share of the cut. */
  readonly price: Figure;
  /** Price and its share of freight and insurance. */
  readonly value: Figure;
}

const converted = formula('A × r');
const shareOf = formula('E × L / G');
const rest = formula('E − S');

/** @throws Refused where an amount cannot be brought into the currency. */
export function valued(question: ImportQuestion, book: Book, currency: string): Valued {
  const rounding = book.one('rounding');
  const allocation = book.one('allocation');
  const into = (kind: FigureKind, amount: Money) => inCurrency(kind, amount, currency, question, rounding);
  const full = question.lines.map(({ total }) => into('GOODS', total));
  const prices = afterCut(full, question.priceCut, into, { rounding, allocation, currency });
  const extra = summed('FREIGHT', currency, [into('FREIGHT', question.freight), into('INSURANCE', question.insurance)]);
  const shares = spread('FREIGHT', extra, prices, { rounding, allocation, currency });
  const lines = question.lines.map((goods, index): ValuedLine => {
    const price = at(prices, index);
    const share = at(shares, index);
    return { goods, price, value: summed('TAXABLE_VALUE', currency, [price, share]) };
  });
  const goods = summed('GOODS', currency, prices);
  return { currency, rounding, lines, goods, value: summed('TAXABLE_VALUE', currency, [goods, extra]) };
}

interface Ways {
  readonly rounding: RuleOf<'rounding'>;
  readonly allocation: RuleOf<'allocation'>;
  readonly currency: string;
}

function afterCut(
  full: readonly Figure[],
  cut: Money | undefined,
  into: (kind: FigureKind, amount: Money) => Figure,
  ways: Ways,
): readonly Figure[] {
  if (cut === undefined || cut.minor === 0n) return full;
  const off = into('PRICE_CUT', cut);
  const goods = summed('GOODS', ways.currency, full);
  if (off.amount.minor > goods.amount.minor) {
    stop('COST_QUESTION_INVALID', { field: 'priceCut', value: String(cut.minor) });
  }
  const left = figure('GOODS', ways.currency, rest, { E: termOf(goods), S: termOf(off) }, ways.rounding);
  return spread('GOODS', left, full, ways);
}

/**
 * Spreads an amount over lines by their value, each share rounded, none more than what is left, the last one taking the
 * rest: shares add up to the amount, and none is negative.
 */
export function spread(kind: FigureKind, whole: Figure, weights: readonly Figure[], ways: Ways): Figure[] {
  const { currency, rounding, allocation } = ways;
  const base = summed('GOODS', currency, weights);
  let taken = 0n;
  return weights.map((weight, index) => {
    const left = whole.amount.minor - taken;
    const share =
      base.amount.minor === 0n
        ? undefined
        : figure(kind, currency, shareOf, { E: termOf(whole), L: termOf(weight), G: termOf(base) }, rounding, [
            allocation,
          ]);
    if (index < weights.length - 1 && (share?.amount.minor ?? 0n) <= left) {
      taken += share?.amount.minor ?? 0n;
      return share ?? { ...givenFigure(kind, money(0n, currency)) };
    }
    const before = givenFigure(kind, money(taken, currency));
    taken = whole.amount.minor;
    return figure(kind, currency, rest, { E: termOf(whole), S: number(before.arithmetic) }, rounding, [allocation]);
  });
}

function inCurrency(
  kind: FigureKind,
  amount: Money,
  currency: string,
  { rates }: ImportQuestion,
  rounding: RuleOf<'rounding'>,
): Figure {
  const given = givenFigure(kind, amount);
  if (amount.currency === currency) return given;
  // Nothing is nothing in any currency.
  if (amount.minor === 0n) return givenFigure(kind, money(0n, currency));
  const rate = rates?.find(({ from }) => from === amount.currency);
  if (rate === undefined) return stop('COST_EXCHANGE_RATE_MISSING', { from: amount.currency, to: currency });
  const made = figure(kind, currency, converted, { A: termOf(given), r: number(rate.rate) }, rounding);
  return { ...made, terms: [...made.terms, { name: 'source', text: rate.source }] };
}

function at(figures: readonly Figure[], index: number): Figure {
  const found = figures[index];
  if (found === undefined) throw new Error(`no figure for line ${index}`);
  return found;
}
