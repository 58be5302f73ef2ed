import { amount, count, givenGuid, oneOf, optional, second, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';
import { company, opening, outcome, yuan } from '../common.ts';

const signedFor = oneOf(['S'], 'S signed for, nothing else');

export const waybill511 = table({
  number: '511',
  title: { zh: '进口物流运单', en: 'import waybill' },
  family: 'import',
  sender: 'carrier',
  business: 'Logistics',
  head: 'LogisticsHead',
  fields: {
    ...opening,
    ...company('logistics'),
    logisticsNo: text(60, 'unique per carrier for 6 months'),
    billNo: optional(text(37, 'direct purchase: master bill')),
    orderNo: text(60),
    freight: optional(amount('0 where there is none')),
    insuredFee: optional(amount('0 where there is none')),
    currency: yuan,
    weight: amount('gross, kg'),
    packNo: count(9, '1'),
    goodsInfo: optional(text(200)),
    consignee: text(100),
    consigneeAddress: text(200),
    consigneeTelephone: text(50),
    note: optional(text(1000)),
  },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'optional',
  key: ['logisticsCode', 'logisticsNo'],
});

export const waybillReply512 = table({
  number: '512',
  title: { zh: '进口物流运单回执', en: 'reply to an import waybill' },
  family: 'import',
  sender: 'port and customs',
  business: 'LogisticsReturn',
  fields: { guid: givenGuid, logisticsCode: text(18), logisticsNo: text(60), ...outcome },
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '511',
  key: ['logisticsCode', 'logisticsNo'],
});

export const waybillStatus513 = table({
  number: '513',
  title: { zh: '进口物流运单状态', en: 'delivery of an import' },
  family: 'import',
  sender: 'carrier',
  business: 'LogisticsStatus',
  fields: {
    ...opening,
    ...company('logistics'),
    logisticsNo: text(60),
    logisticsStatus: signedFor,
    logisticsTime: second('when it really happened'),
    note: optional(text(1000)),
  },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'optional',
  key: ['logisticsCode', 'logisticsNo'],
});

export const waybillStatusReply514 = table({
  number: '514',
  title: { zh: '进口物流运单状态回执', en: 'reply to the delivery of an import' },
  family: 'import',
  sender: 'port and customs',
  business: 'LogisticsStatusReturn',
  fields: { guid: givenGuid, logisticsCode: text(18), logisticsNo: text(60), logisticsStatus: signedFor, ...outcome },
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '513',
  key: ['logisticsCode', 'logisticsNo'],
});
