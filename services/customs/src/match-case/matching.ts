import type { Complete } from '@portolan/contracts';
import type { Difference } from '@portolan/contracts/customs/v1/types';
import type { Pair, Papers, Rule } from './rule.ts';
import { amountRules } from './rules/amounts.ts';
import { bookRules } from './rules/book.ts';
import { companyRules } from './rules/companies.ts';
import { goodsRules } from './rules/goods.ts';
import { importRules } from './rules/imports.ts';
import { keyRules } from './rules/keys.ts';
import { limitRules } from './rules/limits.ts';
import { lineRules } from './rules/lines.ts';
import { parcelRules } from './rules/parcel.ts';

/** Every rule of three-document matching; differences are told in this order. */
export const rules: readonly Rule[] = [
  ...keyRules,
  ...amountRules,
  ...lineRules,
  ...parcelRules,
  ...importRules,
  ...bookRules,
  ...goodsRules,
  ...companyRules,
  ...limitRules,
];

/** One comparison that a rule made. */
export interface Compared extends Pair {
  readonly rule: Rule;
  readonly agrees: boolean;
}

/** All comparisons that the rules in force on the papers' day make between the papers that are there. */
export function compare(papers: Papers): readonly Compared[] {
  const { day } = papers;
  return rules
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))
    .flatMap((rule) =>
      rule.pairs(papers).map(({ agrees, ...pair }) => {
        return { ...pair, rule, agrees: agrees ?? pair.expected === pair.actual };
      }),
    );
}

/** Matches the list with its documents field by field. `checks` counts the comparisons; a warning is no difference. */
export function match(papers: Papers): { checks: number; differences: Complete<Difference>[] } {
  const compared = compare(papers);
  const failed = compared.filter(({ agrees, rule: { severity } }) => !agrees && severity === 'ERROR');
  const differences = failed.map(({ rule: { code: rule, owner, document }, field, expected, actual, against }) => {
    return { rule, field, expected, actual, owner, document, against };
  });
  return { checks: compared.length, differences };
}

/** The rules that could have foreseen that customs or the port sent something back with this code. */
export function foreseenBy(code: string): readonly string[] {
  return [...new Set(rules.filter(({ foresees }) => foresees.includes(code)).map((rule) => rule.code))];
}
