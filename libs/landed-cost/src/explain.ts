import { fill, type Language, landedCostRefusals } from '@portolan/contracts';
import { formatMoney } from '@portolan/money';
import type { LandedCost } from './answer.ts';
import type { Figure } from './figure.ts';
import { figureLabels, treatmentLabels } from './labels.ts';
import type { LandedCostRefusal } from './refused.ts';
import type { RuleReference } from './rule.ts';

/** A figure as it is shown: what it is, how it was worked out, by which rules, from what. */
export interface Explanation {
  readonly label: string;
  readonly amount: string;
  readonly formula: string;
  readonly arithmetic: string;
  readonly rules: readonly string[];
  readonly from: readonly Explanation[];
}

/** The tree below a figure in one language. */
export function explain(figure: Figure, language: Language): Explanation {
  return {
    label: figureLabels[figure.kind][language],
    amount: formatMoney(figure.amount),
    formula: figure.formula,
    arithmetic: figure.arithmetic,
    rules: figure.rules.map((rule) => told(rule, language)),
    from: figure.of.map((one) => explain(one, language)),
  };
}

/** An answer as indented text, one figure a line: for people, support and evidence. What was told once is not told again. */
export function explained(cost: LandedCost, language: Language): string[] {
  const head = `${treatmentLabels[cost.treatment][language]} · ${cost.jurisdiction} · ${cost.day}`;
  const told = new Set<Figure>();
  const roots = cost.refund.of.length === 0 ? [cost.landed] : [cost.landed, cost.refund];
  return [head, ...roots.flatMap((figure) => lines(figure, language, 0, told))];
}

/** A refusal's sentence. */
export function refusalText({ refused, data }: LandedCostRefusal, language: Language): string {
  return fill(landedCostRefusals[refused][language], data);
}

function lines(figure: Figure, language: Language, depth: number, before: Set<Figure>): string[] {
  const by = figure.rules.length === 0 ? '' : ` [${figure.rules.map((rule) => told(rule, language)).join('; ')}]`;
  const label = figureLabels[figure.kind][language];
  const line = `${'  '.repeat(depth)}${label} ${formatMoney(figure.amount)}: ${figure.arithmetic}${by}`;
  if (before.has(figure)) return [line];
  before.add(figure);
  return [line, ...figure.of.flatMap((one) => lines(one, language, depth + 1, before))];
}

function told({ title, source, validFrom, validTo, checked }: RuleReference, language: Language): string {
  const unchecked = language === 'zh' ? '未核对' : 'unchecked';
  const days = `${validFrom}…${validTo ?? ''}`;
  return `${title[language]}, ${source}, ${days}${checked ? '' : `, ${unchecked}`}`;
}
