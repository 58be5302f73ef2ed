import { counted } from '../language.ts';
import { type HoldText, refusal } from './hold-text.ts';
import { matchRuleText } from './match-rules.ts';

/** Holds on which customs waits, or somebody for customs; and the one for any refused step. */
export const clearanceHolds = {
  AWAITING_CUSTOMS: {
    what: { en: 'the release by customs', zh: '等待海关放行' },
    en: () => 'Waits for customs to release the declaration list.',
    zh: () => '等待海关放行清单。',
    next: { en: 'Customs answers; nothing is to be done.', zh: '等待海关回执，无需操作。' },
  },
  DOCUMENTS_DISAGREE: {
    what: { en: 'documents that disagree', zh: '三单对碰不一致' },
    en: ({ data }) =>
      `Order, payment and waybill disagree in ${counted(data.differences ?? '', 'place')}, first in ${data.field}: expected ${data.expected}, found ${data.actual} (${data.rule}: ${matchRuleText(data.rule ?? '').en}); the ${data.document} document is to be mended.`,
    zh: ({ data }) =>
      `三单对碰有 ${data.differences} 处不一致，首处为 ${data.field}：应为 ${data.expected}，实为 ${data.actual}（规则 ${data.rule}：${matchRuleText(data.rule ?? '').zh}），应更正单证：${data.document}。`,
    next: {
      en: 'The owner of the wrong document puts a corrected one.',
      zh: '请由出具错误单证的一方提交更正后的单证。',
    },
  },
  CUSTOMS_RETURNED: {
    what: { en: 'a message that was sent back', zh: '报文被退回' },
    en: ({ data }) => `Message ${data.document} was sent back with status ${data.status}: ${data.info}.`,
    zh: ({ data }) => `${data.document} 报文被退回，状态 ${data.status}：${data.info}。`,
    next: {
      en: 'The sender of that document corrects it; then the step is repeated, and the list goes again.',
      zh: '请该单证的出具方更正，然后重试该步骤，重新申报清单。',
    },
  },
  CUSTOMS_SHIPPED_BACK: {
    what: { en: 'goods that customs ships back', zh: '海关退运' },
    en: ({ data }) =>
      `Customs ships the goods of the list back (${data.document}, status ${data.status}): ${data.info}.`,
    zh: ({ data }) => `海关决定退运清单所列货物（${data.document}，状态 ${data.status}）：${data.info}。`,
    next: {
      en: 'Such a list cannot go again: the merchant calls the order off, and the buyer is refunded.',
      zh: '退运清单不可重新申报：请商家取消订单，货款将退还买家。',
    },
  },
  CUSTOMS_STATUS_UNKNOWN: {
    what: { en: 'a status of customs that nobody knows', zh: '海关回执状态未知' },
    en: ({ data }) => `Customs sent status ${data.status}, which no table knows: ${data.info || 'no text'}.`,
    zh: ({ data }) => `海关回执状态 ${data.status} 不在代码表内：${data.info || '无说明'}。`,
    next: {
      en: 'Operations asks customs what it means; later replies go on by themselves.',
      zh: '请运营人员向海关核实；收到后续回执后将自动继续。',
    },
  },
  CUSTOMS_INSPECTION: {
    what: { en: 'an examination by customs', zh: '海关审核或查验' },
    en: ({ data }) =>
      data.status === '500'
        ? 'Customs inspects the goods (status 500).'
        : `An officer of customs examines the list (status ${data.status}).`,
    zh: ({ data }) =>
      data.status === '500' ? '海关查验货物（状态 500）。' : `海关人工审核清单（状态 ${data.status}）。`,
    next: {
      en: 'Customs answers when it is done; have goods and papers at hand.',
      zh: '等待海关结果，请备妥货物及单证。',
    },
  },
  CUSTOMS_SILENT: {
    what: { en: 'an answer that customs owes', zh: '海关逾期未回执' },
    en: ({ data }) => `Customs has not answered to ${data.document} for too long; it was sent again (${data.times}).`,
    zh: ({ data }) => `海关对 ${data.document} 报文逾期未回执，已重发（第 ${data.times} 次）。`,
    next: {
      en: 'Operations asks the single window; the message is repeated under the same number.',
      zh: '请运营人员联系单一窗口；报文将以原编号重发。',
    },
  },
  AWAITING_CANCELLATION: {
    what: { en: 'customs to let the list be taken back', zh: '等待海关同意撤单' },
    en: () => 'Called off; waits for customs to let the declaration list be taken back.',
    zh: () => '订单已取消，等待海关同意撤销清单。',
    next: { en: 'Customs answers; nothing is to be done.', zh: '等待海关回执，无需操作。' },
  },
  CANCELLATION_REFUSED: {
    what: { en: 'a list that customs does not give back', zh: '海关不予撤单' },
    en: ({ data }) => `Customs does not let the list be taken back (status ${data.status}): ${data.info}.`,
    zh: ({ data }) => `海关不予撤单（状态 ${data.status}）：${data.info}。`,
    next: {
      en: 'Operations settles it with customs and asks again; where the list stands for good, the merchant withdraws the cancellation and the order goes on.',
      zh: '请运营人员与海关沟通后重新申请撤单；清单确定不能撤销的，由商家撤回取消申请，订单继续履约。',
    },
  },
  LIST_STANDS: {
    what: { en: 'goods of a closed list that are to be given back', zh: '清单已不能撤销，须办理退货' },
    en: ({ data }) =>
      `The goods lie on the shelf again, and the port takes no cancellation of their list any more (status ${data.status}): ${data.info}.`,
    zh: ({ data }) => `货物已退回货架，而清单已不能撤销（状态 ${data.status}）：${data.info}。`,
    next: {
      en: 'The merchant asks customs to take the goods back, within 30 days of release; once customs grants it, the order is undone to its end.',
      zh: '请商家在放行后30日内向海关申请退货；海关同意后，订单继续完成撤销。',
    },
  },
  STEP_REFUSED: {
    what: { en: 'a step that another service refused', zh: '其他服务拒绝办理' },
    en: (hold) => `A step of the order was refused (${hold.data.step}): ${refusal(hold, 'en')}`,
    zh: (hold) => `订单步骤被拒绝（${hold.data.step}）：${refusal(hold, 'zh')}`,
    next: { en: 'Operations mends the cause and repeats the step.', zh: '请运营人员查明原因并重试。' },
  },
} as const satisfies Readonly<Record<string, HoldText>>;
