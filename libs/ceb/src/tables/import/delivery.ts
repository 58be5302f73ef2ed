import { code, count, givenGuid, oneOf, optional, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';
import { company, opening, outcome } from '../common.ts';

/** Detail of what arrived at the site of direct purchase; bonded goods enter by a verification list instead. */
export const delivery711 = table({
  number: '711',
  title: { zh: '入库明细单', en: 'inbound detail of direct purchase' },
  family: 'import',
  sender: 'site operator',
  business: 'Delivery',
  head: 'DeliveryHead',
  fields: {
    ...opening,
    customsCode: code(4),
    copNo: optional(text(20)),
    preNo: optional(text(18)),
    rkdNo: optional(text(18, 'number of the entry: office, date, 6 digits')),
    ...company('operator'),
    ieFlag: oneOf(['I', 'E']),
    trafMode: code(1),
    trafNo: text(100),
    voyageNo: text(32),
    billNo: text(37),
    ...company('logistics'),
    unloadLocation: optional(text(100)),
    note: optional(text(1000)),
  },
  lines: {
    element: 'DeliveryList',
    fields: { gnum: count(9), logisticsNo: text(60), note: optional(text(1000)) },
    least: 1,
    numbered: true,
  },
  mostDocuments: 1,
  direction: 'sent',
  signature: 'required',
  key: ['operatorCode', 'copNo'],
});

export const deliveryReply712 = table({
  number: '712',
  title: { zh: '入库明细单回执', en: 'reply to an inbound detail' },
  family: 'import',
  sender: 'port and customs',
  business: 'DeliveryReturn',
  fields: {
    guid: givenGuid,
    customsCode: optional(code(4)),
    operatorCode: optional(text(18)),
    copNo: optional(text(20)),
    preNo: optional(text(18)),
    rkdNo: optional(text(18)),
    ...outcome,
  },
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '711',
  key: ['operatorCode', 'copNo'],
});
