import type { Money } from '@portolan/money';
import type { Figure } from './figure.ts';
import type { Jurisdiction, Regime, RuleReference } from './rule.ts';

/** How the law takes the consignment: decided by its value, mode and day. */
export type Treatment =
  | ('WITHIN_LIMITS' | 'OVER_SINGLE_LIMIT' | 'PERSONAL_ARTICLES' | 'GENERAL_TRADE')
  | ('REFUND' | 'EXEMPT_WITH_INVOICE' | 'EXEMPT_NO_INVOICE' | 'TAXED' | 'PREPAID_REFUND')
  | ('RELIEF' | 'ITEM_DUTY' | 'ORDINARY_TARIFF' | 'GIFT' | 'SALE_VAT' | 'DE_MINIMIS' | 'POSTAL_FLAT' | 'POSTAL_RATE');

export interface CostLine {
  readonly line: number;
  readonly hsCode: string;
  /** What the line is taxed on. */
  readonly value: Figure;
  readonly figures: readonly Figure[];
}

/** What goods cost where they arrive, or what their export gives back; every figure with what made it. */
export interface LandedCost {
  readonly regime: Regime;
  readonly treatment: Treatment;
  readonly jurisdiction: Jurisdiction;
  /** The day whose rules were used (yyyy-mm-dd, in the jurisdiction). */
  readonly day: string;
  readonly currency: string;
  readonly lines: readonly CostLine[];
  /** What falls on the whole consignment, such as a parcel fee. */
  readonly charges: readonly Figure[];
  /** One for each kind of figure of lines and charges that is paid or given back. */
  readonly totals: readonly Figure[];
  /** Paid to the state, given back by it, and goods with freight, insurance and what is due. */
  readonly due: Figure;
  readonly refund: Figure;
  readonly landed: Figure;
  readonly rules: readonly RuleReference[];
  /** Rules among them that nobody has compared with the text in force, or on which sources disagree. */
  readonly unchecked: readonly string[];
}

/** Total of a kind; zero where the answer has none. */
export function totalOf({ totals, currency }: LandedCost, kind: Figure['kind']): Money {
  return totals.find((total) => total.kind === kind)?.amount ?? { minor: 0n, currency };
}
