import { amount, givenGuid, optional, second, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';
import { company, opening, outcome, residentId, yuan } from '../common.ts';

export const payment411 = table({
  number: '411',
  title: { zh: '支付凭证', en: 'payment' },
  family: 'import',
  sender: 'payment institution, or an entrusted courier or postal operator',
  business: 'Payment',
  head: 'PaymentHead',
  fields: {
    ...opening,
    ...company('pay'),
    payTransactionId: text(60, 'unique per institution'),
    orderNo: text(60),
    ...company('ebp'),
    payerIdType: residentId,
    payerIdNumber: text(60),
    payerName: text(60),
    telephone: optional(text(60)),
    amountPaid: amount('equal to what the order says was paid'),
    currency: yuan,
    payTime: second(),
    note: optional(text(1000)),
  },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'optional',
  key: ['payCode', 'payTransactionId'],
});

export const paymentReply412 = table({
  number: '412',
  title: { zh: '支付凭证回执', en: 'reply to a payment' },
  family: 'import',
  sender: 'port and customs',
  business: 'PaymentReturn',
  fields: { guid: givenGuid, payCode: text(18), payTransactionId: text(60), ...outcome },
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '411',
  key: ['payCode', 'payTransactionId'],
});
