import { formatMoney, type Money } from '@portolan/money';
import type { FxEvent, Only } from '../catalogue.ts';
import type { BopContent, BreakType } from '../gen/portolan/fx/v1/types.ts';
import type { Sentences } from '../language.ts';

type ReconciliationEvent = Only<
  FxEvent,
  | 'StatementReconciled'
  | 'ReconciliationBreakOpened'
  | 'ReconciliationBreakExplained'
  | 'ReconciliationBreakClosed'
  | 'BopDeclarationDrafted'
  | 'BopDeclarationCorrected'
  | 'BopDeclarationSubmitted'
  | 'BopDeclarationAccepted'
  | 'BopDeclarationRejected'
  | 'IndividualQuotaTaken'
>;

interface Text {
  readonly en: string;
  readonly zh: string;
}
type Texts = Readonly<Record<string, Text>>;

const kinds: Readonly<Partial<Record<BreakType, Text>>> = {
  BREAK_TYPE_MISSING_IN_BANK: { en: 'the books have it, the bank does not', zh: '账簿已记、银行未记' },
  BREAK_TYPE_MISSING_IN_LEDGER: { en: 'the bank has it, the books do not', zh: '银行已记、账簿未记' },
  BREAK_TYPE_AMOUNT: { en: 'another amount', zh: '金额不符' },
  BREAK_TYPE_CURRENCY: { en: 'another currency', zh: '币种不符' },
  BREAK_TYPE_DATE: { en: 'another day', zh: '日期不符' },
  BREAK_TYPE_DUPLICATE: { en: 'booked twice by the bank', zh: '银行重复记账' },
  BREAK_TYPE_UNEXPLAINED_CHARGE: { en: 'a charge that nobody has explained', zh: '原因不明的银行费用' },
  BREAK_TYPE_STATEMENT_GAP: { en: 'a statement is missing', zh: '对账单缺号' },
  BREAK_TYPE_UNDECLARED: { en: 'not declared in time', zh: '逾期未申报' },
};
const kindOf = (type: BreakType): Text => kinds[type] ?? { en: type, zh: type };

const closings: Texts = {
  FOUND: { en: 'the other side has it by now', zh: '对方现已入账' },
  ENTRY: { en: 'by an entry in the books', zh: '已以分录结清' },
  ACCEPTED: { en: 'nothing is to be booked', zh: '无需记账' },
};
const causes: Texts = {
  BANK_ERROR: { en: 'an error of the bank', zh: '银行差错' },
  BANK_CHARGE: { en: 'a charge of the bank', zh: '银行费用' },
  TIMING: { en: 'a matter of days', zh: '时间差' },
  PAYER: { en: 'the payer', zh: '付款人原因' },
  OURS: { en: 'an error of ours', zh: '本方差错' },
  OTHER: { en: 'something else', zh: '其他原因' },
};
const amountOf = (difference: Money, reference: string) =>
  difference.minor === 0n ? reference : `${formatMoney(difference)} (${reference})`;
const amountZh = (difference: Money, reference: string) =>
  difference.minor === 0n ? reference : `${formatMoney(difference)}（${reference}）`;
const noteOf = (note: string) => (note === '' ? '' : ` (${note})`);
const noteZh = (note: string) => (note === '' ? '' : `（${note}）`);

const money = ({ amount }: Partial<BopContent>) => (amount === undefined ? '' : formatMoney(amount as Money));
const flow = ({ direction, refund }: BopContent): Text => {
  if (refund) return { en: 'refund', zh: '退款' };
  return direction === 'BOP_DIRECTION_PAYMENT' ? { en: 'payment', zh: '付款' } : { en: 'receipt', zh: '收款' };
};

/** What the feed and an order's timeline say of reconciliation and declarations. */
export const reconciliationSentences: Sentences<ReconciliationEvent> = {
  StatementReconciled: {
    en: ({ account, date, matched, references }) =>
      `The statement of ${account} for ${date} was held against the books: ${matched.length} lines agree, ${references.length} references.`,
    zh: ({ account, date, matched, references }) =>
      `已核对账户 ${account} ${date} 对账单：${matched.length} 笔相符，共 ${references.length} 个编号。`,
  },
  ReconciliationBreakOpened: {
    en: ({ account, date, type, difference, reference }) =>
      `${account}, ${date}: ${amountOf(difference, reference)} is open, ${kindOf(type).en}.`,
    zh: ({ account, date, type, difference, reference }) =>
      `账户 ${account} ${date} 对账差异 ${amountZh(difference, reference)}：${kindOf(type).zh}。`,
  },
  ReconciliationBreakExplained: {
    en: ({ cause, note, owner }) =>
      `The difference is explained by ${causes[cause]?.en ?? cause}${noteOf(note)}; ${owner} sees to it.`,
    zh: ({ cause, note, owner }) => `差异原因：${causes[cause]?.zh ?? cause}${noteZh(note)}，由 ${owner} 处理。`,
  },
  ReconciliationBreakClosed: {
    en: ({ closedBy, note }) => `The difference is closed: ${closings[closedBy]?.en ?? closedBy}${noteOf(note)}.`,
    zh: ({ closedBy, note }) => `差异已结清：${closings[closedBy]?.zh ?? closedBy}${noteZh(note)}。`,
  },
  BopDeclarationDrafted: {
    en: ({ content, dueAt }) =>
      `The ${flow(content).en} of ${money(content)} is to be declared under ${content.code}${dueAt === '' ? '' : ` until ${dueAt.slice(0, 10)}`}.`,
    zh: ({ content, dueAt }) =>
      `${flow(content).zh} ${money(content)} 须办理国际收支申报，编码 ${content.code}${dueAt === '' ? '' : `，期限 ${dueAt.slice(0, 10)}`}。`,
  },
  BopDeclarationCorrected: {
    en: ({ content, version, reason }) =>
      `The declaration of the ${flow(content).en} of ${money(content)} was corrected, version ${version}${noteOf(reason)}.`,
    zh: ({ content, version, reason }) =>
      `${flow(content).zh} ${money(content)} 的国际收支申报已更正，第 ${version} 版${noteZh(reason)}。`,
  },
  BopDeclarationSubmitted: {
    en: ({ version }) => `The balance-of-payments declaration was submitted, version ${version}.`,
    zh: ({ version }) => `国际收支申报已提交，第 ${version} 版。`,
  },
  BopDeclarationAccepted: {
    en: ({ number }) => `The authority accepted the balance-of-payments declaration under ${number}.`,
    zh: ({ number }) => `外汇局已受理国际收支申报，申报号码 ${number}。`,
  },
  BopDeclarationRejected: {
    en: ({ reason }) => `The authority sent the balance-of-payments declaration back: ${reason}.`,
    zh: ({ reason }) => `外汇局退回国际收支申报：${reason}。`,
  },
  IndividualQuotaTaken: {
    en: ({ amount, year, direction, reference }) =>
      `${formatMoney(amount)} of a person's quota for ${year} was taken to ${direction === 'BUY' ? 'buy' : 'sell'} currency (${reference}).`,
    zh: ({ amount, year, direction, reference }) =>
      `占用个人 ${year} 年${direction === 'BUY' ? '购汇' : '结汇'}便利化额度 ${formatMoney(amount)}（${reference}）。`,
  },
};
