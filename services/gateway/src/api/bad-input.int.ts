import { Outage, RefusedError } from '@portolan/service';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, gatewayUnderTest } from '../rig/gateway-under-test.ts';
import { expectProblem, type Mistakes } from '../rig/problems.ts';
import { push, write } from '../rig/samples.ts';
import { bodyLimit } from './limits.ts';
import { goodsExample, orderExample } from './routes/examples.ts';

let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
beforeAll(async () => {
  gateway = await gatewayUnderTest();
});
afterAll(() => gateway.stop());

type Changed = (body: { [key: string]: never }) => void;

/** The example order with something changed in it. */
function order(change: Changed): Ask {
  const body = structuredClone(orderExample) as unknown as { [key: string]: never };
  change(body);
  return write('/v1/orders', 'merchant-shenzhen', body);
}
const line = (change: Changed) =>
  order((body) => {
    const { terms } = body as unknown as { terms: { lines: [{ [key: string]: never }] } };
    change(terms.lines[0]);
  });
const set = (name: string, value: unknown): Changed => {
  return (body) => Object.assign(body, { [name]: value });
};
const json = { 'content-type': 'application/json', 'idempotency-key': 'k' };
const raw = (body: string, headers: Record<string, string> = json): Ask => {
  return { method: 'POST', path: '/v1/orders', as: 'merchant-shenzhen', body, headers };
};

