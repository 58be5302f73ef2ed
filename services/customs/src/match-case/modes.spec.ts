import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import * as imports from '../rig/bonded.ts';
import * as exports from '../rig/story.ts';
import { type Declare, type MatchCaseEvent, matchCase } from './match-case.ts';
import { customsValue, modeOn } from './modes.ts';

const ids = { caseId: 'case-1' } as const;
const told = (kind: 'ORDER' | 'PAYMENT' | 'WAYBILL', document: object): MatchCaseEvent =>
  ({
    type: 'DocumentRecorded',
    data: { ...ids, kind: `DOCUMENT_KIND_${kind}`, documentVersion: 1, document },
  }) as MatchCaseEvent;
const opened: MatchCaseEvent = {
  type: 'CaseOpened',
  data: { ...ids, orderId: 'order-1', orderNo: 'YJ-2026-0001', platformCode: '3302960005' },
};
const { order, payment, waybill, bonded, yuan } = imports;
const recorded = (of: { order?: object; payment?: object; waybill?: object } = {}) => [
  opened,
  told('ORDER', { $case: 'order', value: { ...order, ...of.order } }),
  told('PAYMENT', { $case: 'payment', value: { ...payment, ...of.payment } }),
  told('WAYBILL', { $case: 'waybill', value: { ...waybill, ...of.waybill } }),
];
const declare = (changed: Partial<Declare> = {}): Declare => ({
  type: 'Declare',
  ...ids,
  declarationId: 'declaration-1',
  ...{ tradeMode: '1210', destination: 'CN', netWeight: '', insurance: { minor: 0n, currency: 'USD' } },
  ...{ office: imports.office, goods: imports.goods, bonded },
  ...changed,
});
const drafted: MatchCaseEvent = { type: 'ListDrafted', data: { ...ids, list: imports.papers.list } };
const matched: MatchCaseEvent = { type: 'CaseMatched', data: { ...ids, declarationId: 'declaration-1', checks: 59 } };

describe('bonded import (1210)', () => {
  test('order, payment and waybill that agree are matched, without a receipt', () =>
    given(matchCase, recorded()).when(declare()).then([drafted, matched]));
  test('the list is taken from the account book, line by line, and bears its origin', () =>
    expect(imports.papers.list).toMatchObject({
      customsCode: '3105',
      freight: order.freight,
      import: { emsNo: 'T3105W000293', year: 2026 },
      lines: [{ recordNo: '1', origin: 'NZ', legalQuantity: { value: '1.8', unit: '035' } }],
    }));
  test('its number fits into 20 characters', () => {
    const { decision } = given(matchCase, recorded()).when(declare({ declarationId: 'x'.repeat(26) }));
    expect(decision).toMatchObject([{ data: { list: { copNo: 'x'.repeat(20) } } }, {}]);
  });
  test('an allowance that does not reach is a difference', () => {
    const exceeded = { left: '500.00', wanted: '548.00' };
    const { decision } = given(matchCase, recorded()).when(declare({ bonded: { ...bonded, exceeded } }));
    expect(decision).toMatchObject([
      { type: 'ListDrafted' },
      {
        type: 'CaseMismatched',
        data: {
          differences: [
            { rule: 'ANNUAL_LIMIT', expected: '≤ 500.00', actual: '548.00', document: 'DOCUMENT_KIND_ORDER' },
          ],
        },
      },
    ]);
  });
  test('a forgotten coupon, then the mended order: mismatched, then matched', () => {
    const buyer = imports.buyer;
    const forgotten = { import: { discount: yuan(0n), tax: yuan(4_987n), paid: yuan(59_787n), buyer } };
    const { decision } = given(matchCase, recorded({ order: forgotten })).when(declare());
    expect(decision).toMatchObject([
      {},
      { type: 'CaseMismatched', data: { differences: [{ rule: 'PAYMENT_AMOUNT' }] } },
    ]);
    const mended = told('ORDER', { $case: 'order', value: order });
    given(matchCase, [...recorded({ order: forgotten }), drafted, mended])
      .when(declare())
      .then([drafted, matched]);
  });
  test('what is missing is named', () =>
    given(matchCase, [opened])
      .when(declare())
      .thenRefused('DOCUMENTS_MISSING', { missing: 'order, payment, waybill' }));
  test.each([
    ['order.import', { order: { import: undefined } }],
    ['waybill.consignee', { waybill: { consignee: undefined } }],
    [
      'order.import.buyer.idNumber',
      { order: { import: { ...order.import, buyer: { ...imports.buyer, idNumber: undefined } } } },
    ],
  ])('documents without %s are refused', (field, of) =>
    given(matchCase, recorded(of))
      .when(declare())
      .thenRefused('IMPORT_PART_MISSING', { orderNo: 'YJ-2026-0001', field }),
  );
  test('a buyer abroad is refused', () =>
    given(matchCase, recorded())
      .when(declare({ destination: 'US' }))
      .thenRefused('DESTINATION_NOT_CHINA', { country: 'US' }));
  test('a warehouse that is not bonded is refused', () =>
    given(matchCase, recorded())
      .when(declare({ bonded: undefined }))
      .thenRefused('BONDED_WAREHOUSE_UNKNOWN', { orderNo: 'YJ-2026-0001' }));
  test('goods without rates of import tax are refused', () =>
    given(matchCase, recorded())
      .when(declare({ bonded: { ...bonded, untaxedCode: '3304990029' } }))
      .thenRefused('TARIFF_UNKNOWN', { hsCode: '3304990029' }));
  test('an origin without a customs number is refused', () => {
    const goods = imports.goods.map((filed) => ({ ...filed, origin: 'FJ' }));
    given(matchCase, recorded())
      .when(declare({ goods }))
      .thenRefused('ORIGIN_WITHOUT_NUMBER', { sku: 'NZ-MILK-900', country: 'FJ' });
  });
  test.each([
    ['transactionId', { transactionId: '' }],
    ['amount', { amount: yuan(0n) }],
    ['paidAt', { paidAt: 'today' }],
  ])('a payment whose %s no message can carry is refused', (field, changed) => {
    const document = { $case: 'payment', value: { ...payment, ...changed } } as const;
    const record = { type: 'RecordDocument', ...ids, orderId: 'order-1', returned: false } as const;
    const command = { ...record, kind: 'DOCUMENT_KIND_PAYMENT', document } as const;
    given(matchCase, []).when(command).thenRefused('DOCUMENT_FIELD_INVALID');
    expect(given(matchCase, []).when(command).decision).toMatchObject({ data: { field } });
  });
});

