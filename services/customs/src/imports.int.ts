import { unwrap } from '@portolan/ceb';
import { catalogues } from '@portolan/contracts';
import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import { madeId } from '@portolan/eventsourcing';
import { type Caller, type Compose, RefusedError, type ServiceClient, serve } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { cancellationNo, declarationId } from './declaration/declaration.ts';
import { listReturnId, returnNo } from './list-return/list-return.ts';
import { goods, order, payment, person, waybill, yuan } from './rig/bonded.ts';
import { noticeBytes, openWindow, replyBytes } from './rig/window.ts';
import { customs } from './service.ts';

const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const gateway: Caller = { tenant: 'portolan', role: 'operations' };
const office: Caller = { tenant: 'customs-3105', role: 'customs_office' };
const id = declarationId('merchant', 'order-1');
const invtNo = '31052026I000000001';
const keys = {
  ...{ agentCode: '4403180A21', copNo: id.slice(0, 20), preNo: 'B20260302000000001', invtNo },
  ...{ ebpCode: order.platform.code, ebcCode: order.merchant.code, orderNo: order.orderNo },
  ...{ payCode: payment.institution.code, payTransactionId: payment.transactionId },
  ...{ logisticsCode: waybill.carrier.code, logisticsNo: waybill.waybillNo },
};
const request = {
  ...{ orderId: 'order-1', tradeMode: '1210', destination: 'CN', netWeight: '' },
  ...{ insurance: yuan(0n), emsNo: 'T3105W000293', warehouseId: 'NGB-BND-1' },
  bookLines: [{ line: 1, recordNo: '1' }],
};

let forgotten: boolean;
let onTheBook: bigint;
const orders: Compose<object> = () => ({
  name: 'orders',
  catalogue: catalogues.orders,
  ...{ projections: [], reactions: [], requests: [], timers: [] },
  serves: [
    serve(PeopleDefinition, {
      openPerson: async () => {
        if (forgotten) throw new RefusedError({ refused: 'PERSON_FORGOTTEN', data: { subject: 'buyer-1' } });
        return { person };
      },
    }),
    serve(BooksDefinition, {
      readBookLines: async ({ recordNos }) => ({
        lines: recordNos.map((recordNo) => ({ recordNo, sku: 'NZ-MILK-900', available: onTheBook })),
      }),
    }),
  ],
});

let people: Trial;
let trial: Trial;
let client: ServiceClient<CustomsDefinition>;
let window: Awaited<ReturnType<typeof openWindow>>;
let calls = 0;

beforeEach(async () => {
  forgotten = false;
  onTheBook = 40n;
  window = await openWindow();
  people = await startTrial('orders', {}, orders);
  const config = configSchema.parse({ PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: window.url });
  trial = await startTrial('customs', config, customs, () => people.running.address);
  client = trial.client(CustomsDefinition);
});
afterEach(async () => {
  await trial.end();
  await people.end();
  await window.close();
});

const as = (caller: Caller) => asking(caller, `call-${++calls}`);
const view = () => client.getDeclaration({ id, atLeastVersion: 0n }, merchant);
const allowance = (orderId = 'order-1') => client.getAllowance({ orderId }, merchant);

async function push(body: Uint8Array): Promise<void> {
  await client.receiveMessage({ body }, as(gateway));
  await trial.settled();
}

const tell = (message: Parameters<typeof replyBytes>[0], status: string, time: string, changed = {}) =>
  push(replyBytes(message, { ...keys, ...changed }, status, `202603020${time}00000`));

async function record(orderId = 'order-1', orderNo = order.orderNo, changed: object = {}) {
  const numbered = { orderNo };
  const documents = [
    ['DOCUMENT_KIND_ORDER', { $case: 'order', value: { ...order, ...numbered, ...changed } }],
    ['DOCUMENT_KIND_PAYMENT', { $case: 'payment', value: { ...payment, ...numbered, transactionId: `P-${orderNo}` } }],
    ['DOCUMENT_KIND_WAYBILL', { $case: 'waybill', value: { ...waybill, ...numbered, waybillNo: `W-${orderNo}` } }],
  ] as const;
  for (const [kind, document] of documents) {
    await client.recordDocument({ orderId, kind, document: structuredClone(document) }, as(fulfilment));
  }
}

async function declare() {
  for (const filed of goods) await client.fileGoods({ goods: filed }, as(merchant));
  await record('order-1', order.orderNo);
  keys.payTransactionId = `P-${order.orderNo}`;
  keys.logisticsNo = `W-${order.orderNo}`;
  await client.declare(request, as(fulfilment));
  await trial.settled();
}

async function submit() {
  await declare();
  for (const message of ['312', '412', '512'] as const) await tell(message, '120', '901');
}

async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toThrow(code);
}

