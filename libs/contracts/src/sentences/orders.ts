import { formatMoney } from '@portolan/money';
import type { OrdersEvent } from '../catalogue.ts';
import type { Complete } from '../complete.ts';
import type { StepRequested } from '../gen/portolan/orders/v1/events.ts';
import type { Ending, Step } from '../gen/portolan/orders/v1/types.ts';
import type { Language, Sentences } from '../language.ts';
import { counted } from '../language.ts';
import { told } from './advice.ts';
import { holdTexts, stateTexts } from './holds.ts';
import { importSentences } from './imports.ts';
import { localTime } from './times.ts';

type Request = Complete<StepRequested>['request'];

/** What each step asks of whom, as it fits behind "asked" and 请. */
const stepTexts: Readonly<Record<Step, Readonly<Record<Language, string>>>> = {
  STEP_OPEN_ESCROW: { en: 'the bank desk to open the escrow', zh: '资金服务开立担保账户' },
  STEP_PLAN_PARCEL: { en: 'the warehouse to plan the parcel', zh: '仓库安排包裹' },
  STEP_REGISTER_SHIPMENT: { en: 'the carrier for a waybill', zh: '承运商出具运单' },
  STEP_RECORD_ORDER: { en: 'customs clearance to record the order (303, 311)', zh: '关务登记订单（303、311）' },
  STEP_RECORD_RECEIPT: {
    en: 'customs clearance to record the payment (403, 411)',
    zh: '关务登记收款单或支付单（403、411）',
  },
  STEP_RECORD_WAYBILL: { en: 'customs clearance to record the waybill (505, 511)', zh: '关务登记运单（505、511）' },
  STEP_DECLARE: {
    en: 'customs clearance to match the documents and declare (603, 621)',
    zh: '关务进行三单对碰并申报清单（603、621）',
  },
  STEP_AUTHORISE_DISPATCH: { en: 'the warehouse to let the parcel leave', zh: '仓库放行包裹' },
  STEP_REVOKE_DISPATCH: { en: 'the warehouse to keep the parcel in', zh: '仓库收回出库许可' },
  STEP_HAND_OVER: { en: 'the carrier to take the parcel over', zh: '承运商揽收包裹' },
  STEP_START_INSPECTION: { en: "for the buyer's inspection period to begin", zh: '资金服务开始计算买家验货期' },
  STEP_LOCK_RATE: { en: 'the bank to lock a rate', zh: '银行锁定汇率' },
  STEP_SELL: { en: 'the bank to buy the currency at the locked rate', zh: '银行按锁定汇率结汇' },
  STEP_PAY_OUT: { en: 'the bank to pay the merchant', zh: '银行向商家付款' },
  STEP_EXPECT_GOODS: { en: 'the overseas warehouse to expect the goods', zh: '海外仓准备收货' },
  STEP_PAY_TAX: { en: 'the bank to pay the tax bill', zh: '银行缴纳税款' },
  STEP_CANCEL_DECLARATION: { en: 'customs clearance to take the declaration back', zh: '关务撤销申报' },
  STEP_CANCEL_SHIPMENT: { en: 'the carrier to make the label void', zh: '承运商作废面单' },
  STEP_CANCEL_PARCEL: { en: 'the warehouse to put the goods back on the shelf', zh: '仓库取消包裹并归位商品' },
  STEP_OPEN_DISPUTE: { en: 'the bank desk to freeze what is claimed back', zh: '资金服务冻结争议金额' },
  STEP_EXPECT_RETURN: { en: 'the warehouse to expect the goods back', zh: '仓库准备接收退货' },
  STEP_REFUND: { en: 'the bank desk to give the buyer the money back', zh: '资金服务向买家退款' },
  STEP_CLAIM: { en: 'the bank desk to claim compensation from the carrier', zh: '资金服务向承运商索赔' },
  STEP_UNSPECIFIED: { en: 'for an unknown step', zh: '办理未知步骤' },
  UNRECOGNIZED: { en: 'for an unknown step', zh: '办理未知步骤' },
};

const amountOf = ({ value }: Request): string => {
  if ('amount' in value && value.amount !== undefined) return formatMoney(value.amount);
  return 'sell' in value ? formatMoney(value.sell) : '';
};

const endingTexts: Readonly<Record<Ending, Readonly<Record<Language, string>>>> = {
  ENDING_UNSPECIFIED: { en: 'for no known reason', zh: '原因不明' },
  ENDING_CANCELLED: { en: 'it was called off', zh: '订单被取消' },
  ENDING_PAYMENT_OVERDUE: { en: 'the buyer did not pay in time', zh: '买家逾期未付款' },
  ENDING_LOST: { en: 'the carrier lost the parcel', zh: '包裹遗失' },
  ENDING_DAMAGED: { en: 'the contents were destroyed on the way', zh: '包裹内件损毁' },
  ENDING_RETURNED: { en: 'the buyer has all of the money back', zh: '买家已获全额退款' },
  UNRECOGNIZED: { en: 'for no known reason', zh: '原因不明' },
};

const withdrawnTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  GATE_PASSED: { en: 'its parcel had passed the gate', zh: '包裹已出卡口' },
  SUMMED_UP: { en: 'its list is part of a summary declaration', zh: '清单已汇总申报' },
  WANTED: { en: 'the cancellation was withdrawn', zh: '已撤回取消申请' },
};

const documentTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  order: { en: 'the order', zh: '订单' },
  receipt: { en: 'the payment receipt', zh: '收款单' },
  waybill: { en: 'the waybill', zh: '运单' },
  payment: { en: 'the payment', zh: '支付单' },
};

const unitsOf = (lines: readonly { readonly sku: string; readonly quantity: bigint }[], comma: string) =>
  lines.map(({ sku, quantity }) => `${sku} × ${quantity}`).join(comma);

/** What each event of orders says to a person. */
export const ordersSentences: Sentences<OrdersEvent> = {
  ...importSentences,
  OrderNumberClaimed: {
    en: ({ orderNo }) => `Order number ${orderNo} was taken for this order.`,
    zh: ({ orderNo }) => `订单号 ${orderNo} 已为本订单占用。`,
  },
  OrderPlaced: {
    en: ({ terms, buyer }) =>
      `${terms.merchant.name} took order ${terms.orderNo} on ${terms.platform.name}: ${counted(terms.lines.length, 'line')}, ${formatMoney(terms.total)}, ${terms.incoterm} ${terms.incotermPlace}, for a buyer in ${buyer.country}.`,
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
  OrderStocked: {
    en: () => 'The goods are counted into the overseas warehouse.',
    zh: () => '货物已清点入海外仓。',
  },
  OrderCancelled: {
    en: ({ ending }) => `The order is cancelled: ${endingTexts[ending].en}. What was begun is undone and paid back.`,
    zh: ({ ending }) => `订单已取消：${endingTexts[ending].zh}。已办理的步骤均已撤销，款项已退。`,
  },
  OrderRefunded: {
    en: ({ amount }) => `The buyer has ${formatMoney(amount)} back.`,
    zh: ({ amount }) => `买家已收到退款 ${formatMoney(amount)}。`,
  },
  OrderAnnounced: {
    en: ({ orderNo }) => `Platform and merchant agree on order ${orderNo}; the platform may put its document.`,
    zh: ({ orderNo }) => `订单 ${orderNo} 已通知电商平台，平台可提交订单单证。`,
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
  StepRetried: {
    en: ({ step }) => `Somebody has the step repeated: to ask ${stepTexts[step].en}.`,
    zh: ({ step }) => `有人要求重试该步骤：请${stepTexts[step].zh}。`,
  },
  DocumentSubmitted: {
    en: ({ document, by }) => `${by} put another version of ${documentTexts[document.$case]?.en ?? document.$case}.`,
    zh: ({ document, by }) => `${by} 提交了新版${documentTexts[document.$case]?.zh ?? document.$case}。`,
  },
  EndingDecided: {
    en: ({ ending, reason }) =>
      `It is not carried out any more: ${endingTexts[ending].en}${reason && ` (${reason})`}. What was begun is undone.`,
    zh: ({ ending, reason }) =>
      `订单不再履约：${endingTexts[ending].zh}${reason && `（${reason}）`}，开始撤销已办理的步骤。`,
  },
  EndingWithdrawn: {
    en: ({ cause, reason }) =>
      `It goes on after all: ${withdrawnTexts[cause]?.en ?? cause}${reason && ` (${reason})`}.`,
    zh: ({ cause, reason }) => `订单继续履约：${withdrawnTexts[cause]?.zh ?? cause}${reason && `（${reason}）`}。`,
  },
  ReturnRequested: {
    en: ({ terms }) =>
      `The buyer ${terms.keepsGoods ? 'keeps' : 'gives back'} ${unitsOf(terms.lines, ', ')} and is to get ${formatMoney(terms.refund)} (${terms.reason}).`,
    zh: ({ terms }) =>
      `买家${terms.keepsGoods ? '保留' : '退回'} ${unitsOf(terms.lines, '、')}，应退款 ${formatMoney(terms.refund)}（${terms.reason}）。`,
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
    en: ({ state }) => `Fulfilment is complete: ${stateTexts[state]?.en ?? state}.`,
    zh: ({ state }) => `履约完成：${stateTexts[state]?.zh ?? state}。`,
  },
};
