import {
  list,
  messages,
  order,
  type Pair,
  pair,
  payment,
  type Rule,
  receipt,
  rule,
  supervision,
  waybill,
} from '../rule.ts';

interface Keys {
  readonly orderNo: string;
  readonly platform: { readonly code: string };
  readonly merchant: { readonly code: string };
}

/** Which papers belong together: order, money, waybill and list name one another (checks 1 to 3). */
export const keyRules: readonly Rule[] = [
  rule(
    { ...receipt, code: 'RECEIPT_KEYS', check: 2, source: `${messages}: 403 Receipts orderNo, ebpCode, ebcCode` },
    ['order', 'receipt'],
    (p) => keyPairs('receipt', p.order, p.receipt),
  ),
  rule(
    {
      ...payment,
      ...{ code: 'PAYMENT_KEYS', check: 2, foresees: ['13035'] },
      source: `${messages}: 411 PaymentHead orderNo, ebpCode; return code 13035`,
    },
    ['order', 'payment'],
    (p) => [
      pair('payment.orderNo', p.order.orderNo, p.payment.orderNo, 'order.orderNo'),
      pair('payment.platform.code', p.order.platform.code, p.payment.platform.code, 'order.platform.code'),
    ],
  ),
  rule(
    {
      ...order,
      ...{ code: 'ORDER_PAYMENT', check: 2, foresees: ['13035', '1302'] },
      source: `${messages}: 311 OrderHead payCode, payTransactionId = 411; return code 13035`,
    },
    ['order', 'payment'],
    // Both are optional in an order: only what it names is compared.
    ({ order: { import: imported }, payment: { institution, transactionId } }) => [
      ...named('order.import.payCode', institution.code, imported?.payCode, 'payment.institution.code'),
      ...named('order.import.payTransactionId', transactionId, imported?.payTransactionId, 'payment.transactionId'),
    ],
  ),
  rule(
    {
      ...waybill,
      ...{ code: 'WAYBILL_KEYS', check: 3, foresees: ['1303'] },
      source: `${messages}: 505 Logistics ebcCode, 511 orderNo; ${supervision}`,
    },
    ['order', 'waybill'],
    (p) => [
      pair('waybill.orderNo', p.order.orderNo, p.waybill.orderNo, 'order.orderNo'),
      pair('waybill.merchant.code', p.order.merchant.code, p.waybill.merchant.code, 'order.merchant.code'),
    ],
  ),
  rule(
    {
      ...list,
      ...{ code: 'LIST_KEYS', check: 1, foresees: ['1301'] },
      source: `${messages}: 603 and 621 InventoryHead orderNo, ebpCode, ebcCode`,
    },
    ['order', 'list'],
    (p) => keyPairs('list', p.order, p.list),
  ),
  rule(
    {
      ...list,
      ...{ code: 'LIST_WAYBILL', check: 3, foresees: ['1303'] },
      source: `${messages}: 603 and 621 InventoryHead logisticsNo, logisticsCode`,
    },
    ['waybill', 'list'],
    (p) => [
      pair('list.waybillNo', p.waybill.waybillNo, p.list.waybillNo, 'waybill.waybillNo'),
      pair('list.carrier.code', p.waybill.carrier.code, p.list.carrier.code, 'waybill.carrier.code'),
    ],
  ),
];

function named(field: string, expected: string, actual: string | undefined, against: string): readonly Pair[] {
  return actual === undefined || actual === '' ? [] : [pair(field, expected, actual, against)];
}

function keyPairs(name: string, expected: Keys, actual: Keys): readonly Pair[] {
  return [
    pair(`${name}.orderNo`, expected.orderNo, actual.orderNo, 'order.orderNo'),
    pair(`${name}.platform.code`, expected.platform.code, actual.platform.code, 'order.platform.code'),
    pair(`${name}.merchant.code`, expected.merchant.code, actual.merchant.code, 'order.merchant.code'),
  ];
}
