export { type CostLine, type LandedCost, type Treatment, totalOf } from './answer.ts';
export { holdsOn, rulesAt } from './book.ts';
export { type Explanation, explain, explained, refusalText } from './explain.ts';
export type { Figure, FigureKind } from './figure.ts';
export { figureLabels, treatmentLabels } from './labels.ts';
export { isRefused, landedCost } from './landed-cost.ts';
export type * from './question.ts';
export type { LandedCostCode, LandedCostRefusal } from './refused.ts';
export { unsold } from './regimes/prepaid-refund.ts';
export type {
  Jurisdiction,
  Label,
  MemberState,
  Parameters,
  Regime,
  Rule,
  RuleKind,
  RuleOf,
  RuleReference,
} from './rule.ts';
export { rules } from './rules/index.ts';
export {
  deviationOf,
  type LineVariance,
  offBy,
  scoreOf,
  type TaxedLine,
  type Variance,
  varianceOf,
} from './variance.ts';
export { dayIn, memberStates } from './zones.ts';
