import { amount, code, count, givenGuid, oneOf, optional, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';
import { company, exportOutcome, opening } from '../common.ts';

export const order303 = table({
  number: '303',
  title: { zh: '出口电子订单', en: 'export order' },
  family: 'export',
  sender: 'platform or seller',
  business: 'Order',
  head: 'OrderHead',
  fields: {
    ...opening,
    orderType: oneOf(
      ['E', 'B', 'W'],
      'E B2C, B B2B, W booking of an overseas warehouse (the text) or order of a foreign-trade service (the schema)',
    ),
    orderNo: text(60, 'unique per platform'),
    ...company('ebp'),
    ...company('ebc'),
    goodsValue: amount('FOB'),
    freight: amount('0 where there is none'),
    currency: code(3),
    note: optional(text(1000)),
  },
  lines: {
    element: 'OrderList',
    fields: {
      gnum: count(5),
      itemNo: text(30),
      itemName: text(250),
      itemDescribe: optional(text(1000)),
      barCode: optional(text(50)),
      unit: code(3),
      currency: code(3),
      qty: amount(),
      price: amount(),
      totalPrice: amount(),
      note: optional(text(1000)),
    },
    least: 1,
    most: 100,
    numbered: true,
  },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'optional',
  key: ['ebpCode', 'orderNo'],
});

export const orderReply304 = table({
  number: '304',
  title: { zh: '出口电子订单回执', en: 'reply to an export order' },
  family: 'export',
  sender: 'port and customs',
  business: 'OrderReturn',
  fields: { guid: givenGuid, ebpCode: text(18), ebcCode: text(18), orderNo: text(60), ...exportOutcome },
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '303',
  key: ['ebpCode', 'orderNo'],
});
