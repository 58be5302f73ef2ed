import { by, type HoldText, until } from './hold-text.ts';

/** Holds on which money waits. */
export const moneyHolds = {
  AWAITING_PAYMENT: {
    what: { en: "the buyer's payment", zh: '等待买家付款' },
    en: (hold) => `Waits for the buyer's payment of ${hold.data.amount} for order ${hold.data.orderNo}${by(hold)}.`,
    zh: (hold) => `等待买家支付订单 ${hold.data.orderNo} 的货款 ${hold.data.amount}${until(hold)}。`,
    next: {
      en: 'The buyer pays, naming the order number in the remittance information.',
      zh: '请买家付款，并在附言中注明订单号。',
    },
  },
  PAYMENT_DIFFERS: {
    what: { en: 'a payment of another amount', zh: '付款金额不符' },
    en: ({ data }) => `${data.received} came for order ${data.orderNo}, but ${data.expected} are due; it waits apart.`,
    zh: ({ data }) => `订单 ${data.orderNo} 收到 ${data.received}，而应付 ${data.expected}；该款项暂挂。`,
    next: {
      en: 'Operations sends the money back to its payer; the buyer pays the right amount.',
      zh: '请运营人员将款项退回付款人，买家按应付金额重新付款。',
    },
  },
  AWAITING_INSPECTION_END: {
    what: { en: "the end of the buyer's inspection", zh: '等待买家验货期届满' },
    en: (hold) => `Delivered; the buyer may object${by(hold)}, and until then the money stays in escrow.`,
    zh: (hold) => `已妥投，买家验货期内可提出异议${until(hold)}，在此之前货款留存担保账户。`,
    next: { en: 'Nothing; the escrow is released when the period ends.', zh: '无需操作，验货期满后自动放款。' },
  },
  AWAITING_RATE: {
    what: { en: "the bank's rate", zh: '等待银行报价' },
    en: ({ data }) => `Waits for the bank's rate for ${data.sell} into ${data.currency}.`,
    zh: ({ data }) => `等待银行报价：卖出 ${data.sell}，买入 ${data.currency}。`,
    next: { en: 'The bank quotes; nothing is to be done.', zh: '等待银行报价，无需操作。' },
  },
  RATE_REFUSED: {
    what: { en: 'a rate that the bank refused', zh: '银行不予报价' },
    en: ({ data }) => `The bank gives no rate for ${data.sell} into ${data.currency}: ${data.reason}.`,
    zh: ({ data }) => `银行对 ${data.sell} 兑 ${data.currency} 不予报价：${data.reason}。`,
    next: { en: 'Operations settles it with the bank and asks again.', zh: '请运营人员与银行沟通后重新询价。' },
  },
  AWAITING_SALE: {
    what: { en: 'the sale of the currency', zh: '等待银行结汇' },
    en: (hold) => `Waits for the bank to buy ${hold.data.sell} for ${hold.data.buy} at the locked rate${by(hold)}.`,
    zh: (hold) => `等待银行按锁定汇率结汇：${hold.data.sell} 兑 ${hold.data.buy}${until(hold)}。`,
    next: { en: 'The bank confirms the deal; nothing is to be done.', zh: '等待银行确认成交，无需操作。' },
  },
  AWAITING_BANK: {
    what: { en: 'the bank to book the payout', zh: '等待银行付款出账' },
    en: ({ data }) => `Waits for the bank to book the payout of ${data.amount}.`,
    zh: ({ data }) => `等待银行完成付款 ${data.amount} 并出账。`,
    next: { en: 'The bank executes the payment; nothing is to be done.', zh: '等待银行执行付款，无需操作。' },
  },
  PAYOUT_REJECTED: {
    what: { en: 'a payout that the bank rejected', zh: '银行拒绝付款' },
    en: ({ data }) => `The bank rejected the payout of ${data.amount}: ${data.reason} ${data.information}`.trimEnd(),
    zh: ({ data }) => `银行拒绝付款 ${data.amount}：${data.reason} ${data.information}`.trimEnd(),
    next: {
      en: 'Operations corrects the beneficiary and repeats the payment.',
      zh: '请运营人员更正收款信息后重新付款。',
    },
  },
  AWAITING_TAX_BILL: {
    what: { en: 'the tax bill of customs', zh: '等待海关税单' },
    en: (hold) => `Settled; waits for the tax bill of list ${hold.data.invtNo}${by(hold)}.`,
    zh: (hold) => `货款已结算，等待清单 ${hold.data.invtNo} 的汇总税单${until(hold)}。`,
    next: { en: 'Customs sums up the tax; nothing is to be done.', zh: '等待海关汇总征税，无需操作。' },
  },
  AWAITING_REFUND: {
    what: { en: 'the bank to book the refund', zh: '等待银行退款出账' },
    en: ({ data }) => `Waits for the bank to book the refund of ${data.amount} to the buyer.`,
    zh: ({ data }) => `等待银行完成向买家退款 ${data.amount} 并出账。`,
    next: { en: 'The bank executes the payment; nothing is to be done.', zh: '等待银行执行退款，无需操作。' },
  },
  REFUND_REJECTED: {
    what: { en: 'a refund that the bank rejected', zh: '银行拒绝退款' },
    en: ({ data }) => `The bank rejected the refund of ${data.amount}: ${data.reason} ${data.information}`.trimEnd(),
    zh: ({ data }) => `银行拒绝退款 ${data.amount}：${data.reason} ${data.information}`.trimEnd(),
    next: {
      en: 'Operations clears up the account with the buyer and repeats the refund.',
      zh: '请运营人员与买家核实账户后重新退款。',
    },
  },
  AWAITING_CLAIM: {
    what: { en: 'compensation by the carrier', zh: '等待承运商赔付' },
    en: ({ data }) => `Waits for carrier ${data.carrier} to pay the claim of ${data.amount} under ${data.reference}.`,
    zh: ({ data }) => `等待承运商 ${data.carrier} 支付索赔款 ${data.amount}，附言 ${data.reference}。`,
    next: {
      en: 'The carrier pays, naming the reference of the claim.',
      zh: '请承运商付款，并在附言中注明索赔编号。',
    },
  },
} as const satisfies Readonly<Record<string, HoldText>>;
