import { catalogues } from '@portolan/contracts';
import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { declarationId } from './declaration/declaration.ts';
import { goods, order, receipt, waybill } from './rig/story.ts';
import { formatErrorBytes, openWindow, repliesBytes, replyBytes } from './rig/window.ts';
import { customs } from './service.ts';

const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const gateway: Caller = { tenant: 'portolan', role: 'operations' };
const id = declarationId('merchant', 'order-1');
const numbers = { agentCode: '4403180A21', copNo: id, preNo: 'B20260302000000001', invtNo: '53492026E000000001' };
const keys = {
  ...numbers,
  ebpCode: order.platform.code,
  ebcCode: order.merchant.code,
  orderNo: order.orderNo,
  logisticsCode: waybill.carrier.code,
  logisticsNo: waybill.waybillNo,
};
const documents = [
  ['DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: waybill }],
  ['DOCUMENT_KIND_ORDER', { $case: 'order', value: order }],
  ['DOCUMENT_KIND_RECEIPT', { $case: 'receipt', value: receipt }],
] as const;
const request = {
  ...{ orderId: 'order-1', tradeMode: '9610', destination: 'US', netWeight: '' },
  ...{ insurance: { minor: 0n, currency: 'USD' }, emsNo: '', bookLines: [], warehouseId: '' },
};

let trial: Trial;
let client: ServiceClient<CustomsDefinition>;
let window: Awaited<ReturnType<typeof openWindow>>;
let calls = 0;

beforeEach(async () => {
  window = await openWindow();
  trial = await startTrial('customs', configSchema.parse({ PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: window.url }), customs);
  client = trial.client(CustomsDefinition);
});
afterEach(async () => {
  await trial.end();
  await window.close();
});

const as = (caller: Caller) => asking(caller, `call-${++calls}`);
const view = (atLeastVersion = 0n) => client.getDeclaration({ id, atLeastVersion }, merchant);

async function push(body: Uint8Array) {
  const reply = await client.receiveMessage({ body }, as(gateway));
  await trial.settled();
  return reply;
}

const tell = (message: Parameters<typeof replyBytes>[0], status: string, time = '20260302090100000') =>
  push(replyBytes(message, keys, status, time));

async function declare(tenant: Caller = fulfilment) {
  for (const filed of goods) await client.fileGoods({ goods: filed }, as(tenant));
  for (const [kind, document] of documents) {
    await client.recordDocument({ orderId: 'order-1', kind, document: structuredClone(document) }, as(tenant));
  }
  const reply = await client.declare(request, as(tenant));
  await trial.settled();
  return reply;
}

/** The call is refused with this code. */
async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toThrow(code);
}

/** Every event of the service, by its type and stream, with who may see it. */
async function events() {
  const history = trial.running.engine.history;
  const all = [];
  for (let shard = 0; history !== undefined && shard < 4; shard++) {
    all.push(...(await history.read(shard, 1, 1_000)));
  }
  return all;
}

