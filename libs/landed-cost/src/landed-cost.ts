import { isDecimal, type Money } from '@portolan/money';
import type { LandedCost } from './answer.ts';
import { asOf, type Book } from './book.ts';
import type { Question } from './question.ts';
import { type LandedCostRefusal, Refused, stop } from './refused.ts';
import { europeanUnion } from './regimes/european-union.ts';
import { exportVat } from './regimes/export-vat.ts';
import { generalTrade } from './regimes/general-trade.ts';
import { personalPost } from './regimes/personal-post.ts';
import { prepaidRefund } from './regimes/prepaid-refund.ts';
import { retailImport } from './regimes/retail-import.ts';
import { unitedKingdom } from './regimes/united-kingdom.ts';
import { unitedStates } from './regimes/united-states.ts';
import type { Jurisdiction, Rule } from './rule.ts';
import { dayIn } from './zones.ts';

/**
 * What goods cost where they arrive, or what their export gives back, by the rules of that day. Pure: the same question
 * and rules have the same answer, whenever it is asked.
 * @returns the figures with what made them, or a refusal: a code, and the data of its sentence.
 */
export function landedCost(question: Question, rules: readonly Rule[]): LandedCost | LandedCostRefusal {
  try {
    sound(question);
    return priced(question, bookOf(question, rules));
  } catch (fault) {
    if (fault instanceof Refused) return fault.refusal;
    throw fault;
  }
}

export function isRefused(answer: LandedCost | LandedCostRefusal): answer is LandedCostRefusal {
  return 'refused' in answer;
}

function priced(question: Question, book: Book): LandedCost {
  switch (question.regime) {
    case 'CN_RETAIL_IMPORT':
      return retailImport(question, book);
    case 'CN_PERSONAL_POST':
      return personalPost(question, book);
    case 'CN_GENERAL_TRADE':
      return generalTrade(question, book);
    case 'CN_EXPORT_VAT':
      return exportVat(question, book);
    case 'CN_PREPAID_REFUND':
      return prepaidRefund(question, book);
    case 'EU_IMPORT':
      return europeanUnion(question, book);
    case 'GB_IMPORT':
      return unitedKingdom(question, book);
    case 'US_IMPORT':
      return unitedStates(question, book);
  }
}

const homes = {
  CN_RETAIL_IMPORT: 'CN',
  CN_PERSONAL_POST: 'CN',
  CN_GENERAL_TRADE: 'CN',
  CN_EXPORT_VAT: 'CN',
  CN_PREPAID_REFUND: 'CN',
  GB_IMPORT: 'GB',
  US_IMPORT: 'US',
} as const;

function bookOf(question: Question, rules: readonly Rule[]): Book {
  const [home, above]: [Jurisdiction, 'EU' | undefined] =
    question.regime === 'EU_IMPORT' ? [question.destination, 'EU'] : [homes[question.regime], undefined];
  return asOf(rules, home, dayIn(home, question.at), above);
}

/** What no rule can be applied to is refused before any is. */
function sound(question: Question): void {
  if (Number.isNaN(Date.parse(question.at))) stop('COST_QUESTION_INVALID', { field: 'at', value: question.at });
  if (question.lines.length === 0) stop('COST_QUESTION_INVALID', { field: 'lines', value: '' });
  for (const [field, value] of fieldsOf(question)) {
    if (isMoney(value)) sameCurrency(question, field, value);
    if (!soundField(field, value)) stop('COST_QUESTION_INVALID', { field, value: shown(value) });
  }
}

// What is asked in the currency of China is never converted.
function sameCurrency({ regime }: Question, field: string, { currency }: Money): void {
  const inYuan = regime === 'CN_EXPORT_VAT' || regime === 'CN_PREPAID_REFUND' || /^(usedThisYear|coupon)$/.test(field);
  if (inYuan && currency !== 'CNY') stop('COST_CURRENCY_DIFFERS', { field, currency, expected: 'CNY' });
}

function soundField(field: string, value: unknown): boolean {
  if (isMoney(value)) return value.minor >= 0n;
  if (typeof value !== 'string') return true;
  if (/hsCode$/.test(field)) return /^\d{6,10}$/.test(value);
  if (/quantity$/.test(field)) return isDecimal(value) && !value.startsWith('-') && /[1-9]/.test(value);
  if (/exported$/.test(field)) return /^[1-9]\d{0,11}$/.test(value);
  if (/(sold|returned|lost)$/.test(field)) return /^\d{1,12}$/.test(value);
  if (/measures\.\w+$/.test(field)) return isDecimal(value) && !value.startsWith('-');
  if (/\.rate$/.test(field)) return isDecimal(value) && !value.startsWith('-') && /[1-9]/.test(value);
  if (/origin$/.test(field)) return /^[A-Z]{2}$/.test(value);
  return true;
}

// Every field below the question, by its path: 'lines.0.hsCode'.
function* fieldsOf(value: unknown, path = ''): Iterable<readonly [string, unknown]> {
  if (value === null || typeof value !== 'object' || isMoney(value)) {
    yield [path, value];
    return;
  }
  for (const [name, inner] of Object.entries(value)) yield* fieldsOf(inner, path === '' ? name : `${path}.${name}`);
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value;
}

function shown(value: unknown): string {
  return isMoney(value) ? `${value.minor}` : String(value);
}
