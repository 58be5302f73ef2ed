import { decimal, type Money, money } from '@portolan/money';
import { type Exact, exactly, ofAmount, roundTo, written } from './exact.ts';
import { type Formula, substituted } from './formula.ts';
import { type Rule, type RuleOf, type RuleReference, referenceTo } from './rule.ts';

export type FigureKind =
  | ('GOODS' | 'FREIGHT' | 'INSURANCE' | 'PRICE_CUT' | 'CONVERTED' | 'TAXABLE_VALUE')
  | ('DUTY' | 'DUTY_LAYER' | 'ITEM_DUTY' | 'CONSUMPTION_TAX' | 'VAT' | 'ARTICLES_TAX' | 'POSTAL_DUTY' | 'PARCEL_FEE')
  | ('VAT_REFUND' | 'VAT_NOT_REFUNDED' | 'REFUND_CEILING' | 'CREDIT_SET_OFF' | 'OUTPUT_VAT')
  | ('TAXABLE_INCOME' | 'INCOME_TAX' | 'PREPAID_REFUND' | 'SETTLED_REFUND' | 'REFUND_DIFFERENCE')
  | ('DUE' | 'REFUND' | 'LANDED');

/** What stands for a name in a formula. */
export interface Shown {
  readonly name: string;
  readonly text: string;
}

/** One amount, and everything that made it: a tree that ends in what was asked and in dated rules. */
export interface Figure {
  readonly kind: FigureKind;
  readonly amount: Money;
  /** 'P / (1 − c) × v × s'; empty for what the question gives. */
  readonly formula: string;
  readonly terms: readonly Shown[];
  /** '548.00 / (1 − 0) × 0.13 × 0.7 = 49.868 → 49.87' */
  readonly arithmetic: string;
  readonly rules: readonly RuleReference[];
  readonly of: readonly Figure[];
}

/** A value in a formula: a figure, a rate or amount that a rule lays down, or a number of the question. */
export interface Term {
  readonly text: string;
  readonly exact: Exact;
  readonly rule?: Rule;
  readonly figure?: Figure;
}

export const termOf = (figure: Figure): Term => ({
  text: decimal(figure.amount),
  exact: ofAmount(figure.amount),
  figure,
});

/** A decimal that a rule lays down. */
export const laidDown = (text: string, rule: Rule): Term => ({ text, exact: exactly(text), rule });

export const number = (text: string): Term => ({ text, exact: exactly(text) });

/** An amount as the question gives it. */
export function givenFigure(kind: FigureKind, amount: Money): Figure {
  return { kind, amount, formula: '', terms: [], arithmetic: decimal(amount), rules: [], of: [] };
}

/** Computes a formula exactly and rounds it once, as the rounding rule says. `because`: rules that decided on it. */
export function figure(
  kind: FigureKind,
  currency: string,
  how: Formula,
  terms: Readonly<Record<string, Term>>,
  rounding: RuleOf<'rounding'>,
  because: readonly Rule[] = [],
): Figure {
  const exact = how.value(mapped(terms, (term) => term.exact));
  const amount = money(roundTo(exact, currency, rounding.parameters.mode), currency);
  const [left, full, rounded] = [
    substituted(
      how,
      mapped(terms, (term) => bracketed(term.text)),
    ),
    written(exact),
    decimal(amount),
  ];
  const whole = full === rounded || samePlain(full, rounded);
  const used = how.names.flatMap((name) => terms[name] ?? []);
  const rules = [...because, ...used.flatMap(({ rule }) => rule ?? []), ...(whole ? [] : [rounding])];
  return {
    kind,
    amount,
    formula: how.text,
    terms: how.names.map((name) => ({ name, text: terms[name]?.text ?? '' })),
    arithmetic: whole ? `${left} = ${rounded}` : `${left} = ${full} → ${rounded}`,
    rules: distinct(rules).map(referenceTo),
    of: used.flatMap((term) => term.figure ?? []),
  };
}

/** Figures added up; zero of the currency for none. */
export function summed(
  kind: FigureKind,
  currency: string,
  parts: readonly Figure[],
  because: readonly Rule[] = [],
): Figure {
  const minor = parts.reduce((all, { amount }) => all + amount.minor, 0n);
  const amount = money(minor, currency);
  const terms = parts.length === 0 ? '0' : parts.map((part) => bracketed(decimal(part.amount))).join(' + ');
  return {
    kind,
    amount,
    formula: 'Σ',
    terms: [],
    arithmetic: `${terms} = ${decimal(amount)}`,
    rules: distinct(because).map(referenceTo),
    of: parts,
  };
}

/** An amount of zero that a rule decided, with nothing to compute. */
export function waived(
  kind: FigureKind,
  currency: string,
  because: readonly Rule[],
  of: readonly Figure[] = [],
): Figure {
  const amount = money(0n, currency);
  return {
    kind,
    amount,
    formula: '0',
    terms: [],
    arithmetic: `0 = ${decimal(amount)}`,
    rules: distinct(because).map(referenceTo),
    of,
  };
}

function mapped<Value>(terms: Readonly<Record<string, Term>>, pick: (term: Term) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, pick(term)]));
}

// A negative amount in the middle of a formula would read as another minus.
const bracketed = (text: string) => (text.startsWith('-') ? `(−${text.slice(1)})` : text);

function samePlain(exact: string, rounded: string): boolean {
  const plain = (text: string) =>
    text
      .replace('−', '-')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return plain(exact) === plain(rounded);
}

function distinct(rules: readonly Rule[]): Rule[] {
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
}
