import { formatMoney, parseMoney } from '@portolan/money';
import type { CostLine, LandedCost } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { type Valued, type ValuedLine, valued } from '../consignment.ts';
import { type Figure, figure, laidDown, termOf, waived } from '../figure.ts';
import { formula } from '../formula.ts';
import type { Consignment, PersonalPost } from '../question.ts';
import { stop } from '../refused.ts';
import type { Article, RuleOf } from '../rule.ts';
import { above, oneItem } from './statutory.ts';

const articlesTax = formula('P × r');

/** Articles that people send to people by post (行邮税): one rate by kind of article, waived where the tax is small. */
export function personalPost(question: PersonalPost, book: Book): LandedCost {
  if (!question.forOwnUse) stop('COST_MODE_NOT_ALLOWED', { mode: 'CN_PERSONAL_POST', day: book.day });
  return parcelOfArticles('CN_PERSONAL_POST', question, valued(question, book, 'CNY'), book);
}

/** The same for orders of pilot platforms before 2016-04-08, which the law took as articles. */
export function parcelOfArticles(
  regime: 'CN_PERSONAL_POST' | 'CN_RETAIL_IMPORT',
  question: Consignment & { readonly from?: string },
  consignment: Valued,
  book: Book,
  way?: RuleOf<'import-mode'>,
): LandedCost {
  const limits = book.one('article-limits');
  const { currency, value, rounding } = consignment;
  withinLimit(question, value, limits);
  const rates = book.one('article-rates');
  const computed = consignment.lines.map((line) => taxOf(line, book, rates, rounding));
  const tax = computed.reduce((all, { figures }) => all + (figures[0]?.amount.minor ?? 0n), 0n);
  const waivedUpTo = parseMoney(limits.parameters.waivedUpTo, currency);
  const lines = tax > 0n && tax <= waivedUpTo.minor ? computed.map((line) => waive(line, limits)) : computed;
  const because = [limits, ...(way === undefined ? [] : [way])];
  return answer(book, { regime, treatment: 'PERSONAL_ARTICLES', currency, value, lines, because });
}

function withinLimit(
  { from, lines }: Consignment & { readonly from?: string },
  value: Figure,
  { parameters }: RuleOf<'article-limits'>,
): void {
  const limit = parameters.near.includes(from ?? '') ? parameters.nearLimit : parameters.limit;
  if (!above(value, limit) || oneItem(lines)) return;
  stop('COST_PARCEL_LIMIT', {
    value: formatMoney(value.amount),
    limit: formatMoney(parseMoney(limit, value.amount.currency)),
  });
}

function taxOf(
  { goods, value }: ValuedLine,
  book: Book,
  rates: RuleOf<'article-rates'>,
  rounding: RuleOf<'rounding'>,
): CostLine {
  const tariff = book.tariff(goods.hsCode);
  const rate = rateOf(goods.article ?? tariff.parameters.article ?? 'other', rates);
  const terms = { P: termOf(value), r: laidDown(rate, rates) };
  const tax = figure('ARTICLES_TAX', value.amount.currency, articlesTax, terms, rounding, [tariff]);
  return { line: goods.line, hsCode: goods.hsCode, value, figures: [tax] };
}

/** What no class names is taxed as 'other'. */
function rateOf(article: Article, { parameters }: RuleOf<'article-rates'>): string {
  const of = (one: Article) => parameters.classes.find((known) => known.of.includes(one))?.rate;
  return of(article) ?? of('other') ?? stop('COST_QUESTION_INVALID', { field: 'article', value: article });
}

function waive(line: CostLine, limits: RuleOf<'article-limits'>): CostLine {
  const [tax] = line.figures;
  return tax === undefined
    ? line
    : { ...line, figures: [waived('ARTICLES_TAX', tax.amount.currency, [limits], [tax])] };
}
