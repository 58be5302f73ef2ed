import { amount, code, count, givenGuid, moment, oneOf, optional, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';

const bill = {
  guid: givenGuid,
  returnTime: moment(),
  invtNo: text(18),
  taxNo: text(50),
} as const;
const state = oneOf(['1', '2', '3'], '1 generated, 2 aggregated, 3 void');
const payment = optional(text(50, 'payment book'));
const guarantor = optional(text(64));

export const taxBill816 = table({
  number: '816',
  title: { zh: '电子税单', en: 'tax bill' },
  family: 'import',
  sender: 'customs',
  business: 'Tax',
  head: 'TaxHeadRd',
  fields: {
    ...bill,
    customsTax: amount(),
    valueAddedTax: amount(),
    consumptionTax: amount(),
    status: state,
    entDutyNo: payment,
    note: optional(text(1000)),
    assureCode: guarantor,
    ebcCode: optional(text(64)),
    logisticsCode: optional(text(64)),
    agentCode: optional(text(18)),
    customsCode: optional(code(4)),
  },
  lines: {
    element: 'TaxListRd',
    fields: {
      gnum: count(9),
      gcode: code(10),
      taxPrice: amount('dutiable value'),
      customsTax: amount(),
      valueAddedTax: amount(),
      consumptionTax: amount(),
    },
    least: 1,
    most: 99,
    numbered: true,
  },
  direction: 'received',
  signature: 'none',
  key: ['taxNo'],
});

export const taxStatus818 = table({
  number: '818',
  title: { zh: '电子税单状态', en: 'state of a tax bill' },
  family: 'import',
  sender: 'customs',
  business: 'Tax',
  head: 'TaxHeadStatus',
  fields: { ...bill, status: state, entDutyNo: payment, assureCode: guarantor },
  direction: 'received',
  signature: 'none',
  key: ['taxNo'],
});
