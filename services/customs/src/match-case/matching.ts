import type { Complete } from '@portolan/contracts';
import type {
  DeclarationList,
  Difference,
  DocumentKind,
  OrderDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import { decimal, type Money, multiply } from '@portolan/money';
import { atMost, isMeasure, plain } from './decimals.ts';

/** The list and the three documents it must agree with (三单对碰). */
export interface Papers {
  readonly order: Complete<OrderDocument>;
  readonly receipt: Complete<ReceiptDocument>;
  readonly waybill: Complete<WaybillDocument>;
  readonly list: Complete<DeclarationList>;
  /** Σ net weight of the filed goods, kilograms. */
  readonly filedNetWeight: string;
}

/** One comparison of two fields. They agree where the texts are equal, unless the rule says otherwise. */
interface Pair {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
  readonly agrees?: boolean;
}

/** A rule of matching: what is compared, since when, where it is written, and who must mend which document. */
export interface Rule {
  readonly code: string;
  /** First day on which it holds, and the last where it has ended (yyyy-mm-dd, China). */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** platform, payment_institution, carrier or declarant */
  readonly owner: string;
  /** The document to mend; DOCUMENT_KIND_UNSPECIFIED is the list itself. */
  readonly document: DocumentKind;
  pairs(papers: Papers): readonly Pair[];
}

const order = { owner: 'platform', document: 'DOCUMENT_KIND_ORDER' } as const;
const receipt = { owner: 'payment_institution', document: 'DOCUMENT_KIND_RECEIPT' } as const;
const waybill = { owner: 'carrier', document: 'DOCUMENT_KIND_WAYBILL' } as const;
const list = { owner: 'declarant', document: 'DOCUMENT_KIND_UNSPECIFIED' } as const;

// The edition that the messages follow, and the announcement that makes the three documents and the list one case.
const messages = 'CEB message specification, edition 202205';
const supervision = 'GACC announcement 2018 No. 194';
const validFrom = '2019-01-01';

/** Every rule, in the order in which differences are told. */
export const rules: readonly Rule[] = [
  {
    ...receipt,
    code: 'RECEIPT_KEYS',
    validFrom,
    source: `${messages}: 403 Receipts orderNo, ebpCode, ebcCode`,
    pairs: (p) => keyPairs('receipt', p.order, p.receipt),
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
    pairs: (p) => [pair('receipt.charge', chargeOf(p.order), decimal(p.receipt.charge))],
  },
  {
    ...receipt,
    code: 'CHARGE_CURRENCY',
    validFrom,
    source: `${messages}: 403 currency`,
    pairs: (p) => [pair('receipt.charge.currency', p.order.goodsValue.currency, p.receipt.charge.currency)],
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
 * Matches the list with the three documents field by field, by the rules in force on a day (yyyy-mm-dd, China).
 * Freight is not compared: the order's is what the customer paid, the waybill's and the list's what the carrier charges.
 * `checks` counts the comparisons made.
 */
export function match(papers: Papers, day: string): { checks: number; differences: Complete<Difference>[] } {
  let checks = 0;
  const differences: Complete<Difference>[] = [];
  for (const rule of rules) {
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

function pair(field: string, expected: string, actual: string): Pair {
  return { field, expected, actual };
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
