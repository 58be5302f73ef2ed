import { createHash } from 'node:crypto';
import { sm2KeyOf, sm2PublicKey, sm2Verify } from '@portolan/ceb/signature';
import { catalogues } from '@portolan/contracts';
import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import { type Caller, type Compose, type ServiceClient, serve } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { goods, order, payment, waybill, yuan } from './rig/bonded.ts';
import { openWindow } from './rig/window.ts';
import { customs } from './service.ts';

const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const gateway: Caller = { tenant: 'portolan', role: 'operations' };
const platformCode = order.platform.code;
const record = {
  orderId: 'order-1',
  // A text that no JSON writer would write like that: what was sent is sent on as it was.
  request: '{ "order" : "YJ-2026-0001",  "amount":"587.870" }',
  response: '{"result":"SUCCESS","说明":"支付成功 ✓"}',
  ...{ verifiedBy: '2', payType: '1', paidAt: '2026-03-01T17:30:05.000Z' },
  goods: [{ name: '婴儿配方奶粉', link: 'https://mall.example/items/1;https://mall.example/items/2' }],
  ...{ payeeAccount: '3302000012345678', payeeCode: '', payeeName: 'Ningbo Haiyue' },
};

const warehouse: Compose<object> = () => ({
  name: 'warehouse',
  catalogue: catalogues.warehouse,
  ...{ projections: [], reactions: [], requests: [], timers: [] },
  serves: [
    serve(BooksDefinition, {
      readBookLines: async ({ recordNos }) => ({
        lines: recordNos.map((recordNo) => ({ recordNo, sku: 'NZ-MILK-900', available: 40n })),
      }),
    }),
  ],
});

let books: Trial;
let trial: Trial;
let client: ServiceClient<CustomsDefinition>;
let window: Awaited<ReturnType<typeof openWindow>>;
const config = configSchema.parse({});
let calls = 0;
/** How long something may take to show on a busy machine. */
const patience = { timeout: 20_000 };

beforeEach(async () => {
  window = await openWindow();
  books = await startTrial('warehouse', {}, warehouse);
  const settings = configSchema.parse({ PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: window.url });
  trial = await startTrial('customs', settings, customs, () => books.running.address);
  client = trial.client(CustomsDefinition);
  for (const filed of goods) await client.fileGoods({ goods: filed }, as(merchant));
  for (const [kind, document] of [
    ['DOCUMENT_KIND_ORDER', { $case: 'order', value: order }],
    ['DOCUMENT_KIND_PAYMENT', { $case: 'payment', value: payment }],
    ['DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: waybill }],
  ] as const) {
    await client.recordDocument({ orderId: 'order-1', kind, document: structuredClone(document) }, as(fulfilment));
  }
  await client.declare(
    {
      ...{ orderId: 'order-1', tradeMode: '1210', destination: 'CN', netWeight: '', insurance: yuan(0n) },
      ...{ emsNo: 'T3105W000293', warehouseId: 'NGB-BND-1', bookLines: [{ line: 1, recordNo: '1' }] },
    },
    as(fulfilment),
  );
  // From here on customs may ask: the order's number leads to it. Nobody opens its people here, so nothing is sent.
  const page = { limit: 0, cursor: '' };
  await expect
    .poll(async () => (await client.listDeclarations({ state: '', page }, merchant)).declarations, patience)
    .toHaveLength(1);
});
afterEach(async () => {
  await trial.end();
  await books.end();
  await window.close();
});

const as = (caller: Caller) => asking(caller, `call-${++calls}`);
const form = (asked: object) =>
  new TextEncoder().encode(new URLSearchParams({ openReq: JSON.stringify(asked) }).toString());

/** The call is refused with this code. */
async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toThrow(code);
}

async function ask(changed: object = {}) {
  const asked = {
    orderNo: order.orderNo,
    sessionID: 'fe2374-8fnejf97-55616242',
    serviceTime: '1772413200000',
    ...changed,
  };
  return client.askPaymentData({ platformCode, body: form(asked) }, as(gateway));
}

async function inquiries(caller: Caller = merchant) {
  const page = { limit: 0, cursor: '' };
  return (await client.listPaymentInquiries({ state: '', page }, caller)).inquiries;
}

const uploads = () =>
  window.posted
    .filter(({ url }) => url.endsWith('/ceb2grab/grab/realTimeDataUpload'))
    .map(({ body }) => new URLSearchParams(body).get('payExInfoStr') ?? '');

/** Waits until the only inquiry is in this state. */
async function until(state: string) {
  return expect.poll(async () => (await inquiries())[0], patience).toMatchObject({ state });
}

