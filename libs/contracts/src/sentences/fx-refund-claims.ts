import { formatMoney } from '@portolan/money';
import type { FxEvent, Only } from '../catalogue.ts';
import { counted, type Sentences } from '../language.ts';

type Claiming = Only<FxEvent, Extract<FxEvent['type'], `Refund${string}` | 'StatementSigned'>>;
type Text = { readonly en: string; readonly zh: string };

const methods: Readonly<Record<string, Text>> = {
  TRADER: { en: 'a trader: exempt and refund', zh: '外贸企业，免退税办法' },
  PRODUCER: { en: 'a producer: exempt, credit and refund', zh: '生产企业，免抵退税办法' },
  NONE: { en: 'nobody: its exports are not claimed for', zh: '不申报退税' },
};
const documents: Readonly<Record<string, Text>> = {
  DECLARATION: { en: 'export declaration', zh: '出口报关单' },
  INPUT_INVOICE: { en: 'special VAT invoice of the purchase', zh: '进项增值税专用发票' },
  EXPORT_INVOICE: { en: 'export invoice', zh: '出口发票' },
  RECEIPT: { en: 'receipt of the foreign exchange', zh: '收汇凭证' },
  CONTRACT: { en: 'contract', zh: '购销合同' },
  TRANSPORT: { en: 'transport document', zh: '运输单据' },
};
const deadlines: Readonly<Record<string, Text>> = {
  FILING: { en: 'was not filed', zh: '尚未申报' },
  COLLECTION: { en: 'has no receipt of the foreign exchange', zh: '尚未收汇' },
  SETTLEMENT: { en: 'was refunded before sale and not settled', zh: '预退税尚未核算' },
};
const repayments: Readonly<Record<string, Text>> = {
  RETURNED: { en: 'goods came back', zh: '货物退运' },
  LOST: { en: 'goods were lost before they were sold', zh: '货物未售先损' },
  UNSOLD: { en: 'goods are not sold yet', zh: '货物尚未售出' },
  NOT_SETTLED: { en: 'it was not settled in time', zh: '逾期未核算' },
  NOT_COLLECTED: { en: 'the goods were not paid for in time', zh: '逾期未收汇' },
  WITHDRAWN: { en: 'the declaration was withdrawn', zh: '报关单已撤销' },
};
const lapses: Readonly<Record<string, Text>> = {
  TOO_LATE: { en: 'its last day has passed, and the goods count as sold in China', zh: '已过最后期限，视同内销' },
  WITHDRAWN: { en: 'the declaration was withdrawn', zh: '报关单已撤销' },
  ALL_RETURNED: { en: 'all goods came back', zh: '货物已全部退运' },
};
const movements: Readonly<Record<string, Text>> = {
  SOLD: { en: 'sold abroad', zh: '在境外售出' },
  RETURNED: { en: 'returned to China', zh: '退运回国' },
  LOST: { en: 'lost', zh: '灭失' },
};
const statements: Readonly<Record<string, Text>> = {
  orders: { en: 'the orders', zh: '订单' },
  receipts: { en: 'the receipts', zh: '收款' },
  'ledger-account': { en: 'an account of the ledger', zh: '总账账户' },
  'refund-claims': { en: 'the export tax refund claims', zh: '出口退税申报' },
  'settlement-summary': { en: 'what was settled', zh: '结算汇总' },
};
const of = (table: Readonly<Record<string, Text>>, key: string): Text => table[key] ?? { en: key, zh: key };
const open = (state: string): Text =>
  state === 'DOCUMENTS_COMPLETE'
    ? { en: 'it can be filed', zh: '单证齐全，可申报' }
    : { en: 'others are missing', zh: '单证尚未齐全' };

