import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogues } from '@portolan/contracts';
import { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import { TrackingDefinition } from '@portolan/contracts/tracking/v1/tracking';
import { type Caller, type Compose, type ServiceClient, serve } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from './config.ts';
import { tracking } from './service.ts';
import { shipment as aggregate } from './shipment/shipment.ts';

const fulfilment: Caller = { tenant: 'merchant', role: 'service' };
const merchant: Caller = { tenant: 'merchant', role: 'merchant' };
const stranger: Caller = { tenant: 'stranger', role: 'merchant' };
const suite: Caller = { tenant: 'portolan', role: 'operations' };
const waybillNo = 'LX202607010CN';
const person = {
  name: 'Zoe Quimby',
  phone: '+1 503 555 0100',
  email: 'zoe@example.com',
  address: { lines: ['1 Elm St'], city: 'Portland', region: 'OR', postcode: '97201', country: 'US' },
};

const orders: Compose<object> = () => ({
  name: 'orders',
  catalogue: catalogues.orders,
  projections: [],
  reactions: [],
  requests: [],
  timers: [],
  serves: [
    serve(PeopleDefinition, { openPerson: async () => ({ person: { ...person, idNumber: '11010519491231002X' } }) }),
  ],
});

interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

let asked: Asked[];
let label: { status: number; body: unknown };
let manifest: { status: number; body: unknown };
let carrier: Server;
let people: Trial;
let trial: Trial;
let client: ServiceClient<TrackingDefinition>;

beforeEach(async () => {
  asked = [];
  label = { status: 200, body: { waybillNo: 'LX 2026 0701 0 CN', freight: { amount: '21.90', currency: 'USD' } } };
  manifest = { status: 200, body: { manifestNo: 'M1' } };
  carrier = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    asked.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(text) });
    const answer = request.url?.endsWith('/labels') ? label : manifest;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  const { port } = carrier.address() as AddressInfo;
  people = await startTrial('orders', {}, orders);
  const config = configSchema.parse({ PORTOLAN_TRACKING_CARRIER_URL: `http://127.0.0.1:${port}/carrier` });
  trial = await startTrial('tracking', config, tracking, () => people.running.address);
  client = trial.client(TrackingDefinition);
});

afterEach(async () => {
  await trial.end();
  await people.end();
  await new Promise((resolve) => carrier.close(resolve));
});

const sealed = { subject: 'buyer', ciphertext: new Uint8Array([1]), hash: 'h' };

const register = (carrierName = 'YANWEN') =>
  client.registerShipment(
    {
      orderId: 'O1',
      orderNo: 'NO-1',
      parcelId: 'P1',
      carrier: carrierName,
      consignee: { name: sealed, phone: sealed, email: sealed, address: sealed, country: 'US' },
      grossWeight: '1.25',
      packs: 1,
      declaredValue: { minor: 12_345n, currency: 'USD' },
    },
    asking(fulfilment, 'register'),
  );

const shipment = (id: string) => client.getShipment({ id, atLeastVersion: 0n }, merchant);

const scan = (code: string, eventTime: string, change: object = {}) => ({
  eventId: `${waybillNo}-${code}`,
  waybillNo,
  code,
  eventTime,
  recordTime: new Date(eventTime).toISOString(),
  location: 'Portland OR',
  country: 'US',
  ...change,
});

const push = async (message: unknown) => {
  const body = new TextEncoder().encode(typeof message === 'string' ? message : JSON.stringify(message));
  const reply = await client.receiveMessage({ carrier: 'YANWEN', body }, asking(suite, 'any'));
  await trial.settled();
  return reply;
};

