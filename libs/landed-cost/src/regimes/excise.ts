import type { Book } from '../book.ts';
import type { GoodsLine } from '../question.ts';
import { stop } from '../refused.ts';

/** The first line that bears excise; undefined where none does. */
export function excised(lines: readonly GoodsLine[], book: Book): GoodsLine | undefined {
  const rule = book.find('excise-goods');
  return lines.find(({ hsCode }) => rule?.parameters.hs.some((beginning) => hsCode.startsWith(beginning)));
}

/** @throws Refused where a line bears excise: better no figure than one without it. */
export function withoutExcise(lines: readonly GoodsLine[], book: Book): void {
  const line = excised(lines, book);
  if (line === undefined) return;
  stop('COST_RULE_MISSING', { rule: `excise ${line.hsCode}`, jurisdiction: book.jurisdiction, day: book.day });
}
