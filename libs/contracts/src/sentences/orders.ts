import { formatMoney } from '@portolan/money';
import type { OrdersEvent } from '../catalogue.ts';
import type { Complete } from '../complete.ts';
import type { AdviceReceived, StepRequested } from '../gen/portolan/orders/v1/events.ts';
import type { Step } from '../gen/portolan/orders/v1/types.ts';
import type { Language, Sentences, Wording } from '../language.ts';
import { flawTexts } from './flaws.ts';
import { holdTexts } from './holds.ts';
import { importSentences } from './imports.ts';
import { chinaTime, localTime } from './times.ts';

type Advice = Complete<AdviceReceived>['advice'];
type Request = Complete<StepRequested>['request'];

/** What each step asks of whom, as it fits behind "asked" and 请. */
const stepTexts: Readonly<Record<Step, Readonly<Record<Language, string>>>> = {
  STEP_OPEN_ESCROW: { en: 'the bank desk to open the escrow', zh: '资金服务开立担保账户' },
  STEP_PLAN_PARCEL: { en: 'the warehouse to plan the parcel', zh: '仓库安排包裹' },
  STEP_REGISTER_SHIPMENT: { en: 'the carrier for a waybill', zh: '承运商出具运单' },
  STEP_RECORD_ORDER: { en: 'customs clearance to record the order (303)', zh: '关务登记订单（303）' },
  STEP_RECORD_RECEIPT: { en: 'customs clearance to record the payment receipt (403)', zh: '关务登记收款单（403）' },
  STEP_RECORD_WAYBILL: { en: 'customs clearance to record the waybill (505)', zh: '关务登记运单（505）' },
  STEP_DECLARE: {
    en: 'customs clearance to match the documents and declare (603)',
    zh: '关务进行三单对碰并申报清单（603）',
  },
  STEP_AUTHORISE_DISPATCH: { en: 'the warehouse to let the parcel leave', zh: '仓库放行包裹' },
  STEP_HAND_OVER: { en: 'the carrier to take the parcel over', zh: '承运商揽收包裹' },
  STEP_START_INSPECTION: { en: "for the buyer's inspection period to begin", zh: '资金服务开始计算买家验货期' },
  STEP_LOCK_RATE: { en: 'the bank to lock a rate', zh: '银行锁定汇率' },
  STEP_SELL: { en: 'the bank to buy the currency at the locked rate', zh: '银行按锁定汇率结汇' },
  STEP_PAY_OUT: { en: 'the bank to pay the merchant', zh: '银行向商家付款' },
  STEP_UNSPECIFIED: { en: 'for an unknown step', zh: '办理未知步骤' },
  UNRECOGNIZED: { en: 'for an unknown step', zh: '办理未知步骤' },
};

const amountOf = (request: Request): string => {
  if (request.$case === 'openEscrow' || request.$case === 'createPayout') return formatMoney(request.value.amount);
  return request.$case === 'lockRate' ? formatMoney(request.value.sell) : '';
};

type AdviceTexts = {
  readonly [Case in Advice['$case']]: Wording<Extract<Advice, { $case: Case }>['value']>;
};

