/** One rule of settlement in China, in force from a day to a day. */
export interface SettlementRule {
  readonly code: RuleCode;
  readonly values: Readonly<Record<string, string>>;
  /** yyyy-mm-dd */
  readonly from: string;
  /** Last day; '': until further notice. */
  readonly to: string;
  /** Document number, and where it stands. */
  readonly source: string;
  /** Somebody compared it with the document. */
  readonly checked: boolean;
}

export type RuleCode =
  | 'SINGLE_TRANSACTION'
  | 'REFUND_ROUTE'
  | 'ADVANCE'
  | 'NETTING_FEE'
  | 'INDIVIDUAL_QUOTA'
  | 'EVIDENCE'
  | 'BOP_RECEIPT'
  | 'BOP_CODE'
  | 'VERIFICATION_SHEET';

/** What is in force on a day, yyyy-mm-dd. */
export function rulesOn(rules: readonly SettlementRule[], day: string): readonly SettlementRule[] {
  return rules.filter(({ from, to }) => from <= day && (to === '' || day <= to));
}

/** The rule of this code on a day; the first, where several are in force. */
export function ruleOn(rules: readonly SettlementRule[], code: RuleCode, day: string): SettlementRule | undefined {
  return rulesOn(rules, day).find((rule) => rule.code === code);
}
