import { CustomsDefinition, type MeasureReleaseTimesRequest } from '@portolan/contracts/customs/v1/customs';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { declarationId } from './declaration/declaration.ts';
import { goods, order, receipt, waybill } from './rig/story.ts';
import { openWindow, replyBytes } from './rig/window.ts';
import { customs } from './service.ts';

const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const gateway: Caller = { tenant: 'portolan', role: 'operations' };
const office: Caller = { tenant: 'customs-5349', role: 'customs_office' };
const documents = [
  ['DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: waybill }],
  ['DOCUMENT_KIND_ORDER', { $case: 'order', value: order }],
  ['DOCUMENT_KIND_RECEIPT', { $case: 'receipt', value: receipt }],
] as const;

let trial: Trial;
let client: ServiceClient<CustomsDefinition>;
let window: Awaited<ReturnType<typeof openWindow>>;
let calls = 0;

beforeEach(async () => {
  window = await openWindow();
  const config = configSchema.parse({
    PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: window.url,
    PORTOLAN_CUSTOMS_OFFICE_TENANTS: JSON.stringify({ '5349': 'customs-5349', '3105': 'customs-3105' }),
  });
  trial = await startTrial('customs', config, customs);
  client = trial.client(CustomsDefinition);
});
afterEach(async () => {
  await trial.end();
  await window.close();
});

const as = (caller: Caller) => asking(caller, `call-${++calls}`);
const at = (time: string) => trial.clock.moveTo(`2026-03-${time}:00.000Z`);

async function measure(asked: Partial<MeasureReleaseTimesRequest> = {}, caller = merchant) {
  await trial.settled();
  const all = { from: '', until: '', customsCode: '', tradeMode: '', step: '' };
  return client.measureReleaseTimes({ ...all, ...asked }, caller);
}

async function declare(tenant: Caller) {
  for (const filed of goods) await client.fileGoods({ goods: filed }, as(tenant));
  for (const [kind, document] of documents) {
    await client.recordDocument({ orderId: 'order-1', kind, document: structuredClone(document) }, as(tenant));
  }
  const request = {
    ...{ orderId: 'order-1', tradeMode: '9610', destination: 'US', netWeight: '' },
    ...{ insurance: { minor: 0n, currency: 'USD' }, emsNo: '', bookLines: [], warehouseId: '' },
  };
  await client.declare(request, as(tenant));
  await trial.settled();
}

async function tell(message: '304' | '404' | '506' | '604', status: string, time: string) {
  const keys = {
    ...{
      agentCode: '4403180A21',
      copNo: declarationId('merchant', 'order-1'),
      preNo: 'B20260302000000001',
      invtNo: '53492026E000000001',
    },
    ...{ ebpCode: order.platform.code, ebcCode: order.merchant.code, orderNo: order.orderNo },
    ...{ logisticsCode: waybill.carrier.code, logisticsNo: waybill.waybillNo },
  };
  await client.receiveMessage({ body: replyBytes(message, keys, status, time) }, as(gateway));
  await trial.settled();
}

/** Declared at 09:00 in China, inspected from ten on, released the next morning. */
async function playInspection() {
  at('02T01:00');
  await declare(fulfilment);
  at('02T01:04');
  for (const message of ['304', '404', '506'] as const) await tell(message, '120', '20260302090400000');
  at('02T01:30');
  await tell('604', '120', '20260302093000000');
  at('02T02:00');
  await tell('604', '500', '20260302100000000');
  at('03T00:30');
  await tell('604', '800', '20260303083000000');
}

const minutes = (p: number) => ({ count: 1, p50: p, p90: p, p99: p });

test('every step of a declaration is timed, by office, mode and lane; the whole stands first', async () => {
  await playInspection();
  const { from, until, times } = await measure();
  expect([from, until]).toEqual(['2026-02-02', '2026-03-03']);
  expect(times.map(({ step, owner, p50 }) => `${step} ${owner} ${p50}`)).toEqual([
    'WHOLE  1400',
    'DRAFTED-DOCUMENTS_SENT declarant 0',
    'DOCUMENTS_SENT-SUBMITTED customs 4',
    'SUBMITTED-STORED customs 26',
    'STORED-INSPECTION customs 30',
    'INSPECTION-RELEASED customs 1350',
  ]);
  const place = { customsCode: '5349', tradeMode: '9610', direction: 'E' };
  const lanes = [{ lane: 'INSPECTION', ...minutes(1_400) }];
  expect(times[0]).toEqual({ ...place, step: 'WHOLE', owner: '', ...minutes(1_400), lanes });
});

test('what is asked for alone: days on which steps ended, an office, a mode, a step', async () => {
  await playInspection();
  const steps = async (asked: Partial<MeasureReleaseTimesRequest>) =>
    (await measure(asked)).times.map(({ step }) => step);
  expect(await steps({ from: '2026-03-03' })).toEqual(['WHOLE', 'INSPECTION-RELEASED']);
  expect(await steps({ from: '2026-03-02', until: '2026-03-02' })).not.toContain('WHOLE');
  expect(await steps({ step: 'SUBMITTED-STORED' })).toEqual(['SUBMITTED-STORED']);
  expect(await steps({ customsCode: '5349', tradeMode: '9610' })).toHaveLength(6);
  expect(await steps({ customsCode: '3105' })).toEqual([]);
  expect(await steps({ tradeMode: '1210' })).toEqual([]);
});

test('an office sees what was declared there, whosever it is; a stranger and another office see nothing', async () => {
  await playInspection();
  const own = await measure();
  expect(await measure({}, office)).toEqual(own);
  expect((await measure({}, { tenant: 'customs-3105', role: 'customs_office' })).times).toEqual([]);
  expect((await measure({}, { tenant: 'stranger', role: 'merchant' })).times).toEqual([]);
  // A tenant that is not an office's is no office by its role alone.
  expect((await measure({}, { tenant: 'merchant', role: 'customs_office' })).times).toEqual([]);
});

test.each([
  [{ from: '2026-03-03', until: '2026-03-02' }],
  [{ from: '2025-12-01', until: '2026-03-03' }],
  [{ from: 'yesterday' }],
])('%j is no period', async (asked) => {
  await refuses('RELEASE_PERIOD_INVALID', measure(asked));
});

test.each(['STORED-SUBMITTED', 'SUBMITTED', 'whole', '__proto__'])('%s is no step', async (step) => {
  await refuses('RELEASE_STEP_UNKNOWN', measure({ step }), { step });
});

async function refuses(code: string, call: Promise<unknown>, data: object = {}): Promise<void> {
  await expect(call).rejects.toMatchObject({ refusal: { refused: code, data } });
}