describe('customs asks for the original data of a payment', () => {
  test('what the platform laid down is answered with a signature over the exact bytes that are sent', async () => {
    window.sayNext('10000');
    await client.keepPaymentRecord(record, as(merchant));
    expect(await ask()).toMatchObject({ code: '10000', message: '' });
    await until('ANSWERED');
    const [answer = ''] = uploads();
    const parts =
      /^\{"sessionID":"(.*?)","payExchangeInfoHead":(\{.*\}),"payExchangeInfoLists":(\[.*\]),"serviceTime":"(\d{13})","certNo":"(.*?)","signValue":"(.*?)"\}$/;
    const [, session, head = '', lists = '', time, certNo, signValue = ''] = parts.exec(answer) ?? [];
    expect(JSON.parse(head)).toMatchObject({
      ...{ initalRequest: record.request, initalResponse: record.response, ebpCode: platformCode },
      ...{ payTransactionId: payment.transactionId, totalAmount: 587.87, currency: '142', verDept: '2' },
      tradingTime: '20260302013005',
    });
    expect(JSON.parse(lists)).toMatchObject([{ orderNo: order.orderNo, recpAccount: record.payeeAccount }]);
    const text = `"sessionID":"${session}"||"payExchangeInfoHead":"${head}"||"payExchangeInfoLists":"${lists}"||"serviceTime":"${time}"`;
    const bytes = Buffer.from(text, 'utf8');
    const key = sm2PublicKey(sm2KeyOf(config.PORTOLAN_CUSTOMS_SIGNING_KEY));
    expect(sm2Verify(key, bytes, new Uint8Array(Buffer.from(signValue, 'base64')))).toBe(true);
    const [inquiry] = await inquiries();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(inquiry).toMatchObject({ state: 'ANSWERED', code: '10000', late: false, sha256, certNo, signValue });
    expect(inquiry?.answeredAt).not.toBe('');
  });

  test('the same question again is one question; a later record answers what waits; the same bytes go again', async () => {
    window.sayNext('', '10000');
    expect(await ask()).toEqual(await ask());
    await until('ASKED');
    expect(await inquiries()).toHaveLength(1);
    await client.keepPaymentRecord(record, as(merchant));
    await until('ANSWERED');
    const sent = uploads();
    // The first try was answered with nothing: an outage.
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe(sent[0]);
  });

  test('what customs refuses is told, and answered anew when the record is put again', async () => {
    window.sayNext('20000', '10000');
    await client.keepPaymentRecord(record, as(merchant));
    await ask();
    await until('REFUSED');
    expect((await inquiries())[0]).toMatchObject({ code: '20000', why: 'REFUSED', attempt: 1 });
    await client.keepPaymentRecord(record, as(merchant));
    await until('ANSWERED');
    expect((await inquiries())[0]).toMatchObject({ attempt: 2, why: '' });
  });

  test('without a record it is told ten seconds before it is due, and when it is over', async () => {
    await ask();
    await until('ASKED');
    trial.clock.moveTo('2026-03-02T01:00:20.000Z');
    await expect
      .poll(async () => (await inquiries())[0], patience)
      .toMatchObject({ why: 'RECORD_MISSING', overdue: false });
    trial.clock.moveTo('2026-03-02T01:00:30.000Z');
    await expect
      .poll(async () => (await inquiries())[0], patience)
      .toMatchObject({ why: 'RECORD_MISSING', overdue: true });
    window.sayNext('10000');
    trial.clock.moveTo('2026-03-02T01:01:00.000Z');
    await client.keepPaymentRecord(record, as(merchant));
    await until('ANSWERED');
    expect((await inquiries())[0]).toMatchObject({ late: true, tookMs: 60_000n });
  });

  test('an order that nobody declared is kept, and shown to the operator alone', async () => {
    expect(await ask({ orderNo: 'SO-UNKNOWN' })).toMatchObject({ code: '20000' });
    await expect.poll(() => inquiries(gateway), patience).toMatchObject([{ orderNo: 'SO-UNKNOWN', state: 'UNKNOWN' }]);
    expect(await inquiries()).toEqual([]);
  });

  test.each([
    ['openReq', 'nothing at all'],
    ['openReq', 'openReq=%7B&openReq=%7B'],
    ['openReq', 'openReq=[]'],
    ['openReq', `openReq=${'x'.repeat(5_000)}`],
    ['orderNo', 'openReq={"sessionID":"s","serviceTime":"1772413200000"}'],
    ['sessionID', `openReq={"orderNo":"1","sessionID":"${'s'.repeat(37)}","serviceTime":"1772413200000"}`],
    ['serviceTime', 'openReq={"orderNo":"1","sessionID":"s","serviceTime":"yesterday"}'],
  ])('a question whose %s nobody can read is refused and kept: %s', async (field, body) => {
    const asked = client.askPaymentData({ platformCode, body: new TextEncoder().encode(body) }, as(gateway));
    await expect(asked).rejects.toMatchObject({ refusal: { refused: 'INVALID_MESSAGE', data: { field } } });
    const page = { limit: 0, cursor: '' };
    await expect
      .poll(async () => (await client.listRefusedMessages({ page }, gateway)).messages, patience)
      .toMatchObject([{ flaws: [{ field }] }]);
    expect(await inquiries()).toEqual([]);
  });

  test.each([
    ['request', { request: '' }],
    ['response', { response: 'x'.repeat(8_001) }],
    ['verifiedBy', { verifiedBy: '4' }],
    ['payType', { payType: '5' }],
    ['paidAt', { paidAt: 'today' }],
    ['goods', { goods: [] }],
    ['goods[0].link', { goods: [{ name: 'Milk', link: '' }] }],
    ['payeeAccount', { payeeAccount: '' }],
  ])('a record whose %s could not be sent is refused', async (field, changed) => {
    const kept = client.keepPaymentRecord({ ...record, ...changed }, as(merchant));
    await refuses('PAYMENT_RECORD_INVALID', kept);
    await expect(kept).rejects.toMatchObject({ refusal: { refused: 'PAYMENT_RECORD_INVALID', data: { field } } });
  });
});