const mistakes: Mistakes = {
  'an unknown field': [line(set('colour', 'red')), 422, 'INVALID_REQUEST', 'terms.lines[0].colour', 'FIELD_NOT_KNOWN'],
  'a missing field': [line((body) => delete body.sku), 422, 'INVALID_REQUEST', 'terms.lines[0].sku', 'FIELD_MISSING'],
  'a line break where none can be': [
    line(set('sku', 'EAR\nBUDS')),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].sku',
    'NOT_PRINTABLE',
  ],
  'half a character': [line(set('name', 'A\ud83d')), 422, 'INVALID_REQUEST', 'terms.lines[0].name', 'NOT_PRINTABLE'],
  'too many digits for USD': [
    line(set('price', { amount: '39.905', currency: 'USD' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].price.amount',
    'CURRENCY_DIGITS',
  ],
  'too few digits for USD': [
    line(set('price', { amount: '39.9', currency: 'USD' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].price.amount',
    'CURRENCY_DIGITS',
  ],
  'digits in JPY': [
    line(set('price', { amount: '39.90', currency: 'JPY' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].price.amount',
    'CURRENCY_DIGITS',
  ],
  'an amount as a number': [
    line(set('price', { amount: 39.9, currency: 'USD' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].price.amount',
    'WRONG_TYPE',
  ],
  'a currency that is none': [
    line(set('price', { amount: '39.90', currency: 'USX' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].price.currency',
    'CURRENCY_UNKNOWN',
  ],
  'a price of nothing': [
    line(set('price', { amount: '0.00', currency: 'USD' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].price.amount',
    'NOT_ABOVE_ZERO',
  ],
  'an HS code of 8 digits': [
    line(set('hsCode', '85183000')),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].hsCode',
    'HS_CODE_SHAPE',
  ],
  'an HS code with points': [
    write('/v1/goods', 'merchant-shenzhen', { goods: { ...goodsExample.goods, hsCode: '8518.30.0000' } }),
    422,
    'INVALID_REQUEST',
    'goods.hsCode',
    'HS_CODE_SHAPE',
  ],
  'a negative quantity': [
    line(set('quantity', { value: '-2', unit: 'C62' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].quantity.value',
    'MEASURE_SHAPE',
  ],
  'a negative count of goods taken in': [
    write('/v1/goods-receipts', 'operator', {
      warehouseId: 'SZX-FWD-1',
      owner: 'merchant-shenzhen',
      document: 'DN-1',
      lines: [{ sku: 'EARBUDS-X2', quantity: '-5' }],
    }),
    422,
    'INVALID_REQUEST',
    'lines[0].quantity',
    'NOT_ABOVE_ZERO',
  ],
  'a quantity of nothing': [
    line(set('quantity', { value: '0.0', unit: 'C62' })),
    422,
    'INVALID_REQUEST',
    'terms.lines[0].quantity.value',
    'NOT_ABOVE_ZERO',
  ],
  'an incoterm that is none': [
    order((body) => Object.assign(body.terms ?? {}, { incoterm: 'DDU' })),
    422,
    'INVALID_REQUEST',
    'terms.incoterm',
    'NOT_ONE_OF',
  ],
  'a body that is a list': [raw('[]'), 422, 'INVALID_REQUEST', 'body', 'WRONG_TYPE'],
  'a body that is no JSON': [raw('{"terms":'), 400, 'MALFORMED_JSON'],
  'no body at all': [raw('', { 'idempotency-key': 'k' }), 422, 'INVALID_REQUEST', 'body'],
  'a body over the limit': [raw(`{"terms":"${'x'.repeat(bodyLimit)}"}`), 413, 'BODY_TOO_LARGE'],
  'a body that is a form': [
    raw('a=b', { ...json, 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'MEDIA_TYPE_NOT_TAKEN',
  ],
  'a state that orders never have': [
    { path: '/v1/orders?state=LOST', as: 'merchant-shenzhen' },
    422,
    'INVALID_REQUEST',
    'state',
    'NOT_ONE_OF',
  ],
  'a page that is too long': [
    { path: '/v1/orders?limit=1000', as: 'merchant-shenzhen' },
    422,
    'INVALID_REQUEST',
    'limit',
    'LIMIT_RANGE',
  ],
  'a parameter twice': [
    { path: '/v1/orders?limit=1&limit=2', as: 'merchant-shenzhen' },
    422,
    'INVALID_REQUEST',
    'limit',
    'WRONG_TYPE',
  ],
  'a version that is no number': [
    { path: '/v1/orders/order-1?version=new', as: 'merchant-shenzhen' },
    422,
    'INVALID_REQUEST',
    'version',
    'INTEGER_SHAPE',
  ],
  'a place beyond the end of the feed': [
    { path: '/v1/events?after=999', as: 'merchant-shenzhen' },
    422,
    'CURSOR_AHEAD',
    'after',
  ],
  "another tenant's order": [{ path: '/v1/orders/order-1', as: 'merchant-other' }, 404, 'ORDER_NOT_FOUND'],
  "an operator's look at an order's story": [
    { path: '/v1/orders/order-1/timeline', as: 'operator' },
    404,
    'TIMELINE_NOT_FOUND',
  ],
  'a route that is none': [{ path: '/v1/nothing', as: 'merchant-shenzhen' }, 404, 'ROUTE_NOT_FOUND'],
  'a path that cannot be read': [{ path: '/v1/orders/%zz', as: 'merchant-shenzhen' }, 400, 'ADDRESS_MALFORMED'],
  'a path that is too long': [
    { path: `/v1/orders/${'x'.repeat(301)}`, as: 'merchant-shenzhen' },
    400,
    'ADDRESS_MALFORMED',
  ],
  'a method that the path does not take': [
    { method: 'DELETE', path: '/v1/orders/order-1', as: 'merchant-shenzhen' },
    405,
    'METHOD_NOT_TAKEN',
  ],
  'a place that the timeline has not answered': [
    { path: '/v1/orders/order-1/timeline?cursor=nowhere', as: 'merchant-shenzhen' },
    422,
    'CURSOR_UNKNOWN',
    'cursor',
  ],
  'a clock that nobody moves': [
    { method: 'POST', path: '/v1/test/clock', as: 'merchant-shenzhen', body: { step: true } },
    404,
    'TEST_CLOCK_ABSENT',
  ],
  'a push that nobody signed': [
    { method: 'POST', path: '/v1/inbound/bank', body: '<a/>', headers: { 'content-type': 'application/xml' } },
    401,
    'SIGNATURE_INVALID',
  ],
  "a push signed with another's secret": [push('/v1/inbound/bank', '<a/>', 'carrier-secret'), 401, 'SIGNATURE_INVALID'],
  'a push whose bytes were changed': [
    { ...push('/v1/inbound/bank', '<a/>', 'bank-secret'), body: '<a />' },
    401,
    'SIGNATURE_INVALID',
  ],
  'a push that cannot be read': [push('/v1/inbound/bank', '<broken', 'bank-secret'), 422, 'INVALID_MESSAGE', 'body'],
  'a push over the limit': [push('/v1/inbound/bank', 'x'.repeat(bodyLimit + 1), 'bank-secret'), 413, 'BODY_TOO_LARGE'],
};

it.each(Object.entries(mistakes))('%s is a problem that says what to do', async (_what, [ask, ...told]) => {
  expectProblem(await gateway.ask(ask), ...told);
});

it('says which methods a path takes', async () => {
  const answer = await gateway.ask({ method: 'DELETE', path: '/v1/orders?x=1', as: 'merchant-shenzhen' });
  expect([answer.headers['allow'], answer.json.data]).toEqual([
    'GET, POST',
    { path: '/v1/orders', method: 'DELETE', allowed: 'GET, POST' },
  ]);
});

it('writes nothing for any of them', async () => {
  const writes = ['placeOrder', 'fileGoods', 'receiveGoods', 'pickParcel', 'packParcel', 'dispatchParcel'];
  const reached = gateway.services.received.map(({ method }) => method.split('.')[1]);
  expect(writes.filter((method) => reached.includes(method))).toEqual([]);
});

it('refuses another body under a key that was used', async () => {
  const first = write('/v1/orders', 'merchant-shenzhen', orderExample, 'one-key');
  expect((await gateway.ask(first)).status).toBe(201);
  expect((await gateway.ask(first)).status).toBe(201);
  const { terms } = orderExample;
  const answer = await gateway.ask({
    ...first,
    body: { ...orderExample, terms: { ...terms, incotermPlace: 'Tacoma' } },
  });
  expect([answer.status, answer.json.code]).toEqual([409, 'COMMAND_ID_REUSED']);
});

it('speaks the language of its caller, in titles, fields and next steps', async () => {
  const ask = line(set('hsCode', '1'));
  const answer = await gateway.ask({ ...ask, headers: { ...ask.headers, 'accept-language': 'zh-CN,en;q=0.5' } });
  expect(answer.headers['content-language']).toBe('zh');
  const [field] = answer.json.fields as unknown as { detail: string; next: string }[];
  for (const text of [answer.json.title, answer.json.detail, field?.detail, field?.next])
    expect(text).toMatch(/[\u4e00-\u9fff]{2,}/);
});

it('explains every problem it gives, in both languages', async () => {
  const codes = new Set(
    Object.values(mistakes).flatMap(([, , code, , flaw]) => (flaw === undefined ? [code] : [code, flaw])),
  );
  for (const code of codes) {
    const answer = await gateway.ask({ path: `/docs/problems/${code}` });
    expect(answer.json, code).toMatchObject({ code, says: { zh: expect.stringMatching(/[\u4e00-\u9fff]{2,}/) } });
  }
  expect((await gateway.ask({ path: '/docs/problems/NO_SUCH_THING' })).json.code).toBe('PROBLEM_NOT_FOUND');
});

it('answers an outage with 503 and when to come back, and a failure without a word of its inside', async () => {
  try {
    gateway.services.fail(new Outage('orders', 'UNAVAILABLE'));
    const down = await gateway.ask({ path: '/v1/orders', as: 'merchant-shenzhen' });
    expect([down.status, down.json.code, down.headers['retry-after']]).toEqual([503, 'SERVICE_UNAVAILABLE', '1']);
    const ready = await gateway.ask({ path: '/readyz' });
    expect([ready.status, ready.json.code]).toEqual([503, 'NOT_READY']);
    expect(ready.json.detail).toContain('tracking');

    gateway.services.fail(new RangeError('secret of the inside'));
    const failed = await gateway.ask({ path: '/v1/orders', as: 'merchant-shenzhen' });
    expect([failed.status, failed.json.code]).toEqual([500, 'INTERNAL']);
    expect(failed.text).not.toMatch(/secret of the inside|at .*\.ts/);

    gateway.services.fail(new RefusedError({ refused: 'NO_TABLE_KNOWS_THIS', data: { key: 'value' } }));
    expect((await gateway.ask({ path: '/v1/orders', as: 'merchant-shenzhen' })).json.code).toBe('INTERNAL');
  } finally {
    gateway.services.fail(undefined);
  }
});
