import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, type Json, listAt, textAt } from '../story/api.ts';
import { orderBody } from '../story/direct-mail.ts';
import { countEvents, type LivingPlay, playAndStay } from '../support/play.ts';

let play: LivingPlay;
let merchant: Api;

beforeAll(async () => {
  play = await playAndStay('bad-input');
  merchant = play.as('merchant-shenzhen');
}, 60_000);

afterAll(() => play.stop());

/** An order with one thing changed. */
function changed(change: (order: { [field: string]: never }) => void): Json {
  const order = structuredClone(orderBody('SO-BAD')) as { [field: string]: never };
  change(order);
  return order as Json;
}

type Lines = { lines: Record<string, unknown>[] } & Record<string, unknown>;
const terms = (order: Record<string, unknown>) => order['terms'] as Lines;
const firstLine = (order: Record<string, unknown>) => terms(order).lines[0] as Record<string, unknown>;

const bad: readonly (readonly [string, (order: Record<string, unknown>) => void, string])[] = [
  ['an unknown field', (order) => Object.assign(order, { colour: 'red' }), 'colour'],
  [
    'an unknown field deep inside',
    (order) => Object.assign(firstLine(order), { weight: '1' }),
    'terms.lines[0].weight',
  ],
  [
    'too many digits for the currency',
    (order) => Object.assign(firstLine(order), { price: { amount: '29.901', currency: 'USD' } }),
    'terms.lines[0].price.amount',
  ],
  [
    'digits in a currency without any',
    (order) => Object.assign(firstLine(order), { price: { amount: '29.9', currency: 'JPY' } }),
    'terms.lines[0].price.amount',
  ],
  [
    'a currency that does not exist',
    (order) => Object.assign(firstLine(order), { price: { amount: '29.90', currency: 'XQX' } }),
    'terms.lines[0].price.currency',
  ],
  [
    'an HS code of nine digits',
    (order) => Object.assign(firstLine(order), { hsCode: '851830000' }),
    'terms.lines[0].hsCode',
  ],
  [
    'a negative quantity',
    (order) => Object.assign(firstLine(order), { quantity: { value: '-2', unit: 'C62' } }),
    'terms.lines[0].quantity.value',
  ],
  ['no lines', (order) => Object.assign(terms(order), { lines: [] }), 'terms.lines'],
  [
    'a total that does not add up',
    (order) => Object.assign(terms(order), { total: { amount: '152.01', currency: 'USD' } }),
    'terms.total',
  ],
  [
    'a line total that does not add up',
    (order) => Object.assign(firstLine(order), { total: { amount: '59.81', currency: 'USD' } }),
    '',
  ],
];

describe('an order', () => {
  it.each(bad)('with %s is refused by name, and nothing is written', async (what, change, field) => {
    const before = await countEvents(play.folder.path);
    const { status, body } = await merchant.post('/v1/orders', changed(change), `bad-${what.replaceAll(' ', '-')}`);
    expect(status, JSON.stringify(body)).toBe(422);
    expectProblem(body);
    if (field !== '') expect(JSON.stringify(body)).toContain(field);
    await play.settle();
    expect(await countEvents(play.folder.path)).toBe(before);
  });

  it('under a used key with another body is refused, with the same body answered as before', async () => {
    const before = await countEvents(play.folder.path);
    const again = await merchant.post('/v1/orders', orderBody('SO-2026-0001'), 'order-SO-2026-0001');
    expect([again.status, textAt(again.body, 'id')]).toEqual([201, play.orderId]);
    const other = await merchant.post('/v1/orders', orderBody('SO-2026-0002'), 'order-SO-2026-0001');
    expect(other.status).toBe(409);
    expectProblem(other.body);
    const taken = await merchant.post('/v1/orders', orderBody('SO-2026-0001'), 'another-key');
    expect([taken.status, textAt(taken.body, 'code')]).toEqual([409, 'ORDER_NUMBER_TAKEN']);
    await play.settle();
    expect(await countEvents(play.folder.path)).toBe(before);
  });

  it('over the limit, without a key, in broken JSON: each is a problem that says what to do', async () => {
    const send = (body: string, headers: Record<string, string>) =>
      fetch(`${play.baseUrl()}/v1/orders`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    const authorization = await merchantAuthorization();
    const large = await send(`{"x":"${'a'.repeat(300 * 1024)}"}`, { authorization, 'idempotency-key': 'large' });
    const keyless = await send(JSON.stringify(orderBody('SO-3')), { authorization });
    const broken = await send('{"terms":', { authorization, 'idempotency-key': 'broken' });
    const nobody = await send('{}', { 'idempotency-key': 'nobody' });
    expect([large.status, keyless.status, broken.status, nobody.status]).toEqual([413, 422, 400, 401]);
    for (const response of [large, keyless, broken, nobody]) {
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expectProblem((await response.json()) as Json);
    }
  });
});

describe('a list', () => {
  it.each(['orders', 'goods', 'parcels', 'stock', 'ledger/accounts', `orders/ORDER/timeline`])(
    'of %s says that a cursor is none of its own',
    async (list) => {
      const place = Buffer.from('["byAnother",1]').toString('base64url');
      for (const cursor of ['x', place]) {
        const path = `/v1/${list.replace('ORDER', play.orderId)}?cursor=${cursor}`;
        const { status, body } = await merchant.get(path);
        expect([status, textAt(body, 'code'), textAt(body, 'field')]).toEqual([422, 'CURSOR_UNKNOWN', 'cursor']);
        expectProblem(body);
      }
    },
  );
});

describe('a message from outside', () => {
  it.each([
    ['bank', 'bank', '<Document><nothing/></Document>'],
    ['customs', 'customs', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['carriers', 'carriers/YANWEN', '{"events":[{"eventId":1}]}'],
  ])('from %s that nobody can read is kept, reported, and moves nothing', async (source, path, body) => {
    const order = JSON.stringify((await merchant.get(`/v1/orders/${play.orderId}`)).body);
    const response = await push(source, path, body);
    expect(response.status).toBe(422);
    expectProblem((await response.json()) as Json);
    await play.settle();
    const refused = (await play.as('portolan').get(`/v1/inbound-messages?source=${source}`)).body;
    expect(listAt(refused, 'messages').length).toBe(1);
    expect(JSON.stringify((await merchant.get(`/v1/orders/${play.orderId}`)).body)).toBe(order);
  });

  it('with a wrong signature is not even kept', async () => {
    const before = await countEvents(play.folder.path);
    const response = await push('bank', 'bank', '<a/>', 'another secret');
    expect(response.status).toBe(401);
    expect(await countEvents(play.folder.path)).toBe(before);
  });
});

function expectProblem(body: Json): void {
  for (const field of ['type', 'title', 'code', 'detail', 'next']) expect(textAt(body, field), field).not.toBe('');
}

async function merchantAuthorization(): Promise<string> {
  return `Bearer ${play.keys['merchant-shenzhen'] ?? ''}`;
}

async function push(
  source: string,
  path: string,
  body: string,
  secret = play.inboundSecret(source),
): Promise<Response> {
  const now = textAt((await merchant.get('/v1/clock')).body, 'now');
  const time = Date.parse(now);
  const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return fetch(`${play.baseUrl()}/v1/inbound/${path}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': path === 'carriers/YANWEN' ? 'application/json' : 'application/xml',
      'portolan-signature': `t=${time},v1=${mac}`,
    },
  });
}
