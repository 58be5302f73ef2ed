import { formatMoney } from '@portolan/money';
import type { Complete } from '../complete.ts';
import type { AdviceReceived } from '../gen/portolan/orders/v1/events.ts';
import type { Language, Wording } from '../language.ts';
import { flawTexts } from './flaws.ts';
import { chinaTime, localTime } from './times.ts';

type Advice = Complete<AdviceReceived>['advice'];

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
  dispatchRevoked: { en: () => 'the parcel may leave the warehouse no longer', zh: () => '包裹的出库许可已收回' },
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
    zh: ({ differences }) => `三单对碰有 ${differences.length} 处不一致`,
  },
  declarationReleased: {
    en: ({ invtNo }) => `customs released list ${invtNo}`,
    zh: ({ invtNo }) => `海关已放行清单 ${invtNo}`,
  },
  declarationReturned: {
    en: ({ status, info }) => `customs sent a message back with status ${status}: ${info}`,
    zh: ({ status, info }) => `海关退单，状态 ${status}：${info}`,
  },
  escrowCancelled: { en: () => 'the escrow is closed; it was never funded', zh: () => '担保账户未到账，已关闭' },
  paymentOverdue: {
    en: ({ due }) => `the buyer did not pay by ${chinaTime(due, 'en')}`,
    zh: ({ due }) => `买家未在${chinaTime(due, 'zh')} 前付款`,
  },
  paymentMismatched: {
    en: ({ received, expected }) => `${formatMoney(received)} came, but ${formatMoney(expected)} are due`,
    zh: ({ received, expected }) => `收到 ${formatMoney(received)}，而应付 ${formatMoney(expected)}`,
  },
  fundsReturned: {
    en: ({ amount }) => `${formatMoney(amount)} went back to its payer`,
    zh: ({ amount }) => `款项 ${formatMoney(amount)} 已退回付款人`,
  },
  escrowDisputed: {
    en: ({ amount }) => `${formatMoney(amount)} is claimed back; the escrow is frozen`,
    zh: ({ amount }) => `买家主张退回 ${formatMoney(amount)}，担保账户已冻结`,
  },
  escrowRefunded: {
    en: ({ amount, left }) => `${formatMoney(amount)} is the buyer's again, ${formatMoney(left)} stays in escrow`,
    zh: ({ amount, left }) => `${formatMoney(amount)} 退归买家，担保账户余 ${formatMoney(left)}`,
  },
  refundCreated: {
    en: ({ amount }) => `a refund of ${formatMoney(amount)} to the payer is prepared`,
    zh: ({ amount }) => `向付款人退款 ${formatMoney(amount)} 已备妥`,
  },
  refundRejected: {
    en: ({ reason }) => `the bank rejected the refund: ${reason}`,
    zh: ({ reason }) => `银行拒绝退款：${reason}`,
  },
  refundSettled: {
    en: ({ amount }) => `the bank booked the refund of ${formatMoney(amount)}`,
    zh: ({ amount }) => `银行已入账退款 ${formatMoney(amount)}`,
  },
  taxPaymentCreated: {
    en: ({ amount, reference }) => `the payment of ${formatMoney(amount)} for tax bill ${reference} is prepared`,
    zh: ({ amount, reference }) => `税单 ${reference} 的缴税款 ${formatMoney(amount)} 已备妥`,
  },
  taxPaymentRejected: {
    en: ({ reason }) => `the bank rejected the tax payment: ${reason}`,
    zh: ({ reason }) => `银行拒绝缴税付款：${reason}`,
  },
  taxPaymentSettled: {
    en: ({ amount }) => `the bank booked the tax payment of ${formatMoney(amount)}`,
    zh: ({ amount }) => `银行已入账缴税款 ${formatMoney(amount)}`,
  },
  claimOpened: {
    en: ({ debtor, amount, reference }) => `${debtor} is asked for ${formatMoney(amount)} under claim ${reference}`,
    zh: ({ debtor, amount, reference }) => `已向 ${debtor} 索赔 ${formatMoney(amount)}，索赔编号 ${reference}`,
  },
  claimSettled: {
    en: ({ amount }) => `the claim of ${formatMoney(amount)} was paid`,
    zh: ({ amount }) => `索赔款 ${formatMoney(amount)} 已收到`,
  },
  parcelCancelled: {
    en: () => 'the parcel is called off, its goods are on the shelf',
    zh: () => '包裹已取消，商品已归位',
  },
  goodsExpected: {
    en: ({ warehouseId }) => `warehouse ${warehouseId} expects the goods`,
    zh: ({ warehouseId }) => `仓库 ${warehouseId} 已登记待收货`,
  },
  goodsCounted: {
    en: ({ differs }) => (differs ? 'the count differs from what was announced' : 'the count is exact'),
    zh: ({ differs }) => (differs ? '清点数量与预报不符' : '清点数量相符'),
  },
  discrepancyResolved: {
    en: ({ resolution }) => `the difference in the count is settled: ${resolutionTexts[resolution]?.en ?? resolution}`,
    zh: ({ resolution }) => `清点差异已处理：${resolutionTexts[resolution]?.zh ?? resolution}`,
  },
  returnExpected: {
    en: ({ warehouseId }) => `warehouse ${warehouseId} expects the goods back`,
    zh: ({ warehouseId }) => `仓库 ${warehouseId} 已登记待收退货`,
  },
  returnReceived: { en: () => 'the goods are back in the warehouse', zh: () => '退货已到仓' },
  returnGraded: {
    en: ({ lines }) => `the goods that came back are graded: ${gradesOf(lines, ', ')}`,
    zh: ({ lines }) => `退货已质检定级：${gradesOf(lines, '、')}`,
  },
  shipmentLost: {
    en: ({ carrier }) => `carrier ${carrier} lost the parcel`,
    zh: ({ carrier }) => `承运商 ${carrier} 报告包裹遗失`,
  },
  shipmentDamaged: {
    en: ({ carrier }) => `carrier ${carrier} says that the contents are destroyed`,
    zh: ({ carrier }) => `承运商 ${carrier} 报告包裹内件损毁`,
  },
  shipmentCancelled: { en: () => 'the label is void', zh: () => '面单已作废' },
  underReview: {
    en: ({ status }) =>
      status === '500' ? 'customs inspects the goods (status 500)' : `customs examines the list (status ${status})`,
    zh: ({ status }) => (status === '500' ? '海关查验货物（状态 500）' : `海关人工审核清单（状态 ${status}）`),
  },
  declarationOverdue: {
    en: ({ kind, times }) => `customs does not answer to ${messageName(kind)}; it was sent again (${times})`,
    zh: ({ kind, times }) => `海关对 ${messageName(kind)} 逾期未回执，已重发（第 ${times} 次）`,
  },
  declarationResubmitted: {
    en: ({ listVersion }) => `the list went to customs again as version ${listVersion}`,
    zh: ({ listVersion }) => `清单已以第 ${listVersion} 版重新申报`,
  },
  declarationCancelled: {
    en: ({ invtNo }) => (invtNo === '' ? 'the declaration is taken back' : `list ${invtNo} is taken back`),
    zh: ({ invtNo }) => (invtNo === '' ? '申报已撤销' : `清单 ${invtNo} 已撤销`),
  },
  cancellationReturned: {
    en: ({ status, info }) => `customs does not let the list be taken back, status ${status}: ${info}`,
    zh: ({ status, info }) => `海关不予撤单，状态 ${status}：${info}`,
  },
  listReturned: {
    en: ({ value }) => `customs has all goods of the list back, ${formatMoney(value)}`,
    zh: ({ value }) => `清单所列货物已全部退回，合计 ${formatMoney(value)}`,
  },
  taxBillGenerated: {
    en: ({ notice }) => `customs made tax bill ${notice.taxNo}`,
    zh: ({ notice }) => `海关已生成税单 ${notice.taxNo}`,
  },
  taxBillAggregated: {
    en: ({ taxNo, amount }) => `tax bill ${taxNo} of ${formatMoney(amount)} is due`,
    zh: ({ taxNo, amount }) => `税单 ${taxNo} 已汇总，应缴 ${formatMoney(amount)}`,
  },
  taxBillVoided: {
    en: ({ taxNo }) => `customs made tax bill ${taxNo} void`,
    zh: ({ taxNo }) => `海关已作废税单 ${taxNo}`,
  },
  taxGivenBack: {
    en: ({ amount }) => `the ${formatMoney(amount)} withheld for a void tax bill is the merchant's`,
    zh: ({ amount }) => `税单作废，代扣的 ${formatMoney(amount)} 转归商家`,
  },
};

const resolutionTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  CLAIM: { en: 'the carrier is to pay for what is missing', zh: '缺少部分向承运商索赔' },
  FOUND: { en: 'the goods were found after all', zh: '货物已找到' },
  ACCEPTED: { en: 'the count is accepted', zh: '接受清点结果' },
};

const gradesOf = (
  lines: readonly { readonly sku: string; readonly grade: string; readonly quantity: bigint }[],
  comma: string,
) => lines.map(({ sku, grade, quantity }) => `${sku} ${grade} × ${quantity}`).join(comma);

const messageName = (kind: string) => kind.replace('MESSAGE_KIND_', '');

/** A piece of advice as it fits behind "noted:" and 获悉：. */
export function told(advice: Advice, language: Language): string {
  const wording: Wording<never> = adviceTexts[advice.$case];
  return wording[language](advice.value as never);
}
