import { formatMoney } from '@portolan/money';
import type { FxEvent } from '../catalogue.ts';
import type { Complete } from '../complete.ts';
import type { BankMessageReceived } from '../gen/portolan/fx/v1/events.ts';
import type { Sentences } from '../language.ts';
import { allRefusals } from '../refusals/index.ts';
import { flawTexts } from './flaws.ts';
import { collectionSentences } from './fx-collection.ts';
import { disputeSentences } from './fx-disputes.ts';
import { exchangeSentences } from './fx-exchange.ts';
import { debited, ledgerSentences } from './fx-ledger.ts';
import { paymentsSentences } from './fx-payments.ts';
import { reconciliationSentences } from './fx-reconciliation.ts';
import { refundClaimSentences } from './fx-refund-claims.ts';
import { chinaTime } from './times.ts';

const transactions: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  RECEIPT: { en: 'receipt into the customer account', zh: '客户收款入账' },
  SUSPENSE: { en: 'unidentified receipt into suspense', zh: '不明款项挂账' },
  SUSPENSE_CLEARED: { en: 'money in suspense assigned to the customer account', zh: '待查款项认领转入客户账户' },
  ESCROW_FUNDING: { en: 'funding of the escrow', zh: '转入担保资金' },
  ESCROW_RELEASE: { en: 'release of the escrow, less commission', zh: '担保资金扣除佣金后释放' },
  SALE_RESERVED: { en: 'currency reserved for sale', zh: '待结汇资金冻结' },
  SALE_RESERVE_FREED: { en: 'reserved currency given back', zh: '待结汇资金解冻' },
  SALE: { en: 'sale of currency at the locked rate', zh: '按锁定汇率结汇' },
  RECEIPT_CHARGE: { en: 'receipt assigned with the charges on the way', zh: '收款认领，中转费用计入银行费用' },
  SUSPENSE_RELEASED: { en: 'money in suspense given to the merchant', zh: '待查款项转归商家' },
  COVER: { en: 'cover of the position at the bank', zh: '向银行平盘' },
  PAYOUT: { en: 'payout on its way', zh: '付款在途' },
  PAYOUT_REVERSED: { en: 'rejected payment given back', zh: '付款被拒退回' },
  PAYOUT_BOOKED: { en: 'payment booked by the bank', zh: '付款由银行记账' },
  PAYOUT_RETURNED: { en: "payment that came back, the merchant's again", zh: '付款退回，转入商家账户' },
  ESCROW_REFUND: { en: 'refund out of the escrow owed to the payer', zh: '担保资金转应付退款' },
  SUSPENSE_RETURNED: { en: 'money in suspense owed back to its payer', zh: '待查款项转应付退款' },
  REFUND: { en: 'refund on its way to the payer', zh: '退款在途' },
  TAX_DIFFERENCE: { en: 'difference between the tax withheld and the tax bill', zh: '代扣税款与税单差额' },
  TAX_GIVEN_BACK: { en: 'tax withheld for a void bill, given to the merchant', zh: '税单作废，代扣税款转归商家' },
  TAX_PAYMENT: { en: 'tax on its way to the treasury', zh: '税款缴库在途' },
  CLAIM: { en: "claim on the carrier, the merchant's when paid", zh: '应收承运商索赔款' },
  BREAK_CLOSED: { en: 'closing entry of a difference from the bank', zh: '银行对账差异结清分录' },
  TRANSFER: { en: 'transfer between accounts', zh: '账户间划转' },
  REVERSAL: { en: 'reversal of an earlier transaction', zh: '冲正此前交易' },
  DEAL_DEPOSIT: { en: 'deposit for a forward', zh: '远期保证金' },
  DEAL_DEPOSIT_MOVED: { en: 'deposit of a deal shared out over its parts', zh: '交易拆分，保证金分摊' },
  DEAL_FUNDS: { en: 'currency set aside for a deal', zh: '交易资金冻结' },
  DEAL_FUNDS_FREED: { en: 'currency set aside for a deal given back', zh: '交易资金解冻' },
  DEAL: { en: 'settlement of a deal', zh: '交易交割' },
  DEAL_COVER: { en: 'cover of a deal at the bank', zh: '交易向银行平盘' },
  DEAL_CLOSE_OUT: { en: 'close-out of a deal that was ended early', zh: '交易提前平仓' },
  REVALUATION: { en: 'positions valued at the rate of the day', zh: '外汇头寸重估' },
  REVALUATION_REVERSED: { en: 'valuation taken back', zh: '外汇头寸重估冲回' },
  DISPUTE_HOLD: { en: 'disputed money set aside', zh: '争议款项转入冻结' },
  DISPUTE_FEE: { en: 'fee of a chargeback', zh: '拒付手续费' },
  DISPUTE_SETTLED: { en: 'disputed money divided', zh: '争议款项分配' },
  CHARGE_REVERSED: { en: "chargeback taken back, the merchant's", zh: '拒付撤销，归还商家' },
  ESCROW_PART_RELEASE: { en: 'part of the escrow released, less commission', zh: '担保资金扣除佣金后部分释放' },
  DEPOSIT_TAKEN: { en: 'deposit put down', zh: '缴存保证金' },
  DEPOSIT_RETURNED: { en: 'deposit given back', zh: '退还保证金' },
  REFUND_CONVERTED: { en: 'refund at another rate than the sale', zh: '按不同汇率退款' },
  CLAIM_PAID: { en: "claim paid by the carrier into the merchant's account", zh: '承运商赔款入商家账户' },
};