async function events() {
  const history = trial.running.engine.history;
  const all = [];
  for (let shard = 0; history !== undefined && shard < 4; shard++) all.push(...(await history.read(shard, 1, 1_000)));
  return all;
}

const named = async (name: string) => (await events()).filter(({ type }) => type.endsWith(`.${name}`));

describe('a bonded import', () => {
  test('is declared, released, billed, and uses the allowance of its buyer', async () => {
    await declare();
    expect(window.messages()).toEqual(['CEB311Message', 'CEB411Message', 'CEB511Message']);
    expect(await allowance()).toMatchObject({ year: 2026, reserved: yuan(54_800n), used: yuan(0n) });
    for (const message of ['312', '412', '512'] as const) await tell(message, '120', '901');
    expect(window.messages().at(-1)).toBe('CEB621Message');
    await tell('622', '120', '903');
    await tell('622', '800', '930');
    expect(await view()).toMatchObject({ state: 'RELEASED', invtNo, tax: { total: yuan(4_987n), duty: yuan(0n) } });
    expect(await allowance()).toMatchObject({ reserved: yuan(0n), used: yuan(54_800n), left: yuan(2_545_200n) });

    const bill = { returnTime: '20260302180000000', invtNo, taxNo: 'T1', status: '1' };
    await push(noticeBytes(bill, { customsTax: '0.00', valueAddedTax: '49.87', consumptionTax: '0.00' }));
    expect((await view()).taxBill).toMatchObject({ taxNo: 'T1', state: 'GENERATED', total: yuan(4_987n) });
    await push(noticeBytes({ ...bill, status: '2', returnTime: '20260405180000000' }, undefined));
    expect((await view()).taxBill?.state).toBe('AGGREGATED');
    await trial.settled();
    const all = { from: '', until: '', customsCode: '3105', tradeMode: '1210', page: { limit: 1, cursor: '' } };
    const { score, variances, nextCursor } = await client.listTaxVariances({ ...all, verdict: '' }, merchant);
    expect(score).toMatchObject({ bills: 1, lines: 1, exact: 1, score: '1.0000', deviation: '0.0000' });
    expect(variances).toMatchObject([{ orderNo: order.orderNo, taxNo: 'T1', verdict: 'EXACT', difference: yuan(0n) }]);
    expect(nextCursor).toBe('');
    const none = await client.listTaxVariances({ ...all, verdict: 'DIFFERENT', customsCode: '5349' }, merchant);
    expect([none.score?.bills, none.variances]).toEqual([0, []]);
    const before = { ...all, verdict: '', from: '2026-02-02', until: '2026-02-01' };
    await refuses('TAX_PERIOD_INVALID', client.listTaxVariances(before, merchant));
  });

  test('names the buyer to customs, and nowhere in the events', async () => {
    await submit();
    const sent = window.posted.map(({ body }) => Buffer.from(unwrap(Buffer.from(body)).bytes).toString());
    for (const message of sent) expect(message).toContain(person.name);
    const written = (await events()).map(({ payload }) => Buffer.from(payload).toString('utf8')).join();
    for (const text of [person.name, person.phone, person.idNumber]) expect(written).not.toContain(text);
  });

  test('a buyer who was forgotten cannot be declared', async () => {
    forgotten = true;
    await declare();
    expect(window.posted).toEqual([]);
    expect((await view()).state).toBe('RETURNED');
  });

  test('a forgotten coupon is a difference; the mended order matches', async () => {
    for (const filed of goods) await client.fileGoods({ goods: filed }, as(merchant));
    const { buyer } = order.import ?? {};
    const forgot = { discount: yuan(0n), tax: yuan(4_987n), paid: yuan(59_787n), buyer };
    await record('order-1', order.orderNo, { import: forgot });
    await client.declare(request, as(fulfilment));
    await trial.settled();
    expect(await named('CaseMismatched')).toHaveLength(1);
    expect(await named('AllowanceReserved')).toEqual([]);
    await record('order-1', order.orderNo);
    await client.declare(request, as(fulfilment));
    await trial.settled();
    expect(await named('CaseMatched')).toHaveLength(1);
    expect(await named('AllowanceReserved')).toHaveLength(1);
  });

  test('of two orders at the same time only one gets the last of the allowance', async () => {
    for (const filed of goods) await client.fileGoods({ goods: filed }, as(merchant));
    // 4,800.00 of goods and 12.00 freight each: five reach CNY 26,000, a sixth does not.
    const amounts = { goodsValue: yuan(480_000n), freight: yuan(1_200n) };
    const lines = order.lines.map((line) => ({ ...line, price: yuan(240_000n), total: yuan(480_000n) }));
    const money = { discount: yuan(0n), tax: yuan(43_789n), paid: yuan(524_989n), buyer: order.import?.buyer };
    const numbers = [1, 2, 3, 4, 5, 6];
    for (const number of numbers) {
      await record(`order-${number}`, `SO-${number}`, { ...amounts, lines, import: money });
      const paid = { ...payment, orderNo: `SO-${number}`, transactionId: `P-SO-${number}`, amount: yuan(524_989n) };
      const told = { kind: 'DOCUMENT_KIND_PAYMENT', document: { $case: 'payment', value: paid } } as const;
      await client.recordDocument({ orderId: `order-${number}`, ...structuredClone(told) }, as(fulfilment));
    }
    await Promise.all(
      numbers.map((number) => client.declare({ ...request, orderId: `order-${number}` }, as(fulfilment))),
    );
    await trial.settled();
    expect(await named('CaseMatched')).toHaveLength(5);
    expect(await named('CaseMismatched')).toHaveLength(1);
    expect(await allowance()).toMatchObject({ reserved: yuan(2_406_000n), left: yuan(194_000n) });
  });

  test('a released list that is taken back gives the allowance back', async () => {
    await submit();
    await tell('622', '120', '903');
    await tell('622', '800', '930');
    await client.cancelDeclaration({ orderId: 'order-1', reason: 'called off' }, as(fulfilment));
    await trial.settled();
    expect(window.messages().at(-1)).toBe('CEB623Message');
    await tell('624', '399', '945', { copNo: cancellationNo(id, 1) });
    expect((await view()).state).toBe('CANCELLED');
    expect(await allowance()).toMatchObject({ reserved: yuan(0n), used: yuan(0n) });
  });

  test('a list that was returned goes again; what is not returned does not', async () => {
    await submit();
    const again = { orderId: 'order-1', attempt: 1 };
    await refuses('DECLARATION_NOT_RETURNED', client.resubmit(again, as(fulfilment)));
    await tell('622', '100', '903');
    const call = as(fulfilment);
    await client.resubmit(again, call);
    await client.resubmit(again, call);
    await trial.settled();
    expect(window.messages().filter((name) => name === 'CEB621Message')).toHaveLength(2);
    expect(await named('DeclarationResubmitted')).toHaveLength(1);
    await tell('622', '800', '905');
    expect(await view()).toMatchObject({ state: 'RELEASED', listVersion: 2 });
    await refuses('DECLARATION_NOT_FOUND', client.resubmit({ orderId: 'order-9', attempt: 1 }, as(fulfilment)));
  });

  test('what nobody answers within a day goes again, the same bytes, and waits twice as long', async () => {
    await declare();
    await tell('312', '2', '901');
    trial.clock.moveTo('2026-03-03T01:00:00.000Z');
    await expect.poll(() => window.posted.length, { timeout: 20_000 }).toBe(5);
    await trial.settled();
    const bodies = window.posted.map(({ body }) => body);
    expect(bodies.slice(3).toSorted()).toEqual(bodies.slice(1, 3).toSorted());
    trial.clock.moveTo('2026-03-05T00:59:00.000Z');
    await trial.settled();
    expect(await named('DeclarationOverdue')).toHaveLength(2);
    // Nobody has to wait for that: asked for again, it goes again, and a repeated call sends nothing twice.
    const call = as(fulfilment);
    await client.declare(request, call);
    await client.declare(request, call);
    await trial.settled();
    expect(window.posted).toHaveLength(7);
    expect(await named('DeclarationOverdue')).toHaveLength(4);
  });
});

