import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { declarationId } from './declaration/declaration.ts';
import { caseId } from './match-case/match-case.ts';
import { goods, order, receipt, waybill } from './rig/story.ts';
import { openWindow, replyBytes } from './rig/window.ts';
import { customs } from './service.ts';

const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const gateway: Caller = { tenant: 'portolan', role: 'operations' };
const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
const id = caseId('merchant', 'order-1');
const page = { limit: 0, cursor: '' };
const short = { ...receipt, charge: { minor: 13_844n, currency: 'USD' } };

let trial: Trial;
let client: ServiceClient<CustomsDefinition>;
let window: Awaited<ReturnType<typeof openWindow>>;
let calls = 0;

beforeEach(async () => {
  window = await openWindow();
  trial = await startTrial('customs', configSchema.parse({ PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: window.url }), customs);
  client = trial.client(CustomsDefinition);
  for (const filed of goods) await client.fileGoods({ goods: filed }, as(merchant));
});
afterEach(async () => {
  await trial.end();
  await window.close();
});

const as = (caller: Caller) => asking(caller, `call-${++calls}`);
const view = (caller = merchant) => client.getMatchCase({ id, atLeastVersion: 0n }, caller);
const filter = { state: '', orderNo: '', owner: '', rule: '', page };
const listed = async (changed: object, caller = merchant) =>
  (await client.listMatchCases({ ...filter, ...changed }, caller)).cases;
const count = (changed: object = {}) =>
  client.countRejections(
    { from: '', to: '', customsCode: '', tradeMode: '', rule: '', by: 'month', ...changed },
    merchant,
  );

/** The call is refused with this code. */
async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toThrow(code);
}

async function record(kind: 'ORDER' | 'RECEIPT' | 'WAYBILL', value: object) {
  const document = { $case: kind.toLowerCase(), value: structuredClone(value) } as never;
  const request = { orderId: 'order-1', kind: `DOCUMENT_KIND_${kind}` as const, document, tradeMode: '9610' };
  await client.recordDocument(request, as(fulfilment));
  await trial.settled();
}

async function declare() {
  const insurance = { minor: 0n, currency: 'USD' };
  const where = { tradeMode: '9610', destination: 'US', netWeight: '', emsNo: '', bookLines: [], warehouseId: '' };
  await client.declare({ orderId: 'order-1', ...where, insurance }, as(fulfilment));
  await trial.settled();
}

async function declareWrongly() {
  await record('WAYBILL', waybill);
  await record('ORDER', order);
  await record('RECEIPT', short);
  await declare();
}