const adviceTexts: AdviceTexts = {
  escrowOpened: {
    en: ({ amount }) => `an escrow over ${formatMoney(amount)} is open`,
    zh: ({ amount }) => `金额 ${formatMoney(amount)} 的担保账户已开立`,
  },
  escrowFunded: {
    en: ({ amount }) => `${formatMoney(amount)} is in escrow`,
    zh: ({ amount }) => `担保账户已到账 ${formatMoney(amount)}`,
  },
  inspectionStarted: {
    en: ({ endsAt }) => `the buyer may object until ${chinaTime(endsAt, 'en')}`,
    zh: ({ endsAt }) => `买家可在${chinaTime(endsAt, 'zh')} 前提出异议`,
  },
  escrowReleased: {
    en: ({ net, fee }) => `the escrow released ${formatMoney(net)} after a fee of ${formatMoney(fee)}`,
    zh: ({ net, fee }) => `担保解除，扣除手续费 ${formatMoney(fee)} 后放款 ${formatMoney(net)}`,
  },
  quoteRequested: {
    en: ({ sell, buyCurrency }) => `the bank was asked for a rate for ${formatMoney(sell)} into ${buyCurrency}`,
    zh: ({ sell, buyCurrency }) => `已向银行询价：卖出 ${formatMoney(sell)}，买入 ${buyCurrency}`,
  },
  rateLocked: {
    en: ({ terms }) =>
      `rate ${terms.clientRate} is locked for ${formatMoney(terms.sell)} until ${chinaTime(terms.expiresAt, 'en')}`,
    zh: ({ terms }) =>
      `已为 ${formatMoney(terms.sell)} 锁定汇率 ${terms.clientRate}，有效期至${chinaTime(terms.expiresAt, 'zh')}`,
  },
  rateLockExpired: { en: () => 'the locked rate has expired', zh: () => '锁定汇率已过期' },
  quoteRefused: {
    en: ({ reason }) => `the bank gives no rate: ${reason}`,
    zh: ({ reason }) => `银行不予报价：${reason}`,
  },
  saleRequested: {
    en: ({ terms }) => `${formatMoney(terms.sell)} is to be sold for ${formatMoney(terms.buy)}`,
    zh: ({ terms }) => `已提交结汇：${formatMoney(terms.sell)} 兑 ${formatMoney(terms.buy)}`,
  },
  currencySold: {
    en: ({ terms }) => `${formatMoney(terms.sell)} was sold for ${formatMoney(terms.buy)}`,
    zh: ({ terms }) => `已结汇 ${formatMoney(terms.sell)}，得 ${formatMoney(terms.buy)}`,
  },
  payoutCreated: {
    en: ({ amount, beneficiary }) => `a payout of ${formatMoney(amount)} to ${beneficiary} is prepared`,
    zh: ({ amount, beneficiary }) => `向 ${beneficiary} 的付款 ${formatMoney(amount)} 已备妥`,
  },
  payoutRejected: {
    en: ({ reason }) => `the bank rejected the payout: ${reason}`,
    zh: ({ reason }) => `银行拒绝付款：${reason}`,
  },
  labelRefused: {
    en: ({ flaws }) => `the carrier issued no label that can be used: ${flawTexts(flaws, 'en')}`,
    zh: ({ flaws }) => `承运商未出具可用面单：${flawTexts(flaws, 'zh')}`,
  },
  handoverRefused: {
    en: ({ flaws }) => `the carrier does not take the parcel: ${flawTexts(flaws, 'en')}`,
    zh: ({ flaws }) => `承运商拒收包裹：${flawTexts(flaws, 'zh')}`,
  },
  statusUnknown: {
    en: ({ status }) => `customs sent status ${status}, which no table knows`,
    zh: ({ status }) => `海关回执状态 ${status} 不在代码表内`,
  },
  payoutSettled: {
    en: ({ amount }) => `the bank booked the payout of ${formatMoney(amount)}`,
    zh: ({ amount }) => `银行已入账付款 ${formatMoney(amount)}`,
  },
  parcelShort: {
    en: ({ shortages }) => `the warehouse lacks ${shortages.map(({ sku }) => sku).join(', ')}`,
    zh: ({ shortages }) => `仓库缺货：${shortages.map(({ sku }) => sku).join('、')}`,
  },
  parcelReserved: { en: () => 'everything in the parcel is reserved', zh: () => '包裹商品已全部预留' },
  parcelPacked: {
    en: ({ packs, grossWeight }) => `the parcel is packed: ${packs} pieces, ${grossWeight} kg gross`,
    zh: ({ packs, grossWeight }) => `包裹已打包：${packs} 件，毛重 ${grossWeight} 千克`,
  },
  dispatchAuthorised: { en: () => 'the parcel may leave the warehouse', zh: () => '包裹获准出库' },
  parcelDispatched: { en: () => 'the parcel left the warehouse', zh: () => '包裹已出库' },
  shipmentRegistered: {
    en: ({ carrier }) => `the shipment is registered with carrier ${carrier}`,
    zh: ({ carrier }) => `货件已在承运商 ${carrier} 登记`,
  },
  labelIssued: {
    en: ({ waybillNo, freight }) => `the carrier gave waybill ${waybillNo} for ${formatMoney(freight)}`,
    zh: ({ waybillNo, freight }) => `承运商出具运单 ${waybillNo}，运费 ${formatMoney(freight)}`,
  },
  shipmentHandedOver: { en: () => 'the parcel went over to the carrier', zh: () => '包裹已交给承运商' },
  shipmentDelivered: {
    en: ({ deliveredAt }) => `the parcel was delivered at ${localTime(deliveredAt)}`,
    zh: ({ deliveredAt }) => `包裹已于 ${localTime(deliveredAt)} 妥投`,
  },
  orderRecorded: { en: () => 'customs clearance has the order (303)', zh: () => '关务已收到订单（303）' },
  receiptRecorded: {
    en: () => 'customs clearance has the payment receipt (403)',
    zh: () => '关务已收到收款单（403）',
  },
  waybillRecorded: { en: () => 'customs clearance has the waybill (505)', zh: () => '关务已收到运单（505）' },
  caseMatched: {
    en: ({ checks }) => `order, payment, waybill and list agree in ${checks} comparisons`,
    zh: ({ checks }) => `三单与清单比对一致，共 ${checks} 项`,
  },
  caseMismatched: {
    en: ({ differences }) => `the documents disagree in ${differences.length} places`,
    zh: ({ differences }) => `三单比对有 ${differences.length} 处不一致`,
  },
  declarationReleased: {
    en: ({ invtNo }) => `customs released list ${invtNo}`,
    zh: ({ invtNo }) => `海关已放行清单 ${invtNo}`,
  },
  declarationReturned: {
    en: ({ status, info }) => `customs sent a message back with status ${status}: ${info}`,
    zh: ({ status, info }) => `海关退单，状态 ${status}：${info}`,
  },
};

