import { formatMoney } from '@portolan/money';
import type { FxEvent, Only } from '../catalogue.ts';
import type { Sentences } from '../language.ts';
import { paymentReason } from '../payment-reasons.ts';

/** What the bank says beside notices, and what else becomes of a payment. */
export type PaymentsEvent = Only<
  FxEvent,
  | 'BankStatementRead'
  | 'BankStatementTaken'
  | 'BankStatementHeld'
  | 'BankStatementReceived'
  | 'PaymentReturnRead'
  | 'RecallAnswerRead'
  | 'RecallRequestRead'
  | 'CreditTransferRead'
  | 'BankEntryNamed'
  | 'PaymentAwaited'
  | 'PayoutUnknown'
  | 'PayoutStatusIgnored'
  | 'PayoutContradicted'
  | 'PayoutReturnAnnounced'
  | 'PayoutReturned'
  | 'PayoutRecallRequested'
  | 'PayoutRecallAnswered'
>;

// The code, and what it says; nothing where the bank gave none.
const reasoned = (code: string) => (code === '' ? '' : ` (${code}: ${paymentReason(code).en})`);
const reasonedZh = (code: string) => (code === '' ? '' : `（${code}：${paymentReason(code).zh}）`);

const answers: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  CNCL: { en: 'cancelled as asked', zh: '已按要求撤销' },
  RJCR: { en: 'the recall is refused', zh: '撤回请求被拒绝' },
  PDCR: { en: 'the recall is being looked at', zh: '撤回请求处理中' },
  PECR: { en: 'cancelled in part', zh: '部分撤销' },
  REFUSED: { en: 'the bank does not take the request', zh: '银行不受理该请求' },
};
const answered = (status: string) => answers[status] ?? { en: status, zh: status };