const reports: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  ACCOUNT_UNKNOWN: { en: 'the account is none of ours', zh: '账户不属于本方' },
  ACCOUNT_CURRENCY_DIFFERS: { en: 'the account has another currency', zh: '币种与账户不符' },
  REVERSAL: { en: 'the bank takes an earlier entry back', zh: '银行冲回此前分录' },
  PAYMENT_UNKNOWN: { en: 'no payment of ours has this reference', zh: '本方无此付款编号' },
  ESCROW_UNKNOWN: { en: 'no open escrow has its order number', zh: '附言中的订单号没有对应的担保账户' },
  ESCROW_ALREADY_FUNDED: { en: 'the escrow is funded already', zh: '担保账户已入金' },
  ESCROW_AMOUNT_DIFFERS: { en: 'the escrow expects another amount or currency', zh: '金额或币种与应收担保款不符' },
  ESCROW_FUNDS_WAITING: { en: 'earlier money is matched to its order first', zh: '其订单正在匹配先到的款项' },
  ESCROW_CANCELLED: { en: 'its order was called off before it was paid', zh: '其订单在付款前已取消' },
  CLAIM_UNKNOWN: { en: 'no claim has the reference that it names', zh: '附言中的索赔编号不存在' },
  CLAIM_SETTLED: { en: 'the claim that it names is paid already', zh: '附言中的索赔已赔付' },
  CLAIM_AMOUNT_DIFFERS: { en: 'the claim that it names is over another amount', zh: '金额与附言中的索赔不符' },
  FUNDS_RETURNED: { en: 'it goes back to its payer', zh: '款项正退回付款人' },
  FUNDS_TAKEN: { en: 'it funds another order that it names too', zh: '已用于附言中的另一订单' },
  FUNDS_HELD: { en: 'it is held', zh: '款项已暂扣' },
  VIRTUAL_ACCOUNT_CLOSED: { en: 'the account that it came to is closed', zh: '收款虚拟账户已关闭' },
  VIRTUAL_ACCOUNT_NOT_ACTIVE: { en: 'the account that it came to is not in use yet', zh: '收款虚拟账户尚未启用' },
  FUNDS_DIFFER: { en: 'it contradicts an earlier notice', zh: '与此前的通知内容不符' },
  STATEMENT_GAP: { en: 'the statement before it has not come', zh: '前一份对账单尚未收到' },
  RECALL_REQUESTED: { en: "the payer's bank asks for it back", zh: '付款行请求退回' },
  PAYOUT_RETURNED: { en: 'it is a payment of ours that came back', zh: '本方付款退回' },
  PAYOUT_WAS_REJECTED: { en: 'the payout was rejected before', zh: '该付款此前已被拒绝' },
  PAYOUT_ALREADY_SETTLED: { en: 'the payout is settled already', zh: '该付款已结清' },
  PAYOUT_AMOUNT_DIFFERS: { en: 'the amount is not that of the payout', zh: '金额与付款不符' },
};

