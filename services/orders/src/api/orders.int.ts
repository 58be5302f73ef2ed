import { afterEach, describe, expect, test } from 'vitest';
import { fulfilment } from '../fulfilment/fulfilment.ts';
import { orderId as orderIdOf } from '../order/order.ts';
import { orderNumber, orderNumberId } from '../order-number/order-number.ts';
import { type Answers, command, merchant, startOrders, willing } from '../rig/orders-under-test.ts';
import { advice, person, terms } from '../rig/story.ts';

let stop: () => Promise<void> = async () => {};
afterEach(async () => {
  await stop();
  stop = async () => {};
});

async function begin(...answers: Parameters<typeof startOrders>) {
  const rig = await startOrders(...answers);
  stop = rig.stop;
  return rig;
}

const page = { limit: 50, cursor: '' };
const get = (id: string, atLeastVersion = 0n) => ({ id, atLeastVersion });
const named = (orderNo: string) => ({ terms: { ...terms, orderNo }, buyer: person });

async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toMatchObject({ refusal: { refused: code } });
}

describe('an order in a willing world', () => {
  test('goes all the way by itself', async () => {
    const { api, calls, runtime, settle, bytes } = await begin();
    const placed = await api.placeOrder({ terms, buyer: person }, command('c1'));
    expect(placed).toEqual({ id: orderIdOf('hailun', 'c1'), stream: `hailun/order/${placed.id}`, version: 1n });
    expect((await api.getOrder(get(placed.id, placed.version), merchant())).buyer).toEqual({
      name: 'Z*** W***',
      country: 'US',
    });
    await settle();
    expect(await api.getOrder(get(placed.id), merchant())).toMatchObject({
      state: 'SETTLED',
      terms,
      placedAt: '2026-03-02T01:00:00.000Z',
      escrowId: 'escrow-1',
      parcelId: 'parcel-1',
      shipmentId: 'shipment-1',
      declarationId: 'declaration-1',
      quoteId: 'quote-1',
      payoutId: 'payout-1',
      version: 6n,
    });
    const { state } = await runtime.commands.load(fulfilment, 'hailun', placed.id);
    expect(state.completed).toBe(true);
    expect(calls).toHaveLength(13);
    expect(await api.getHolds({ orderId: placed.id }, merchant())).toEqual({ holds: [] });
    for (const canary of [person.name, person.phone, person.email, 'Main St']) expect(bytes()).not.toContain(canary);
  });

  test('makes the same streams in every run, however late the answers to its requests come', async () => {
    const runs: string[] = [];
    for (const lateMs of [0, 0, 30, 60]) {
      const { api, story, settle, stop: end } = await startOrders(willing, lateMs);
      const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
      await settle();
      runs.push(await story(`hailun/fulfilment/${id}`), await story(`hailun/order/${id}`));
      await end();
    }
    expect(new Set(runs).size).toBe(2);
  });
});

describe('placing', () => {
  test('a repeated command is one order; its id means nothing else', async () => {
    const { api, settle, calls } = await begin();
    const placed = await api.placeOrder(named('A-1'), command('c1'));
    expect(await api.placeOrder(named('A-1'), command('c1'))).toEqual(placed);
    await refuses('COMMAND_ID_REUSED', api.placeOrder(named('A-2'), command('c1')));
    await refuses('ORDER_NUMBER_TAKEN', api.placeOrder(named('A-1'), command('c2')));
    await api.placeOrder(named('A-2'), command('c3'));
    await api.placeOrder(named('A-1'), command('c1', 'other'));
    await settle();
    expect(calls.filter((call) => call === 'openEscrow')).toHaveLength(3);
  });

  test('a faulty order writes nothing', async () => {
    const { api, runtime } = await begin();
    await refuses(
      'ORDER_MODE_NOT_OFFERED',
      api.placeOrder({ terms: { ...terms, mode: '0110' }, buyer: person }, command('c1')),
    );
    await refuses('BUYER_DATUM_MISSING', api.placeOrder({ terms, buyer: { ...person, name: '' } }, command('c1')));
    const { version } = await runtime.commands.load(orderNumber, 'hailun', orderNumberId('hailun', terms.orderNo));
    expect(version).toBe(0);
    await api.placeOrder({ terms, buyer: person }, command('c1'));
  });

  test('a crash after the claim is healed by the same command', async () => {
    const { api, runtime } = await begin();
    const orderId = orderIdOf('hailun', 'c1');
    const claim = { type: 'ClaimOrderNumber', orderNo: 'A-1', orderId, inPlaceOf: '' } as const;
    await runtime.commands.execute(orderNumber, orderNumberId('hailun', 'A-1'), claim, command('crashed'));
    expect((await api.placeOrder(named('A-1'), command('c1'))).id).toBe(orderId);
  });

  test('the number of an order that never came to be is taken over, for good', async () => {
    const { api, runtime, clock } = await begin();
    const orderId = orderIdOf('hailun', 'c1');
    const claim = { type: 'ClaimOrderNumber', orderNo: 'A-1', orderId, inPlaceOf: '' } as const;
    await runtime.commands.execute(orderNumber, orderNumberId('hailun', 'A-1'), claim, command('crashed'));
    await refuses('ORDER_NUMBER_TAKEN', api.placeOrder(named('A-1'), command('c2')));
    clock.moveTo('2026-03-02T01:01:00.000Z');
    const placed = await api.placeOrder(named('A-1'), command('c2'));
    expect(await api.placeOrder(named('A-1'), command('c2'))).toEqual(placed);
    await refuses('ORDER_NUMBER_TAKEN', api.placeOrder(named('A-1'), command('c1')));
  });

  test('of many at once under one number one is placed', async () => {
    const { api, settle } = await begin();
    const racing = Array.from({ length: 8 }, (_, index) => api.placeOrder(named('A-1'), command(`c${index}`)));
    const ended = await Promise.allSettled(racing);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await settle();
    expect((await api.listOrders({ state: '', page }, merchant())).orders).toHaveLength(1);
  });
});

