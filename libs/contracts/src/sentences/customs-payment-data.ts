import type { CustomsEvent, Only } from '../catalogue.ts';
import { counted, type Sentences } from '../language.ts';

type PaymentData = Only<
  CustomsEvent,
  | 'PaymentRecordKept'
  | 'PaymentDataAsked'
  | 'PaymentDataUnknown'
  | 'PaymentDataSigned'
  | 'PaymentDataAnswered'
  | 'PaymentDataRefused'
  | 'PaymentDataDue'
  | 'PaymentDataOverdue'
>;

const reasons: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  RECORD_MISSING: { en: 'the platform has not laid its payment data down', zh: '电商平台尚未提供支付原始数据' },
  NOT_TAKEN: { en: 'the answer is under way', zh: '应答正在上传' },
  REFUSED: { en: 'customs did not take the answer', zh: '海关未接收应答' },
};
const reason = (why: string) => reasons[why] ?? { en: why, zh: why };
const seconds = (ms: bigint) => (Number(ms) / 1000).toFixed(1);

/** What is said where customs asks for the original data of a payment. */
export const paymentDataSentences: Sentences<PaymentData> = {
  PaymentRecordKept: {
    en: ({ recordVersion, record }) =>
      `The original data of the payment ${recordVersion > 1 ? `(version ${recordVersion}) ` : ''}is kept: ${counted(record.goods.length, 'article')}, paid to ${record.payeeName}.`,
    zh: ({ recordVersion, record }) =>
      `支付原始数据已留存${recordVersion > 1 ? `（第 ${recordVersion} 版）` : ''}：${record.goods.length} 项商品，收款方 ${record.payeeName}。`,
  },
  PaymentDataAsked: {
    en: ({ inquiry: { orderNo, sessionId, dueAt } }) =>
      `Customs asks for the original payment data of order ${orderNo} (session ${sessionId}); the answer is due at ${dueAt.slice(11, 19)} UTC.`,
    zh: ({ inquiry: { orderNo, sessionId, dueAt } }) =>
      `海关要求提供订单 ${orderNo} 的支付原始数据（会话 ${sessionId}），须于 ${dueAt.slice(11, 19)}（UTC）前应答。`,
  },
  PaymentDataUnknown: {
    en: ({ inquiry: { orderNo, platformCode } }) =>
      `Customs asks for the payment data of order ${orderNo}, which was never declared for platform ${platformCode}.`,
    zh: ({ inquiry: { orderNo, platformCode } }) =>
      `海关要求提供订单 ${orderNo} 的支付原始数据，但平台 ${platformCode} 无此申报订单。`,
  },
  PaymentDataSigned: {
    en: ({ sessionId, attempt, certNo }) =>
      `The answer to session ${sessionId} is signed with certificate ${certNo}${attempt > 1 ? ` (attempt ${attempt})` : ''}.`,
    zh: ({ sessionId, attempt, certNo }) =>
      `会话 ${sessionId} 的应答已用证书 ${certNo} 加签${attempt > 1 ? `（第 ${attempt} 次）` : ''}。`,
  },
  PaymentDataAnswered: {
    en: ({ orderNo, tookMs, late }) =>
      `Customs has taken the payment data of order ${orderNo}, ${seconds(tookMs)} s after it asked${late ? ', too late' : ''}.`,
    zh: ({ orderNo, tookMs, late }) =>
      `海关已接收订单 ${orderNo} 的支付原始数据，用时 ${seconds(tookMs)} 秒${late ? '，已超时' : ''}。`,
  },
  PaymentDataRefused: {
    en: ({ orderNo, code, message }) =>
      `Customs did not take the payment data of order ${orderNo}: ${code} ${message}.`,
    zh: ({ orderNo, code, message }) => `海关未接收订单 ${orderNo} 的支付原始数据：${code} ${message}。`,
  },
  PaymentDataDue: {
    en: ({ orderNo, dueAt, why }) =>
      `The payment data of order ${orderNo} are due at ${dueAt.slice(11, 19)} UTC: ${reason(why).en}.`,
    zh: ({ orderNo, dueAt, why }) =>
      `订单 ${orderNo} 的支付原始数据应答将于 ${dueAt.slice(11, 19)}（UTC）到期：${reason(why).zh}。`,
  },
  PaymentDataOverdue: {
    en: ({ orderNo, why }) =>
      `The time to answer with the payment data of order ${orderNo} is over: ${reason(why).en}.`,
    zh: ({ orderNo, why }) => `订单 ${orderNo} 的支付原始数据应答已超时：${reason(why).zh}。`,
  },
};
