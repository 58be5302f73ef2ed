import { describe, expect, test } from 'vitest';
import { goods, order, papers, receipt, waybill } from '../rig/story.ts';
import { match, rules } from './matching.ts';
import type { Papers } from './rule.ts';

const day = '2026-03-02';
const { list } = papers;
const agreeing = { order, receipt, waybill, list, filings: goods, companies: [], day } as const;
const usd = (minor: bigint) => ({ minor, currency: 'USD' });

const orderLine = (index: number, changed: Partial<(typeof order.lines)[number]>) => ({
  order: { ...order, lines: order.lines.map((line, at) => (at === index ? { ...line, ...changed } : line)) },
});
const listLine = (index: number, changed: Partial<(typeof list.lines)[number]>) => ({
  list: { ...list, lines: list.lines.map((line, at) => (at === index ? { ...line, ...changed } : line)) },
});
const other = { code: '9999999999', name: 'Other', country: 'CN' };
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });

// One row per field of a rule: what is changed, and the difference that must be told.
const table: readonly [rule: string, changed: Partial<Papers>, field: string, expected: string, actual: string][] = [
  ['RECEIPT_KEYS', { receipt: { ...receipt, orderNo: 'SO-9' } }, 'receipt.orderNo', 'SO-2026-0001', 'SO-9'],
  ['RECEIPT_KEYS', { receipt: { ...receipt, platform: other } }, 'receipt.platform.code', '4403160ABC', other.code],
  ['RECEIPT_KEYS', { receipt: { ...receipt, merchant: other } }, 'receipt.merchant.code', '4403960XYZ', other.code],
  ['WAYBILL_KEYS', { waybill: { ...waybill, orderNo: 'SO-9' } }, 'waybill.orderNo', 'SO-2026-0001', 'SO-9'],
  ['WAYBILL_KEYS', { waybill: { ...waybill, merchant: other } }, 'waybill.merchant.code', '4403960XYZ', other.code],
  ['LIST_KEYS', { list: { ...list, orderNo: 'SO-9' } }, 'list.orderNo', 'SO-2026-0001', 'SO-9'],
  ['LIST_KEYS', { list: { ...list, platform: other } }, 'list.platform.code', '4403160ABC', other.code],
  ['LIST_KEYS', { list: { ...list, merchant: other } }, 'list.merchant.code', '4403960XYZ', other.code],
  ['LIST_WAYBILL', { list: { ...list, waybillNo: 'X1' } }, 'list.waybillNo', 'YW0000000001CN', 'X1'],
  ['LIST_WAYBILL', { list: { ...list, carrier: other } }, 'list.carrier.code', '3301980K12', other.code],
  ['ORDER_CURRENCY', { order: { ...order, freight: eur(1250n) } }, 'order.freight.currency', 'USD', 'EUR'],
  ['ORDER_CURRENCY', orderLine(0, { price: eur(3999n) }), 'order.lines[1].price.currency', 'USD', 'EUR'],
  ['ORDER_LINE_TOTAL', orderLine(0, { price: usd(4000n) }), 'order.lines[1].total', '80.00', '79.98'],
  ['ORDER_SUM', { order: { ...order, goodsValue: usd(13093n) } }, 'order.goodsValue', '130.94', '130.93'],
  ['LIST_SUM', { list: { ...list, goodsValue: usd(1n) } }, 'list.goodsValue', 'USD 130.94', 'USD 0.01'],
  ['LIST_SUM', listLine(0, { total: usd(7997n) }), 'list.lines', '130.94', '130.93'],
  ['LINE_NUMBERS', { list: { ...list, lines: list.lines.slice(0, 2) } }, 'list.lines.gnum', '1, 2, 3', '1, 2'],
  ['LINE_NUMBERS', listLine(2, { line: 2 }), 'list.lines.gnum', '1, 2, 3', '1, 2, 2'],
  ['LINE_GOODS', listLine(1, { sku: 'CHG-99' }), 'list.lines[2].sku', 'CHG-02', 'CHG-99'],
  ['LINE_GOODS', listLine(1, { hsCode: '8504409999' }), 'list.lines[2].hsCode', '8504401400', '8504409999'],
  ['LINE_QUANTITY', listLine(2, { quantity: { value: '4', unit: 'C62' } }), 'list.lines[3].quantity', '3', '4'],
  ['LINE_QUANTITY', listLine(2, { quantity: { value: '3', unit: 'SET' } }), 'list.lines[3].unit', 'C62', 'SET'],
  ['LINE_PRICE', listLine(1, { price: usd(2998n) }), 'list.lines[2].price', '29.99', '29.98'],
  ['LINE_PRICE', listLine(1, { total: usd(2998n) }), 'list.lines[2].total', '29.99', '29.98'],
  ['LINE_CURRENCY', listLine(1, { price: eur(2999n) }), 'list.lines[2].price.currency', 'USD', 'EUR'],
  ['LINE_CURRENCY', listLine(1, { total: eur(2999n) }), 'list.lines[2].total.currency', 'USD', 'EUR'],
  ['CHARGE', { receipt: { ...receipt, charge: usd(14343n) } }, 'receipt.charge', '143.44', '143.43'],
  ['CHARGE_CURRENCY', { receipt: { ...receipt, charge: eur(14344n) } }, 'receipt.charge.currency', 'USD', 'EUR'],
  ['PACKS', { list: { ...list, packs: 2 } }, 'list.packs', '1', '2'],
  ['GROSS_WEIGHT', { list: { ...list, grossWeight: '0.9' } }, 'list.grossWeight', '0.8', '0.9'],
  ['NET_WEIGHT', { list: { ...list, netWeight: '0.81' } }, 'list.netWeight', '≤ 0.8', '0.81'],
  ['NET_WEIGHT_FILED', { list: { ...list, netWeight: '0.55' } }, 'list.netWeight', '0.56', '0.55'],
];

