import { formatMoney } from '@portolan/money';
import type { FxEvent, Only } from '../catalogue.ts';
import type { Sentences } from '../language.ts';
import { chinaTime } from './times.ts';

type Text = { readonly en: string; readonly zh: string };
type Told = Sentences<
  Only<
    FxEvent,
    | 'MilestonesProposed'
    | 'MilestonesAgreed'
    | 'MilestoneProven'
    | 'EscrowPartReleased'
    | 'InspectionExtended'
    | 'EscrowPartFrozen'
    | 'EscrowPartSettled'
    | 'EscrowChargeReversed'
    | 'DisputeOpened'
    | 'DisputeHeld'
    | 'DisputeEvidenceGiven'
    | 'DisputeOffered'
    | 'DisputeEscalated'
    | 'DisputeResolved'
    | 'DisputeReversed'
    | 'ProceedsWithheld'
    | 'WithholdingAppealed'
    | 'WithholdingDecided'
    | 'DepositTaken'
    | 'DepositReturned'
    | 'DepositUsed'
    | 'AdvanceGiven'
    | 'AdvanceRecovered'
    | 'AdvanceOverdue'
  >
>;

const words: Readonly<Record<string, Text>> = {
  SELLER: { en: 'The seller', zh: '卖家' },
  BUYER: { en: 'The buyer', zh: '买家' },
  TIME: { en: 'Nobody answered in time, so it', zh: '因逾期未答复，' },
  CLAIM: { en: 'a claim of the buyer', zh: '买家索赔' },
  CHARGEBACK: { en: 'a chargeback', zh: '拒付' },
  WITHHOLDING: { en: 'a decision of the platform', zh: '平台暂扣' },
  INQUIRY: { en: 'inquiry', zh: '协商' },
  DISPUTE: { en: 'dispute', zh: '争议' },
  PRE_ARBITRATION: { en: 'pre-arbitration', zh: '预仲裁' },
  ARBITRATION: { en: 'arbitration', zh: '仲裁' },
  REVERSAL: { en: 'reversal', zh: '撤销' },
  ACCEPTED: { en: 'both agreed', zh: '双方达成一致' },
  EXPIRED: { en: 'no answer came in time', zh: '逾期未举证' },
  CANCELLED: { en: 'it was withdrawn', zh: '争议已撤回' },
  WON: { en: 'the merchant won', zh: '商家胜诉' },
  LOST: { en: 'the merchant lost', zh: '商家败诉' },
  ORDER: { en: 'the order', zh: '订单' },
  CUSTOMS_RELEASE: { en: 'the release by customs', zh: '海关放行单证' },
  CARRIER_SIGNATURE: { en: "the carrier's proof of delivery", zh: '承运人签收证明' },
  CORRESPONDENCE: { en: 'their correspondence', zh: '往来沟通记录' },
  PRIOR_REFUND: { en: 'an earlier refund', zh: '此前退款凭证' },
  OTHER: { en: 'a document', zh: '文件' },
};
const word = (code: string): Text => words[code] ?? { en: code, zh: code };

const steps = (milestones: readonly { readonly name: string; readonly percent: number }[]) =>
  milestones.map(({ name, percent }) => `${percent} % ${name}`).join(', ');
const stepsZh = (milestones: readonly { readonly name: string; readonly percent: number }[]) =>
  milestones.map(({ name, percent }) => `${name} ${percent}%`).join('、');

const because: Readonly<Record<string, Text>> = {
  MILESTONE: { en: 'a milestone is reached', zh: '里程碑已达成' },
  INSPECTION_ENDED: { en: 'the inspection ended, the rest is disputed', zh: '验货期满，其余款项存在争议' },
  ACCEPTED: { en: 'the buyer is content, the rest is disputed', zh: '买家已确认，其余款项存在争议' },
};

