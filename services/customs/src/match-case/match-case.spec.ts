import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { goods, merchant, office, order, papers, receipt, waybill } from '../rig/story.ts';
import { type Declare, type MatchCaseEvent, matchCase, type RecordDocument } from './match-case.ts';

const base = { type: 'RecordDocument', caseId: 'case-1', orderId: 'order-1', returned: false } as const;
const recordOrder = (changed: Partial<typeof order> = {}): RecordDocument => ({
  ...base,
  kind: 'DOCUMENT_KIND_ORDER',
  document: { $case: 'order', value: { ...order, ...changed } },
});
const recordReceipt = (changed: Partial<typeof receipt> = {}): RecordDocument => ({
  ...base,
  kind: 'DOCUMENT_KIND_RECEIPT',
  document: { $case: 'receipt', value: { ...receipt, ...changed } },
});
const recordWaybill = (changed: Partial<typeof waybill> = {}): RecordDocument => ({
  ...base,
  kind: 'DOCUMENT_KIND_WAYBILL',
  document: { $case: 'waybill', value: { ...waybill, ...changed } },
});
const recorded = ({ kind, document }: RecordDocument, documentVersion = 1): MatchCaseEvent => ({
  type: 'DocumentRecorded',
  data: { caseId: 'case-1', kind, documentVersion, document },
});
const opened = (platformCode: string): MatchCaseEvent => ({
  type: 'CaseOpened',
  data: { caseId: 'case-1', orderId: 'order-1', orderNo: 'SO-2026-0001', platformCode },
});
const declare = (changed: Partial<Declare> = {}): Declare => ({
  type: 'Declare',
  caseId: 'case-1',
  declarationId: 'declaration-1',
  tradeMode: '9610',
  destination: 'US',
  netWeight: '',
  insurance: { minor: 0n, currency: 'USD' },
  office,
  goods,
  ...changed,
});
const complete = [opened('4403160ABC'), recorded(recordOrder()), recorded(recordReceipt()), recorded(recordWaybill())];
const drafted: MatchCaseEvent = { type: 'ListDrafted', data: { caseId: 'case-1', list: papers.list } };
const matched: MatchCaseEvent = {
  type: 'CaseMatched',
  data: { caseId: 'case-1', declarationId: 'declaration-1', checks: 65 },
};

describe('recording documents', () => {
  test('the first opens the case', () =>
    given(matchCase, [])
      .when(recordOrder())
      .then([opened('4403160ABC'), recorded(recordOrder())]));
  test('a waybill may be first', () =>
    given(matchCase, [])
      .when(recordWaybill())
      .then([opened(''), recorded(recordWaybill())]));
  test('the others join it', () =>
    given(matchCase, [opened(''), recorded(recordWaybill())])
      .when(recordReceipt())
      .then([recorded(recordReceipt())]));
  test('the same document again changes nothing', () => given(matchCase, complete).when(recordOrder()).thenNothing());
  test('a corrected document is a further version', () =>
    given(matchCase, complete)
      .when(recordReceipt({ payNo: 'PAY-78' }))
      .then([recorded(recordReceipt({ payNo: 'PAY-78' }), 2)]));
  test('a matched case takes no other document', () =>
    given(matchCase, [...complete, drafted, matched])
      .when(recordReceipt({ payNo: 'PAY-78' }))
      .thenRefused('CASE_ALREADY_MATCHED', { orderNo: 'SO-2026-0001' }));
  test('a document under another kind is refused', () =>
    given(matchCase, [])
      .when({ ...recordOrder(), kind: 'DOCUMENT_KIND_WAYBILL' })
      .thenRefused('DOCUMENT_KIND_DIFFERS', { kind: 'DOCUMENT_KIND_WAYBILL', document: 'order' }));
  test('a currency without a customs number is refused', () =>
    given(matchCase, [])
      .when(recordReceipt({ charge: { minor: 1n, currency: 'KWD' } }))
      .thenRefused('CUSTOMS_CURRENCY_UNKNOWN', { currency: 'KWD' }));

  const [first] = order.lines;
  const lines = (changed: Partial<typeof first>) => ({ lines: order.lines.map((line) => ({ ...line, ...changed })) });
  test.each<[string, RecordDocument]>([
    ['orderNo', recordOrder({ orderNo: '' })],
    ['orderNo', recordOrder({ orderNo: 'X'.repeat(61) })],
    ['platform.code', recordOrder({ platform: { ...merchant, code: '1'.repeat(19) } })],
    ['merchant.name', recordOrder({ merchant: { ...merchant, name: 'bell\u0007' } })],
    ['goodsValue', recordOrder({ goodsValue: { minor: 0n, currency: 'USD' } })],
    ['freight', recordOrder({ freight: { minor: -1n, currency: 'USD' } })],
    ['lines', recordOrder({ lines: [] })],
    ['lines[1].line', recordOrder(lines({ line: 1 }))],
    ['lines[0].sku', recordOrder(lines({ line: 1, sku: '' }))],
    ['lines[0].quantity', recordOrder(lines({ line: 1, quantity: { value: '-1', unit: 'C62' } }))],
    ['institution.name', recordReceipt({ institution: { ...merchant, name: '' } })],
    ['charge', recordReceipt({ charge: { minor: 0n, currency: 'USD' } })],
    ['bookedAt', recordReceipt({ bookedAt: 'yesterday' })],
    ['waybillNo', recordWaybill({ waybillNo: 'X'.repeat(33) })],
    ['insurance.currency', recordWaybill({ insurance: { minor: 0n, currency: 'EUR' } })],
    ['grossWeight', recordWaybill({ grossWeight: '0' })],
    ['packs', recordWaybill({ packs: 0 })],
  ])('%s that no message can carry is refused', (field, command) => {
    const { decision } = given(matchCase, []).when(command);
    given(matchCase, []).when(command).thenRefused('DOCUMENT_FIELD_INVALID');
    expect(decision).toMatchObject({ data: { field } });
  });
});