describe('who sees it', () => {
  test('the zone operator and the customs office see its milestones', async () => {
    await submit();
    await tell('622', '120', '903');
    const seen = (await events()).filter(({ audience }) => audience.some(({ role }) => role !== 'merchant'));
    for (const { audience } of seen) {
      expect(audience).toEqual([
        { tenant: 'operator-ningbo', role: 'zone_operator' },
        { tenant: 'customs-3105', role: 'customs_office' },
      ]);
    }
    expect(seen.map(({ type }) => type.split('.').at(-1))).toEqual(['DeclarationDrafted', 'DeclarationStored']);
  });

  test('the office lists its declarations without prices; a merchant its own, with them', async () => {
    await submit();
    const page = { limit: 10, cursor: '' };
    const own = await client.listDeclarations({ state: '', page }, merchant);
    expect(own.declarations).toMatchObject([{ id, goodsValue: yuan(53_600n), tax: { total: yuan(4_987n) } }]);
    const theirs = await client.listDeclarations({ state: 'SUBMITTED', page }, office);
    expect(theirs.declarations).toMatchObject([{ id, goodsValue: yuan(0n), lines: [{ price: yuan(0n) }] }]);
    expect(theirs.declarations[0]).not.toHaveProperty('tax');
    for (const other of [
      { tenant: 'customs-9999', role: 'customs_office' },
      { tenant: 'other', role: 'merchant' },
    ]) {
      expect((await client.listDeclarations({ state: '', page }, other)).declarations).toEqual([]);
    }
  });

  test('an allowance is shown of imports alone', () => refuses('ALLOWANCE_NOT_FOUND', allowance('order-9')));

  // Messages are worked on side by side: the notice may be looked at before the reply that gave the number.
  test("the list's number is known before customs hears that we have it: a notice names nothing else", async () => {
    await submit();
    const stored = replyBytes('622', { ...keys }, '120', '20260302090300000');
    const call = as(gateway);
    await client.receiveMessage({ body: stored }, call);
    await client.receiveMessage({ body: stored }, as(gateway));
    await trial.settled();
    const [given, ...more] = await named('ListNumberGiven');
    expect(more).toEqual([]);
    expect(given?.commandId).toBe(madeId('command', 'list-number', invtNo, id));
    expect(given?.causation).toBe(call.causation);
  });

  test('a notice about a list that is not ours is raised', async () => {
    await push(noticeBytes({ returnTime: '20260405180000000', invtNo: 'X1', taxNo: 'T1', status: '2' }, undefined));
    const { messages } = await client.listRefusedMessages({ page: { limit: 0, cursor: '' } }, gateway);
    expect(messages).toMatchObject([{ flaws: [{ field: 'invtNo' }] }]);
  });
});

