import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { declarationId } from './declaration/declaration.ts';
import { goods, order, receipt, waybill } from './rig/story.ts';
import { openWindow, replyBytes, summaryResultBytes } from './rig/window.ts';
import { customs } from './service.ts';
import { applicationNo } from './summary/state.ts';

const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const gateway: Caller = { tenant: 'portolan', role: 'operations' };
const first = { limit: 50, cursor: '' };
const sumNo = '534920260402000001';
const entryId = '530120260000000001';

let trial: Trial;
let client: ServiceClient<CustomsDefinition>;
let window: Awaited<ReturnType<typeof openWindow>>;
let calls = 0;

async function start(more: Record<string, string> = {}) {
  window = await openWindow();
  const config = configSchema.parse({ PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: window.url, ...more });
  trial = await startTrial('customs', config, customs);
  client = trial.client(CustomsDefinition);
}
beforeEach(() => start());
afterEach(async () => {
  await trial.end();
  await window.close();
});

const as = (caller: Caller) => asking(caller, `call-${++calls}`);
const invtNoOf = (index: number) => `53492026E00000000${index}`;

async function push(body: Uint8Array) {
  await client.receiveMessage({ body }, as(gateway));
  await trial.settled();
}

/** Declares order `index` and has customs release and close its list. */
async function closed(index: number): Promise<void> {
  const [orderId, orderNo, waybillNo] = [`order-${index}`, `SO-${index}`, `YW000000000${index}CN`];
  const documents = [
    ['DOCUMENT_KIND_ORDER', { $case: 'order', value: { ...structuredClone(order), orderNo } }],
    ['DOCUMENT_KIND_RECEIPT', { $case: 'receipt', value: { ...structuredClone(receipt), orderNo } }],
    ['DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: { ...structuredClone(waybill), orderNo, waybillNo } }],
  ] as const;
  for (const filed of goods) await client.fileGoods({ goods: filed }, as(fulfilment));
  for (const [kind, document] of documents) await client.recordDocument({ orderId, kind, document }, as(fulfilment));
  const request = { orderId, tradeMode: '9610', destination: 'US', netWeight: '', emsNo: '', bookLines: [] };
  await client.declare({ ...request, insurance: { minor: 0n, currency: 'USD' }, warehouseId: '' }, as(fulfilment));
  await trial.settled();
  const copNo = declarationId('merchant', orderId);
  const keys = {
    ...{ ebpCode: order.platform.code, ebcCode: order.merchant.code, orderNo, logisticsNo: waybillNo, copNo },
    ...{ logisticsCode: waybill.carrier.code, agentCode: '4403180A21', invtNo: invtNoOf(index) },
  };
  for (const [message, status, time] of [
    ...(['304', '404', '506'] as const).map((number) => [number, '120', '20260302090100000'] as const),
    ...(['120', '800', '899'] as const).map((status, at) => ['604', status, `2026030210000000${at}`] as const),
  ]) {
    await push(replyBytes(message, keys, status, time));
  }
}

const told = (status: string, copNo: string, number = '') =>
  push(
    replyBytes(
      '702',
      {
        agentCode: '4403180A21',
        ebcCode: order.merchant.code,
        copNo,
        msgSeqNo: '1',
        ...(number === '' ? {} : { sumNo: number }),
      },
      status,
      '20260402100000000',
    ),
  );

const onlySummary = async () => {
  const { summaries } = await client.listSummaries({ state: '', page: first }, merchant);
  expect(summaries).toHaveLength(1);
  const [found] = summaries;
  if (found === undefined) throw new Error('no summary');
  return found;
};
const stateOf = async (index: number) => {
  const view = await client.getDeclaration(
    { id: declarationId('merchant', `order-${index}`), atLeastVersion: 0n },
    merchant,
  );
  return `${view.state} ${view.entryId}`;
};

describe('the summary of a month', () => {
  test('is asked for on its day, and what customs makes of it is told to each declaration', async () => {
    await closed(1);
    await closed(2);
    const { id, dueUntil } = await onlySummary();
    expect(await onlySummary()).toMatchObject({ state: 'OPEN', month: '2026-03', lists: 2, applications: [] });
    expect(dueUntil).toBe('2026-04-15T15:59:59.999Z');

    trial.clock.moveTo('2026-04-01T16:00:00.000Z');
    await trial.settled();
    expect(window.messages().filter((name) => name === 'CEB701Message')).toHaveLength(1);
    expect(await stateOf(1)).toBe('SUMMARISED ');
    const copNo = applicationNo(id, 1);
    await told('399', copNo, sumNo);
    expect(await onlySummary()).toMatchObject({ state: 'ACCEPTED', applications: [{ sumNo, status: '399' }] });

    await push(summaryResultBytes({ sumNo, declSeqNo: '534920260402900001' }, [invtNoOf(1), invtNoOf(2)]));
    await push(summaryResultBytes({ sumNo, declSeqNo: '534920260402900001', entryId }, [invtNoOf(1), invtNoOf(2)]));
    expect(await onlySummary()).toMatchObject({ state: 'DECLARED', overdue: false });
    expect([await stateOf(1), await stateOf(2)]).toEqual([`ENTERED ${entryId}`, `ENTERED ${entryId}`]);
    const { lists } = await client.listSummaryLists({ id, page: { limit: 1, cursor: '' } }, merchant);
    expect(lists).toMatchObject([{ invtNo: invtNoOf(1), orderId: 'order-1', application: 1, entryId }]);
  });

  test('sent back, it is overdue after the 15th; asked for again, it goes under another number', async () => {
    await closed(1);
    const { id } = await onlySummary();
    await client.applySummary({ id }, as(merchant));
    await trial.settled();
    await told('100', applicationNo(id, 1));
    expect(await onlySummary()).toMatchObject({
      state: 'RETURNED',
      applications: [{ state: 'RETURNED', status: '100' }],
    });
    trial.clock.moveTo('2026-04-15T16:00:00.000Z');
    await trial.settled();
    // On its day it was asked for anew; nobody has answered that.
    expect(await client.getSummary({ id, atLeastVersion: 0n }, merchant)).toMatchObject({
      overdue: true,
      applications: [{ number: 1 }, { number: 2, state: 'APPLIED' }],
    });
  });

  test('a window that refuses it sends it back', async () => {
    await closed(1);
    const { id } = await onlySummary();
    window.answerNext(422);
    await client.applySummary({ id }, as(merchant));
    await trial.settled();
    expect(await onlySummary()).toMatchObject({ applications: [{ state: 'RETURNED', status: 'HTTP 422' }] });
  });

  test('is its merchant’s alone', async () => {
    await closed(1);
    const { id } = await onlySummary();
    const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
    expect((await client.listSummaries({ state: '', page: first }, stranger)).summaries).toEqual([]);
    for (const call of [
      client.getSummary({ id, atLeastVersion: 0n }, stranger),
      client.listSummaryLists({ id, page: first }, stranger),
      client.applySummary({ id }, as(stranger)),
    ]) {
      await expect(call).rejects.toThrow('SUMMARY_NOT_FOUND');
    }
  });

  test('goods of an export come back another way', async () => {
    await closed(1);
    const declaration = declarationId('merchant', 'order-1');
    const asked = { declarationId: declaration, reason: 'unsold', lines: [{ line: 1, quantity: '1' }] };
    const refuses = (code: string, call: Promise<unknown>) => expect(call).rejects.toThrow(code);
    await refuses('RETURN_OF_EXPORT', client.requestListReturn(asked, as(merchant)));
  });

  test('a result of nobody’s request is raised', async () => {
    await push(summaryResultBytes({ sumNo, declSeqNo: '534920260402900001' }, [invtNoOf(9)]));
    const { messages } = await client.listRefusedMessages({ page: first }, gateway);
    expect(JSON.stringify(messages)).toContain(sumNo);
  });
});

test('list release with statistics: the month is counted, nothing is declared', async () => {
  await trial.end();
  await window.close();
  await start({ PORTOLAN_CUSTOMS_STATISTICS_FLAG: 'A' });
  await closed(1);
  trial.clock.moveTo('2026-04-01T16:00:00.000Z');
  await trial.settled();
  expect(window.messages()).not.toContain('CEB701Message');
  const { statistics, state } = await onlySummary();
  expect(state).toBe('STATED');
  expect(statistics.map(({ hsCode }) => hsCode)).toEqual(['8504', '8518', '8544']);
  expect(await stateOf(1)).toBe('SUMMARISED ');
});