function told(advice: Advice, language: Language): string {
  const wording: Wording<never> = adviceTexts[advice.$case];
  return wording[language](advice.value as never);
}

/** What each event of orders says to a person. */
export const ordersSentences: Sentences<OrdersEvent> = {
  ...importSentences,
  OrderNumberClaimed: {
    en: ({ orderNo }) => `Order number ${orderNo} was taken for this order.`,
    zh: ({ orderNo }) => `订单号 ${orderNo} 已为本订单占用。`,
  },
  OrderPlaced: {
    en: ({ terms, buyer }) =>
      `${terms.merchant.name} took order ${terms.orderNo} on ${terms.platform.name}: ${terms.lines.length} lines, ${formatMoney(terms.total)}, ${terms.incoterm} ${terms.incotermPlace}, for a buyer in ${buyer.country}.`,
    zh: ({ terms, buyer }) =>
      `${terms.merchant.name} 在 ${terms.platform.name} 接到订单 ${terms.orderNo}：${terms.lines.length} 项商品，合计 ${formatMoney(terms.total)}，${terms.incoterm} ${terms.incotermPlace}，买家所在国家（地区）${buyer.country}。`,
  },
  OrderAbandoned: {
    en: ({ orderId }) => `Order ${orderId} was given up before it was placed; its number is free again.`,
    zh: ({ orderId }) => `订单 ${orderId} 未完成下单即放弃，订单号重新可用。`,
  },
  OrderPaid: {
    en: ({ amount }) => `The buyer's payment of ${formatMoney(amount)} is in escrow.`,
    zh: ({ amount }) => `买家货款 ${formatMoney(amount)} 已进入担保账户。`,
  },
  OrderCleared: {
    en: ({ invtNo }) => `Customs cleared the order with list ${invtNo}.`,
    zh: ({ invtNo }) => `海关已放行本订单，清单编号 ${invtNo}。`,
  },
  OrderShipped: {
    en: () => 'The parcel is with the carrier.',
    zh: () => '包裹已交承运商。',
  },
  OrderDelivered: {
    en: ({ deliveredAt }) => `Delivered to the buyer at ${localTime(deliveredAt)}.`,
    zh: ({ deliveredAt }) => `已于 ${localTime(deliveredAt)} 妥投买家。`,
  },
  OrderSettled: {
    en: ({ paidOut }) => `The order is settled: ${formatMoney(paidOut)} reached the merchant.`,
    zh: ({ paidOut }) => `订单已结算，商家到账 ${formatMoney(paidOut)}。`,
  },
  FulfilmentStarted: {
    en: ({ terms, carrier }) => `Fulfilment of order ${terms.orderNo} began, with ${carrier.name} as carrier.`,
    zh: ({ terms, carrier }) => `订单 ${terms.orderNo} 开始履约，承运商为 ${carrier.name}。`,
  },
  AdviceReceived: {
    en: ({ advice }) => `Fulfilment noted: ${told(advice, 'en')}.`,
    zh: ({ advice }) => `履约流程获悉：${told(advice, 'zh')}。`,
  },
  StepRequested: {
    en: ({ step, request }) =>
      `Fulfilment asked ${stepTexts[step].en}${amountOf(request) && `: ${amountOf(request)}`}.`,
    zh: ({ step, request }) => `履约流程请${stepTexts[step].zh}${amountOf(request) && `：${amountOf(request)}`}。`,
  },
  StepRefused: {
    en: ({ step, code }) => `Refused with ${code}: asked ${stepTexts[step].en}.`,
    zh: ({ step, code }) => `被拒绝（${code}）：请${stepTexts[step].zh}。`,
  },
  HoldPlaced: {
    en: ({ hold }) => `On hold: ${holdTexts[hold.code]?.en(hold) ?? hold.code}`,
    zh: ({ hold }) => `订单暂停：${holdTexts[hold.code]?.zh(hold) ?? hold.code}`,
  },
  HoldCleared: {
    en: ({ code }) => `No longer on hold for ${holdTexts[code]?.what.en ?? code}.`,
    zh: ({ code }) => `订单不再因“${holdTexts[code]?.what.zh ?? code}”暂停。`,
  },
  FulfilmentCompleted: {
    en: () => 'Fulfilment is complete.',
    zh: () => '履约完成。',
  },
};
