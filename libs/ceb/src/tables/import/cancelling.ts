import { amount, code, count, givenGuid, oneOf, optional, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';
import { buyer, company, opening, outcome } from '../common.ts';

// Cancellation and return ask for the same; a cancellation can only be new.
const asked = {
  customsCode: code(4),
  orderNo: text(60),
  ...company('ebp'),
  ...company('ebc'),
  logisticsNo: text(60),
  ...company('logistics'),
  copNo: optional(text(20)),
  preNo: optional(text(18)),
  invtNo: text(18, 'the list that is meant'),
  ...buyer,
  ...company('agent'),
  reason: text(1000),
  note: optional(text(1000)),
} as const;

const replied = {
  guid: givenGuid,
  customsCode: optional(code(4)),
  agentCode: optional(text(18)),
  ebpCode: optional(text(18)),
  ebcCode: optional(text(18)),
  copNo: text(20),
  preNo: code(18),
  invtNo: optional(code(18)),
  ...outcome,
} as const;

export const cancellation623 = table({
  number: '623',
  title: { zh: '进口清单撤销申请单', en: 'cancellation of an import list' },
  family: 'import',
  sender: 'seller or its agent',
  business: 'InvtCancel',
  fields: { ...opening, appType: oneOf(['1'], '1 new, nothing else'), ...asked },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'required',
  key: ['agentCode', 'copNo'],
});

export const cancellationReply624 = table({
  number: '624',
  title: { zh: '进口清单撤销申请单回执', en: 'reply to the cancellation of an import list' },
  family: 'import',
  sender: 'port and customs',
  business: 'InvtCancelReturn',
  fields: replied,
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '623',
  key: ['agentCode', 'copNo'],
});

export const refund625 = table({
  number: '625',
  title: { zh: '进口退货申请单', en: 'return of an import' },
  family: 'import',
  sender: 'seller or its agent',
  business: 'InvtRefund',
  head: 'InvtRefundHead',
  fields: { ...opening, ...asked },
  lines: {
    element: 'InvtRefundList',
    fields: {
      gnum: count(9, 'line of the original list'),
      gcode: code(10),
      gname: text(250),
      qty: amount('at most that of the original list'),
      unit: code(3),
      note: optional(text(1000)),
    },
    least: 1,
    most: 99,
    numbered: false,
  },
  mostDocuments: 100,
  direction: 'sent',
  signature: 'required',
  key: ['agentCode', 'copNo'],
});

export const refundReply626 = table({
  number: '626',
  title: { zh: '进口退货申请单回执', en: 'reply to the return of an import' },
  family: 'import',
  sender: 'port and customs',
  business: 'InvtRefundReturn',
  fields: replied,
  mostDocuments: 100,
  direction: 'received',
  signature: 'none',
  answers: '625',
  key: ['agentCode', 'copNo'],
});