describe('the declaration of one order', () => {
  test('documents first, then the list; stored, reviewed, released and closed, whatever is doubled or late', async () => {
    await declare();
    expect(window.messages()).toEqual(['CEB303Message', 'CEB403Message', 'CEB505Message']);
    expect(window.posted[0]).toMatchObject({ url: '/dxp/messages', type: 'application/xml' });
    expect(await view()).toMatchObject({
      state: 'DOCUMENTS_SENT',
      orderNo: order.orderNo,
      waybillNo: waybill.waybillNo,
    });

    await tell('304', '2');
    await tell('304', '120', '20260302090200000');
    await tell('506', '120');
    expect(window.messages()).toHaveLength(3);
    await tell('404', '120');
    expect(window.messages().slice(3)).toEqual(['CEB603Message']);
    expect((await view()).state).toBe('SUBMITTED');

    await tell('604', '120', '20260302090300000');
    expect(await view()).toMatchObject({ state: 'STORED', preNo: numbers.preNo, invtNo: numbers.invtNo });
    const released = await tell('604', '800', '20260302100000000');
    expect(await tell('604', '800', '20260302100000000')).toEqual(released);
    await tell('604', '300', '20260302093000000');
    expect(await view()).toMatchObject({ state: 'RELEASED', releasedAt: '2026-03-02T02:00:00.000Z' });
    await tell('604', '899', '20260303100000000');

    const closed = await view();
    expect(closed.state).toBe('CLOSED');
    expect(closed.replies.map(({ status, moved }) => `${status} ${moved}`)).toEqual([
      '2 true',
      '120 true',
      '120 true',
      '120 true',
      '120 true',
      '800 true',
      '300 false',
      '899 true',
    ]);
    expect(closed.lines.map(({ sku }) => sku)).toEqual(['EAR-01', 'CHG-02', 'CBL-03']);
    expect(await view(closed.version)).toEqual(closed);
  });

  test('the operator of the warehouse sees where the filing stands, and none of its messages', async () => {
    await declare();
    for (const message of ['304', '404', '506'] as const) await tell(message, '120');
    await tell('604', '800');
    const seen = (await events()).filter(({ audience }) => audience.some(({ role }) => role !== 'merchant'));
    for (const { audience } of seen) expect(audience).toEqual([{ tenant: 'operator', role: 'zone_operator' }]);
    expect(seen.map(({ type }) => type)).toEqual([
      'portolan.customs.v1.DeclarationDrafted',
      'portolan.customs.v1.DeclarationReleased',
    ]);
    expect(catalogues.customs.byFullName.has(seen[0]?.type ?? '')).toBe(true);
  });

  test('a window that does not answer is asked again, with the same bytes', async () => {
    window.answerNext(503, 503);
    await declare();
    await expect.poll(() => window.posted.length, { timeout: 20_000 }).toBe(5);
    await trial.settled();
    const [first, second, third] = window.posted.map(({ body }) => body);
    expect([second, third]).toEqual([first, first]);
    expect((await view()).state).toBe('DOCUMENTS_SENT');
  });

  test('a message that the window refuses as malformed sends the declaration back', async () => {
    window.answerNext(400);
    await declare();
    expect((await view()).state).toBe('RETURNED');
  });

  test('a window that does not know us is asked again: that says nothing about the message', async () => {
    window.answerNext(401, 404);
    await declare();
    await expect.poll(() => window.posted.length, { timeout: 20_000 }).toBe(5);
    await trial.settled();
    expect((await view()).state).toBe('DOCUMENTS_SENT');
  });

  test('documents that disagree are not declared', async () => {
    for (const filed of goods) await client.fileGoods({ goods: filed }, as(fulfilment));
    const short = { ...receipt, charge: { minor: 1n, currency: 'USD' } };
    for (const [kind, document] of documents) {
      const told = document.$case === 'receipt' ? { $case: 'receipt' as const, value: short } : document;
      await client.recordDocument({ orderId: 'order-1', kind, document: structuredClone(told) }, as(fulfilment));
    }
    await client.declare(request, as(fulfilment));
    await trial.settled();
    expect(window.posted).toEqual([]);
    await refuses('DECLARATION_NOT_FOUND', view());
  });

  test('only fulfilment tells customs of documents and has them declared', async () => {
    const [[kind, document]] = documents;
    await refuses('SERVICES_ONLY', client.recordDocument({ orderId: 'order-1', kind, document }, as(merchant)));
    await refuses('SERVICES_ONLY', client.declare(request, as(merchant)));
  });

  test("another tenant's order of the same number goes to customs no second time", async () => {
    await declare();
    await declare({ tenant: 'other', role: 'service' });
    expect(window.posted).toHaveLength(3);
    const other = { id: declarationId('other', 'order-1'), atLeastVersion: 0n };
    expect((await client.getDeclaration(other, { tenant: 'other', role: 'merchant' })).state).toBe('RETURNED');
  });
});

