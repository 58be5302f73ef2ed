import { matchRuleTexts } from '@portolan/contracts';
import { describe, expect, test } from 'vitest';
import * as imports from '../../rig/bonded.ts';
import * as exports from '../../rig/story.ts';
import { compare, match, rules } from '../matching.ts';
import type { Company, Papers } from '../rule.ts';

const day = '2026-03-02';
const { yuan, bonded } = imports;
const { singleLimit } = bonded;
const [exportList, importList] = [exports.papers.list, imports.papers.list];
const book = [{ recordNo: '1', sku: 'NZ-MILK-900', available: '40' }];
const registered: readonly Company[] = [
  [imports.platform, 'platform'],
  [imports.merchant, 'merchant'],
  [imports.institution, 'payment'],
  [imports.carrier, 'carrier'],
  [imports.office.agent, 'declarant', 'guarantor'],
  [bonded.entry.area, 'area'],
].map(([company, ...roles]) => ({
  code: (company as { code: string }).code,
  roles: roles as string[],
  validFrom: '2019-01-01',
}));

const direct: Papers = { ...pick(exports), list: exportList, filings: exports.goods, companies: [], day };
const bondedPapers: Papers = {
  ...{ order: imports.order, payment: imports.payment, waybill: imports.waybill, list: importList },
  ...{ filings: imports.goods, companies: registered, book, singleLimit, day },
};

function pick({ order, receipt, waybill }: typeof exports) {
  return { order, receipt, waybill };
}

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const other = { code: '9999999999', name: 'Other', country: 'CN' };
const { order, receipt, waybill } = exports;
const stranger = { ...imports.buyer.name, hash: 'somebody-else' };
const ordered = (changed: object, index = 0) => ({
  order: { ...order, lines: order.lines.map((line, at) => (at === index ? { ...line, ...changed } : line)) },
});
const listed = (changed: object) => ({
  list: { ...exportList, lines: exportList.lines.map((line, at) => (at === 0 ? { ...line, ...changed } : line)) },
});
const imported = (changed: object) => {
  const part = imports.order.import;
  if (part === undefined) throw new Error('the sample is an import');
  return { order: { ...imports.order, import: { ...part, ...changed } } };
};
const entered = (changed: object) => {
  const entry = importList.import;
  if (entry === undefined) throw new Error('the sample is an import');
  return { list: { ...importList, import: { ...entry, ...changed } } };
};
const taken = (changed: object) => ({
  list: { ...importList, lines: importList.lines.map((line) => ({ ...line, ...changed })) },
});

// One row for each rule: what breaks it, and nothing but it.
const broken: readonly [code: string, papers: Papers, changed: Partial<Papers>][] = [
  ['LIST_KEYS', direct, { list: { ...exportList, orderNo: 'SO-9' } }],
  ['RECEIPT_KEYS', direct, { receipt: { ...receipt, merchant: other } }],
  ['PAYMENT_KEYS', bondedPapers, { payment: { ...imports.payment, orderNo: 'SO-9' } }],
  ['ORDER_PAYMENT', bondedPapers, imported({ payTransactionId: 'ANOTHER' })],
  ['WAYBILL_KEYS', direct, { waybill: { ...waybill, orderNo: 'SO-9' } }],
  ['LIST_WAYBILL', direct, { list: { ...exportList, waybillNo: 'X1' } }],
  ['ORDER_CURRENCY', direct, { order: { ...order, freight: { ...order.freight, currency: 'EUR' } } }],
  ['IMPORT_CURRENCY', bondedPapers, imported({ discount: usd(1_000n) })],
  ['LIST_CURRENCY', bondedPapers, { list: { ...importList, insurance: usd(0n) } }],
  ['PAYMENT_CURRENCY', bondedPapers, { payment: { ...imports.payment, amount: usd(58_787n) } }],
  ['CHARGE_CURRENCY', direct, { receipt: { ...receipt, charge: { minor: 14_344n, currency: 'EUR' } } }],
  ['ORDER_PAID', bondedPapers, imported({ tax: yuan(4_986n) })],
  ['PAYMENT_AMOUNT', bondedPapers, { payment: { ...imports.payment, amount: yuan(58_786n) } }],
  ['CHARGE', direct, { receipt: { ...receipt, charge: usd(14_343n) } }],
  ['ORDER_LINE_TOTAL', direct, { ...ordered({ price: usd(4_000n) }), ...listed({ price: usd(4_000n) }) }],
  [
    'ORDER_SUM',
    direct,
    {
      order: { ...order, goodsValue: usd(13_093n) },
      list: { ...exportList, goodsValue: usd(13_093n), lines: shortened() },
      receipt: { ...receipt, charge: usd(14_343n) },
    },
  ],
  ['LIST_SUM', direct, { list: { ...exportList, goodsValue: usd(1n) } }],
  [
    'LINE_NUMBERS',
    direct,
    { list: { ...exportList, lines: exportList.lines.map((line) => ({ ...line, line: line.line + 10 })) } },
  ],
  ['LINE_GOODS', direct, listed({ sku: 'EAR-99' })],
  ['LINE_QUANTITY', direct, listed({ quantity: { value: '9', unit: 'C62' } })],
  ['LINE_PRICE', direct, listed({ price: usd(1n) })],
  ['LINE_CURRENCY', direct, listed({ price: { minor: 3_999n, currency: 'EUR' } })],
  ['PAYER', bondedPapers, { payment: { ...imports.payment, payer: { ...imports.buyer, name: stranger } } }],
  ['LIST_BUYER', bondedPapers, entered({ buyer: { ...imports.buyer, phone: stranger } })],
  ['CONSIGNEE', bondedPapers, { waybill: { ...imports.waybill, consignee: { ...imports.buyer, phone: stranger } } }],
  ['SINGLE_LIMIT', { ...bondedPapers, singleLimit: yuan(54_799n) }, {}],
  ['ANNUAL_LIMIT', bondedPapers, { exceeded: { left: '500.00', wanted: '548.00' } }],
  ['POSITIVE_LIST', bondedPapers, bothCoded('0302110000')],
  ['HS_CODE', direct, { ...ordered({ hsCode: '' }), ...listed({ hsCode: '85183000' }) }],
  ['LEGAL_UNIT', bondedPapers, taken({ legalQuantity: { value: '1.8', unit: '011' } })],
  ['COMPANY_CODE', direct, coded('91350100M000100Y44')],
  ['COMPANY_ROLE', bondedPapers, { companies: registered.map((one) => ({ ...one, validTo: '2026-03-01' })) }],
  ['GUARANTEE', { ...bondedPapers, companies: [] }, entered({ assureCode: '' })],
  ['BOOK_LINE', bondedPapers, entered({ emsNo: '' })],
  ['BOOK_STOCK', bondedPapers, { book: [{ recordNo: '1', sku: 'NZ-MILK-900', available: '1' }] }],
  ['PACKS', direct, { list: { ...exportList, packs: 2 } }],
  ['GROSS_WEIGHT', direct, { list: { ...exportList, grossWeight: '0.9' } }],
  ['NET_WEIGHT', direct, { waybill: { ...waybill, grossWeight: '0.5' }, list: { ...exportList, grossWeight: '0.5' } }],
  ['NET_WEIGHT_FILED', direct, { list: { ...exportList, netWeight: '0.55' } }],
];

