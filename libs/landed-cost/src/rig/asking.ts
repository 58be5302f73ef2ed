import type { Money } from '@portolan/money';
import { isRefused, type LandedCost, type LandedCostCode, landedCost, type Question, rules } from '../index.ts';
import type { EuImport, GoodsLine, RetailImport } from '../question.ts';

export const cny = (minor: bigint): Money => ({ minor, currency: 'CNY' });
export const eur = (minor: bigint): Money => ({ minor, currency: 'EUR' });

export const goods = (hsCode: string, total: Money, changed: Partial<GoodsLine> = {}): GoodsLine => ({
  line: 1,
  hsCode,
  origin: 'FR',
  quantity: '1',
  total,
  ...changed,
});

/** An order of infant formula in bonded import, on 2026-03-02. */
export const retail = (total: bigint, changed: Partial<RetailImport> = {}): RetailImport => ({
  regime: 'CN_RETAIL_IMPORT',
  mode: '1210',
  at: '2026-03-02T02:00:00Z',
  lines: [goods('1901101000', cny(total))],
  freight: cny(0n),
  insurance: cny(0n),
  usedThisYear: cny(0n),
  ...changed,
});

/** A parcel with a T-shirt to Germany by IOSS, on 2026-08-03. */
export const parcel = (total: bigint, changed: Partial<EuImport> = {}): EuImport => ({
  regime: 'EU_IMPORT',
  at: '2026-08-03T10:00:00Z',
  destination: 'DE',
  scheme: 'IOSS',
  declaration: 'H7',
  between: 'B2C',
  lines: [goods('610910', eur(total), { origin: 'CN' })],
  freight: eur(0n),
  insurance: eur(0n),
  ...changed,
});

/** The answer to a question that has one. */
export function priced(question: Question, known = rules): LandedCost {
  const answer = landedCost(question, known);
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused} ${JSON.stringify(answer.data)}`);
  return answer;
}

/** Asserts that a question is refused with a code, and hands the data of its sentence back. */
export function refuses(code: LandedCostCode, question: Question, known = rules): Readonly<Record<string, string>> {
  const answer = landedCost(question, known);
  if (!isRefused(answer)) throw new Error(`not refused, but ${answer.treatment}`);
  if (answer.refused !== code) throw new Error(`refused as ${answer.refused}, not ${code}`);
  return answer.data;
}