describe('the messages of a declaration', () => {
  const list = (caller = merchant) =>
    client.listDeclarationMessages({ declarationId: id, page: { limit: 0, cursor: '' } }, caller);
  const original = (messageId: string, caller = merchant) =>
    client.getDeclarationMessage({ declarationId: id, messageId }, caller);

  test('are kept as they went out and came in, and shown to whose they are', async () => {
    window.answerNext(503);
    await declare();
    await expect.poll(() => window.posted.length, { timeout: 20_000 }).toBe(4);
    const answer = replyBytes('304', keys, '120', '20260302090200000');
    await push(answer);
    const { messages } = await list();
    expect(messages.map(({ direction, message, status }) => `${direction} ${message} ${status}`)).toEqual([
      'SENT CEB303Message ',
      'SENT CEB403Message ',
      'SENT CEB505Message ',
      'RECEIVED CEB304Message 120',
    ]);
    const [order303, , , reply304] = messages;
    const sent = await original(order303?.id ?? '');
    const [posted] = window.posted;
    expect(Buffer.from(sent.original).toString()).toBe(posted?.body);
    expect(sent.message).toMatchObject({ ...order303, certificate: '0300000000000001' });
    expect(sent.xml).toMatch(/^<\?xml.*<ceb:CEB303Message.*<ds:SignatureValue>/s);
    const received = await original(reply304?.id ?? '');
    expect(Buffer.from(received.original).equals(answer)).toBe(true);
    expect(received.message).toMatchObject({ size: answer.length, status: '120' });

    await refuses('CUSTOMS_MESSAGE_NOT_FOUND', original('none'));
    const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
    await refuses('DECLARATION_NOT_FOUND', list(stranger));
    await refuses('DECLARATION_NOT_FOUND', original(order303?.id ?? '', stranger));
  });

  test('are not shown where they speak of other declarations, too', async () => {
    await declare();
    const other = { ...keys, orderNo: 'SO-2026-0002' };
    await push(repliesBytes('304', [keys, other], '120', '20260302090200000'));
    const { messages } = await list();
    const shared = messages.find(({ direction }) => direction === 'RECEIVED');
    expect(shared).toMatchObject({ message: 'CEB304Message', status: '120' });
    await refuses('CUSTOMS_MESSAGE_NAMES_OTHERS', original(shared?.id ?? ''));
  });

  test('that the port could not read send the declaration back, by their CopMsgId', async () => {
    await declare();
    const { messages } = await list();
    await push(formatErrorBytes(messages[0]?.id ?? '', 'CEB303Message'));
    expect(await view()).toMatchObject({ state: 'RETURNED' });
    expect((await list()).messages.at(-1)).toMatchObject({ message: 'CEB900Message', status: '-1001' });
    await push(formatErrorBytes('none-of-ours', 'Unknown'));
    const refused = await client.listRefusedMessages({ page: { limit: 0, cursor: '' } }, gateway);
    expect(refused.messages.map(({ flaws }) => flaws[0]?.field)).toEqual(['oriCopMsgId']);
  });
});

describe('what comes in', () => {
  test('a message that nobody can read is kept, told and changes nothing', async () => {
    const body = new Uint8Array(Buffer.from('<CEB604Message>'));
    for (let time = 0; time < 2; time++) await refuses('INVALID_MESSAGE', push(body));
    await trial.settled();
    const { messages } = await client.listRefusedMessages({ page: { limit: 0, cursor: '' } }, gateway);
    expect(messages).toMatchObject([{ flaws: [{ field: 'body' }], receivedAt: '2026-03-02T01:00:00.000Z' }]);
    const others = await client.listRefusedMessages({ page: { limit: 0, cursor: '' } }, merchant);
    expect(others.messages).toEqual([]);
  });

  test('a reply to a declaration that is not ours is raised', async () => {
    await tell('604', '800');
    expect((await events()).map(({ type }) => type)).toContain('portolan.customs.v1.ReplyUnmatched');
    const { messages } = await client.listRefusedMessages({ page: { limit: 0, cursor: '' } }, gateway);
    const reason = `${id} of 4403180A21 belongs to no declaration (answer to CEB603, status 800)`;
    expect(messages.map(({ flaws }) => flaws)).toEqual([[{ field: 'key', reason }]]);
  });

  test('a status that nobody knows is shown to the operator of the suite, and to no merchant', async () => {
    await declare();
    await tell('304', '99');
    const list = (caller: Caller) => client.listRefusedMessages({ page: { limit: 0, cursor: '' } }, caller);
    const flaws = [{ field: 'returnStatus', reason: '99 stands in no table' }];
    expect((await list(gateway)).messages).toMatchObject([{ id, flaws }]);
    expect((await list(merchant)).messages).toEqual([]);
  });
});

describe('goods', () => {
  test('are listed by article number, page by page, to their merchant alone', async () => {
    for (const filed of goods) await client.fileGoods({ goods: filed }, as(merchant));
    await trial.settled();
    const first = await client.listGoods({ page: { limit: 2, cursor: '' } }, merchant);
    const second = await client.listGoods({ page: { limit: 2, cursor: first.nextCursor } }, merchant);
    expect([...first.goods, ...second.goods].map((row) => row.goods.sku)).toEqual(['CBL-03', 'CHG-02', 'EAR-01']);
    expect(second.nextCursor).toBe('');
    expect((await client.getGoods({ sku: 'EAR-01' }, merchant)).goods).toEqual(goods[0]);
    const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
    expect((await client.listGoods({ page: { limit: 2, cursor: '' } }, stranger)).goods).toEqual([]);
    await refuses('GOODS_NOT_FOUND', client.getGoods({ sku: 'EAR-01' }, stranger));
    await refuses('DECLARATION_NOT_FOUND', client.getDeclaration({ id, atLeastVersion: 0n }, stranger));
  });
});