describe('a case of three-document matching', () => {
  test('opens with the first document and says what it waits for', async () => {
    await record('WAYBILL', waybill);
    expect(await view()).toMatchObject({
      ...{ state: 'PARTIAL', orderNo: order.orderNo, tradeMode: '9610', declarationId: '' },
      missing: ['DOCUMENT_KIND_ORDER', 'DOCUMENT_KIND_RECEIPT'],
      documents: [{ kind: 'DOCUMENT_KIND_WAYBILL', version: 1, sourceCode: waybill.carrier.code }],
    });
    await record('ORDER', order);
    await record('RECEIPT', receipt);
    expect(await view()).toMatchObject({ state: 'COMPLETE', missing: [], platformCode: order.platform.code });
  });

  test('shows what the documents say before there is a list: value, version, source, rule, and who mends it', async () => {
    await record('ORDER', order);
    await record('RECEIPT', short);
    await record('RECEIPT', { ...short, payNo: 'PAY-78' });
    const { comparisons, differences } = await view();
    expect(differences).toEqual([]);
    expect(comparisons.filter(({ agrees }) => !agrees)).toEqual([
      {
        ...{ rule: 'CHARGE', field: 'receipt.charge', agrees: false, severity: 'ERROR', owner: 'payment_institution' },
        document: 'DOCUMENT_KIND_RECEIPT',
        ruleSource: expect.stringContaining('1332'),
        values: [
          {
            ...{ document: 'DOCUMENT_KIND_ORDER', version: 1, source: 'platform', value: '143.44' },
            field: 'order.goodsValue + order.freight',
          },
          {
            ...{ document: 'DOCUMENT_KIND_RECEIPT', version: 2, source: 'payment_institution', value: '138.44' },
            field: 'receipt.charge',
          },
        ],
      },
    ]);
  });

  test('is found by whose turn it is and by the rule that failed, until it is mended', async () => {
    await declareWrongly();
    const failed = { state: 'MISMATCHED', differences: [{ rule: 'CHARGE', against: expect.any(String) }] };
    for (const by of [{ owner: 'payment_institution' }, { rule: 'CHARGE' }, { state: 'MISMATCHED' }]) {
      expect(await listed(by)).toMatchObject([failed]);
    }
    expect(await listed({ owner: 'payment_institution', rule: 'CHARGE' })).toMatchObject([{ id }]);
    expect(await listed({ owner: 'carrier' })).toEqual([]);
    await record('RECEIPT', receipt);
    expect(await listed({ owner: 'payment_institution' })).toEqual([]);
    await declare();
    expect(await listed({ orderNo: order.orderNo })).toMatchObject([{ state: 'MATCHED', checks: 65 }]);
    expect((await view()).comparisons.every(({ agrees, severity }) => agrees || severity === 'WARNING')).toBe(true);
  });

  test('is its merchant’s alone', async () => {
    await record('ORDER', order);
    await refuses('MATCH_CASE_NOT_FOUND', view(stranger));
    expect(await listed({}, stranger)).toEqual([]);
  });

  test('tells after a day, and twice more, that it stands still; not once it moved', async () => {
    await record('ORDER', order);
    trial.clock.moveTo('2026-03-03T00:59:00.000Z');
    await trial.settled();
    expect((await view()).overdue).toBe(0);
    for (const [at, times] of [
      ['2026-03-03T01:00:00.000Z', 1],
      ['2026-03-05T01:00:00.000Z', 2],
      ['2026-03-09T01:00:00.000Z', 3],
      ['2026-06-09T01:00:00.000Z', 3],
    ] as const) {
      trial.clock.moveTo(at);
      await expect.poll(async () => (await view()).overdue, { timeout: 20_000 }).toBe(times);
    }
    await record('WAYBILL', waybill);
    expect((await view()).overdue).toBe(0);
  });

  test('every rule is listed with its words’ code, its check and what it foresees', async () => {
    const { rules } = await client.listMatchRules({}, merchant);
    expect(rules).toContainEqual(expect.objectContaining({ code: 'SINGLE_LIMIT', check: 9, foresees: ['-621005'] }));
  });
});

describe('what customs sends back all the same', () => {
  const declaration = declarationId('merchant', 'order-1');
  const keys = {
    ...{ agentCode: '4403180A21', copNo: declaration, preNo: 'B20260302000000001', invtNo: '53492026E000000001' },
    ...{ ebpCode: order.platform.code, ebcCode: order.merchant.code, orderNo: order.orderNo },
    ...{ logisticsCode: waybill.carrier.code, logisticsNo: waybill.waybillNo },
  };
  async function tell(message: '304' | '404' | '506' | '604', status: string, time: string, info?: string) {
    const body = replyBytes(message, { ...keys, ...(info === undefined ? {} : { returnInfo: info }) }, status, time);
    await client.receiveMessage({ body }, as(gateway));
    await trial.settled();
  }

  test('is counted by period, office, mode and rule; what nobody could foresee by its code', async () => {
    await declareWrongly();
    await record('RECEIPT', receipt);
    await declare();
    for (const message of ['304', '404', '506'] as const) await tell(message, '120', '20260302090200000');
    await tell('604', '100', '20260302090300000', '[Code:1320;Desc:项数不一致]');
    await client.resubmit({ orderId: 'order-1', attempt: 1 }, as(fulfilment));
    await trial.settled();
    await tell('604', '100', '20260302100300000', '[Code:9977;Desc:其他]');
    const counted = await count();
    expect(counted).toMatchObject({
      ...{ from: '2026-02-01', to: '2026-03-02' },
      rates: [
        {
          ...{ period: '2026-03-01', customsCode: '5349', tradeMode: '9610' },
          ...{ lists: 2, caught: 1, foreseeable: 1, unforeseeable: 1, rate: '0.5000' },
        },
      ],
      rules: [
        { rule: 'CHARGE', caught: 1, foreseeable: 0 },
        { rule: 'LINE_NUMBERS', caught: 0, foreseeable: 1 },
      ],
      unforeseen: [{ code: '9977', kind: 'MESSAGE_KIND_CEB603', times: 1, declarationId: declaration }],
    });
    expect((await count({ rule: 'LINE_NUMBERS', by: 'week' })).rates).toMatchObject([
      { period: '2026-03-02', foreseeable: 1, unforeseeable: 0, caught: 0 },
    ]);
    expect((await count({ tradeMode: '1210' })).rates).toEqual([]);
    await refuses('REJECTION_PERIOD_INVALID', count({ from: '2024-01-01', to: '2026-03-02' }));
  });
});
