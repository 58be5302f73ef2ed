import type { Complete } from '@portolan/contracts';
import type { Difference } from '@portolan/contracts/customs/v1/types';
import { decimal, type Money, multiply } from '@portolan/money';
import { atMost, isMeasure, plain } from './decimals.ts';
import { importRules } from './import-rules.ts';
import {
  list,
  messages,
  order,
  type Pair,
  type Papers,
  pair,
  type Rule,
  receipt,
  supervision,
  validFrom,
  waybill,
} from './rule.ts';

/** The rules that hold whatever the mode, and those about the receipt of direct mail; told in this order. */
export const rules: readonly Rule[] = [
  {
    ...receipt,
    code: 'RECEIPT_KEYS',
    validFrom,
    source: `${messages}: 403 Receipts orderNo, ebpCode, ebcCode`,
    pairs: (p) => (p.receipt === undefined ? [] : keyPairs('receipt', p.order, p.receipt)),
  },
  {
    ...waybill,
    code: 'WAYBILL_KEYS',
    validFrom,
    source: `${messages}: 505 Logistics ebcCode; ${supervision}`,
    pairs: (p) => [
      pair('waybill.orderNo', p.order.orderNo, p.waybill.orderNo),
      pair('waybill.merchant.code', p.order.merchant.code, p.waybill.merchant.code),
    ],
  },
  {
    ...list,
    code: 'LIST_KEYS',
    validFrom,
    source: `${messages}: 603 InventoryHead orderNo, ebpCode, ebcCode`,
    pairs: (p) => keyPairs('list', p.order, p.list),
  },
  {
    ...list,
    code: 'LIST_WAYBILL',
    validFrom,
    source: `${messages}: 603 InventoryHead logisticsNo, logisticsCode`,
    pairs: (p) => [
      pair('list.waybillNo', p.waybill.waybillNo, p.list.waybillNo),
      pair('list.carrier.code', p.waybill.carrier.code, p.list.carrier.code),
    ],
  },
  {
    ...order,
    code: 'ORDER_CURRENCY',
    validFrom,
    source: `${messages}: 303 OrderHead currency, OrderList currency`,
    pairs: (p) => {
      const { currency } = p.order.goodsValue;
      return [
        pair('order.freight.currency', currency, p.order.freight.currency),
        ...p.order.lines.flatMap((l) => [
          pair(`order.lines[${l.line}].price.currency`, currency, l.price.currency),
          pair(`order.lines[${l.line}].total.currency`, currency, l.total.currency),
        ]),
      ];
    },
  },
  {
    ...order,
    code: 'ORDER_LINE_TOTAL',
    validFrom,
    source: `${messages}: 303 OrderList totalPrice = price × qty`,
    pairs: (p) =>
      p.order.lines.map((l) =>
        pair(`order.lines[${l.line}].total`, decimal(multiply(l.price, l.quantity.value)), decimal(l.total)),
      ),
  },
  {
    ...order,
    code: 'ORDER_SUM',
    validFrom,
    source: `${messages}: 303 OrderHead goodsValue = Σ OrderList totalPrice`,
    pairs: (p) => [pair('order.goodsValue', sumOf(p.order), decimal(p.order.goodsValue))],
  },
  {
    ...list,
    code: 'LIST_SUM',
    validFrom,
    source: `${messages}: 603 Σ InventoryList totalPrice = 303 goodsValue`,
    pairs: (p) => [
      pair('list.goodsValue', shown(p.order.goodsValue), shown(p.list.goodsValue)),
      pair('list.lines', decimal(p.order.goodsValue), sumOf(p.list)),
    ],
  },
  {
    ...list,
    code: 'LINE_NUMBERS',
    validFrom,
    source: `${messages}: gnum one-to-one between list and order; return code 1320`,
    pairs: (p) => [pair('list.lines.gnum', gnums(p.order), gnums(p.list))],
  },
  {
    ...list,
    code: 'LINE_GOODS',
    validFrom,
    source: `${messages}: 303 itemNo; 603 itemNo, gcode`,
    pairs: (p) =>
      byLine(p, (ordered, listed) => [
        pair(`list.lines[${listed.line}].sku`, ordered.sku, listed.sku),
        ...(ordered.hsCode === '' ? [] : [pair(`list.lines[${listed.line}].hsCode`, ordered.hsCode, listed.hsCode)]),
      ]),
  },
  {
    ...list,
    code: 'LINE_QUANTITY',
    validFrom,
    source: `${messages}: 303 and 603 qty, unit; return code 1321`,
    pairs: (p) =>
      byLine(p, (ordered, listed) => [
        pair(`list.lines[${listed.line}].quantity`, plain(ordered.quantity.value), plain(listed.quantity.value)),
        pair(`list.lines[${listed.line}].unit`, ordered.quantity.unit, listed.quantity.unit),
      ]),
  },
  {
    ...list,
    code: 'LINE_PRICE',
    validFrom,
    source: `${messages}: 303 and 603 price, totalPrice`,
    pairs: (p) =>
      byLine(p, (ordered, listed) => [
        pair(`list.lines[${listed.line}].price`, decimal(ordered.price), decimal(listed.price)),
        pair(`list.lines[${listed.line}].total`, decimal(ordered.total), decimal(listed.total)),
      ]),
  },
  {
    ...list,
    code: 'LINE_CURRENCY',
    validFrom,
    source: `${messages}: 303 and 603 currency`,
    pairs: (p) =>
      byLine(p, (ordered, listed) => [
        pair(`list.lines[${listed.line}].price.currency`, ordered.price.currency, listed.price.currency),
        pair(`list.lines[${listed.line}].total.currency`, ordered.total.currency, listed.total.currency),
      ]),
  },
  {
    ...receipt,
    code: 'CHARGE',
    validFrom,
    source: `${messages}: 403 charge = 303 goodsValue + freight; return code 1332`,
    pairs: ({ order, receipt }) =>
      receipt === undefined ? [] : [pair('receipt.charge', chargeOf(order), decimal(receipt.charge))],
  },
  {
    ...receipt,
    code: 'CHARGE_CURRENCY',
    validFrom,
    source: `${messages}: 403 currency`,
    pairs: ({ order: { goodsValue }, receipt }) =>
      receipt === undefined ? [] : [pair('receipt.charge.currency', goodsValue.currency, receipt.charge.currency)],
  },
  {
    ...list,
    code: 'PACKS',
    validFrom,
    source: `${messages}: 505 and 603 packNo`,
    pairs: (p) => [pair('list.packs', String(p.waybill.packs), String(p.list.packs))],
  },
  {
    ...list,
    code: 'GROSS_WEIGHT',
    validFrom,
    source: `${messages}: 505 and 603 grossWeight`,
    pairs: (p) => [pair('list.grossWeight', plain(p.waybill.grossWeight), plain(p.list.grossWeight))],
  },
  {
    ...list,
    code: 'NET_WEIGHT',
    validFrom,
    source: `${messages}: 603 netWeight ≤ grossWeight`,
    pairs: ({ list: { netWeight, grossWeight } }) => [
      {
        field: 'list.netWeight',
        expected: `≤ ${plain(grossWeight)}`,
        actual: plain(netWeight),
        agrees: isMeasure(netWeight) && isMeasure(grossWeight) && atMost(netWeight, grossWeight),
      },
    ],
  },
  {
    ...list,
    code: 'NET_WEIGHT_FILED',
    validFrom,
    source: `${supervision}: the list declares the goods as filed`,
    pairs: (p) => [pair('list.netWeight', plain(p.filedNetWeight), plain(p.list.netWeight))],
  },
];

