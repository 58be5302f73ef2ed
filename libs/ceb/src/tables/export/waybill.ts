import { amount, code, count, givenGuid, optional, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';
import { company, exportOutcome, opening } from '../common.ts';

export const waybill505 = table({
  number: '505',
  title: { zh: '出口物流运单', en: 'export waybill' },
  family: 'export',
  sender: 'carrier',
  business: 'Logistics',
  fields: {
    ...opening,
    ...company('logistics'),
    logisticsNo: text(32, 'unique together with the bill number'),
    freight: amount(),
    insuredFee: amount(),
    currency: code(3),
    grossWeight: amount('kg'),
    packNo: count(9),
    goodsInfo: text(200),
    ebcCode: optional(text(18)),
    ebcName: optional(text(100)),
    ebcTelephone: optional(text(50)),
    note: optional(text(1000)),
  },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'optional',
  key: ['logisticsCode', 'logisticsNo'],
});

export const waybillReply506 = table({
  number: '506',
  title: { zh: '出口物流运单回执', en: 'reply to an export waybill' },
  family: 'export',
  sender: 'port and customs',
  business: 'LogisticsReturn',
  fields: { guid: givenGuid, logisticsCode: text(18), logisticsNo: text(32), ...exportOutcome },
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '505',
  key: ['logisticsCode', 'logisticsNo'],
});