/** What is said of milestones, disputes, withheld proceeds, deposits and advances. */
export const disputeSentences: Told = {
  MilestonesProposed: {
    en: ({ by, milestones }) => `${word(by).en} proposes to release the money in steps: ${steps(milestones)}.`,
    zh: ({ by, milestones }) => `${word(by).zh}提议分阶段放款：${stepsZh(milestones)}。`,
  },
  MilestonesAgreed: {
    en: ({ milestones }) => `Both agreed to release the money in steps: ${steps(milestones)}.`,
    zh: ({ milestones }) => `双方约定分阶段放款：${stepsZh(milestones)}。`,
  },
  MilestoneProven: {
    en: ({ number, document }) => `The seller showed ${document} for milestone ${number}.`,
    zh: ({ number, document }) => `卖家已就里程碑 ${number} 提交证明 ${document}。`,
  },
  EscrowPartReleased: {
    en: ({ amount, net, fee, reason }) =>
      `${formatMoney(amount)} was released in part (${because[reason]?.en ?? reason}): ` +
      `${formatMoney(net)} to the merchant, ${formatMoney(fee)} commission.`,
    zh: ({ amount, net, fee, reason }) =>
      `部分放款 ${formatMoney(amount)}（${because[reason]?.zh ?? reason}）：` +
      `商家 ${formatMoney(net)}，佣金 ${formatMoney(fee)}。`,
  },
  InspectionExtended: {
    en: ({ endsAt }) => `The seller gave the buyer until ${chinaTime(endsAt, 'en')} to object.`,
    zh: ({ endsAt }) => `卖家将验货期延长至 ${chinaTime(endsAt, 'zh')}。`,
  },
  EscrowPartFrozen: {
    en: ({ amount, kind }) => `${formatMoney(amount)} stands still because of ${word(kind).en}.`,
    zh: ({ amount, kind }) => `因${word(kind).zh}冻结 ${formatMoney(amount)}。`,
  },
  EscrowPartSettled: {
    en: ({ toBuyer, toSeller }) =>
      `What stood still is settled: ${formatMoney(toBuyer)} to the buyer, ${formatMoney(toSeller)} to the merchant.`,
    zh: ({ toBuyer, toSeller }) => `冻结款项已处理：买家 ${formatMoney(toBuyer)}，商家 ${formatMoney(toSeller)}。`,
  },
  EscrowChargeReversed: {
    en: ({ amount }) => `The issuer took its chargeback back: ${formatMoney(amount)} is the merchant's.`,
    zh: ({ amount }) => `发卡行撤销拒付，${formatMoney(amount)} 归商家所有。`,
  },
  DisputeOpened: {
    en: ({ kind, amount, orderNo, stage, due }) =>
      `${formatMoney(amount)} of order ${orderNo} is disputed by ${word(kind).en} (${word(stage).en}), answer until ${chinaTime(due, 'en')}.`,
    zh: ({ kind, amount, orderNo, stage, due }) =>
      `订单 ${orderNo} 发生${word(kind).zh}，争议金额 ${formatMoney(amount)}（${word(stage).zh}阶段），` +
      `答复期限 ${chinaTime(due, 'zh')}。`,
  },
  DisputeHeld: {
    en: ({ amount }) => `The disputed ${formatMoney(amount)} stands still.`,
    zh: ({ amount }) => `争议款项 ${formatMoney(amount)} 已冻结。`,
  },
  DisputeEvidenceGiven: {
    en: ({ by, kind, document }) => `${word(by).en} gave ${word(kind).en} as evidence: ${document}.`,
    zh: ({ by, kind, document }) => `${word(by).zh}提交证据（${word(kind).zh}）：${document}。`,
  },
  DisputeOffered: {
    en: ({ by, toBuyer }) => `${word(by).en} would settle for ${formatMoney(toBuyer)} to the buyer.`,
    zh: ({ by, toBuyer }) => `${word(by).zh}提议由买家获得 ${formatMoney(toBuyer)} 了结争议。`,
  },
  DisputeEscalated: {
    en: ({ by, stage, due }) => `${word(by).en} went on to ${word(stage).en}, answer until ${chinaTime(due, 'en')}.`,
    zh: ({ by, stage, due }) => `${word(by).zh}争议升级至${word(stage).zh}阶段，答复期限 ${chinaTime(due, 'zh')}。`,
  },
  DisputeResolved: {
    en: ({ status, toBuyer, toSeller }) =>
      `The dispute is over, ${word(status).en}: ${formatMoney(toBuyer)} to the buyer, ` +
      `${formatMoney(toSeller)} to the merchant.`,
    zh: ({ status, toBuyer, toSeller }) =>
      `争议了结（${word(status).zh}）：买家 ${formatMoney(toBuyer)}，商家 ${formatMoney(toSeller)}。`,
  },
  DisputeReversed: {
    en: ({ amount }) => `The issuer took its chargeback of ${formatMoney(amount)} back.`,
    zh: ({ amount }) => `发卡行撤销了 ${formatMoney(amount)} 的拒付。`,
  },
  ProceedsWithheld: {
    en: ({ amount, orderNo, reason }) => `${formatMoney(amount)} of order ${orderNo} is held back: ${reason}.`,
    zh: ({ amount, orderNo, reason }) => `订单 ${orderNo} 的款项 ${formatMoney(amount)} 被暂扣：${reason}。`,
  },
  WithholdingAppealed: {
    en: ({ grounds }) => `The merchant appeals against it: ${grounds}.`,
    zh: ({ grounds }) => `商家提出申诉：${grounds}。`,
  },
  WithholdingDecided: {
    en: ({ amount, outcome, reason }) =>
      `${formatMoney(amount)} ${outcome === 'RELEASED' ? 'belongs to the merchant again' : 'goes back to the buyer'}: ${reason}.`,
    zh: ({ amount, outcome, reason }) =>
      `暂扣款项 ${formatMoney(amount)} ${outcome === 'RELEASED' ? '解除暂扣，归还商家' : '维持决定，退回买家'}：${reason}。`,
  },
  DepositTaken: {
    en: ({ amount, deposit }) => `${formatMoney(amount)} was put down as deposit, now ${formatMoney(deposit)}.`,
    zh: ({ amount, deposit }) => `缴存保证金 ${formatMoney(amount)}，余额 ${formatMoney(deposit)}。`,
  },
  DepositReturned: {
    en: ({ amount, deposit }) => `${formatMoney(amount)} of the deposit was given back, now ${formatMoney(deposit)}.`,
    zh: ({ amount, deposit }) => `退还保证金 ${formatMoney(amount)}，余额 ${formatMoney(deposit)}。`,
  },
  DepositUsed: {
    en: ({ amount, deposit }) => `${formatMoney(amount)} of the deposit covers a dispute, now ${formatMoney(deposit)}.`,
    zh: ({ amount, deposit }) => `动用保证金 ${formatMoney(amount)} 抵补争议款项，余额 ${formatMoney(deposit)}。`,
  },
  AdvanceGiven: {
    en: ({ amount, owed, due }) =>
      `The platform advanced ${formatMoney(amount)}; ${formatMoney(owed)} is owed, due ${chinaTime(due, 'en')}.`,
    zh: ({ amount, owed, due }) =>
      `平台垫付 ${formatMoney(amount)}，累计应收 ${formatMoney(owed)}，到期 ${chinaTime(due, 'zh')}。`,
  },
  AdvanceRecovered: {
    en: ({ amount, owed }) => `${formatMoney(amount)} of what was advanced came back; ${formatMoney(owed)} is owed.`,
    zh: ({ amount, owed }) => `收回垫付款 ${formatMoney(amount)}，尚欠 ${formatMoney(owed)}。`,
  },
  AdvanceOverdue: {
    en: ({ owed, due }) =>
      `${formatMoney(owed)} that was advanced has not come back; it was due ${chinaTime(due, 'en')}.`,
    zh: ({ owed, due }) => `垫付款 ${formatMoney(owed)} 已逾期，到期日为 ${chinaTime(due, 'zh')}。`,
  },
};
