import type { Refusals } from '../language.ts';

/** Refusals of reconciliation with the bank, of balance-of-payments declarations and of individuals' quotas. */
export const reconciliationRefusals = {
  BREAK_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no difference {break}.',
    zh: '不存在对账差异 {break}。',
    next: { en: 'List the differences first.', zh: '请先查询差异清单。' },
  },
  BREAK_CLOSED: {
    kind: 'not_now',
    en: 'Difference {break} is closed already.',
    zh: '对账差异 {break} 已结清。',
    next: { en: 'Nothing is left to do.', zh: '无需再处理。' },
  },
  BREAK_CAUSE_UNKNOWN: {
    kind: 'invalid',
    en: '{cause} is no cause of a difference.',
    zh: '{cause} 不是差异原因代码。',
    next: {
      en: 'Give BANK_ERROR, BANK_CHARGE, TIMING, PAYER, OURS or OTHER.',
      zh: '请填 BANK_ERROR、BANK_CHARGE、TIMING、PAYER、OURS 或 OTHER。',
    },
  },
  BREAK_UNEXPLAINED: {
    kind: 'not_now',
    en: 'Nobody has explained difference {break} yet.',
    zh: '对账差异 {break} 尚未说明原因。',
    next: { en: 'Explain it first, then close it.', zh: '请先说明原因，再结清。' },
  },
  BREAK_ENTRY_NEEDED: {
    kind: 'invalid',
    en: 'Bank and books are apart by difference {break}: it cannot be closed without an entry.',
    zh: '差异 {break} 使银行与账簿金额不符，须以分录结清。',
    next: { en: 'Close it with CHARGE or SUSPENSE.', zh: '请以 CHARGE 或 SUSPENSE 分录结清。' },
  },
  BREAK_NOTHING_TO_BOOK: {
    kind: 'invalid',
    en: 'Difference {break} changes no amount: there is nothing to book.',
    zh: '差异 {break} 不涉及金额，无需记账。',
    next: { en: 'Close it with NONE.', zh: '请以 NONE 结清。' },
  },
  RECONCILIATION_OPERATIONS_ONLY: {
    kind: 'forbidden',
    en: 'Only operations sees and closes differences from the bank.',
    zh: '仅运营人员可查看并结清银行对账差异。',
    next: { en: 'Ask operations.', zh: '请联系运营人员。' },
  },
  BOP_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no such balance-of-payments declaration.',
    zh: '不存在该国际收支申报。',
    next: { en: 'List the declarations first.', zh: '请先查询申报清单。' },
  },
  BOP_WITH_AUTHORITY: {
    kind: 'not_now',
    en: 'Declaration {declaration} is with the authority.',
    zh: '申报 {declaration} 已提交外汇局，尚未答复。',
    next: { en: 'Wait for its answer, then correct it.', zh: '请待答复后再更正。' },
  },
  BOP_CODE_INVALID: {
    kind: 'invalid',
    en: '{code} is no transaction code: it has six digits.',
    zh: '{code} 不是有效的六位交易编码。',
    next: { en: 'Give a code such as 121010.', zh: '请填写六位编码，如 121010。' },
  },
  BOP_CODE_NOT_IN_FORCE: {
    kind: 'invalid',
    en: 'Transaction code {code} is not in force.',
    zh: '交易编码 {code} 现未生效。',
    next: { en: 'Correct the code: the rules of the day list those in force.', zh: '请更正编码，有效编码见当日规则。' },
  },
  BOP_COUNTRY_MISSING: {
    kind: 'invalid',
    en: "Declaration {declaration} does not say the other party's country.",
    zh: '申报 {declaration} 未填写交易对方国别。',
    next: { en: 'Correct it first, with two letters such as US.', zh: '请先更正，填写两位国别代码，如 US。' },
  },
  BOP_REMARK_UNCLEAR: {
    kind: 'invalid',
    en: 'The remark of declaration {declaration} is empty, or does not say 退 of a refund.',
    zh: '申报 {declaration} 的交易附言为空，或退款未注明“退”。',
    next: { en: 'Correct the remark first.', zh: '请先更正交易附言。' },
  },
  BOP_LINES_DIFFER: {
    kind: 'invalid',
    en: 'The gross lines come to {lines}, not to {amount}.',
    zh: '还原数据合计 {lines}，与实际收付 {amount} 不符。',
    next: {
      en: 'GOODS adds, all else was netted off; each above zero and in the same currency.',
      zh: '货款为加项，其余为轧抵项，均须大于零且币种一致。',
    },
  },
  BOP_ANSWERED: {
    kind: 'not_now',
    en: 'The authority has answered declaration {declaration}.',
    zh: '外汇局已答复申报 {declaration}。',
    next: { en: 'Correct it: a new version can be submitted.', zh: '如需再报，请先更正生成新版本。' },
  },
  BOP_NOT_SUBMITTED: {
    kind: 'not_now',
    en: 'Declaration {declaration} is not with the authority.',
    zh: '申报 {declaration} 尚未提交。',
    next: { en: 'Submit it first.', zh: '请先提交。' },
  },
  BOP_ANSWER_INCOMPLETE: {
    kind: 'invalid',
    en: 'The answer to declaration {declaration} has neither number nor reason.',
    zh: '申报 {declaration} 的答复缺少编号或原因。',
    next: { en: 'Give the number, or why it was rejected.', zh: '请填写申报号码或退回原因。' },
  },
  QUOTA_REFERENCE_DIFFERS: {
    kind: 'exists',
    en: 'Another amount was taken for {reference} before.',
    zh: '{reference} 此前已按另一金额占用额度。',
    next: { en: 'Use another reference.', zh: '请使用其他编号。' },
  },
  QUOTA_AMOUNT_INVALID: {
    kind: 'invalid',
    en: '{amount} cannot be taken: the quota is in {currency}, and above zero.',
    zh: '{amount} 无法占用额度：额度以 {currency} 计，且须大于零。',
    next: { en: 'Give the equivalent in {currency}.', zh: '请填写折合 {currency} 的金额。' },
  },
  QUOTA_EXCEEDED: {
    kind: 'not_now',
    en: '{amount} is more than what is left of the quota for {year}: {left}.',
    zh: '{amount} 超出 {year} 年剩余便利化额度 {left}。',
    next: { en: 'Settle it at a bank with proof of the transaction.', zh: '请凭交易凭证到银行办理。' },
  },
  SETTLEMENT_DAY_INVALID: {
    kind: 'invalid',
    en: '{day} is no day.',
    zh: '{day} 不是有效日期。',
    next: { en: 'Give it as 2026-03-02.', zh: '请按 2026-03-02 格式填写。' },
  },
} as const satisfies Refusals;
