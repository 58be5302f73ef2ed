import type { Refusals } from '../language.ts';

/** What people may want of an order under way, and may not have: calling off, retrying, documents, returns. */
export const underWayRefusals = {
  ORDER_NOT_UNDER_WAY: {
    kind: 'not_now',
    en: 'Order {orderId} has just been placed; its fulfilment has not begun.',
    zh: '订单 {orderId} 刚刚提交，尚未开始履约。',
    next: { en: 'Ask again in a moment.', zh: '请稍后重试。' },
  },
  ORDER_ON_ITS_WAY: {
    kind: 'not_now',
    en: 'Order {orderId} can no longer be cancelled: the carrier has the parcel, or had it.',
    zh: '订单 {orderId} 已无法取消：包裹已交承运商。',
    next: { en: 'After delivery the buyer can return it.', zh: '妥投后，买家可在验货期内申请退货。' },
  },
  ORDER_ENDS_ALREADY: {
    kind: 'not_now',
    en: 'Order {orderId} is not carried out any more ({ending}).',
    zh: '订单 {orderId} 已不再履约（{ending}）。',
    next: { en: 'Nothing; what was begun is undone and made good.', zh: '无需操作，已办理的步骤将撤销并结清。' },
  },
  ORDER_CANCELLATION_STANDS: {
    kind: 'not_now',
    en: 'No cancellation of order {orderId} can be withdrawn now (hold: "{hold}").',
    zh: '订单 {orderId} 目前没有可撤回的取消申请（当前暂停原因：“{hold}”）。',
    next: {
      en: 'It can be while CANCELLATION_REFUSED holds the order and its goods were not put back; else what was begun is undone.',
      zh: '仅在订单因 CANCELLATION_REFUSED 暂停且货物尚未退回货架时可以撤回；其他情况下将继续撤销已办理的步骤。',
    },
  },
  ORDER_NOTHING_TO_RETRY: {
    kind: 'not_now',
    en: 'No step of order {orderId} stands still in a way that a repetition could mend (hold: "{hold}").',
    zh: '订单 {orderId} 没有可通过重试解决的停滞步骤（当前暂停原因：“{hold}”）。',
    next: {
      en: 'Look at the holds of the order: they name the call that clears them.',
      zh: '请查看订单暂停原因及其对应的处理接口。',
    },
  },
  ORDER_DOCUMENT_NOT_NEEDED: {
    kind: 'invalid',
    en: 'An order in mode {mode} is cleared without a document of kind "{document}".',
    zh: '监管方式 {mode} 的订单不需要“{document}”单证。',
    next: { en: 'Put one of the documents that this mode needs.', zh: '请提交该监管方式所需的单证。' },
  },
  ORDER_DOCUMENT_OF_ANOTHER: {
    kind: 'invalid',
    en: 'The document names order {actual}, but this is order {expected}.',
    zh: '单证上的订单号为 {actual}，而本订单为 {expected}。',
    next: { en: 'Correct {field}, or put it to the order that it names.', zh: '请更正 {field}，或提交到对应的订单。' },
  },
  ORDER_DOCUMENT_TOO_LATE: {
    kind: 'not_now',
    en: 'The documents agree and the list is declared; the document of kind "{document}" can no longer be changed.',
    zh: '三单已对碰一致并已申报，“{document}”单证无法再更改。',
    next: {
      en: 'If customs sends the list back, put the document then.',
      zh: '如海关退单，届时再提交更正后的单证。',
    },
  },
  ORDER_NOT_IN_INSPECTION: {
    kind: 'not_now',
    en: 'Order {orderId} is not within its inspection period: it is not delivered yet, or the money was released.',
    zh: '订单 {orderId} 不在验货期内：尚未妥投或已放款。',
    next: { en: 'Settle it between buyer and merchant.', zh: '请买卖双方自行协商处理。' },
  },
  ORDER_RETURNED_ALREADY: {
    kind: 'not_now',
    en: 'A return of order {orderId} was asked for already.',
    zh: '订单 {orderId} 已申请过退货。',
    next: { en: 'Look at that return; an order has one.', zh: '请查看原退货申请，每笔订单只能申请一次。' },
  },
  RETURN_REASON_UNKNOWN: {
    kind: 'invalid',
    en: '{field} is "{actual}", which is not a reason for a return.',
    zh: '{field} 为“{actual}”，不是有效的退货原因。',
    next: { en: 'Use one of {offered}.', zh: '请使用 {offered} 之一。' },
  },
  RETURN_GOODS_NOT_TAKEN: {
    kind: 'invalid',
    en: 'Goods of an order in mode {mode} crossed the border and are not taken back here.',
    zh: '监管方式 {mode} 的订单货物已跨境，此处不受理实物退回。',
    next: {
      en: 'Let the buyer keep the goods ({field}: true) and refund.',
      zh: '请选择买家保留货物（{field} 为 true）并退款。',
    },
  },
  RETURN_LINES_MISSING: {
    kind: 'invalid',
    en: '{field} is empty: a return names the goods it is about.',
    zh: '{field} 未填写：退货须列明商品。',
    next: { en: 'Add at least one line.', zh: '请至少添加一行商品。' },
  },
  RETURN_LINE_WRONG: {
    kind: 'invalid',
    en: '{field}: {actual} of {sku} are given back, but between 1 and {most} can be.',
    zh: '{field}：退回商品 {sku} {actual} 件，而可退数量为1至 {most} 件。',
    next: { en: 'Correct SKU or quantity.', zh: '请更正商品货号或数量。' },
  },
  RETURN_REFUND_WRONG: {
    kind: 'invalid',
    en: '{field} is {actual}, but must be above zero and at most {most}, in the currency that was paid.',
    zh: '{field} 为 {actual}，而退款须大于零且不超过 {most}，并使用原支付币种。',
    next: { en: 'Correct {field}.', zh: '请更正 {field}。' },
  },
} as const satisfies Refusals;
