import { describe, expect, test } from 'vitest';
import { bonded, buyer, goods, order, papers, payment, waybill, yuan } from '../../rig/bonded.ts';
import { match, rules } from '../matching.ts';
import type { Papers } from '../rule.ts';

const day = '2026-03-02';
const { list } = papers;
const { singleLimit } = bonded;
const agreeing = { order, payment, waybill, list, filings: goods, companies: [], singleLimit, day } as const;
const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const stranger = { ...buyer.name, hash: 'somebody-else' };
const imported = (changed: Partial<NonNullable<typeof order.import>>) => ({
  order: { ...order, import: { discount: yuan(1_000n), tax: yuan(4_987n), paid: yuan(58_787n), buyer, ...changed } },
});
const paid = (changed: Partial<typeof payment>) => ({ payment: { ...payment, ...changed } });
const entered = (changed: Partial<NonNullable<typeof list.import>>) => ({
  list: { ...list, import: { ...bonded.entry, buyer, ...changed } },
});
const other = { code: '9999999999', name: 'Other', country: 'CN' };
// CNY 4,988.01 of goods and 12.00 freight: one cent above the single limit.
const dear = (lines: typeof list.lines) => ({ list: { ...list, goodsValue: yuan(498_801n), lines } });

const table: readonly [rule: string, changed: Partial<Papers>, field: string, expected: string, actual: string][] = [
  ['IMPORT_CURRENCY', { order: { ...order, goodsValue: usd(53_600n) } }, 'order.goodsValue.currency', 'CNY', 'USD'],
  ['IMPORT_CURRENCY', imported({ discount: usd(0n) }), 'order.import.discount.currency', 'CNY', 'USD'],
  ['IMPORT_CURRENCY', imported({ tax: usd(0n) }), 'order.import.tax.currency', 'CNY', 'USD'],
  ['IMPORT_CURRENCY', imported({ paid: usd(58_787n) }), 'order.import.paid.currency', 'CNY', 'USD'],
  ['LIST_CURRENCY', { list: { ...list, insurance: usd(1n) } }, 'list.insurance.currency', 'CNY', 'USD'],
  ['ORDER_PAID', imported({ discount: yuan(0n) }), 'order.import.paid', '597.87', '587.87'],
  ['PAYMENT_KEYS', paid({ orderNo: 'SO-9' }), 'payment.orderNo', 'YJ-2026-0001', 'SO-9'],
  ['PAYMENT_KEYS', paid({ platform: other }), 'payment.platform.code', '3302960005', other.code],
  ['PAYMENT_CURRENCY', paid({ amount: usd(58_787n) }), 'payment.amount.currency', 'CNY', 'USD'],
  ['PAYMENT_AMOUNT', paid({ amount: yuan(58_786n) }), 'order.import.paid', '587.86', '587.87'],
  ['PAYER', paid({ payer: { ...buyer, name: stranger } }), 'payment.payer.name', '#name-has', '#somebody'],
  ['PAYER', paid({ payer: { ...buyer, idNumber: stranger } }), 'payment.payer.idNumber', '#identity', '#somebody'],
  [
    'CONSIGNEE',
    { waybill: { ...waybill, consignee: { ...buyer, address: stranger } } },
    'waybill.consignee.address',
    '#address-',
    '#somebody',
  ],
  [
    'LIST_BUYER',
    entered({ buyer: { ...buyer, phone: stranger } }),
    'list.import.buyer.phone',
    '#phone-ha',
    '#somebody',
  ],
  ['BOOK_LINE', entered({ emsNo: '' }), 'list.import.emsNo', '账册编号 number of the account book', ''],
  [
    'BOOK_LINE',
    { list: { ...list, lines: list.lines.map((line) => ({ ...line, recordNo: '' })) } },
    'list.lines[1].recordNo',
    '账册序号 line of the account book',
    '',
  ],
  ['SINGLE_LIMIT', dear(list.lines), 'list.taxableValue', '≤ 5000.00', '5000.01'],
];

describe('matching of bonded imports', () => {
  test('papers that agree have no difference, though the customer paid more freight than the carrier charges', () => {
    expect(order.freight).not.toEqual(waybill.freight);
    const { checks, differences } = match(agreeing);
    expect(differences).toEqual([]);
    expect(checks).toBe(59);
  });
  test.each(table)('%s: %o', (rule, changed, field, expected, actual) => {
    const known = rules.find(({ code }) => code === rule);
    const told = { rule, field, expected, actual, owner: known?.owner, document: known?.document };
    expect(match({ ...agreeing, ...changed }).differences).toContainEqual(expect.objectContaining(told));
  });
  test('a coupon that the platform forgot is one difference: the order must be mended, by the platform', () => {
    const forgotten = imported({ discount: yuan(0n), paid: yuan(59_787n) });
    expect(match({ ...agreeing, ...forgotten }).differences).toEqual([
      {
        rule: 'PAYMENT_AMOUNT',
        field: 'order.import.paid',
        expected: '587.87',
        actual: '597.87',
        owner: 'platform',
        document: 'DOCUMENT_KIND_ORDER',
        against: 'payment.amount',
      },
    ]);
  });
  test('the written identity: 300.00 + 20.00 + 29.12 − 15.00 = 334.12, and not 334.11', () => {
    const sums = { goodsValue: yuan(30_000n), freight: yuan(2_000n) };
    const told = (minor: bigint) => ({
      order: { ...order, ...sums, import: { discount: yuan(1_500n), tax: yuan(2_912n), paid: yuan(minor), buyer } },
      ...paid({ amount: yuan(minor) }),
    });
    const rulesOf = (minor: bigint) => match({ ...agreeing, ...told(minor) }).differences.map(({ rule }) => rule);
    expect(rulesOf(33_412n)).not.toContain('ORDER_PAID');
    expect(rulesOf(33_411n)).toContain('ORDER_PAID');
  });
  test('one single item may be above the single limit; two items, or two of one, may not', () => {
    const [line] = list.lines;
    if (line === undefined) throw new Error('the sample has a line');
    const one = { ...line, quantity: { value: '1', unit: 'C62' } };
    const over = (lines: typeof list.lines) =>
      match({ ...agreeing, ...dear(lines) }).differences.some(({ rule }) => rule === 'SINGLE_LIMIT');
    expect([over([one]), over([line]), over([one, { ...one, line: 2 }])]).toEqual([false, true, true]);
  });
  test('nothing of a person stands in a difference', () => {
    const { differences } = match({ ...agreeing, ...paid({ payer: { ...buyer, name: stranger } }) });
    expect(JSON.stringify(differences)).not.toContain('name-hash');
  });
});
