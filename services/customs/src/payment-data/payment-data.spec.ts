import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { payment } from '../rig/bonded.ts';
import { signedAnswer, unsignedAnswer } from './answer.ts';
import { recordFault } from './check.ts';
import { type PaymentDataEvent, paymentData } from './payment-data.ts';

const id = 'payment-data-1';
const sealed = (hash: string) => ({ subject: id, ciphertext: new Uint8Array([1]), hash });
const record = {
  ...{ request: sealed('request'), response: sealed('response'), payeeAccount: sealed('account') },
  ...{ verifiedBy: '2', payType: '1', paidAt: '2026-03-01T17:30:05.000Z', payeeCode: '', payeeName: 'Haiyue' },
  goods: [{ name: 'Milk', link: 'https://mall.example/1' }],
};
const inquiry = {
  ...{ inquiryId: 'inquiry-1', sessionId: 'session-1', orderNo: 'YJ-1', platformCode: '3302960005' },
  ...{ askedAt: '2026-03-02T01:00:00.000Z', receivedAt: '2026-03-02T01:00:01.000Z', dueAt: '2026-03-02T01:00:31.000Z' },
};
const raw = sealed('raw');
const told = { paymentDataId: id, inquiryId: 'inquiry-1', orderNo: 'YJ-1', sessionId: 'session-1' };
const kept: PaymentDataEvent = {
  type: 'PaymentRecordKept',
  data: { paymentDataId: id, orderId: 'order-1', recordVersion: 1, record },
};
const asked: PaymentDataEvent = {
  type: 'PaymentDataAsked',
  data: { paymentDataId: id, inquiry, orderId: 'order-1', raw },
};
const signed: PaymentDataEvent = {
  type: 'PaymentDataSigned',
  data: {
    ...{ paymentDataId: id, inquiryId: 'inquiry-1', sessionId: 'session-1', attempt: 1 },
    ...{ answer: sealed('answer'), sha256: 'f00d', certNo: '01', signValue: 'AA==' },
  },
};
const of = { paymentDataId: id, inquiryId: 'inquiry-1' };
const sign = {
  ...{
    type: 'Sign' as const,
    ...of,
    attempt: 1,
    answer: sealed('answer'),
    sha256: 'f00d',
    certNo: '01',
    signValue: 'AA==',
  },
} as const;
const keep = { type: 'KeepRecord', paymentDataId: id, orderId: 'order-1', record } as const;
const verdict = (code: string) => ({ type: 'RecordVerdict', ...of, attempt: 1, code, message: '' }) as const;
const check = { type: 'CheckInquiry', ...of } as const;

describe('original payment data', () => {
  test('a record is kept once; another text is another version', () => {
    given(paymentData, []).when(keep).then([kept]);
    given(paymentData, [kept]).when(keep).thenNothing();
    const { decision } = given(paymentData, [kept]).when({ ...keep, record: { ...record, response: sealed('other') } });
    expect(decision).toMatchObject([{ data: { recordVersion: 2 } }]);
  });
  test('the same session is asked once', () => {
    const ask = { type: 'Ask', paymentDataId: id, orderId: 'order-1', inquiry, raw } as const;
    given(paymentData, []).when(ask).then([asked]);
    given(paymentData, [asked]).when(ask).thenNothing();
  });
  test('is signed once for each attempt, and not without a record', () => {
    given(paymentData, [kept, asked]).when(sign).then([signed]);
    given(paymentData, [kept, asked, signed]).when(sign).thenNothing();
    given(paymentData, [asked]).when(sign).thenNothing();
  });
  test('taken in time, and too late', () => {
    const at = (instant: string) =>
      given(paymentData, [kept, asked, signed]).when(verdict('10000'), facts(instant)).decision;
    expect(at('2026-03-02T01:00:31.000Z')).toMatchObject([{ data: { tookMs: 30_000n, late: false } }]);
    expect(at('2026-03-02T01:00:31.001Z')).toMatchObject([{ data: { tookMs: 30_001n, late: true } }]);
  });
  test('refused, it is answered anew when the record is put again', () => {
    const refused: PaymentDataEvent = { type: 'PaymentDataRefused', data: { ...told, code: '20000', message: '' } };
    given(paymentData, [kept, asked, signed]).when(verdict('20000')).then([refused]);
    expect(given(paymentData, [kept, asked, signed, refused]).when(keep).decision).toMatchObject([
      { type: 'PaymentRecordKept', data: { recordVersion: 2 } },
    ]);
    expect(given(paymentData, [kept, asked, signed, refused]).when({ ...sign, attempt: 2 }).decision).toMatchObject([
      { type: 'PaymentDataSigned', data: { attempt: 2 } },
    ]);
  });
  test('tells once that its time runs out, and once that it is over; nothing once it is answered', () => {
    const soon = facts('2026-03-02T01:00:21.000Z');
    const due: PaymentDataEvent = {
      type: 'PaymentDataDue',
      data: { ...told, dueAt: inquiry.dueAt, why: 'RECORD_MISSING' },
    };
    given(paymentData, [asked]).when(check, soon).then([due]);
    given(paymentData, [asked, due]).when(check, soon).thenNothing();
    expect(given(paymentData, [kept, asked, due]).when(check, facts(inquiry.dueAt)).decision).toMatchObject([
      { type: 'PaymentDataOverdue', data: { why: 'NOT_TAKEN' } },
    ]);
    const answered: PaymentDataEvent = {
      type: 'PaymentDataAnswered',
      data: { ...told, code: '10000', message: '', tookMs: 1n, late: false },
    };
    given(paymentData, [kept, asked, signed, answered]).when(check, soon).thenNothing();
  });
  test('an inquiry that nobody made is none', () =>
    given(paymentData, []).when(check).thenRefused('PAYMENT_INQUIRY_NOT_FOUND', { id: 'inquiry-1' }));
});

describe('the answer', () => {
  const clear = {
    ...{ request: '{"a" : 1}', response: 'ok "quoted"', payeeAccount: '33020001', verifiedBy: '2', payType: '1' },
    ...{ paidAt: record.paidAt, goods: record.goods, payeeCode: '', payeeName: 'Haiyue' },
  };
  const at = '2026-03-02T01:00:00.000Z';

  test('is JSON whose parts are, to the byte, the text that is signed', () => {
    const unsigned = unsignedAnswer({ sessionId: 's-1', payment, record: clear, at, attempt: 1 });
    const answer = signedAnswer(unsigned, '01', 'AA==');
    expect(JSON.parse(answer)).toMatchObject({
      payExchangeInfoHead: { initalRequest: clear.request, initalResponse: clear.response, totalAmount: 587.87 },
      serviceTime: '1772413200000',
      ...{ certNo: '01', signValue: 'AA==' },
    });
    const parts = [...unsigned.text.matchAll(/"(\w+)":"(.*?)"(?=\|\||$)/g)];
    expect(parts.map(([, name]) => name)).toEqual([
      ...['sessionID', 'payExchangeInfoHead', 'payExchangeInfoLists', 'serviceTime'],
    ]);
    for (const [, , value = ''] of parts) expect(answer).toContain(value);
    expect(unsigned.text).toContain('"totalAmount":587.87,');
  });
  test('a record that fits has no fault', () => expect(recordFault(clear)).toBeUndefined());
});
