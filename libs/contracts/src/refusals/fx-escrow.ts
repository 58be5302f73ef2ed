import type { Refusals } from '../language.ts';

/** What fx refuses of escrows, and of the money that comes in for them. */
export const escrowRefusals = {
  ESCROW_EXISTS: {
    kind: 'exists',
    en: 'Order number {orderNo} already has an escrow, for another order or amount.',
    zh: '订单号 {orderNo} 已开立担保账户，对应另一订单或金额。',
    next: { en: 'Use an order number of its own for each order.', zh: '请为每笔订单使用不同的订单号。' },
  },
  ESCROW_AMOUNT_INVALID: {
    kind: 'invalid',
    en: 'An escrow cannot hold {amount}: the amount must be above zero.',
    zh: '担保金额不能为 {amount}，须大于零。',
    next: { en: 'Open the escrow with the amount that the buyer owes.', zh: '请按买家应付金额开立担保。' },
  },
  ESCROW_UNKNOWN: {
    kind: 'not_found',
    en: 'No escrow is open for order number {orderNo}.',
    zh: '订单号 {orderNo} 未开立担保账户。',
    next: { en: 'Open the escrow first, or check the order number.', zh: '请先开立担保账户，或核对订单号。' },
  },
  ESCROW_ALREADY_FUNDED: {
    kind: 'not_now',
    en: 'The escrow of order number {orderNo} is already funded.',
    zh: '订单号 {orderNo} 的担保账户已入金。',
    next: {
      en: 'The money waits among the unidentified receipts (2050): return it, or assign it by hand.',
      zh: '该笔款项列入待查款项（2050），请退回或人工认领。',
    },
  },
  ESCROW_AMOUNT_DIFFERS: {
    kind: 'not_now',
    en: 'The escrow of order number {orderNo} expects {expected}, received was {received}.',
    zh: '订单号 {orderNo} 的担保应收 {expected}，实收 {received}。',
    next: {
      en: 'Agree with the buyer: the money waits among the unidentified receipts (2050).',
      zh: '请与买家核实；该笔款项列入待查款项（2050）。',
    },
  },
  ESCROW_FUNDS_WAITING: {
    kind: 'not_now',
    en: 'Earlier money is being matched to order number {orderNo}.',
    zh: '订单号 {orderNo} 正在匹配先到的款项。',
    next: {
      en: 'Wait: this money is kept behind it, among the unidentified receipts (2050).',
      zh: '请稍候；该笔款项列入待查款项（2050），排队待匹配。',
    },
  },
  ESCROW_NOT_FUNDED: {
    kind: 'not_now',
    en: 'The escrow of order number {orderNo} holds no money yet.',
    zh: '订单号 {orderNo} 的担保账户尚未入金。',
    next: { en: "Wait for the buyer's payment.", zh: '请等待买家付款。' },
  },
  ESCROW_NOT_DELIVERED: {
    kind: 'not_now',
    en: 'The goods of order number {orderNo} are not reported as delivered yet.',
    zh: '订单号 {orderNo} 的货物尚未妥投。',
    next: { en: 'Start the inspection when the goods have arrived.', zh: '请在货物送达后启动验货期。' },
  },
  ESCROW_DELIVERY_TIME_INVALID: {
    kind: 'invalid',
    en: "'{deliveredAt}' is not a time of delivery.",
    zh: '“{deliveredAt}”不是有效的送达时间。',
    next: { en: 'Give an RFC 3339 instant with its offset.', zh: '请提供带时区偏移的 RFC 3339 时间。' },
  },
  ESCROW_IN_INSPECTION: {
    kind: 'not_now',
    en: 'The buyer may still object to order number {orderNo} until {endsAt}.',
    zh: '订单号 {orderNo} 的买家验货期至 {endsAt} 止。',
    next: { en: 'Wait until the inspection period has ended.', zh: '请等待验货期结束。' },
  },
  ESCROW_TAX_INVALID: {
    kind: 'invalid',
    en: 'Of {amount}, {tax} cannot be withheld as tax.',
    zh: '{amount} 中不能代扣税款 {tax}。',
    next: {
      en: 'Give a tax in the currency of the amount, not below zero and less than the amount.',
      zh: '税款须与担保金额同币种，不小于零且小于担保金额。',
    },
  },
  ESCROW_CANCELLED: {
    kind: 'not_now',
    en: 'The escrow of order number {orderNo} was cancelled before it was funded.',
    zh: '订单号 {orderNo} 的担保账户在入金前已取消。',
    next: { en: 'Money for it goes back to its payer by itself.', zh: '为其支付的款项将自动退回付款人。' },
  },
  ESCROW_REFUNDED: {
    kind: 'not_now',
    en: 'All that the escrow of order number {orderNo} held was given back to the payer.',
    zh: '订单号 {orderNo} 的担保资金已全部退还付款人。',
    next: { en: 'There is nothing left to release or to claim back.', zh: '已无资金可释放或退还。' },
  },
  ESCROW_RELEASED: {
    kind: 'not_now',
    en: 'The escrow of order number {orderNo} is released to the merchant.',
    zh: '订单号 {orderNo} 的担保资金已释放给商家。',
    next: {
      en: 'Settle it with the merchant: after the inspection period nothing is claimed back here.',
      zh: '请与商家协商：验货期结束后不再由担保资金退款。',
    },
  },
  ESCROW_DISPUTED: {
    kind: 'not_now',
    en: 'Something is claimed back from the escrow of order number {orderNo}: nothing is released until that is settled.',
    zh: '订单号 {orderNo} 的担保资金存在争议，解决前不予释放。',
    next: { en: 'Refund what is owed; the rest is released then.', zh: '请先退还应退款项，余款随后释放。' },
  },
  ESCROW_REFUND_CURRENCY: {
    kind: 'invalid',
    en: 'Order number {orderNo} was paid in {paid}: nothing goes back in {currency}.',
    zh: '订单号 {orderNo} 以 {paid} 支付，不能以 {currency} 退款。',
    next: { en: 'Give the amount in the currency that was paid.', zh: '请以原支付币种提供退款金额。' },
  },
  ESCROW_REFUND_INVALID: {
    kind: 'invalid',
    en: '{amount} cannot be claimed back: the escrow of order number {orderNo} still holds {left}.',
    zh: '不能退还 {amount}：订单号 {orderNo} 的担保账户尚有 {left}。',
    next: { en: 'Give an amount above zero, at most what is left.', zh: '金额须大于零且不超过余额。' },
  },
  FUNDS_DIFFER: {
    kind: 'exists',
    en: 'The bank reported credit {reference} before, with other content.',
    zh: '银行此前已通知入账 {reference}，但内容不同。',
    next: { en: 'Ask the bank which of the two notices is right.', zh: '请向银行核实以哪份通知为准。' },
  },
  FUNDS_TAKEN: {
    kind: 'not_now',
    en: 'Credit {funds} already funds another escrow.',
    zh: '入账 {funds} 已转入另一担保账户。',
    next: {
      en: "Ask the buyer for this order's own payment; both orders stood on the transfer.",
      zh: '该汇款附言含两个订单号，请买家为本订单另行付款。',
    },
  },
  FUNDS_UNKNOWN: {
    kind: 'not_found',
    en: 'No such credit was received.',
    zh: '未收到该笔入账。',
    next: { en: "Wait for the bank's notice.", zh: '请等待银行通知。' },
  },
  FUNDS_NOT_IN_SUSPENSE: {
    kind: 'not_now',
    en: 'Credit {funds} does not wait among the unidentified receipts (2050).',
    zh: '入账 {funds} 不在待查款项（2050）中。',
    next: {
      en: 'Refund the order that it paid for; only money in suspense is returned by hand.',
      zh: '仅待查款项可手工退回；已匹配的款项请通过订单退款。',
    },
  },
  FUNDS_RETURNED: {
    kind: 'not_now',
    en: 'Credit {funds} goes back to its payer.',
    zh: '入账 {funds} 正退回付款人。',
    next: { en: 'Ask the buyer to pay this order anew.', zh: '请买家为本订单重新付款。' },
  },
  FUNDS_OPERATIONS_ONLY: {
    kind: 'forbidden',
    en: 'Only operations may look at unidentified receipts and send them back.',
    zh: '仅运营人员可查看及退回待查款项。',
    next: {
      en: 'Ask operations; your own accounts stand at GET /v1/ledger/accounts.',
      zh: '请联系运营人员；自有账户可通过 GET /v1/ledger/accounts 查看。',
    },
  },
} as const satisfies Refusals;