describe('to an overseas warehouse (9810)', () => {
  const booked = (changed: object = {}) => [
    opened,
    told('ORDER', { $case: 'order', value: { ...exports.order, ...changed } }),
    told('WAYBILL', { $case: 'waybill', value: exports.waybill }),
  ];
  const insurance = { minor: 0n, currency: 'USD' };
  const { office, goods } = exports;
  const book = (changed: Partial<Declare> = {}) =>
    declare({ tradeMode: '9810', destination: 'US', insurance, office, goods, bonded: undefined, ...changed });

  test('booking and waybill are enough', () => {
    const { decision } = given(matchCase, booked()).when(book());
    expect(decision).toMatchObject([
      { data: { list: { tradeMode: '9810', destination: 'US' } } },
      { type: 'CaseMatched' },
    ]);
  });
  test('above CNY 5,000 a list is refused: a declaration form is needed', () =>
    given(matchCase, booked({ goodsValue: { minor: 70_423n, currency: 'USD' } }))
      .when(book())
      .thenRefused('DECLARATION_FORM_NEEDED', {
        orderNo: 'SO-2026-0001',
        value: 'CNY 5000.03',
        limit: 'CNY 5000.00',
      }));
  test('a currency that customs publishes no rate for here is refused', () =>
    given(matchCase, booked({ goodsValue: { minor: 1n, currency: 'SGD' } }))
      .when(book())
      .thenRefused('CUSTOMS_RATE_UNKNOWN', { currency: 'SGD' }));
  test('modes and rates hold from their day', () => {
    expect(modeOn('9810', '2020-06-30')).toBeUndefined();
    expect(modeOn('9810', '2020-07-01')?.needs).toEqual(['order', 'waybill']);
    expect(customsValue({ minor: 1n, currency: 'USD' }, '2018-06-29')).toBeUndefined();
  });
});

describe('declaring again what customs sent back', () => {
  const history = [...recorded(), drafted, matched];
  test('drafts and matches anew, though nothing has changed', () =>
    given(matchCase, history)
      .when(declare({ again: { returned: true } }))
      .then([drafted, matched]));
  test('is refused while it stands', () =>
    given(matchCase, history)
      .when(declare({ again: { returned: false } }))
      .thenRefused('DECLARATION_NOT_RETURNED', { id: 'declaration-1' }));
  test('documents may be mended then, and only then', () => {
    const document = { $case: 'payment', value: { ...payment, transactionId: 'PAY-2' } } as const;
    const record = { type: 'RecordDocument', ...ids, orderId: 'order-1', kind: 'DOCUMENT_KIND_PAYMENT' } as const;
    given(matchCase, history)
      .when({ ...record, document, returned: false })
      .thenRefused('CASE_ALREADY_MATCHED', { orderNo: 'YJ-2026-0001' });
    const { decision } = given(matchCase, history).when({ ...record, document, returned: true });
    expect(decision).toMatchObject([{ type: 'DocumentRecorded', data: { documentVersion: 2 } }]);
  });
  test('a mended document asks for a new match', () => {
    const mended = told('PAYMENT', { $case: 'payment', value: { ...payment, transactionId: 'PAY-2' } });
    expect(given(matchCase, [...history, mended]).state.matched).toBe(false);
  });
});