const reasonOf = (code: string) => {
  const other = { en: allRefusals[code]?.en ?? code, zh: allRefusals[code]?.zh ?? code };
  return reports[code] ?? other;
};

const returnedBecause: typeof reports = {
  ESCROW_CANCELLED: { en: 'its order was called off', zh: '其订单已取消' },
  ESCROW_OVER: { en: 'its order is over without it', zh: '其订单已了结，不需此款' },
};

const counted = ({ entries, statuses }: Complete<BankMessageReceived>) => ({
  en: entries.length > 0 ? `${entries.length} entries` : `${statuses.length} payment statuses`,
  zh: entries.length > 0 ? `${entries.length} 笔分录` : `${statuses.length} 条付款状态`,
});

const because = (text: string) => (text === '' ? '' : ` (${text})`);
const becauseZh = (text: string) => (text === '' ? '' : `（${text}）`);

type Text = { readonly en: string; readonly zh: string };

const payments: Readonly<Record<string, Text & { readonly done: Text }>> = {
  PURPOSE_REFUND: { en: 'refund', zh: '退款', done: { en: 'the payer has it back', zh: '款项已退回付款人' } },
  PURPOSE_TAX: { en: 'tax payment', zh: '缴税', done: { en: 'the treasury is paid', zh: '税款已缴入国库' } },
};
const payout = { en: 'payout', zh: '付款', done: { en: 'the merchant is paid', zh: '商家货款已付' } };

const ofPurpose = (purpose: string): Text => payments[purpose] ?? payout;
const done = (purpose: string): Text => (payments[purpose] ?? payout).done;
const paymentOf = (purpose: string): Text => {
  const { en, zh } = ofPurpose(purpose);
  return { en: `A ${en}`, zh };
};
// A payer is not named: it may be a person.
const toWhom = (beneficiary: string): Text =>
  beneficiary === '' ? { en: 'to its payer', zh: '向付款人' } : { en: `to ${beneficiary}`, zh: `向 ${beneficiary} ` };

const claimReasons: Readonly<Record<string, Text>> = {
  LOST: { en: 'the goods were lost', zh: '货物丢失' },
  DAMAGED: { en: 'the goods were damaged', zh: '货物损坏' },
  SHORT: { en: 'goods are missing', zh: '货物短少' },
};
const claimed = (reason: string): Text => claimReasons[reason] ?? { en: reason, zh: reason };