describe('tracking', () => {
  it('gets a label for the parcel, puts it on the manifest and follows its scans', async () => {
    const { id } = await register();
    await trial.settled();
    expect(await shipment(id)).toMatchObject({ state: 'LABELLED', waybillNo, carrier: 'YANWEN' });
    await client.handOver({ shipmentId: id }, asking(fulfilment, 'hand-over'));
    await trial.settled();
    expect((await shipment(id)).state).toBe('HANDED_OVER');
    expect(asked.map(({ path, headers }) => [path, headers['idempotency-key']])).toEqual([
      ['/carrier/YANWEN/labels', id],
      ['/carrier/YANWEN/manifests', id],
    ]);
    expect(asked[0]?.body).toEqual({
      shipmentId: id,
      reference: 'NO-1',
      consignee: person,
      grossWeight: '1.25',
      packs: 1,
      declaredValue: { amount: '123.45', currency: 'USD' },
    });
    expect(asked[1]?.body).toEqual({ shipmentId: id, waybillNo });

    const arrived = scan('EMD', '2026-03-01T12:41:00-06:00');
    await push({ delivery: 1, events: [arrived] });
    await push({ delivery: 2, events: [scan('EMC', '2026-03-01T23:00:00+08:00')] });
    await push({ delivery: 3, events: [arrived] });
    await push({ delivery: 4, events: [{ ...arrived, location: 'Chicago', recordTime: '2026-03-02T00:00:00Z' }] });
    await push({ delivery: 5, events: [scan('EMI', '2026-03-02T09:00:00-08:00', { signedBy: 'Z. Q.' })] });
    const view = await shipment(id);
    expect(view).toMatchObject({
      state: 'DELIVERED',
      milestone: 'MILESTONE_DELIVERED',
      deliveredAt: '2026-03-02T17:00:00.000Z',
    });
    expect(
      view.scans.map(({ scan: { code, eventTime, location }, scanVersion, late }) => [
        code,
        eventTime.original,
        location,
        scanVersion,
        late,
      ]),
    ).toEqual([
      ['EMC', '2026-03-01T23:00:00+08:00', 'Portland OR', 1, true],
      ['EMD', '2026-03-01T12:41:00-06:00', 'Chicago', 2, false],
      ['EMI', '2026-03-02T09:00:00-08:00', 'Portland OR', 1, false],
    ]);
  });

  it('keeps a message that nobody can read, says so each time, and moves nothing', async () => {
    const { id } = await register();
    await trial.settled();
    const before = await shipment(id);
    for (let time = 0; time < 2; time++) await expect(push('{"events":')).rejects.toThrow('INVALID_MESSAGE');
    const partly = { events: [scan('EMA', '2026-03-01T10:00'), scan('EMA', '2026-03-01T10:00:00+08:00')] };
    await push(partly);
    await trial.settled();
    const page = { limit: 0, cursor: '' };
    const { messages } = await client.listRefusedMessages({ page }, suite);
    expect(messages.map(({ flaws }) => flaws[0]?.field).sort()).toEqual(['body', 'events[0].eventTime']);
    expect((await client.listRefusedMessages({ page }, merchant)).messages).toEqual([]);
    const after = await shipment(id);
    expect([before.scans.length, after.scans.length]).toEqual([0, 1]);
  });

  it('takes the same bytes once, and raises scans of unknown numbers', async () => {
    const message = { events: [scan('EMA', '2026-03-01T10:00:00+08:00', { waybillNo: 'EE473124829CN' })] };
    expect((await push(message)).id).toBe((await push(message)).id);
    const { messages } = await client.listRefusedMessages({ page: { limit: 0, cursor: '' } }, suite);
    expect(messages.map(({ flaws }) => flaws)).toEqual([
      [{ field: 'waybillNo', reason: 'EE473124829CN belongs to no shipment' }],
    ]);
    const { id } = await register();
    await trial.settled();
    expect((await shipment(id)).scans).toEqual([]);
  });

  it.each([
    ['the carrier says no', { status: 422, body: { error: 'Zoe Quimby is unknown' } }],
    [
      'its number has a wrong check digit',
      { status: 200, body: { waybillNo: 'LX202607011CN', freight: { amount: '1.00', currency: 'USD' } } },
    ],
  ])('records that there is no label where %s', async (_, answer) => {
    label = answer;
    const { id, version } = await register();
    await trial.settled();
    const { commands } = trial.running.runtime;
    expect((await commands.load(aggregate, 'merchant', id)).version).toBe(Number(version) + 1);
    expect((await shipment(id)).state).toBe('REGISTERED');
    const hasNone = client.handOver({ shipmentId: id }, asking(fulfilment, 'hand-over'));
    await expect(hasNone).rejects.toThrow('SHIPMENT_NOT_LABELLED');
  });

  it('records that the carrier refused the manifest, and asks no second time', async () => {
    manifest = { status: 422, body: { error: 'Zoe Quimby is unknown' } };
    const { id } = await register();
    await trial.settled();
    await client.handOver({ shipmentId: id }, asking(fulfilment, 'hand-over'));
    await trial.settled();
    expect((await shipment(id)).state).toBe('HANDED_OVER');
    expect(asked.filter(({ path }) => path === '/carrier/YANWEN/manifests')).toHaveLength(1);
    const { commands } = trial.running.runtime;
    expect((await commands.load(aggregate, 'merchant', id)).version).toBe(4);
  });

  it('asks for a refused label and for a refused manifest again, each under another key', async () => {
    label = { status: 422, body: {} };
    const { id } = await register();
    await trial.settled();
    label = { status: 200, body: { waybillNo, freight: { amount: '1.00', currency: 'USD' } } };
    for (const key of ['again', 'repeated']) {
      await client.retryLabel({ shipmentId: id, attempt: 1 }, asking(fulfilment, key));
      await trial.settled();
    }
    manifest = { status: 422, body: {} };
    await client.handOver({ shipmentId: id }, asking(fulfilment, 'hand-over'));
    await trial.settled();
    manifest = { status: 200, body: { manifestNo: 'M2' } };
    await client.retryHandover({ shipmentId: id, attempt: 1 }, asking(fulfilment, 'again-2'));
    await trial.settled();
    expect(asked.map(({ path, headers }) => `${path} ${headers['idempotency-key']}`)).toEqual([
      `/carrier/YANWEN/labels ${id}`,
      `/carrier/YANWEN/labels ${id}:1`,
      `/carrier/YANWEN/manifests ${id}`,
      `/carrier/YANWEN/manifests ${id}:1`,
    ]);
    const { commands } = trial.running.runtime;
    expect((await commands.load(aggregate, 'merchant', id)).state).toMatchObject({ waybillNo, manifestNo: 'M2' });
  });

  it('calls a shipment off before its carrier has it, and has the label made void there', async () => {
    const { id } = await register('CASCADE');
    await trial.settled();
    await client.cancelShipment({ shipmentId: id, reason: 'BUYER' }, asking(fulfilment, 'cancel'));
    await trial.settled();
    expect((await shipment(id)).state).toBe('CANCELLED');
    expect(asked.map(({ path }) => path)).toEqual([
      '/carrier/CASCADE/labels',
      `/carrier/CASCADE/labels/${waybillNo}/void`,
    ]);
    const late = client.handOver({ shipmentId: id }, asking(fulfilment, 'hand-over'));
    await expect(late).rejects.toThrow('SHIPMENT_CANCELLED');
  });

  it('shows a parcel as lost, whatever comes later', async () => {
    const { id } = await register();
    await trial.settled();
    await client.handOver({ shipmentId: id }, asking(fulfilment, 'hand-over'));
    await push({ events: [scan('Exception_013', '2026-03-02T09:00:00-08:00')] });
    await push({ events: [scan('EMI', '2026-03-02T10:00:00-08:00')] });
    expect(await shipment(id)).toMatchObject({ state: 'LOST', milestone: 'MILESTONE_LOST', deliveredAt: '' });
    expect((await shipment(id)).scans).toHaveLength(2);
    const late = client.cancelShipment({ shipmentId: id, reason: '' }, asking(fulfilment, 'cancel'));
    await expect(late).rejects.toThrow('SHIPMENT_HANDED_OVER');
  });

  it('gets no label of a carrier that is not connected', async () => {
    const { id } = await register('NOBODY');
    await trial.settled();
    expect((await shipment(id)).state).toBe('REGISTERED');
    expect(asked).toEqual([]);
    const { commands } = trial.running.runtime;
    expect((await commands.load(aggregate, 'merchant', id)).version).toBe(2);
  });

  it('shows a shipment to its owner alone', async () => {
    const { id } = await register();
    await trial.settled();
    for (const atLeastVersion of [0n, 1n]) {
      await expect(client.getShipment({ id, atLeastVersion }, stranger)).rejects.toThrow('SHIPMENT_NOT_FOUND');
    }
    await expect(client.handOver({ shipmentId: id }, asking(merchant, 'x'))).rejects.toThrow('SERVICES_ONLY');
  });
});