describe('three-document matching', () => {
  test('papers that agree have no difference', () => {
    const { checks, differences } = match(agreeing);
    expect(differences).toEqual([]);
    expect(checks).toBe(65);
  });

  test.each(table)('%s: %o', (rule, changed, field, expected, actual) => {
    const known = rules.find(({ code }) => code === rule);
    const told = { rule, field, expected, actual, owner: known?.owner, document: known?.document };
    expect(match({ ...agreeing, ...changed }).differences).toContainEqual(expect.objectContaining(told));
  });

  test('a single wrong amount on the receipt is one difference, the payment institution must mend it', () => {
    const { differences } = match({ ...agreeing, receipt: { ...receipt, charge: usd(14343n) } });
    expect(differences).toEqual([
      {
        rule: 'CHARGE',
        field: 'receipt.charge',
        expected: '143.44',
        actual: '143.43',
        owner: 'payment_institution',
        document: 'DOCUMENT_KIND_RECEIPT',
        against: 'order.goodsValue + order.freight',
      },
    ]);
  });

  test('freight of order and waybill may differ: the one is paid, the other charged', () => {
    expect(order.freight).not.toEqual(list.freight);
    expect(match(agreeing).differences).toEqual([]);
  });

  test('weights agree however they are written', () => {
    expect(match({ ...agreeing, list: { ...list, grossWeight: '0.800' } }).differences).toEqual([]);
  });

  test('an order that names no commodity code leaves it to the filing', () => {
    expect(match({ ...agreeing, ...orderLine(1, { hsCode: '' }) }).differences).toEqual([]);
  });

  test('a rule does not hold before its day', () => {
    expect(match({ ...agreeing, day: '2018-12-31' }).checks).toBe(0);
  });

  test('every rule says where it is written', () => {
    for (const rule of rules) expect(rule.source, rule.code).toMatch(/202205|GACC|2022/);
  });
});
