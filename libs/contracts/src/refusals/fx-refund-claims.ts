import type { Refusals } from '../language.ts';

/** What fx refuses of export tax refund claims and of signed statements. */
export const refundClaimRefusals = {
  REFUND_METHOD_UNKNOWN: {
    kind: 'invalid',
    en: "'{method}' is no method of refund.",
    zh: '“{method}”不是有效的退税办法。',
    next: { en: 'Give TRADER, PRODUCER or NONE.', zh: '请提供 TRADER（免退税）、PRODUCER（免抵退税）或 NONE。' },
  },
  REFUND_NO_PROFILE: {
    kind: 'not_now',
    en: 'Nobody has said how tax on your exports is refunded.',
    zh: '尚未设置出口退税办法。',
    next: { en: 'Set the method first: PUT /v1/refund-profile.', zh: '请先设置退税办法：PUT /v1/refund-profile。' },
  },
  REFUND_LINE_INVALID: {
    kind: 'invalid',
    en: 'The line of the declaration cannot be claimed for: {field} is wrong.',
    zh: '报关单项无法申报退税：{field} 有误。',
    next: { en: 'Give it as the declaration has it.', zh: '请按报关单填写。' },
  },
  REFUND_CLAIM_EXISTS: {
    kind: 'exists',
    en: 'Line {line} of this declaration is claimed for already, otherwise.',
    zh: '该报关单第 {line} 项已有不同的退税申报。',
    next: { en: 'A line is claimed for once; correct that claim.', zh: '每项仅申报一次，请更正原申报。' },
  },
  REFUND_CLAIM_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no refund claim {id} of yours.',
    zh: '不存在您的退税申报 {id}。',
    next: { en: 'GET /v1/refund-claims lists yours.', zh: '请通过 GET /v1/refund-claims 查询。' },
  },
  REFUND_DOCUMENT_INVALID: {
    kind: 'invalid',
    en: 'The document {kind} is wrong in {field}.',
    zh: '单证 {kind} 的 {field} 有误。',
    next: {
      en: 'An invoice has an amount in CNY above zero and rates from 0 to 1, the refund rate at most the VAT rate.',
      zh: '发票须有大于零的人民币金额，税率介于 0 与 1 之间，退税率不高于征税率。',
    },
  },
  REFUND_DOCUMENT_KIND: {
    kind: 'invalid',
    en: 'A claim of this method takes no document {kind}.',
    zh: '该退税办法无需单证 {kind}。',
    next: { en: 'It takes {kinds}.', zh: '所需单证：{kinds}。' },
  },
  REFUND_DOCUMENTS_MISSING: {
    kind: 'not_now',
    en: 'The claim lacks {missing}.',
    zh: '退税申报缺少 {missing}。',
    next: { en: 'Put the documents first.', zh: '请先补齐单证。' },
  },
  REFUND_NOT_NOW: {
    kind: 'not_now',
    en: 'The claim is {state}: this cannot be done to it now.',
    zh: '退税申报处于 {state} 状态，当前不能办理。',
    next: {
      en: 'Look at what it waits for: GET /v1/refund-claims/{id}.',
      zh: '请查看其待办：GET /v1/refund-claims/{id}。',
    },
  },
  REFUND_TOO_LATE: {
    kind: 'not_now',
    en: 'The last day was {lastDay}.',
    zh: '最后期限为 {lastDay}，已逾期。',
    next: { en: 'What is not claimed in time counts as sold in China.', zh: '逾期未申报的，视同内销。' },
  },
  REFUND_NOTHING_TO_CLAIM: {
    kind: 'not_now',
    en: 'Nothing of this line is left to claim.',
    zh: '该项已无可申报的退税额。',
    next: {
      en: 'Goods that came back, were lost or are settled as unsold give no refund.',
      zh: '退运、灭失或核算为未售的货物不予退税。',
    },
  },
  REFUND_AMOUNT_INVALID: {
    kind: 'invalid',
    en: '{amount} cannot be: at least CNY 0.01 is needed, and no more is credited than approved.',
    zh: '金额不能为 {amount}：须不少于 CNY 0.01，且免抵税额不高于核准额。',
    next: { en: 'Give the amount in CNY.', zh: '请提供人民币金额。' },
  },
  REFUND_AMOUNT_EXCEEDED: {
    kind: 'not_now',
    en: '{amount} is more than {most}.',
    zh: '{amount} 超过 {most}。',
    next: { en: 'Compare it with what was filed, and with what is owed.', zh: '请与申报额及应补缴额核对。' },
  },
  REFUND_AMOUNT_DIFFERS: {
    kind: 'not_now',
    en: '{amount} was paid, {expected} was approved for payment.',
    zh: '实退 {amount}，应退 {expected}。',
    next: { en: 'Ask the tax office; nothing was recorded.', zh: '请与税务机关核实，未作记录。' },
  },
  REFUND_QUANTITY_INVALID: {
    kind: 'invalid',
    en: "'{quantity}' is no quantity of goods that were {kind}.",
    zh: '“{quantity}”不是有效的 {kind} 数量。',
    next: {
      en: 'Give SOLD, RETURNED or LOST and a decimal above zero.',
      zh: '请提供 SOLD、RETURNED 或 LOST 及大于零的数量。',
    },
  },
  REFUND_QUANTITY_EXCEEDED: {
    kind: 'not_now',
    en: 'Only {left} of the line are left, not {quantity}.',
    zh: '该项仅余 {left}，不足 {quantity}。',
    next: { en: 'Compare it with the balance of the claim.', zh: '请与退税申报的数量余额核对。' },
  },
  REFUND_MOVEMENT_DIFFERS: {
    kind: 'exists',
    en: 'Reference {reference} stands for other goods already.',
    zh: '编号 {reference} 已对应其他货物变动。',
    next: { en: 'Use a reference of its own for each.', zh: '请为每笔变动使用不同编号。' },
  },
  REFUND_ANSWER_UNKNOWN: {
    kind: 'invalid',
    en: "'{answer}' is no answer to a claim.",
    zh: '“{answer}”不是有效的答复。',
    next: {
      en: 'Give QUERIED, APPROVED, REJECTED, PAID or REPAID.',
      zh: '请提供 QUERIED、APPROVED、REJECTED、PAID 或 REPAID。',
    },
  },
  REFUND_OPERATIONS_ONLY: {
    kind: 'forbidden',
    en: 'What the tax office says is recorded by operations.',
    zh: '税务机关的答复由运营人员登记。',
    next: { en: 'Send them what you received.', zh: '请将收到的文书交运营人员。' },
  },
  STATEMENT_INVALID: {
    kind: 'invalid',
    en: 'Such a statement cannot be made: {field} is wrong.',
    zh: '无法出具该证明：{field} 有误。',
    next: {
      en: 'Give a kind, a recipient and two days, the first not after the second.',
      zh: '请提供类型、接收方及起止日期，起始日不晚于截止日。',
    },
  },
  STATEMENT_TOO_LARGE: {
    kind: 'not_now',
    en: 'It would have more than {most} facts.',
    zh: '事实超过 {most} 条。',
    next: { en: 'Ask for shorter periods.', zh: '请缩短期间。' },
  },
  STATEMENT_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no statement {id} of yours.',
    zh: '不存在您的证明 {id}。',
    next: { en: 'Check the id that its signing answered.', zh: '请核对签发时返回的编号。' },
  },
} as const satisfies Refusals;
