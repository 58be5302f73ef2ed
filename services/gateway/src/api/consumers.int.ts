import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatewayUnderTest } from '../rig/gateway-under-test.ts';
import { event, take } from '../rig/stand-ins.ts';

let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
// The feed of merchant-shenzhen begins with OrderPlaced at 01:00:00; the clock stands there.
beforeEach(async () => {
  gateway = await gatewayUnderTest();
});
afterEach(() => gateway.stop());

const merchant = 'merchant-shenzhen';
const paid = 'portolan.orders.v1.OrderPaid';
const amount = { minor: 9180n, currency: 'USD' };

/** `count` more events in the merchant's feed, each type in turn. */
async function more(count: number, from = 2): Promise<void> {
  for (let version = from; version < from + count; version++) {
    const type = version % 2 === 0 ? 'OrderPaid' : 'OrderCleared';
    const data = type === 'OrderPaid' ? { orderId: 'order-1', amount } : { orderId: 'order-1', declarationId: 'd' };
    await take(gateway.documents, [event(type, data, { stream: `${merchant}/order/order-1`, version })]);
  }
}

interface Shown {
  readonly acknowledged: string;
  readonly types: readonly string[];
  readonly lag: { end: string; behind: string; oldest: { sequence: string; ageSeconds: number } | null };
}
const ask = (path: string, as: string, method: 'GET' | 'PUT' | 'POST' | 'DELETE' = 'GET', body?: object) =>
  gateway.ask({ path: `/v1/consumers${path}`, as, method, ...(body === undefined ? {} : { body }) });
const put = (name: string, body?: object, as = merchant) => ask(`/${name}`, as, 'PUT', body);
const acknowledge = (name: string, through: string, as = merchant) =>
  ask(`/${name}/acknowledgements`, as, 'POST', { through });
const consumer = async (name: string, as = merchant) => (await ask(`/${name}`, as)).json as unknown as Shown;
const read = async (name: string, query = '') => {
  const { json } = await ask(`/${name}/events?${query}`, merchant);
  const { events, through } = json as unknown as { events: { sequence: string }[]; through: string };
  return { numbers: events.map(({ sequence }) => Number(sequence)), through };
};

describe('a consumer', () => {
  it('goes on exactly after what it acknowledged, and reads the same again until then', async () => {
    await more(4);
    await put('erp');
    expect(await read('erp', 'limit=2')).toEqual({ numbers: [1, 2], through: '2' });
    expect(await read('erp', 'limit=2')).toEqual({ numbers: [1, 2], through: '2' });
    await acknowledge('erp', '2');
    expect(await read('erp')).toEqual({ numbers: [3, 4, 5], through: '5' });
    await acknowledge('erp', '5');
    expect(await read('erp')).toEqual({ numbers: [], through: '5' });
  });

  it('begins with the first event, or with what comes next, and stays where it is when it is put again', async () => {
    await more(2);
    expect((await put('all')).json).toMatchObject({ acknowledged: '0', acknowledgedAt: null });
    expect((await put('next', { from: 'now' })).json).toMatchObject({ acknowledged: '3' });
    await acknowledge('all', '1');
    expect((await put('all', { from: 'now' })).json).toMatchObject({ acknowledged: '1' });
  });

  it('shows how far it is behind, and how old the oldest is that it has not done', async () => {
    await more(3);
    await put('erp');
    const began = await consumer('erp');
    expect(began.lag).toEqual({
      end: '4',
      behind: '4',
      oldest: { sequence: '1', time: '2026-03-02T01:00:00.000Z', ageSeconds: 0 },
    });
    await acknowledge('erp', '3');
    expect((await consumer('erp')).lag).toMatchObject({ behind: '1', oldest: { sequence: '4' } });
    await acknowledge('erp', '4');
    expect((await consumer('erp')).lag).toEqual({ end: '4', behind: '0', oldest: null });
  });

  it('reads only its types, counts only them, and acknowledges what it passed over', async () => {
    await more(250);
    await put('payments', { types: [paid, paid] });
    expect((await consumer('payments')).types).toEqual([paid]);
    expect((await consumer('payments')).lag).toMatchObject({ behind: '125', oldest: { sequence: '2' } });
    const first = await read('payments', 'limit=120');
    expect(first.numbers).toEqual(Array.from({ length: 120 }, (_, index) => 2 + 2 * index));
    await acknowledge('payments', first.through);
    expect((await consumer('payments')).lag).toMatchObject({ behind: '5', oldest: { sequence: '242' } });
    const rest = await read('payments');
    expect(rest).toEqual({ numbers: [242, 244, 246, 248, 250], through: '251' });
    await acknowledge('payments', rest.through);
    expect((await consumer('payments')).lag).toMatchObject({ end: '251', behind: '0', oldest: null });
  });

  it('may wait for an event of its types', async () => {
    await more(1);
    await put('payments', { types: [paid], from: 'now' });
    const waiting = read('payments', 'wait=10');
    await more(2, 3);
    expect(await waiting).toEqual({ numbers: [4], through: '4' });
    await acknowledge('payments', '4');
    expect(await read('payments', 'wait=1')).toEqual({ numbers: [], through: '4' });
  });
});

