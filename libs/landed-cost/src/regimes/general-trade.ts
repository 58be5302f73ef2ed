import type { LandedCost } from '../answer.ts';
import { answer } from '../answering.ts';
import type { Book } from '../book.ts';
import { valued } from '../consignment.ts';
import type { GeneralTrade } from '../question.ts';
import { statutory } from './statutory.ts';

/** Ordinary trade (0110): duty on the value with freight and insurance, then consumption tax and VAT, in full. */
export function generalTrade(question: GeneralTrade, book: Book): LandedCost {
  const { currency, value, rounding, lines } = valued(question, book, 'CNY');
  return answer(book, {
    ...{ regime: 'CN_GENERAL_TRADE', treatment: 'GENERAL_TRADE', currency, value },
    lines: lines.map((line) => statutory(line, book, undefined, rounding)),
  });
}