/** What each event of fx says. */
export const fxSentences: Sentences<FxEvent> = {
  ...refundClaimSentences,
  ...collectionSentences,
  ...disputeSentences,
  ...exchangeSentences,
  ...ledgerSentences,
  ...paymentsSentences,
  ...reconciliationSentences,
  BankMessageReceived: {
    en: (data) => `The bank sent a ${data.kind} with ${counted(data).en}.`,
    zh: (data) => `收到银行 ${data.kind} 报文，含 ${counted(data).zh}。`,
  },
  BankMessageRefused: {
    en: ({ flaws }) => `A message of the bank could not be read: ${flawTexts(flaws, 'en')}.`,
    zh: ({ flaws }) => `银行报文无法识别：${flawTexts(flaws, 'zh')}。`,
  },
  BankReportUnmatched: {
    en: ({ reference, reason }) => `The bank's report on ${reference} moved nothing: ${reasonOf(reason).en}.`,
    zh: ({ reference, reason }) => `银行关于 ${reference} 的通知未作处理：${reasonOf(reason).zh}。`,
  },
  FundsReceived: {
    en: ({ entry, orderNo }) =>
      `The bank booked ${formatMoney(entry.amount)} on account ${entry.account} (${entry.servicerReference})` +
      `${orderNo === '' ? '' : `, for order ${orderNo}`}.`,
    zh: ({ entry, orderNo }) =>
      `银行入账 ${formatMoney(entry.amount)}，账户 ${entry.account}，参考号 ${entry.servicerReference}` +
      `${orderNo === '' ? '' : `，订单号 ${orderNo}`}。`,
  },
  FundsMatched: {
    en: ({ amount, claimId }) =>
      `The receipt of ${formatMoney(amount)} was matched to the order's ${claimId === '' ? 'escrow' : 'claim'}.`,
    zh: ({ amount, claimId }) => `收款 ${formatMoney(amount)} 已与订单${claimId === '' ? '担保账户' : '索赔'}匹配。`,
  },
  FundsReturnRequested: {
    en: ({ amount, reason }) =>
      `${formatMoney(amount)} in suspense goes back to its payer: ` +
      `${returnedBecause[reason]?.en ?? 'operations decided so'}.`,
    zh: ({ amount, reason }) =>
      `待查款项 ${formatMoney(amount)} 将退回付款人：${returnedBecause[reason]?.zh ?? '由运营人员决定'}。`,
  },
  FundsUnmatched: {
    en: ({ amount, reason }) => `${formatMoney(amount)} waits in suspense: ${reasonOf(reason).en}.`,
    zh: ({ amount, reason }) => `${formatMoney(amount)} 列入待查款项：${reasonOf(reason).zh}。`,
  },
  EscrowOpened: {
    en: ({ orderNo, amount, tax, due }) =>
      `An escrow over ${formatMoney(amount)}${tax === undefined ? '' : `, of which ${formatMoney(tax)} import tax,`} ` +
      `was opened for order ${orderNo}${due === '' ? '' : `; the buyer has until ${chinaTime(due, 'en')} to pay`}.`,
    zh: ({ orderNo, amount, tax, due }) =>
      `已为订单 ${orderNo} 开立担保账户，金额 ${formatMoney(amount)}` +
      `${tax === undefined ? '' : `（含代扣进口税款 ${formatMoney(tax)}）`}` +
      `${due === '' ? '' : `，买家付款期限为${chinaTime(due, 'zh')}`}。`,
  },
  PaymentOverdue: {
    en: ({ due }) => `The buyer had until ${chinaTime(due, 'en')} to pay and did not.`,
    zh: ({ due }) => `买家未在付款期限（${chinaTime(due, 'zh')}）内付款。`,
  },
  PaymentMismatched: {
    en: ({ orderNo, expected, received }) =>
      `${formatMoney(received)} came for order ${orderNo}, which costs ${formatMoney(expected)}: it waits in suspense.`,
    zh: ({ orderNo, expected, received }) =>
      `订单 ${orderNo} 应收 ${formatMoney(expected)}，实收 ${formatMoney(received)}，款项列入待查。`,
  },
  EscrowCancelled: {
    en: ({ orderNo, reason }) =>
      `The escrow of order ${orderNo} was closed without ever being funded${because(reason)}; money that still comes goes back.`,
    zh: ({ orderNo, reason }) =>
      `订单 ${orderNo} 的担保账户未入金即关闭${becauseZh(reason)}，此后到账的款项将退回付款人。`,
  },
  EscrowDisputed: {
    en: ({ amount, reason }) =>
      `${formatMoney(amount)} is claimed back${because(reason)}: nothing is released until that is settled.`,
    zh: ({ amount, reason }) => `买家主张退还 ${formatMoney(amount)}${becauseZh(reason)}，解决前担保资金暂停释放。`,
  },
  EscrowRefunded: {
    en: ({ amount, left, reason }) =>
      `${formatMoney(amount)} goes back to the payer${because(reason)}; the escrow still holds ${formatMoney(left)}.`,
    zh: ({ amount, left, reason }) =>
      `退还付款人 ${formatMoney(amount)}${becauseZh(reason)}，担保账户余额 ${formatMoney(left)}。`,
  },
  ReleaseDecided: {
    en: ({ amount, reason }) =>
      `${formatMoney(amount)} is to be released: ${reason === 'ACCEPTED' ? 'the buyer is content' : 'the inspection period is over'}.`,
    zh: ({ amount, reason }) =>
      `即将释放担保资金 ${formatMoney(amount)}：${reason === 'ACCEPTED' ? '买家已确认收货' : '验货期已结束'}。`,
  },
  FundsSetAside: {
    en: ({ amount, orderNo, servicerReference }) =>
      `${formatMoney(amount)} (${servicerReference}) was set aside for order number ${orderNo} until its escrow takes it.`,
    zh: ({ amount, orderNo, servicerReference }) =>
      `款项 ${formatMoney(amount)}（${servicerReference}）先于订单到账，已按订单号 ${orderNo} 留存待匹配。`,
  },
  FundsPassedOver: {
    en: ({ amount, orderNo, reason }) =>
      `${formatMoney(amount)} that waited for order ${orderNo} did not fund it: ${reasonOf(reason).en}.`,
    zh: ({ amount, orderNo, reason }) =>
      `为订单 ${orderNo} 留存的款项 ${formatMoney(amount)} 未予匹配：${reasonOf(reason).zh}。`,
  },
  EscrowFunded: {
    en: ({ amount, servicerReference }) =>
      `The escrow holds the buyer's ${formatMoney(amount)} (bank reference ${servicerReference}).`,
    zh: ({ amount, servicerReference }) =>
      `买家货款 ${formatMoney(amount)} 已进入担保（银行参考号 ${servicerReference}）。`,
  },
  InspectionStarted: {
    en: ({ endsAt }) => `The goods arrived; the buyer may object until ${chinaTime(endsAt, 'en')}.`,
    zh: ({ endsAt }) => `货物已送达，买家验货期至${chinaTime(endsAt, 'zh')} 止。`,
  },
  EscrowReleased: {
    en: ({ amount, fee, net, tax }) =>
      `The escrow of ${formatMoney(amount)} was released: ${formatMoney(net)} to the merchant, ${formatMoney(fee)} commission` +
      `${tax === undefined ? '' : `, ${formatMoney(tax)} tax withheld for customs`}.`,
    zh: ({ amount, fee, net, tax }) =>
      `担保资金 ${formatMoney(amount)} 已释放：商家得 ${formatMoney(net)}，佣金 ${formatMoney(fee)}` +
      `${tax === undefined ? '' : `，代扣税款 ${formatMoney(tax)}`}。`,
  },
  TaxGivenBack: {
    en: ({ amount }) => `Customs made the tax bill void: ${formatMoney(amount)} withheld for it is the merchant's.`,
    zh: ({ amount }) => `海关作废税单：代扣税款 ${formatMoney(amount)} 转归商家。`,
  },
  QuoteRequested: {
    en: ({ sell, buyCurrency }) => `The bank was asked for a rate to sell ${formatMoney(sell)} for ${buyCurrency}.`,
    zh: ({ sell, buyCurrency }) => `已向银行询价：卖出 ${formatMoney(sell)}，买入 ${buyCurrency}。`,
  },
  QuoteRefused: {
    en: ({ reason }) => `The bank gave no rate${because(reason)}.`,
    zh: ({ reason }) => `银行未予报价${becauseZh(reason)}。`,
  },
  RateLocked: {
    en: ({ terms }) =>
      `A rate of ${terms.clientRate} was locked until ${chinaTime(terms.expiresAt, 'en')}: ${formatMoney(terms.sell)} brings ${formatMoney(terms.buy)}.`,
    zh: ({ terms }) =>
      `已锁定汇率 ${terms.clientRate}，有效期至${chinaTime(terms.expiresAt, 'zh')}：${formatMoney(terms.sell)} 可兑 ${formatMoney(terms.buy)}。`,
  },
  RateLockExpired: {
    en: () => 'The locked rate ran out before it was used.',
    zh: () => '锁定汇率未使用，已失效。',
  },
  SaleRequested: {
    en: ({ terms }) => `${formatMoney(terms.sell)} is to be sold at ${terms.clientRate}; the bank was told.`,
    zh: ({ terms }) => `按 ${terms.clientRate} 结汇 ${formatMoney(terms.sell)}，已通知银行。`,
  },
  CurrencySold: {
    en: ({ terms, dealReference }) =>
      `${formatMoney(terms.sell)} was sold for ${formatMoney(terms.buy)} at ${terms.clientRate} (deal ${dealReference}).`,
    zh: ({ terms, dealReference }) =>
      `已结汇 ${formatMoney(terms.sell)}，汇率 ${terms.clientRate}，得 ${formatMoney(terms.buy)}（成交编号 ${dealReference}）。`,
  },
  TransactionPosted: {
    en: ({ type, entries, reason }) =>
      `Booked: ${transactions[type]?.en ?? type}, ${debited(entries)}${because(reason ?? '')}.`,
    zh: ({ type, entries, reason }) =>
      `记账：${transactions[type]?.zh ?? type}，${debited(entries)}${becauseZh(reason ?? '')}。`,
  },
  PayoutCreated: {
    en: ({ amount, beneficiary, executionDate, purpose, attempt, reference }) =>
      `${paymentOf(purpose).en} of ${formatMoney(amount)} ${toWhom(beneficiary).en} was prepared for ${executionDate}` +
      `${because(reference)}${attempt > 1 ? `, attempt ${attempt}` : ''}.`,
    zh: ({ amount, beneficiary, executionDate, purpose, attempt, reference }) =>
      `已准备${toWhom(beneficiary).zh}${paymentOf(purpose).zh} ${formatMoney(amount)}，执行日 ${executionDate}` +
      `${becauseZh(reference)}${attempt > 1 ? `，第 ${attempt} 次尝试` : ''}。`,
  },
  PaymentRegistered: {
    en: ({ endToEndId }) => `Payment ${endToEndId} was registered before it goes to the bank.`,
    zh: ({ endToEndId }) => `付款 ${endToEndId} 已登记，待发送银行。`,
  },
  PayoutSent: {
    en: ({ sha256 }) => `The payment order (pain.001) went to the bank, SHA-256 ${sha256.slice(0, 12)}….`,
    zh: ({ sha256 }) => `付款指令（pain.001）已发送银行，SHA-256 ${sha256.slice(0, 12)}…。`,
  },
  PayoutAccepted: {
    en: ({ status }) => `The bank accepted the payout (${status}).`,
    zh: ({ status }) => `银行已受理付款（${status}）。`,
  },
  PayoutRejected: {
    en: ({ reason, additionalInformation, purpose }) =>
      `The bank rejected the ${ofPurpose(purpose).en}: ${reason}${because(additionalInformation)}.`,
    zh: ({ reason, additionalInformation, purpose }) =>
      `银行拒绝${ofPurpose(purpose).zh}：${reason}${becauseZh(additionalInformation)}。`,
  },
  PayoutSettled: {
    en: ({ amount, servicerReference, purpose }) =>
      `The bank booked the ${ofPurpose(purpose).en} of ${formatMoney(amount)} (${servicerReference}): ${done(purpose).en}.`,
    zh: ({ amount, servicerReference, purpose }) =>
      `银行已出账 ${formatMoney(amount)}（${servicerReference}），${done(purpose).zh}。`,
  },
  ClaimOpened: {
    en: ({ debtor, amount, reason, orderNo, reference }) =>
      `${formatMoney(amount)} is claimed from ${debtor} for order ${orderNo}: ${claimed(reason).en} (${reference}).`,
    zh: ({ debtor, amount, reason, orderNo, reference }) =>
      `就订单 ${orderNo} 向 ${debtor} 索赔 ${formatMoney(amount)}：${claimed(reason).zh}（${reference}）。`,
  },
  ClaimSettled: {
    en: ({ amount }) => `The claim of ${formatMoney(amount)} was paid: it is the merchant's.`,
    zh: ({ amount }) => `索赔款 ${formatMoney(amount)} 已赔付，归商家所有。`,
  },
};
