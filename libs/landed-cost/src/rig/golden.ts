import { readFileSync } from 'node:fs';
import { decimal, type Money, parseMoney } from '@portolan/money';
import { isRefused, type LandedCost, type LandedCostRefusal, type Question } from '../index.ts';

/** One row of golden/cases.jsonl: what is asked, and what comes of it by arithmetic that is written out beside it. */
export interface GoldenCase {
  readonly id: string;
  readonly question: Question;
  readonly expected: GoldenAnswer;
  readonly arithmetic: readonly string[];
  readonly source: string;
}

/** Figures as decimal texts in the currency of the law; or the code of the refusal. */
export type GoldenAnswer =
  | { readonly refused: string }
  | {
      readonly treatment: string;
      readonly totals: Readonly<Record<string, string>>;
      readonly due: string;
      readonly refund: string;
      readonly landed: string;
    };

const file = new URL('../../golden/cases.jsonl', import.meta.url);

export function goldenCases(): GoldenCase[] {
  const rows = readFileSync(file, 'utf8').trim().split('\n');
  return rows.map((row) => JSON.parse(row, asMoney) as GoldenCase);
}

/** An answer in the words of the golden rows. */
export function inShort(answer: LandedCost | LandedCostRefusal): GoldenAnswer {
  if (isRefused(answer)) return { refused: answer.refused };
  const { treatment, totals, due, refund, landed } = answer;
  return {
    treatment,
    totals: Object.fromEntries(totals.map(({ kind, amount }) => [kind, decimal(amount)])),
    due: decimal(due.amount),
    refund: decimal(refund.amount),
    landed: decimal(landed.amount),
  };
}

// '12.34 CNY' is an amount wherever it stands.
function asMoney(_name: string, value: unknown): unknown {
  const [, amount, currency] = (typeof value === 'string' && /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value)) || [];
  return amount === undefined || currency === undefined ? value : (parseMoney(amount, currency) satisfies Money);
}