/**
 * Matches the list with its documents field by field, by the rules in force on a day (yyyy-mm-dd, China).
 * Freight is not compared: the order's is what the customer paid, the waybill's what the carrier charges.
 * `checks` counts the comparisons made.
 */
export function match(papers: Papers, day: string): { checks: number; differences: Complete<Difference>[] } {
  let checks = 0;
  const differences: Complete<Difference>[] = [];
  for (const rule of [...rules, ...importRules]) {
    if (day < rule.validFrom || (rule.validTo !== undefined && day > rule.validTo)) continue;
    for (const { field, expected, actual, agrees = expected === actual } of rule.pairs(papers)) {
      checks += 1;
      if (agrees) continue;
      differences.push({ rule: rule.code, field, expected, actual, owner: rule.owner, document: rule.document });
    }
  }
  return { checks, differences };
}

type Keys = Pick<Papers['order'], 'orderNo' | 'platform' | 'merchant'>;
type OrderLine = Papers['order']['lines'][number];
type Line = Papers['list']['lines'][number];

function keyPairs(name: string, expected: Keys, actual: Keys): readonly Pair[] {
  return [
    pair(`${name}.orderNo`, expected.orderNo, actual.orderNo),
    pair(`${name}.platform.code`, expected.platform.code, actual.platform.code),
    pair(`${name}.merchant.code`, expected.merchant.code, actual.merchant.code),
  ];
}

// Lines that have no partner are LINE_NUMBERS' difference; each is told once.
function byLine(papers: Papers, pairs: (ordered: OrderLine, listed: Line) => readonly Pair[]): readonly Pair[] {
  return papers.order.lines.flatMap((ordered) => {
    const listed = papers.list.lines.find(({ line }) => line === ordered.line);
    return listed === undefined ? [] : pairs(ordered, listed);
  });
}

function gnums({ lines }: { readonly lines: readonly { readonly line: number }[] }): string {
  return lines.map(({ line }) => line).join(', ');
}

// Two currencies in one document are told by the rules about currencies; sums count minor units.
function sumOf({ goodsValue, lines }: { goodsValue: Money; lines: readonly { total: Money }[] }): string {
  return decimal({ ...goodsValue, minor: lines.reduce((sum, { total }) => sum + total.minor, 0n) });
}

function chargeOf({ goodsValue, freight }: Papers['order']): string {
  return decimal({ ...goodsValue, minor: goodsValue.minor + freight.minor });
}

function shown(amount: Money): string {
  return `${amount.currency} ${decimal(amount)}`;
}