/** What is said of refunds of tax on exports, and of statements that were signed. */
export const refundClaimSentences: Sentences<Claiming> = {
  RefundProfileSet: {
    en: ({ method }) => `Tax on exports is refunded as to ${of(methods, method).en}.`,
    zh: ({ method }) => `出口退税办法：${of(methods, method).zh}。`,
  },
  RefundExportNoted: {
    en: ({ lines, tradeMode, orderNo }) =>
      `${counted(lines.length, 'line')} of export ${orderNo} (${tradeMode}) can be claimed for once customs releases them.`,
    zh: ({ lines, tradeMode, orderNo }) => `出口 ${orderNo}（${tradeMode}）共 ${lines.length} 项，海关放行后申报退税。`,
  },
  RefundClaimOpened: {
    en: ({ line, orderNo, period }) =>
      `A refund claim was opened for line ${line.line} of ${orderNo}, ${line.name}: to be filed by ${period.fileBy}.`,
    zh: ({ line, orderNo, period }) =>
      `已为 ${orderNo} 第 ${line.line} 项 ${line.name} 建立退税申报，须于 ${period.fileBy} 前申报。`,
  },
  RefundDocumentRecorded: {
    en: ({ document, state }) =>
      `The ${of(documents, document.kind).en} ${document.number} is on file: ${open(state).en}.`,
    zh: ({ document, state }) => `${of(documents, document.kind).zh} ${document.number} 已归档，${open(state).zh}。`,
  },
  RefundClaimSubmitted: {
    en: ({ amount, submittedOn, reference, beforeSale }) =>
      `${formatMoney(amount)} was claimed on ${submittedOn} (${reference})${beforeSale ? ', before sale' : ''}.`,
    zh: ({ amount, submittedOn, reference, beforeSale }) =>
      `${submittedOn} 申报退税 ${formatMoney(amount)}（${reference}）${beforeSale ? '，海外仓预退' : ''}。`,
  },
  RefundClaimQueried: {
    en: ({ question }) => `The tax office asks: ${question}`,
    zh: ({ question }) => `税务机关函询：${question}`,
  },
  RefundClaimApproved: {
    en: ({ amount, credited }) =>
      `The tax office approved ${formatMoney(amount)}` +
      `${credited.minor > 0n ? `, ${formatMoney(credited)} of it as a credit` : ''}.`,
    zh: ({ amount, credited }) =>
      `税务机关核准 ${formatMoney(amount)}${credited.minor > 0n ? `，其中免抵 ${formatMoney(credited)}` : ''}。`,
  },
  RefundClaimRejected: {
    en: ({ reason }) => `The tax office rejected the claim: ${reason}`,
    zh: ({ reason }) => `税务机关不予退税：${reason}`,
  },
  RefundClaimPaid: {
    en: ({ amount, paidOn, reference }) =>
      `The treasury paid ${formatMoney(amount)} to the merchant on ${paidOn} (${reference}).`,
    zh: ({ amount, paidOn, reference }) => `国库于 ${paidOn} 向商家退税 ${formatMoney(amount)}（${reference}）。`,
  },
  RefundClaimCorrected: {
    en: ({ reason }) => `The claim was taken back to be mended: ${reason}`,
    zh: ({ reason }) => `申报已撤回更正：${reason}`,
  },
  RefundGoodsMoved: {
    en: ({ kind, quantity, balance }) => `${quantity} ${of(movements, kind).en}; ${balance.unsold} unsold.`,
    zh: ({ kind, quantity, balance }) => `${quantity} 件${of(movements, kind).zh}，尚有 ${balance.unsold} 件未售。`,
  },
  RefundSettled: {
    en: ({ sold, entitled, approved }) =>
      `The refund before sale was settled: ${sold} sold, ${formatMoney(entitled)} due of ${formatMoney(approved)}.`,
    zh: ({ sold, entitled, approved }) =>
      `预退税已核算：售出 ${sold}，应退 ${formatMoney(entitled)}，已核准 ${formatMoney(approved)}。`,
  },
  RefundRepaymentDue: {
    en: ({ amount, reason }) =>
      `${formatMoney(amount)} of the refund has to be paid back: ${of(repayments, reason).en}.`,
    zh: ({ amount, reason }) => `须补缴已退税款 ${formatMoney(amount)}：${of(repayments, reason).zh}。`,
  },
  RefundRepaid: {
    en: ({ amount, repaidOn, reference }) => `${formatMoney(amount)} was paid back on ${repaidOn} (${reference}).`,
    zh: ({ amount, repaidOn, reference }) => `${repaidOn} 已补缴 ${formatMoney(amount)}（${reference}）。`,
  },
  RefundClaimOverdue: {
    en: ({ kind, due }) => `The claim ${of(deadlines, kind).en} by ${due}.`,
    zh: ({ kind, due }) => `退税申报逾期：截至 ${due} ${of(deadlines, kind).zh}。`,
  },
  RefundClaimLapsed: {
    en: ({ reason }) => `Nothing can be claimed any more: ${of(lapses, reason).en}.`,
    zh: ({ reason }) => `不再可申报退税：${of(lapses, reason).zh}。`,
  },
  StatementSigned: {
    en: ({ kind, recipient, from, until, facts }) =>
      `A statement of ${of(statements, kind).en} from ${from} to ${until} was signed for ${recipient}: ${facts} facts.`,
    zh: ({ kind, recipient, from, until, facts }) =>
      `已为 ${recipient} 签发${of(statements, kind).zh}证明（${from} 至 ${until}），共 ${facts} 条事实。`,
  },
};