describe('goods that come back', () => {
  const asked = (quantity: string) => ({
    ...{ declarationId: id, reason: 'one tin was dented' },
    lines: [{ line: 1, quantity }],
  });
  const copNo = returnNo(listReturnId('merchant', id), 1);
  const answer = (status: string, time: string, number = copNo) =>
    push(replyBytes('626', { ...keys, copNo: number }, status, `202603030${time}00000`));
  const returns = async () => (await client.getListReturns({ declarationId: id }, merchant)).returns;

  async function released() {
    await submit();
    await tell('622', '120', '903');
    await tell('622', '800', '930');
  }

  test('granted, their tax is not levied, and the buyer’s year gets their value back', async () => {
    await released();
    await client.requestListReturn(asked('1'), as(merchant));
    await trial.settled();
    expect(window.messages().at(-1)).toBe('CEB625Message');
    expect(await returns()).toMatchObject([{ state: 'REQUESTED', backBy: '2026-04-16T15:59:59.999Z' }]);
    await answer('2', '901');
    await answer('399', '902');
    expect(await returns()).toMatchObject([
      {
        state: 'GRANTED',
        status: '399',
        lines: [{ quantity: { value: '1' }, value: yuan(27_400n), tax: yuan(2_493n) }],
      },
    ]);
    expect(await allowance()).toMatchObject({ used: yuan(27_400n), left: yuan(2_572_600n) });
    const bill = { returnTime: '20260302180000000', invtNo, taxNo: 'T1', status: '1' };
    await push(noticeBytes(bill, { customsTax: '0.00', valueAddedTax: '49.87', consumptionTax: '0.00' }));
    await push(noticeBytes({ ...bill, status: '2', returnTime: '20260405180000000' }, undefined));
    const [due] = await named('TaxBillAggregated');
    const codec = catalogues.customs.byName.get('TaxBillAggregated')?.codec;
    expect(codec?.decode(due?.payload ?? new Uint8Array())).toMatchObject({ amount: yuan(2_494n) });
    await refuses('RETURN_QUANTITY_EXCEEDED', client.requestListReturn(asked('2'), as(merchant)));
  });

  test('rejected, everything stays as it was, and it can be asked for again', async () => {
    await released();
    await client.requestListReturn(asked('2'), as(merchant));
    await trial.settled();
    await refuses('RETURN_OPEN', client.requestListReturn(asked('1'), as(merchant)));
    await answer('100', '901');
    expect(await returns()).toMatchObject([{ state: 'REJECTED', status: '100' }]);
    expect(await allowance()).toMatchObject({ used: yuan(54_800n) });
    window.answerNext(422);
    await client.requestListReturn(asked('2'), as(merchant));
    await trial.settled();
    expect((await returns()).map(({ state, status }) => `${state} ${status}`)).toEqual([
      'REJECTED 100',
      'REJECTED HTTP 422',
    ]);
  });

  test('only released imports, of their merchant, within the law’s days', async () => {
    await submit();
    await refuses('RETURN_NOT_RELEASED', client.requestListReturn(asked('1'), as(merchant)));
    const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
    await refuses('DECLARATION_NOT_FOUND', client.requestListReturn(asked('1'), as(stranger)));
    await refuses('DECLARATION_NOT_FOUND', client.getListReturns({ declarationId: id }, stranger));
    await tell('622', '800', '930');
    trial.clock.moveTo('2026-04-02T01:00:00.000Z');
    await refuses('RETURN_TOO_LATE', client.requestListReturn(asked('1'), as(merchant)));
  });
});
