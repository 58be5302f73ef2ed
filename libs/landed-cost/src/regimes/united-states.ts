import type { CostLine, LandedCost } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { type Valued, type ValuedLine, valued } from '../consignment.ts';
import { compareExact, exactly, plus } from '../exact.ts';
import { type Figure, figure, laidDown, number, termOf, waived } from '../figure.ts';
import { formula } from '../formula.ts';
import type { UsImport } from '../question.ts';
import { stop } from '../refused.ts';
import type { Rule, RuleOf } from '../rule.ts';
import { withoutExcise } from './excise.ts';
import { above } from './statutory.ts';

const duty = formula('V × d');
const flatPerItem = formula('n × a');

/**
 * Free up to USD 800 while de minimis holds; then post by its own dated method, everything else by the tariff and each
 * duty programme on top of it. Duties are counted on the price of the goods (transaction value), freight not in it.
 */
export function unitedStates(question: UsImport, book: Book): LandedCost {
  withoutExcise(question.lines, book);
  const consignment = valued(question, book, 'USD');
  const { currency, value } = consignment;
  const parts = { regime: 'US_IMPORT', currency, value } as const;
  const free = freeBy(question, consignment, book);
  if (free !== undefined) {
    const lines = consignment.lines.map((line) => costLine(line, [waived('DUTY', currency, [free])]));
    const treatment = free.kind === 'gift-relief' ? 'GIFT' : 'DE_MINIMIS';
    return answer(book, { ...parts, treatment, lines, because: [free] });
  }
  const post = question.channel === 'post' ? postalRule(question, book) : undefined;
  if (post === undefined || post.parameters.method === 'tariff') {
    const lines = consignment.lines.map((line) => costLine(line, layered(line, consignment, book)));
    return answer(book, { ...parts, treatment: 'ORDINARY_TARIFF', lines, because: post === undefined ? [] : [post] });
  }
  if (post.parameters.method === 'flat') {
    const lines = consignment.lines.map((line) => costLine(line, []));
    const charges = [flat(consignment, book, post)];
    return answer(book, { ...parts, treatment: 'POSTAL_FLAT', lines, charges, because: [post] });
  }
  const lines = consignment.lines.map((line) => costLine(line, adValorem(line, consignment, book, post)));
  return answer(book, { ...parts, treatment: 'POSTAL_RATE', lines, because: [post] });
}

type Freeing = RuleOf<'gift-relief'> | RuleOf<'de-minimis'>;

function freeBy({ gift, lines }: UsImport, { goods }: Valued, book: Book): Freeing | undefined {
  const present = gift === true ? book.find('gift-relief') : undefined;
  if (present !== undefined && !above(goods, present.parameters.ceiling)) return present;
  const small = book.find('de-minimis', (known) => lines.every(({ origin }) => !known.exceptOrigins.includes(origin)));
  return small !== undefined && !above(goods, small.parameters.ceiling) ? small : undefined;
}

/** While the carrier may choose between two methods, the question has to say which one it chose. */
function postalRule({ lines, postalMethod }: UsImport, book: Book): RuleOf<'postal-duty'> {
  const known = book.all('postal-duty', ({ origins }) => lines.every(({ origin }) => covers(origins, origin)));
  const chosen = known.length === 1 ? known[0] : known.find(({ parameters }) => parameters.method === postalMethod);
  if (chosen !== undefined) return chosen;
  if (known.length === 0) return stop('COST_RULE_MISSING', { rule: 'postal-duty', jurisdiction: 'US', day: book.day });
  return stop('COST_QUESTION_INVALID', { field: 'postalMethod', value: postalMethod ?? '' });
}

const covers = (origins: readonly string[], origin: string) => origins.length === 0 || origins.includes(origin);

function layersOf({ goods }: ValuedLine, book: Book): readonly RuleOf<'duty-layer'>[] {
  const entered = book.find('layer-origins');
  if (entered !== undefined && !entered.parameters.origins.includes(goods.origin)) {
    stop('COST_RULE_MISSING', { rule: `duty-layer ${goods.origin}`, jurisdiction: 'US', day: book.day });
  }
  return book.all(
    'duty-layer',
    ({ origins, hs }) =>
      covers(origins, goods.origin) && (hs.length === 0 || hs.some((beginning) => goods.hsCode.startsWith(beginning))),
  );
}

function layered(line: ValuedLine, { rounding, currency }: Valued, book: Book): Figure[] {
  const tariff = book.tariff(line.goods.hsCode);
  const V = termOf(line.price);
  const own = figure('DUTY', currency, duty, { V, d: laidDown(tariff.parameters.duty, tariff) }, rounding);
  const layers = layersOf(line, book).map((layer) =>
    figure('DUTY_LAYER', currency, duty, { V, d: laidDown(layer.parameters.rate, layer) }, rounding),
  );
  return [own, ...layers];
}

/** One rate for post, or the emergency programmes of the origin, each as its own figure. */
function adValorem(
  line: ValuedLine,
  { rounding, currency }: Valued,
  book: Book,
  post: RuleOf<'postal-duty'>,
): Figure[] {
  const V = termOf(line.price);
  const { rate } = post.parameters;
  if (rate !== undefined) {
    return [figure('POSTAL_DUTY', currency, duty, { V, d: laidDown(rate, post) }, rounding)];
  }
  return layersOf(line, book)
    .filter(({ parameters }) => parameters.emergency)
    .map((layer) =>
      figure('POSTAL_DUTY', currency, duty, { V, d: laidDown(layer.parameters.rate, layer) }, rounding, [post]),
    );
}

/** One amount for the postal item, by the highest emergency rate of the origins in it. */
function flat({ lines, rounding, currency }: Valued, book: Book, post: RuleOf<'postal-duty'>): Figure {
  let [highest, layers]: [ReturnType<typeof exactly>, readonly Rule[]] = [exactly('0'), []];
  for (const line of lines) {
    const emergency = layersOf(line, book).filter(({ parameters }) => parameters.emergency);
    const rate = emergency.map(({ parameters }) => exactly(parameters.rate)).reduce(plus, exactly('0'));
    if (compareExact(rate, highest) > 0 || layers.length === 0) [highest, layers] = [rate, emergency];
  }
  const { bands = [] } = post.parameters;
  const fits = ({ below, upTo }: (typeof bands)[number]) =>
    (below !== undefined && compareExact(highest, exactly(below)) < 0) ||
    (upTo !== undefined && compareExact(highest, exactly(upTo)) <= 0);
  const band = bands.find(fits) ?? bands.at(-1);
  if (band === undefined) throw new Error(`${post.id} has no bands`);
  const terms = { n: number('1'), a: laidDown(band.amount, post) };
  return figure('POSTAL_DUTY', currency, flatPerItem, terms, rounding, layers);
}

function costLine({ goods, price }: ValuedLine, figures: readonly Figure[]): CostLine {
  return { line: goods.line, hsCode: goods.hsCode, value: price, figures };
}