describe('an acknowledgement', () => {
  it('is the same when it is sent again', async () => {
    await more(1);
    await put('erp');
    const first = await acknowledge('erp', '2');
    expect([first.status, first.json.acknowledged]).toEqual([200, '2']);
    expect((await acknowledge('erp', '2')).text).toBe(first.text);
  });

  it('goes neither beyond the feed nor back, and says what to do instead', async () => {
    await more(2);
    await put('erp');
    const ahead = await acknowledge('erp', '4');
    expect([ahead.status, ahead.json.code, ahead.json.field]).toEqual([422, 'ACKNOWLEDGED_AHEAD', 'through']);
    await acknowledge('erp', '3');
    const back = await acknowledge('erp', '1');
    expect([back.status, back.json.code]).toEqual([409, 'ACKNOWLEDGED_BACK']);
    expect(back.json.next).toContain('/v1/events?after=1');
    expect((await consumer('erp')).acknowledged).toBe('3');
  });

  it('counts once where several come at the same time', async () => {
    await more(9);
    await put('erp');
    await Promise.all(['3', '7', '5'].map((through) => acknowledge('erp', through)));
    expect((await consumer('erp')).acknowledged).toBe('7');
  });
});

describe('names', () => {
  it("are each tenant's own", async () => {
    await more(2);
    await put('erp');
    await acknowledge('erp', '2');
    expect((await acknowledge('erp', '0', 'merchant-other')).json.code).toBe('CONSUMER_NOT_FOUND');
    await put('erp', {}, 'merchant-other');
    expect((await consumer('erp', 'merchant-other')).lag).toEqual({ end: '0', behind: '0', oldest: null });
    expect((await ask('/erp', 'merchant-other', 'DELETE')).status).toBe(200);
    expect((await consumer('erp')).acknowledged).toBe('2');
  });

  it('are listed, forgotten, and free again', async () => {
    await more(2);
    for (const name of ['wms', 'erp']) await put(name);
    const { consumers } = (await ask('', merchant)).json as unknown as { consumers: { name: string }[] };
    expect(consumers.map(({ name }) => name)).toEqual(['erp', 'wms']);
    await acknowledge('erp', '3');
    expect((await ask('/erp', merchant, 'DELETE')).json).toMatchObject({ acknowledged: '3' });
    expect((await ask('/erp', merchant)).json.code).toBe('CONSUMER_NOT_FOUND');
    expect((await put('erp')).json).toMatchObject({ acknowledged: '0' });
  });

  it('are refused where they are none, where a type is none, and where there are too many', async () => {
    const named = (await put('ERP%20one')).json as unknown as { fields: { code: string }[] };
    expect(named.fields.map(({ code }) => code)).toEqual(['CONSUMER_NAME_SHAPE']);
    const typed = (await put('erp', { types: ['OrderPaid'] })).json as unknown as { fields: object[] };
    expect(typed.fields).toMatchObject([{ field: 'types[0]', code: 'EVENT_TYPE_UNKNOWN' }]);
    for (let number = 0; number < 100; number++) await put(`c${number}`);
    expect((await put('one-more')).json.code).toBe('CONSUMERS_FULL');
    expect((await put('c7', { types: [paid] })).status).toBe(200);
  });

  it('outlast the process: whoever opens the documents again finds the acknowledgement', async () => {
    await more(3);
    await put('erp');
    await acknowledge('erp', '2');
    const kept = await gateway.documents.get('consumers', merchant, 'erp');
    expect(kept).toMatchObject({ acknowledged: 2, acknowledgedAt: '2026-03-02T01:00:00.000Z' });
  });
});