// The list agrees with an order whose head is a cent short of its lines.
function shortened() {
  return exportList.lines.map((line, at) => (at === 0 ? { ...line, total: usd(7_997n) } : line));
}

function bothCoded(hsCode: string): Partial<Papers> {
  const lines = imports.order.lines.map((line) => ({ ...line, hsCode }));
  return { order: { ...imports.order, lines }, ...taken({ hsCode }) };
}

function coded(code: string): Partial<Papers> {
  return { receipt: { ...receipt, institution: { ...receipt.institution, code } } };
}

const failing = (papers: Papers) => [...new Set(match(papers).differences.map(({ rule }) => rule))];

describe('each rule of three-document matching', () => {
  test.each([
    ['direct mail', direct],
    ['bonded import', bondedPapers],
  ])('papers that agree have no difference: %s', (_mode, papers) => expect(failing(papers)).toEqual([]));

  test.each(broken)('%s alone is named where it alone is broken', (code, papers, changed) => {
    const left = failing({ ...papers, ...changed });
    // A registration that ended ends for the guarantor, too; a total that is off is off against its partner.
    const along: Readonly<Record<string, readonly string[]>> = {
      COMPANY_ROLE: ['GUARANTEE'],
      ORDER_SUM: ['LINE_PRICE'],
    };
    expect(left.filter((other) => !along[code]?.includes(other))).toEqual([code]);
  });

  test('every rule has a row above, and its words', () => {
    const blocking = rules.filter(({ severity }) => severity === 'ERROR').map(({ code }) => code);
    expect(new Set(broken.map(([code]) => code))).toEqual(new Set(blocking));
    expect(new Set(Object.keys(matchRuleTexts))).toEqual(new Set(rules.map(({ code }) => code)));
  });

  test('all twelve checks have a rule', () => {
    expect([...new Set(rules.map(({ check }) => check))].toSorted((one, two) => one - two)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => index + 1),
    ]);
  });

  test('a shop may call an article otherwise: shown as a warning, and the list goes', () => {
    const named = { ...direct, ...ordered({ name: 'The best earphones' }) };
    expect(failing(named)).toEqual([]);
    expect(compare(named).filter(({ agrees }) => !agrees)).toMatchObject([
      { rule: { code: 'LINE_NAME', severity: 'WARNING' }, field: 'list.lines[1].name', expected: 'The best earphones' },
    ]);
  });

  test('whom the platform has verified may have somebody else pay', () => {
    const paidBy = { payment: { ...imports.payment, payer: { ...imports.buyer, name: stranger } } };
    expect(failing({ ...bondedPapers, ...paidBy, ...imported({ buyerVerified: true }) })).toEqual([]);
    expect(failing({ ...bondedPapers, ...paidBy, ...imported({ buyerVerified: false }) })).toEqual(['PAYER']);
  });

  test('a foreign company goes by a code of its own', () => {
    const { institution } = receipt;
    const foreign = { ...institution, code: '无', country: 'DE' };
    expect(failing({ ...direct, receipt: { ...receipt, institution: foreign } })).toEqual([]);
  });

  test('a single paper is compared with itself alone', () => {
    const { order, filings, companies } = direct;
    const papers: Papers = { ...(order === undefined ? {} : { order }), filings, companies, day };
    expect(new Set(compare(papers).map(({ rule }) => rule.code))).toEqual(
      new Set(['ORDER_CURRENCY', 'ORDER_LINE_TOTAL', 'ORDER_SUM', 'COMPANY_CODE']),
    );
  });

  test('rice comes in as bonded goods alone, as its remark says', () => {
    const rice = { ...bondedPapers, ...bothCoded('1006302090') };
    const { list } = rice;
    if (list === undefined) throw new Error('there is a list');
    expect(failing(rice)).toEqual([]);
    expect(failing({ ...rice, list: { ...list, tradeMode: '9610' } })).toEqual(['POSITIVE_LIST']);
  });
});