describe('declaring', () => {
  test('documents that agree are matched', () => given(matchCase, complete).when(declare()).then([drafted, matched]));
  test('net weight and legal quantities come from the filings', () => {
    expect(papers.list.netWeight).toBe('0.56');
    expect(papers.list.lines.map((line) => line.legalQuantity)).toEqual([
      { value: '2', unit: '001' },
      { value: '1', unit: '001' },
      { value: '0.135', unit: '035' },
    ]);
  });
  test('a coupon missing on the receipt is caught before customs sees it', () => {
    const short = { charge: { minor: 13844n, currency: 'USD' } };
    given(matchCase, [...complete.slice(0, 2), recorded(recordReceipt(short)), recorded(recordWaybill())])
      .when(declare())
      .then([
        drafted,
        {
          type: 'CaseMismatched',
          data: {
            caseId: 'case-1',
            differences: [
              {
                rule: 'CHARGE',
                field: 'receipt.charge',
                expected: '143.44',
                actual: '138.44',
                owner: 'payment_institution',
                document: 'DOCUMENT_KIND_RECEIPT',
                against: 'order.goodsValue + order.freight',
              },
            ],
          },
        },
      ]);
  });
  test("the order's commodity code and the filing's must agree", () => {
    const other = goods.map((filed) => (filed.sku === 'CHG-02' ? { ...filed, hsCode: '8504409999' } : filed));
    const { decision } = given(matchCase, complete).when(declare({ goods: other }));
    expect(decision).toMatchObject([
      { type: 'ListDrafted' },
      { type: 'CaseMismatched', data: { differences: [{ rule: 'LINE_GOODS', field: 'list.lines[2].hsCode' }] } },
    ]);
  });
  test('corrected documents are matched again', () => {
    const mismatched: MatchCaseEvent = { type: 'CaseMismatched', data: { caseId: 'case-1', differences: [] } };
    given(matchCase, [...complete, drafted, mismatched])
      .when(declare())
      .then([drafted, matched]);
  });
  test('declaring again changes nothing', () =>
    given(matchCase, [...complete, drafted, matched])
      .when(declare())
      .thenNothing());
  test('a matched case is not declared otherwise', () =>
    given(matchCase, [...complete, drafted, matched])
      .when(declare({ destination: 'CA' }))
      .thenRefused('CASE_ALREADY_MATCHED'));

  test('what is missing is named', () =>
    given(matchCase, [opened(''), recorded(recordWaybill())])
      .when(declare())
      .thenRefused('DOCUMENTS_MISSING', { missing: 'order, receipt' }));
  test('an order that nobody recorded lacks all three', () =>
    given(matchCase, []).when(declare()).thenRefused('DOCUMENTS_MISSING', { missing: 'order, receipt, waybill' }));
  test('an article without a filing is named', () =>
    given(matchCase, complete)
      .when(declare({ goods: goods.slice(1) }))
      .thenRefused('GOODS_NOT_FILED', { sku: 'EAR-01' }));
  test('ordinary trade is not declared by lists', () =>
    given(matchCase, complete)
      .when(declare({ tradeMode: '0110' }))
      .thenRefused('TRADE_MODE_UNSUPPORTED', { mode: '0110' }));
  test('a destination without a customs number is refused', () =>
    given(matchCase, complete)
      .when(declare({ destination: 'ZZ' }))
      .thenRefused('DESTINATION_UNKNOWN', { country: 'ZZ' }));
  test('what stays in China is no export', () =>
    given(matchCase, complete)
      .when(declare({ destination: 'CN' }))
      .thenRefused('DESTINATION_IS_CHINA', { orderNo: order.orderNo }));
  test('a net weight that is none is refused', () =>
    given(matchCase, complete)
      .when(declare({ netWeight: '-1' }))
      .thenRefused('NET_WEIGHT_INVALID', { netWeight: '-1' }));
  test('an insurance in a currency without a customs number is refused', () =>
    given(matchCase, complete)
      .when(declare({ insurance: { minor: 0n, currency: 'KWD' } }))
      .thenRefused('CUSTOMS_CURRENCY_UNKNOWN'));
  test('rules are those of the day in China', () => {
    // 2018-12-31T17:00Z is already 2019 in China.
    const { decision } = given(matchCase, complete).when(declare(), facts('2018-12-31T17:00:00.000Z'));
    expect(decision).toMatchObject([{}, { type: 'CaseMatched', data: { checks: 65 } }]);
  });
});
