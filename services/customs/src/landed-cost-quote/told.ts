import type { Complete } from '@portolan/contracts';
import type { CostFigure, CostRule, LandedCost as Told } from '@portolan/contracts/customs/v1/types';
import { type Figure, figureLabels, type LandedCost, type RuleReference } from '@portolan/landed-cost';

/** An answer of the engine as it is recorded: each figure with its arithmetic and the ids of its rules. */
export function told(cost: LandedCost): Complete<Told> {
  const { treatment, jurisdiction, day, currency, lines, charges, totals, due, landed, rules } = cost;
  return {
    ...{ treatment, jurisdiction, day, currency },
    lines: lines.map(({ line, hsCode, value, figures }) => {
      return { line, hsCode, value: figureOf(value), figures: figures.map(figureOf) };
    }),
    charges: charges.map(figureOf),
    totals: totals.map(figureOf),
    due: figureOf(due),
    landed: figureOf(landed),
    rules: rules.map(ruleOf),
  };
}

function figureOf({ kind, amount, formula, arithmetic, rules }: Figure): Complete<CostFigure> {
  const { en, zh } = figureLabels[kind];
  return { kind, labelEn: en, labelZh: zh, amount, formula, arithmetic, rules: rules.map(({ id }) => id) };
}

function ruleOf({
  id,
  jurisdiction,
  title,
  validFrom,
  validTo = '',
  source,
  checked,
}: RuleReference): Complete<CostRule> {
  return { id, jurisdiction, titleEn: title.en, titleZh: title.zh, validFrom, validTo, source, checked };
}
