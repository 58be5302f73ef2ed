import type { Complete } from '../complete.ts';
import type { Hold } from '../gen/portolan/orders/v1/types.ts';
import { fill, type Language, type Wording } from '../language.ts';
import { allRefusals } from '../refusals/index.ts';
import { reasonTexts } from './flaws.ts';
import { chinaTime } from './times.ts';

type Held = Complete<Hold>;

/** What holds an order, and what to do about it. */
export interface HoldText extends Wording<Held> {
  /** What it is on hold for, in few words. */
  readonly what: Readonly<Record<Language, string>>;
  readonly next: Readonly<Record<Language, string>>;
}

const by = (hold: Held) => (hold.due === '' ? '' : ` by ${chinaTime(hold.due, 'en')}`);
const until = (hold: Held) => (hold.due === '' ? '' : `（截止${chinaTime(hold.due, 'zh')}）`);

// In words where the hold knows what they speak of, else by its code.
function refusal({ data }: Held, language: Language): string {
  const code = data.refusal ?? '';
  const words = fill(allRefusals[code]?.[language] ?? code, data);
  return /\{\w+\}/.test(words) ? code : words;
}

/** Every hold by its code. A hold whose code is missing here is a defect that a test finds. */
export const holdTexts: Readonly<Record<string, HoldText>> = {
  AWAITING_PAYMENT: {
    what: { en: "the buyer's payment", zh: '等待买家付款' },
    en: ({ data }) => `Waits for the buyer's payment of ${data.amount} for order ${data.orderNo}.`,
    zh: ({ data }) => `等待买家支付订单 ${data.orderNo} 的货款 ${data.amount}。`,
    next: {
      en: 'The buyer pays, naming the order number in the remittance information.',
      zh: '请买家付款，并在附言中注明订单号。',
    },
  },
  AWAITING_STOCK: {
    what: { en: 'missing stock', zh: '库存不足' },
    en: ({ data }) => `Warehouse ${data.warehouseId} has too little stock (there/needed): ${data.missing}.`,
    zh: ({ data }) => `仓库 ${data.warehouseId} 库存不足（现有/所需）：${data.missing}。`,
    next: { en: 'The merchant sends the missing goods to the warehouse.', zh: '请商家向仓库补货。' },
  },
  AWAITING_PACKING: {
    what: { en: 'packing', zh: '等待拣货打包' },
    en: ({ data }) => `Waits until warehouse ${data.warehouseId} has picked and packed the parcel.`,
    zh: ({ data }) => `等待仓库 ${data.warehouseId} 拣货并打包。`,
    next: { en: 'The warehouse operator picks and packs the parcel.', zh: '请仓库操作员拣货、打包。' },
  },
  AWAITING_LABEL: {
    what: { en: 'a waybill number', zh: '等待运单号' },
    en: ({ data }) => `Waits for a waybill number from carrier ${data.carrier}.`,
    zh: ({ data }) => `等待承运商 ${data.carrier} 分配运单号。`,
    next: { en: 'The carrier issues the label.', zh: '请承运商出具面单。' },
  },
  LABEL_REFUSED: {
    what: { en: 'a label that the carrier refused', zh: '承运商拒绝出具面单' },
    en: ({ data }) =>
      `Carrier ${data.carrier} issued no label that can be used: ${reasonTexts(data.reason ?? '', 'en')}.`,
    zh: ({ data }) => `承运商 ${data.carrier} 未出具可用面单：${reasonTexts(data.reason ?? '', 'zh')}。`,
    next: { en: 'Operations settles it with the carrier.', zh: '请运营人员与承运商处理。' },
  },
  AWAITING_CUSTOMS: {
    what: { en: 'the release by customs', zh: '等待海关放行' },
    en: () => 'Waits for customs to release the declaration list.',
    zh: () => '等待海关放行清单。',
    next: { en: 'Customs answers; nothing is to be done.', zh: '等待海关回执，无需操作。' },
  },
  DOCUMENTS_DISAGREE: {
    what: { en: 'documents that disagree', zh: '三单对碰不一致' },
    en: ({ data }) =>
      `Order, payment and waybill disagree in ${data.differences} places, first in ${data.field}: expected ${data.expected}, found ${data.actual} (${data.rule}).`,
    zh: ({ data }) =>
      `三单对碰有 ${data.differences} 处不一致，首处为 ${data.field}：应为 ${data.expected}，实为 ${data.actual}（规则 ${data.rule}）。`,
    next: { en: 'The owner of the wrong document corrects it.', zh: '请由出具错误单证的一方更正。' },
  },
  CUSTOMS_RETURNED: {
    what: { en: 'a message that was sent back', zh: '报文被退回' },
    en: ({ data }) => `Message ${data.document} was sent back with status ${data.status}: ${data.info}.`,
    zh: ({ data }) => `${data.document} 报文被退回，状态 ${data.status}：${data.info}。`,
    next: {
      en: 'The sender of that message corrects it and repeats it at the single window.',
      zh: '请该报文的发送方更正后通过单一窗口重新申报。',
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
  AWAITING_DISPATCH: {
    what: { en: 'dispatch from the warehouse', zh: '等待仓库发运' },
    en: ({ data }) => `Released by customs; waits until warehouse ${data.warehouseId} lets the parcel go.`,
    zh: ({ data }) => `海关已放行，等待仓库 ${data.warehouseId} 发运。`,
    next: { en: 'The warehouse operator dispatches the parcel.', zh: '请仓库操作员发运包裹。' },
  },
  AWAITING_DELIVERY: {
    what: { en: 'delivery to the buyer', zh: '等待妥投' },
    en: ({ data }) => `On its way with ${data.carrier}, waybill ${data.waybillNo}.`,
    zh: ({ data }) => `由 ${data.carrier} 承运中，运单号 ${data.waybillNo}。`,
    next: { en: 'The carrier delivers the parcel.', zh: '请承运商派送。' },
  },
  HANDOVER_REFUSED: {
    what: { en: 'a parcel that the carrier refused', zh: '承运商拒收包裹' },
    en: ({ data }) =>
      `Carrier ${data.carrier} does not put the parcel with waybill ${data.waybillNo} on its manifest: ${reasonTexts(data.reason ?? '', 'en')}.`,
    zh: ({ data }) =>
      `承运商 ${data.carrier} 未将运单 ${data.waybillNo} 的包裹列入交接单：${reasonTexts(data.reason ?? '', 'zh')}。`,
    next: { en: 'Operations settles it with the carrier.', zh: '请运营人员与承运商处理。' },
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
    next: { en: 'Operations settles it with the bank.', zh: '请运营人员与银行处理。' },
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
      en: 'Operations corrects the beneficiary and settles it with the bank.',
      zh: '请运营人员更正收款信息并与银行处理。',
    },
  },
  STEP_REFUSED: {
    what: { en: 'a step that another service refused', zh: '其他服务拒绝办理' },
    en: (hold) => `A step of the order was refused (${hold.data.step}): ${refusal(hold, 'en')}`,
    zh: (hold) => `订单步骤被拒绝（${hold.data.step}）：${refusal(hold, 'zh')}`,
    next: { en: 'Operations looks into the refusal.', zh: '请运营人员查明原因。' },
  },
};

/** The states of an order. */
export const stateTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  PLACED: { en: 'placed', zh: '已下单' },
  PAID: { en: 'paid', zh: '已付款' },
  CLEARED: { en: 'cleared by customs', zh: '海关已放行' },
  SHIPPED: { en: 'shipped', zh: '已发运' },
  DELIVERED: { en: 'delivered', zh: '已妥投' },
  SETTLED: { en: 'settled', zh: '已结算' },
};

/** Who acts next on a hold. */
export const ownerTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  buyer: { en: 'the buyer', zh: '买家' },
  merchant: { en: 'the merchant', zh: '商家' },
  warehouse_operator: { en: 'the warehouse operator', zh: '仓库操作员' },
  carrier: { en: 'the carrier', zh: '承运商' },
  customs: { en: 'customs', zh: '海关' },
  platform: { en: 'the platform', zh: '电商平台' },
  bank: { en: 'the bank', zh: '银行' },
  operations: { en: 'operations', zh: '运营人员' },
};