describe('asking', () => {
  test('another tenant sees nothing', async () => {
    const { api, settle } = await begin();
    const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
    await settle();
    await refuses('ORDER_NOT_FOUND', api.getOrder(get(id), merchant('other')));
    await refuses('ORDER_NOT_FOUND', api.getHolds({ orderId: id }, merchant('other')));
    expect(await api.listOrders({ state: '', page }, merchant('other'))).toEqual({ orders: [], nextCursor: '' });
  });

  test('a list by state, newest first, page by page', async () => {
    const { api, settle } = await begin({ ...willing, openEscrow: [advice.escrowOpened] });
    for (const orderNo of ['A-1', 'A-2', 'A-3']) await api.placeOrder(named(orderNo), command(orderNo));
    await settle();
    const seen: string[] = [];
    let cursor = '';
    do {
      const reply = await api.listOrders({ state: 'PLACED', page: { limit: 2, cursor } }, merchant());
      seen.push(...reply.orders.map((order) => order.terms.orderNo));
      cursor = reply.nextCursor;
    } while (cursor !== '');
    expect(seen.toSorted()).toEqual(['A-1', 'A-2', 'A-3']);
    expect((await api.listOrders({ state: 'PAID', page }, merchant())).orders).toEqual([]);
  });

  test('what holds an order, and who acts next', async () => {
    const { api, settle } = await begin({ ...willing, openEscrow: [advice.escrowOpened] });
    const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
    await settle();
    expect((await api.getHolds({ orderId: id }, merchant())).holds).toMatchObject([
      { code: 'AWAITING_PAYMENT', owner: 'buyer', data: { amount: 'USD 65.00' } },
    ]);
  });

  test('a refused step shows as a hold', async () => {
    const { api, settle } = await begin({ ...willing, planParcel: { refused: 'WAREHOUSE_NOT_FOUND' } });
    const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
    await settle();
    expect((await api.getHolds({ orderId: id }, merchant())).holds).toMatchObject([
      { code: 'STEP_REFUSED', data: { step: 'STEP_PLAN_PARCEL', refusal: 'WAREHOUSE_NOT_FOUND' } },
    ]);
    expect((await api.getOrder(get(id), merchant())).state).toBe('PAID');
  });
});

describe('people', () => {
  test('are opened for services alone, until they are forgotten', async () => {
    const { api, people, runtime, settle } = await begin();
    const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
    await settle();
    const { state } = await runtime.commands.load(fulfilment, 'hailun', id);
    const buyer = state.started?.buyer;
    if (buyer === undefined) throw new Error('fulfilment has not begun');
    const request = { person: buyer, purpose: 'a label' };
    const service = { tenant: 'hailun', role: 'service' };
    expect(await people.openPerson(request, service)).toEqual({ person });
    await refuses('SERVICES_ONLY', people.openPerson(request, merchant()));
    await runtime.vault.forget('hailun', buyer.name.subject);
    await refuses('PERSON_FORGOTTEN', people.openPerson(request, service));
    expect((await api.getOrder(get(id), merchant())).buyer).toEqual({ name: '***', country: 'US' });
  });
});

