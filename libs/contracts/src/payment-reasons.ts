/** What a reason of a bank asks of us. */
export type PaymentReaction =
  /** The same payment may go out again as it is. */
  | 'RETRYABLE'
  /** Something in the payment must be put right first. */
  | 'FIX_AND_RESEND'
  /** It will not be paid this way. */
  | 'FINAL'
  /** People who answer for the rules look at it first. */
  | 'COMPLIANCE';

export interface PaymentReason {
  readonly reaction: PaymentReaction;
  readonly en: string;
  readonly zh: string;
}

type Row = readonly [code: string, reaction: PaymentReaction, en: string, zh: string];

// ISO 20022 external code sets (status reason, return reason, cancellation reason), published every quarter: a new code
// is a new line. Checked against the wording of the banks' published lists.
const rows: readonly Row[] = [
  ['AC01', 'FIX_AND_RESEND', 'the account number is invalid', '账号无效'],
  ['AC04', 'FINAL', 'the account is closed', '账户已销户'],
  ['AC06', 'FINAL', 'the account is blocked', '账户被冻结'],
  ['AC09', 'FIX_AND_RESEND', "the account's currency is invalid", '账户币种无效'],
  ['AC11', 'FIX_AND_RESEND', "the creditor account's currency is invalid", '收款账户币种无效'],
  ['AG01', 'FINAL', 'transactions of this kind are forbidden on the account', '该账户禁止此类交易'],
  ['AG03', 'FINAL', 'transactions of this kind are not supported on the account', '该账户不支持此类交易'],
  ['AM02', 'FIX_AND_RESEND', 'the amount is above the maximum', '金额超过上限'],
  ['AM03', 'FIX_AND_RESEND', 'the currency cannot be processed', '币种无法处理'],
  ['AM04', 'RETRYABLE', 'there are not sufficient funds', '余额不足'],
  ['AM05', 'FINAL', 'it is a duplicate', '重复付款'],
  ['AM09', 'FINAL', 'the amount is not the one agreed', '金额与约定不符'],
  ['AM10', 'FIX_AND_RESEND', 'the control sum does not match', '控制总额不符'],
  ['AM18', 'FIX_AND_RESEND', 'the number of transactions does not match', '交易笔数不符'],
  ['AM21', 'RETRYABLE', 'it is above the limit agreed', '超过约定限额'],
  ['ARDT', 'FINAL', 'it came back already, or its money is gone', '已退回或资金已转出'],
  ['BE01', 'FIX_AND_RESEND', 'name and account do not belong together', '户名与账号不符'],
  ['BE04', 'FIX_AND_RESEND', "the creditor's address is missing", '缺少收款人地址'],
  ['BE05', 'FIX_AND_RESEND', 'the initiating party is not known', '发起方不明'],
  ['BE06', 'FIX_AND_RESEND', 'the customer is not known', '客户不明'],
  ['BE22', 'FIX_AND_RESEND', "the creditor's name is missing", '缺少收款人名称'],
  ['CH03', 'FIX_AND_RESEND', 'the execution date is too far ahead', '执行日期过远'],
  ['CH04', 'FIX_AND_RESEND', 'the execution date is too far back', '执行日期过早'],
  ['CNOR', 'FIX_AND_RESEND', "the creditor's bank is not registered", '收款行未注册'],
  ['CURR', 'FIX_AND_RESEND', 'the currency is wrong', '币种错误'],
  ['CUST', 'FINAL', "at the debtor's request", '应付款人要求'],
  ['DS02', 'FINAL', 'the order was cancelled', '指令已撤销'],
  ['DS04', 'FINAL', 'the order was refused', '指令被拒绝'],
  ['DT01', 'FIX_AND_RESEND', 'the date is invalid', '日期无效'],
  ['DUPL', 'FINAL', 'it is a duplicate', '重复付款'],
  ['FF01', 'FIX_AND_RESEND', 'the file format is invalid', '文件格式无效'],
  ['FOCR', 'FINAL', 'it comes back after a recall', '应撤回请求退回'],
  ['FR01', 'COMPLIANCE', 'returned because of fraud', '因涉嫌欺诈退回'],
  ['FRAD', 'COMPLIANCE', 'a fraud is suspected', '涉嫌欺诈'],
  ['G000', 'RETRYABLE', 'handed on to the next bank, tracked', '已转交下一家银行，可追踪'],
  ['G001', 'RETRYABLE', 'handed on to the next bank, no longer tracked', '已转交下一家银行，不再追踪'],
  ['G002', 'RETRYABLE', 'credit to the creditor may be late', '收款人入账可能延迟'],
  ['G003', 'RETRYABLE', 'credit waits for documents', '等待单证后入账'],
  ['G004', 'RETRYABLE', 'credit waits for funds', '等待资金后入账'],
  ['MD06', 'FINAL', 'the customer asked for a refund', '客户要求退款'],
  ['MS02', 'FINAL', 'the customer gave no reason', '客户未说明原因'],
  ['MS03', 'FINAL', 'the bank gave no reason', '银行未说明原因'],
  ['NARR', 'FINAL', 'see the text', '见说明'],
  ['NOAS', 'FINAL', 'the beneficiary did not answer', '受益人未答复'],
  ['RC01', 'FIX_AND_RESEND', 'the BIC is not well-formed', 'BIC 格式错误'],
  ['RC04', 'FIX_AND_RESEND', "the creditor bank's number is invalid", '收款行行号无效'],
  ['RR01', 'COMPLIANCE', "the debtor's account or identification is missing", '缺少付款人账号或身份标识'],
  ['RR02', 'COMPLIANCE', "the debtor's name or address is missing", '缺少付款人名称或地址'],
  ['RR03', 'COMPLIANCE', "the creditor's name or address is missing", '缺少收款人名称或地址'],
  ['RR04', 'COMPLIANCE', 'a rule of the regulator stands against it', '监管原因'],
  ['RR05', 'COMPLIANCE', 'the report to the central bank is missing', '缺少申报信息'],
  ['RR06', 'COMPLIANCE', 'tax data are missing', '缺少税务信息'],
  ['RR09', 'FIX_AND_RESEND', "the creditor's reference is invalid", '收款人参考号无效'],
  ['TECH', 'RETRYABLE', 'it was sent through a technical fault', '因技术故障发出'],
  ['TM01', 'RETRYABLE', 'it came after the cut-off', '超过受理截止时间'],
  ['UPAY', 'FINAL', 'the payment is not justified', '付款无依据'],
  ['NOT_BOOKED', 'RETRYABLE', "the account's statement shows that it never left", '对账单显示该笔付款未出账'],
];

const reasons: ReadonlyMap<string, PaymentReason> = new Map(
  rows.map(([code, reaction, en, zh]) => [code, { reaction, en, zh }]),
);

/** What a reason code says and asks of us. One that is on no list is looked at by people: FINAL, its own text. */
export function paymentReason(code: string): PaymentReason {
  return reasons.get(code) ?? { reaction: 'FINAL', en: code, zh: code };
}

/** All codes with their meaning, in their order. */
export const paymentReasons: readonly (PaymentReason & { readonly code: string })[] = rows.map(
  ([code, reaction, en, zh]) => ({ code, reaction, en, zh }),
);
