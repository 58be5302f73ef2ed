import { formatMoney, isZero, parseMoney } from '@portolan/money';
import type { LandedCost } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { type Valued, valued } from '../consignment.ts';
import type { RetailImport } from '../question.ts';
import { stop } from '../refused.ts';
import type { RuleOf } from '../rule.ts';
import { parcelOfArticles } from './personal-post.ts';
import { above, oneItem, statutory } from './statutory.ts';

/**
 * Retail imports of cross-border e-commerce (9610, 1210, 1239): until 2016-04-07 taxed as personal articles, since then
 * at shares of the statutory taxes within the limits, in full for one single item above the single limit.
 */
export function retailImport(question: RetailImport, book: Book): LandedCost {
  const { mode } = question;
  const way = book.find('import-mode', (known) => known.mode === mode);
  if (way === undefined) return stop('COST_MODE_NOT_ALLOWED', { mode, day: book.day });
  const consignment = valued(question, book, 'CNY');
  if (way.parameters.taxed === 'as-articles')
    return parcelOfArticles('CN_RETAIL_IMPORT', question, consignment, book, way);
  const limits = book.one('retail-limits');
  yearly(question, consignment, limits);
  const coupons = couponRules(question, book);
  const over = above(consignment.value, limits.parameters.single);
  if (over && !oneItem(question.lines)) {
    stop('COST_SINGLE_LIMIT', {
      value: formatMoney(consignment.value.amount),
      limit: formatMoney(parseMoney(limits.parameters.single, 'CNY')),
    });
  }
  const exception = over ? [book.one('single-item')] : [];
  const { rounding, value, currency } = consignment;
  const shares = over ? undefined : limits;
  return answer(book, {
    regime: 'CN_RETAIL_IMPORT',
    treatment: over ? 'OVER_SINGLE_LIMIT' : 'WITHIN_LIMITS',
    ...{ currency, value },
    lines: consignment.lines.map((line) => statutory(line, book, shares, rounding)),
    because: [way, limits, ...exception, ...coupons],
  });
}

function yearly({ usedThisYear }: RetailImport, { value }: Valued, { parameters }: RuleOf<'retail-limits'>): void {
  const limit = parseMoney(parameters.yearly, 'CNY');
  if (value.amount.minor + usedThisYear.minor <= limit.minor) return;
  stop('COST_YEARLY_LIMIT', {
    value: formatMoney(value.amount),
    used: formatMoney(usedThisYear),
    limit: formatMoney(limit),
  });
}

// What was paid with vouchers is part of the price: the rule is named where there was one.
function couponRules({ coupon }: RetailImport, book: Book): RuleOf<'coupons'>[] {
  return coupon === undefined || isZero(coupon) ? [] : [book.one('coupons')];
}
