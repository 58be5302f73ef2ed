import { amount, code, givenGuid, optional, second, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';
import { company, exportOutcome, opening } from '../common.ts';

export const receipt403 = table({
  number: '403',
  title: { zh: '出口收款单', en: 'receipt' },
  family: 'export',
  sender: 'payment institution or seller',
  business: 'Receipts',
  fields: {
    ...opening,
    ...company('ebp'),
    ...company('ebc'),
    orderNo: text(60),
    payCode: optional(text(18, 'domestic institutions must give it')),
    payName: text(100, '现金支付 where it was paid offline'),
    payNo: optional(text(60)),
    charge: amount(),
    currency: code(3),
    accountingDate: second(),
    note: optional(text(1000)),
  },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'optional',
  key: ['ebcCode', 'orderNo'],
});

export const receiptReply404 = table({
  number: '404',
  title: { zh: '出口收款单回执', en: 'reply to a receipt' },
  family: 'export',
  sender: 'port and customs',
  business: 'ReceiptsReturn',
  fields: { guid: givenGuid, ebcCode: text(18), orderNo: text(60), payNo: optional(text(60)), ...exportOutcome },
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '403',
  key: ['ebcCode', 'orderNo'],
});