describe('an order under way', () => {
  const paid = { ...willing, planParcel: [advice.parcelShort] };
  const undone: Answers = {
    ...paid,
    cancelParcel: [advice.parcelCancelled],
    refundEscrow: [advice.escrowRefunded, advice.refundCreated, advice.refundSettled],
  };

  test('is called off, undone and refunded', async () => {
    const { api, calls, settle } = await begin(undone);
    const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
    await settle();
    await refuses('ORDER_NOT_FOUND', api.cancelOrder({ orderId: id, reason: '' }, command('c2', 'other')));
    await refuses('ORDER_CANCELLATION_STANDS', api.withdrawCancellation({ orderId: id, reason: '' }, command('c4')));
    const wanted = { orderId: id, reason: 'changed my mind' };
    const cancelled = await api.cancelOrder(wanted, command('c3'));
    expect(await api.cancelOrder(wanted, command('c3'))).toEqual(cancelled);
    await settle();
    expect(calls.slice(-2)).toEqual(['cancelParcel', 'refundEscrow']);
    expect(await api.getOrder(get(id), merchant())).toMatchObject({
      state: 'CANCELLED',
      completed: true,
      ending: 'ENDING_CANCELLED',
    });
    expect((await api.getHolds({ orderId: id }, merchant())).holds).toEqual([]);
  });

  test('is held: by owner, by code, page by page, longest standing first', async () => {
    const { api, clock, settle } = await begin(paid);
    const placed: string[] = [];
    for (const orderNo of ['A-1', 'A-2', 'A-3']) {
      placed.push((await api.placeOrder(named(orderNo), command(orderNo))).id);
      await settle();
      clock.moveTo(`2026-03-02T0${1 + placed.length}:00:00.000Z`);
    }
    const list = (owner: string, code: string, cursor = '') =>
      api.listHolds({ owner, code, page: { limit: 2, cursor } }, merchant());
    const first = await list('merchant', 'AWAITING_STOCK');
    const rest = await list('merchant', 'AWAITING_STOCK', first.nextCursor);
    expect([...first.holds, ...rest.holds].map(({ orderId }) => orderId)).toEqual(placed);
    expect(first.holds[0]).toMatchObject({ orderNo: 'A-1', hold: { code: 'AWAITING_STOCK', owner: 'merchant' } });
    for (const [owner, code] of [
      ['', ''],
      ['merchant', ''],
      ['', 'AWAITING_STOCK'],
    ] as const) {
      expect((await list(owner, code)).holds).toEqual(first.holds);
    }
    expect(await list('bank', '')).toEqual({ holds: [], nextCursor: '' });
    expect((await api.listHolds({ owner: '', code: '', page }, merchant('other'))).holds).toEqual([]);
  });

  test('is repeated where it stands still', async () => {
    const { api, calls, settle } = await begin({ ...willing, planParcel: { refused: 'WAREHOUSE_NOT_FOUND' } });
    const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
    await settle();
    await api.retryStep({ orderId: id }, command('c2'));
    await settle();
    expect(calls.filter((call) => call === 'planParcel')).toHaveLength(2);
  });

  test('is accepted, or given back, while it is inspected', async () => {
    const inspected = { ...willing, startInspection: [advice.inspectionStarted] };
    const { api, calls, settle } = await begin({ ...inspected, acceptEscrow: [advice.escrowReleased] });
    const early = await api.placeOrder(named('A-1'), command('c0'));
    await refuses('ORDER_NOT_FOUND', api.acceptOrder({ orderId: early.id }, command('c9', 'other')));
    const { id } = await api.placeOrder(named('A-2'), command('c1'));
    await settle();
    const kept = { reason: 'DEFECTIVE', keepsGoods: true, lines: [{ sku: 'EAR-1', quantity: 1n }] };
    await api.returnOrder({ orderId: early.id, terms: { ...kept, refund: terms.total } }, command('c2'));
    await settle();
    expect(calls.at(-1)).toBe('openDispute');
    await refuses('ORDER_RETURNED_ALREADY', api.acceptOrder({ orderId: early.id }, command('c3')));
    await api.acceptOrder({ orderId: id }, command('c4'));
    await settle();
    expect((await api.getOrder(get(id), merchant())).state).toBe('SETTLED');
    await refuses('ORDER_NOT_IN_INSPECTION', api.acceptOrder({ orderId: id }, command('c5')));
  });

  test('has a document put by its platform, and by no other', async () => {
    const { api, runtime, settle } = await begin({ ...willing, declare: [advice.caseMismatched] });
    const { id } = await api.placeOrder({ terms, buyer: person }, command('c1'));
    await settle();
    const { document } = advice.orderRecorded.value;
    const put = { orderId: id, document };
    const platform = (commandId: string, tenant = 'platform') => ({ ...command(commandId, tenant), role: 'platform' });
    await refuses('ORDER_NOT_FOUND', api.putDocument(put, platform('p1', 'platform-2')));
    const waybill = advice.waybillRecorded.value.document;
    await refuses('ORDER_NOT_FOUND', api.putDocument({ orderId: id, document: waybill }, platform('p2')));
    await refuses('ORDER_NOT_FOUND', api.cancelOrder({ orderId: id, reason: '' }, platform('p3')));
    await api.putDocument(put, platform('p4'));
    await settle();
    const { state } = await runtime.commands.load(fulfilment, 'hailun', id);
    expect(state.told.order).toEqual(document);
    await api.putDocument({ orderId: id, document: waybill }, command('m1'));
  });
});
