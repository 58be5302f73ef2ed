import type { CostLine, LandedCost, Treatment } from './answer.ts';
import type { Book } from './book.ts';
import { type Figure, type FigureKind, summed } from './figure.ts';
import type { Regime, Rule, RuleReference } from './rule.ts';

const paid: ReadonlySet<FigureKind> = new Set<FigureKind>([
  ...(['DUTY', 'DUTY_LAYER', 'ITEM_DUTY', 'CONSUMPTION_TAX', 'VAT', 'ARTICLES_TAX', 'POSTAL_DUTY'] as const),
  ...(['PARCEL_FEE', 'OUTPUT_VAT', 'INCOME_TAX'] as const),
]);
const givenBack: ReadonlySet<FigureKind> = new Set<FigureKind>(['VAT_REFUND', 'PREPAID_REFUND']);

interface Parts {
  readonly regime: Regime;
  readonly treatment: Treatment;
  readonly currency: string;
  readonly lines: readonly CostLine[];
  readonly charges?: readonly Figure[];
  /** Goods with freight and insurance: what taxes come on top of. */
  readonly value: Figure;
  /** What decided on the treatment, beside what the figures name. */
  readonly because?: readonly Rule[];
}

/** Totals by kind, and the rules of all figures, once each. */
export function answer(book: Book, parts: Parts): LandedCost {
  const { regime, treatment, currency, lines, charges = [], value, because = [] } = parts;
  const all = [...lines.flatMap(({ figures }) => figures), ...charges];
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const totals = kinds.map((kind) =>
    summed(
      kind,
      currency,
      all.filter((one) => one.kind === kind),
    ),
  );
  const due = summed(
    'DUE',
    currency,
    totals.filter(({ kind }) => paid.has(kind)),
    because,
  );
  const refund = summed(
    'REFUND',
    currency,
    totals.filter(({ kind }) => givenBack.has(kind)),
    because,
  );
  const landed = summed('LANDED', currency, [value, due]);
  const rules = rulesOf([landed, refund, ...totals]);
  return {
    ...{ regime, treatment, jurisdiction: book.jurisdiction, day: book.day, currency },
    ...{ lines, charges, totals, due, refund, landed, rules },
    unchecked: rules.filter(({ checked }) => !checked).map(({ id }) => id),
  };
}

/** Every rule below figures, once each, in the order of their ids. */
export function rulesOf(figures: readonly Figure[]): RuleReference[] {
  const found = new Map<string, RuleReference>();
  const seen = new Set<Figure>();
  const visit = (figure: Figure): void => {
    if (seen.has(figure)) return;
    seen.add(figure);
    for (const rule of figure.rules) found.set(rule.id, rule);
    figure.of.forEach(visit);
  };
  figures.forEach(visit);
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