export const paymentsSentences: Sentences<PaymentsEvent> = {
  BankStatementRead: {
    en: ({ statement: { kind, account, statementId, entries } }) =>
      `The bank sent statement ${statementId} of account ${account} (${kind}) with ${entries.length} entries.`,
    zh: ({ statement: { kind, account, statementId, entries } }) =>
      `收到账户 ${account} 的对账单 ${statementId}（${kind}），含 ${entries.length} 笔分录。`,
  },
  BankStatementTaken: {
    en: ({ account, statementId }) => `Statement ${statementId} of account ${account} is being booked.`,
    zh: ({ account, statementId }) => `账户 ${account} 的对账单 ${statementId} 正在入账。`,
  },
  BankStatementHeld: {
    en: ({ account, statementId, expected }) =>
      `Statement ${statementId} of account ${account} waits: number ${expected} has not come yet.`,
    zh: ({ account, statementId, expected }) =>
      `账户 ${account} 的对账单 ${statementId} 暂不入账：第 ${expected} 号对账单尚未收到。`,
  },
  BankStatementReceived: {
    en: ({ statement: { account, statementId, closing } }) =>
      `Statement ${statementId} of account ${account} is booked` +
      `${closing === undefined ? '' : `; it closes at ${formatMoney(closing)}`}.`,
    zh: ({ statement: { account, statementId, closing } }) =>
      `账户 ${account} 的对账单 ${statementId} 已入账` +
      `${closing === undefined ? '' : `，期末余额 ${formatMoney(closing)}`}。`,
  },
  PaymentReturnRead: {
    en: ({ returned: { originalEndToEndId, amount, info } }) =>
      `The bank returns payment ${originalEndToEndId}, ${formatMoney(amount)}${reasoned(info.reason)}.`,
    zh: ({ returned: { originalEndToEndId, amount, info } }) =>
      `银行退回付款 ${originalEndToEndId}，金额 ${formatMoney(amount)}${reasonedZh(info.reason)}。`,
  },
  RecallAnswerRead: {
    en: ({ answer: { originalEndToEndId, status } }) =>
      `The bank answers the recall of ${originalEndToEndId}: ${answered(status).en}.`,
    zh: ({ answer: { originalEndToEndId, status } }) =>
      `银行答复付款 ${originalEndToEndId} 的撤回请求：${answered(status).zh}。`,
  },
  RecallRequestRead: {
    en: ({ request: { originalEndToEndId, amount, reason } }) =>
      `A payer's bank asks for ${formatMoney(amount)} of payment ${originalEndToEndId} back${reasoned(reason)}.`,
    zh: ({ request: { originalEndToEndId, amount, reason } }) =>
      `付款行请求退回付款 ${originalEndToEndId}，金额 ${formatMoney(amount)}${reasonedZh(reason)}。`,
  },
  CreditTransferRead: {
    en: ({ transfer: { settled, settlementDate } }) =>
      `A credit transfer of ${formatMoney(settled)} is announced for ${settlementDate}.`,
    zh: ({ transfer: { settled, settlementDate } }) => `预告汇入款 ${formatMoney(settled)}，清算日 ${settlementDate}。`,
  },
  BankEntryNamed: {
    en: ({ uetr, servicerReference }) => `The bank calls credit transfer ${uetr} ${servicerReference}.`,
    zh: ({ uetr, servicerReference }) => `银行以 ${servicerReference} 标识汇入款 ${uetr}。`,
  },
  PaymentAwaited: {
    en: ({ account, endToEndId }) => `The next statements of account ${account} tell what became of ${endToEndId}.`,
    zh: ({ account, endToEndId }) => `付款 ${endToEndId} 的结果以账户 ${account} 的后续对账单为准。`,
  },
  PayoutUnknown: {
    en: () =>
      'Nobody knows whether the bank carried the payment out: its money stays reserved, and it is not sent again until ' +
      'the bank or a statement speaks.',
    zh: () => '付款结果不明：资金继续冻结，在银行答复或对账单确认之前不会重复发送。',
  },
  PayoutStatusIgnored: {
    en: ({ status }) => `The bank's status ${status} came late or out of order; it changes nothing.`,
    zh: ({ status }) => `银行状态 ${status} 迟到或乱序，不作处理。`,
  },
  PayoutContradicted: {
    en: ({ status, reason }) =>
      `The bank contradicts itself: ${status}${reasoned(reason)} after it called the payment settled. Ask the bank.`,
    zh: ({ status, reason }) => `银行通知前后矛盾：已报结清后又报 ${status}${reasonedZh(reason)}，请向银行核实。`,
  },
  PayoutReturnAnnounced: {
    en: ({ amount, reason }) => `The bank returns ${formatMoney(amount)} of the payment${reasoned(reason)}.`,
    zh: ({ amount, reason }) => `银行通知退汇 ${formatMoney(amount)}${reasonedZh(reason)}。`,
  },
  PayoutReturned: {
    en: ({ amount, reason, creditedTo }) =>
      `The payment came back: ${formatMoney(amount)}${reasoned(reason)} ` +
      `${creditedTo === 'MERCHANT' ? "is the merchant's again" : 'waits in suspense'}.`,
    zh: ({ amount, reason, creditedTo }) =>
      `付款已退回：${formatMoney(amount)}${reasonedZh(reason)}，` +
      `${creditedTo === 'MERCHANT' ? '已转回商家账户' : '列入待查款项'}。`,
  },
  PayoutRecallRequested: {
    en: ({ reason }) => `The bank is asked to call the payment back${reasoned(reason)}.`,
    zh: ({ reason }) => `已请求银行撤回付款${reasonedZh(reason)}。`,
  },
  PayoutRecallAnswered: {
    en: ({ status, reason }) => `The bank answers the recall: ${answered(status).en}${reasoned(reason)}.`,
    zh: ({ status, reason }) => `银行答复撤回请求：${answered(status).zh}${reasonedZh(reason)}。`,
  },
};
