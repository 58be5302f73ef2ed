import { compare, type Money, parseMoney } from '@portolan/money';
import { ruleOn, rulesOn, type SettlementRule } from './rules.ts';

/** Transaction code and remark of money under a trade mode on a day; both '' where no rule names the mode. */
export function codeFor(rules: readonly SettlementRule[], day: string, tradeMode: string) {
  const rule = rulesOn(rules, day).find(({ code, values }) => code === 'BOP_CODE' && values['mode'] === tradeMode);
  return { code: rule?.values['code'] ?? '', remark: rule?.values['remark'] ?? '' };
}

/** Every transaction code in force on a day. */
export function codesOn(rules: readonly SettlementRule[], day: string): readonly string[] {
  return rulesOn(rules, day).flatMap(({ code, values }) => (code === 'BOP_CODE' ? [values['code'] ?? ''] : []));
}

/** Working days in which a receipt is declared. */
export function declarationDays(rules: readonly SettlementRule[], day: string): number {
  return Number(ruleOn(rules, 'BOP_RECEIPT', day)?.values['workingDays'] ?? '5');
}

/** Whether a single receipt for goods is so large that a verification sheet (核查表) goes with it. */
export function needsVerificationSheet(rules: readonly SettlementRule[], day: string, amount: Money): boolean {
  const { goods = '', currency = '' } = ruleOn(rules, 'VERIFICATION_SHEET', day)?.values ?? {};
  return goods !== '' && amount.currency === currency && compare(amount, parseMoney(goods, currency)) > 0;
}
