import { chinaTime, customsCurrency } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { PaidGoods, PaymentDocument } from '@portolan/contracts/customs/v1/types';
import { madeUuid } from '@portolan/eventsourcing';
import { decimal } from '@portolan/money';

/** The original data of a payment in clear, as it stands in the answer. */
export interface ClearRecord {
  readonly request: string;
  readonly response: string;
  readonly verifiedBy: string;
  readonly payType: string;
  readonly paidAt: string;
  readonly goods: readonly Complete<PaidGoods>[];
  readonly payeeAccount: string;
  readonly payeeCode: string;
  readonly payeeName: string;
}

/** What an answer is made of. */
export interface AnswerParts {
  readonly sessionId: string;
  readonly payment: Complete<PaymentDocument>;
  readonly record: ClearRecord;
  /** RFC 3339: when it is made. */
  readonly at: string;
  readonly attempt: number;
}

/** An answer before it is signed: its parts as the exact JSON text that is sent, and the text to sign. */
export interface Unsigned {
  readonly fields: string;
  readonly text: string;
}

/**
 * Writes the answer down (interface of GACC announcement 2018 No. 179). Each value is written once, and that text is
 * both signed and sent: writing it a second time could change a byte.
 */
export function unsignedAnswer({ sessionId, payment, record, at, attempt }: AnswerParts): Unsigned {
  const { orderNo, platform, institution, transactionId, amount } = payment;
  const head = object([
    ['guid', text(madeUuid('payment-data', sessionId, orderNo, String(attempt)).toUpperCase())],
    ['initalRequest', text(record.request)],
    ['initalResponse', text(record.response)],
    ['ebpCode', text(platform.code)],
    ['payCode', text(institution.code)],
    ['payTransactionId', text(transactionId)],
    ['totalAmount', decimal(amount)],
    ['currency', text(customsCurrency(amount.currency, at.slice(0, 10)) ?? amount.currency)],
    ['verDept', text(record.verifiedBy)],
    ['payType', text(record.payType)],
    ['tradingTime', text(chinaTime(record.paidAt))],
    ['note', text('')],
  ]);
  const goods = record.goods.map(({ name, link }) =>
    object([
      ['gname', text(name)],
      ['itemLink', text(link)],
    ]),
  );
  const lists = `[${object([
    ['orderNo', text(orderNo)],
    ['goodsInfo', `[${goods.join(',')}]`],
    ['recpAccount', text(record.payeeAccount)],
    ['recpCode', text(record.payeeCode)],
    ['recpName', text(record.payeeName)],
  ])}]`;
  const serviceTime = String(Date.parse(at));
  const quoted = (name: string, value: string) => `"${name}":"${value}"`;
  return {
    fields: [
      `"sessionID":${text(sessionId)}`,
      `"payExchangeInfoHead":${head}`,
      `"payExchangeInfoLists":${lists}`,
      `"serviceTime":${text(serviceTime)}`,
    ].join(','),
    text: [
      quoted('sessionID', sessionId),
      quoted('payExchangeInfoHead', head),
      quoted('payExchangeInfoLists', lists),
      quoted('serviceTime', serviceTime),
    ].join('||'),
  };
}

/** The whole answer: what was signed, by whom, and the signature (base64). */
export function signedAnswer({ fields }: Unsigned, certNo: string, signValue: string): string {
  return `{${fields},"certNo":${text(certNo)},"signValue":${text(signValue)}}`;
}

const text = (value: string): string => JSON.stringify(value);

function object(fields: readonly (readonly [name: string, json: string])[]): string {
  return `{${fields.map(([name, json]) => `${text(name)}:${json}`).join(',')}}`;
}
