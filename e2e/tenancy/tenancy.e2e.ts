import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakFact } from '../demo/break.ts';
import { type Answer, type Api, connect, type Json, ok, textAt } from '../story/api.ts';
import { bondedPersonalData } from '../story/bonded-import.ts';
import { personalData } from '../story/direct-mail.ts';
import { wholeFeed } from '../story/feed.ts';
import { ordersCsv } from '../story/orders-csv.ts';
import { orderNos, playAllRoads } from '../support/all-roads.ts';
import { newBreaches } from '../support/breaches.ts';
import { createConsumer } from '../support/consumer.ts';
import { countEvents } from '../support/play.ts';
import { openStage, type TestStage } from '../support/stage.ts';
import { type Sight, sights } from './keys.ts';
import { asked, filled, invented, type Route, routesOf } from './routes.ts';
import { collectThings, type Things } from './things.ts';

let stage: TestStage;
let things: Things;
let routes: readonly Route[];

beforeAll(async () => {
  stage = await openStage('tenancy', { checkerLookMs: 200 });
  const { cast, time, suite } = stage;
  const orders = await playAllRoads(stage);
  const { csv } = ordersCsv({ orders: 1, seed: 'tenancy', prefix: 'IMP' });
  const file = await cast.merchant.send('/v1/imports?dryRun=false&fileName=one.csv', csv, 'import');
  await time.settle();
  await createConsumer(suite.gatewayUrl, suite.keys['merchant-shenzhen'] ?? '', 'erp-of-shenzhen');
  routes = await routesOf(cast.merchant);
  const { body: example } = routes.find(({ path }) => path === '/v1/landed-cost/quotes') ?? { body: null };
  const cost = ok(await cast.merchant.post('/v1/landed-cost/quotes', example, 'cost'), 'the quote');
  const exchanged = await exchange();
  await time.settle();
  const more = [
    ['direct.cost', textAt(cost, 'id')],
    ...exchanged,
    ['imported.import', textAt(ok(file, 'the import'), 'id')],
    ['imported.no', 'IMP-00001'],
    ['direct.consumer', 'erp-of-shenzhen'],
  ] as const;
  const found = await collectThings(cast, orders);
  // The checker finds something only where somebody has altered it.
  await breakFact('stock', stage.documentsOf);
  const [breach] = await newBreaches(cast.operations, 'invariant=read-models');
  things = new Map([...found, ...more, ['suite.breach', textAt(breach, 'id')]]);
}, 120_000);

afterAll(() => stage.stop());

/** A firm quote that was accepted, and its deal. */
async function exchange(): Promise<readonly (readonly [string, string])[]> {
  const { merchant, operations } = stage.cast;
  const rate = { pair: 'USD/CNY', mid: '7.1200', source: 'bank' };
  ok(await operations.post('/v1/exchange/rates', rate, 'rate'), 'the rate');
  const { body } = routes.find(({ path }) => path === '/v1/exchange/quotes') ?? { body: null };
  const firm = ok(await merchant.post('/v1/exchange/quotes', body, 'firm'), 'the firm quote');
  const deal = ok(await merchant.post(`/v1/exchange/quotes/${textAt(firm, 'id')}/acceptance`, {}, 'deal'), 'the deal');
  return [
    ['direct.firm', textAt(firm, 'id')],
    ['direct.deal', textAt(deal, 'id')],
  ];
}

const as = (tenant: string): Api =>
  connect({ baseUrl: () => stage.suite.gatewayUrl, key: stage.suite.keys[tenant] ?? '', patienceMs: 5_000 });

/** A sku is what it is called by everybody. */
const secretsFrom = ({ sees }: Sight) => [
  ...[...things].filter(([name]) => !sees.test(name) && !name.endsWith('.sku')),
  ...[...personalData, ...bondedPersonalData].map((datum) => ['a person', datum] as const),
];

/** Names of what shows in a text and must not. */
const leaksIn = (text: string, sight: Sight): readonly string[] => [
  ...secretsFrom(sight).flatMap(([name, secret]) => (text.includes(secret) ? [name] : [])),
  ...sight.prices.filter((price) => text.includes(`"${price}"`)),
];

async function call(api: Api, { method, body }: Route, path: string, key: string): Promise<Answer> {
  if (method === 'get') return api.get(path);
  if (method === 'put') return api.put(path, body ?? {}, key);
  if (method === 'post') return api.post(path, body ?? {}, key);
  const headers = { authorization: `Bearer ${stage.suite.keys[key] ?? ''}` };
  const answer = await fetch(stage.suite.gatewayUrl + path, { method: method.toUpperCase(), headers });
  return { status: answer.status, body: (await answer.json()) as Json };
}

const filters = [
  ...['NGB-BND-1', 'SZX-FWD-1', 'PDX-OSW-1'].map((warehouse) => `/v1/stock?warehouseId=${warehouse}`),
  ...['/v1/account-book?emsNo=T3105W000293', '/v1/account-book?sku=NZ-MILK-900', '/v1/stock?sku=NZ-MILK-900'],
  ...['/v1/verification-lists?state=DEDUCTED', '/v1/gate-passes?state=PASSED', '/v1/declarations?state=CLOSED'],
  ...['/v1/returns?state=GRADED', '/v1/claims?state=SETTLED', '/v1/funds?state=MATCHED', '/v1/orders?state=SETTLED'],
];

describe.each(sights)('the key of $tenant', (sight) => {
  it('sees only its own in every list, in its feed and in its snapshot', async () => {
    const api = as(sight.tenant);
    const lists = routes
      .filter(({ method, path }) => method === 'get' && !path.includes('{'))
      .map(({ path, query }) => path + query);
    expect(lists.length).toBeGreaterThan(18);
    let shown = '';
    for (const path of [...lists, ...filters, '/v1/events/snapshot?limit=200']) {
      const { status, body } = await api.get(path);
      const text = JSON.stringify(body);
      expect([200, 403], `${path}: ${text}`).toContain(status);
      expect(leaksIn(text, sight), path).toEqual([]);
      shown += text;
    }
    for (const event of await wholeFeed(api)) {
      const text = JSON.stringify(event);
      expect(leaksIn(text, sight), textAt(event, 'type')).toEqual([]);
      shown += text;
    }
    // What it may see it does see: nothing was looked for in vain.
    const own = [...things].filter(([name]) => sight.sees.test(name));
    expect(own.filter(([, id]) => !shown.includes(id)).map(([name]) => name)).toEqual([]);
  });

  it("cannot tell anybody else's thing from one that does not exist, on any route, reading or writing", async () => {
    const api = as(sight.tenant);
    const before = await countEvents(stage.folder.path);
    let made = 0;
    for (const route of routes.filter(({ path }) => path.includes('{'))) {
      // Consumers are named by whoever makes them.
      if (route.method === 'put' && route.path.startsWith('/v1/consumers/')) continue;
      for (const { name, id, within } of asked(route.path, things)) {
        if (sight.asks.test(`${route.path} ${name}`)) continue;
        const what = `${route.method} ${route.path} of ${name}`;
        const key = route.method === 'delete' ? sight.tenant : `${route.method}-${route.path}-${id}`;
        const real = await call(api, route, filled(route.path, { id, within }), key);
        const other = await call(api, route, filled(route.path, { id: invented(id), within }), key);
        expect([403, 404], `${what}: ${JSON.stringify(real)}`).toContain(real.status);
        const named = within === '' ? '…' : within;
        const text = (answer: Answer, own: string) =>
          JSON.stringify(answer).replaceAll(own, '…').replaceAll(named, '…');
        expect(text(real, id), what).toBe(text(other, invented(id)));
        expect(leaksIn(text(real, id), sight), what).toEqual([]);
        made += 1;
      }
    }
    expect(made).toBeGreaterThan(20);
    await stage.time.settle();
    expect(await countEvents(stage.folder.path)).toBe(before);
  });
});

/** Asked of somebody's thing by operations, whose thing it is. */
const operationsAlone: ReadonlySet<string> = new Set(['/v1/receipts/{id}/suggestions']);

it('is answered to its owner, on every route that reads one thing', async () => {
  const owners = ['merchant-shenzhen', 'merchant-ningbo'];
  for (const { path } of routes.filter(({ method, path }) => method === 'get' && path.includes('{'))) {
    for (const { name, ...place } of asked(path, things)) {
      // Nobody has an allowance but the buyer of a bonded import.
      if (path.endsWith('/allowance') && name !== 'bonded.order') continue;
      if (operationsAlone.has(path)) continue;
      const owner = owners.find((one) => sights.find(({ tenant }) => tenant === one)?.asks.test(`${path} ${name}`));
      const { status, body } = await as(owner ?? '').get(filled(path, place));
      expect(status, `${path} of ${name}: ${JSON.stringify(body)}`).toBe(200);
    }
  }
});

describe("what stands in a request's body", () => {
  it('is as foreign as what stands in its path', async () => {
    const before = await countEvents(stage.folder.path);
    const pass = { vehicleNo: '浙B88E21', grossWeight: '118.000' };
    const line = { sku: 'NZ-MILK-900', lot: '', quantity: 1 };
    const attempts: readonly (readonly [string, string, Json])[] = [
      ['operator-portland', '/v1/gate-passes', { ...pass, listId: of('bonded.list') }],
      ['operator-portland', '/v1/verification-lists', out('NGB-BND-1', of('bonded.parcel'))],
      ['operator-portland', '/v1/verification-lists', out('PDX-OSW-1', of('bonded.parcel'))],
      ['operator-ningbo', '/v1/verification-lists', out('NGB-BND-1', of('direct.parcel'))],
      ...['NGB-BND-1', 'SZX-FWD-1'].map((warehouseId) => {
        const receipt = { warehouseId, owner: 'merchant-ningbo', document: 'DN-9', lines: [line] };
        return ['operator-portland', '/v1/goods-receipts', receipt] as const;
      }),
    ];
    for (const [index, [tenant, path, body]] of attempts.entries()) {
      const { status, body: answer } = await as(tenant).post(path, body, `foreign-${index}`);
      expect([403, 404, 409, 422], `${tenant} ${path}: ${JSON.stringify(answer)}`).toContain(status);
      // What it named itself may be echoed; nothing else of the owner's may stand there.
      const sight = sights.find((one) => one.tenant === tenant) as Sight;
      const echoed = JSON.stringify(body);
      const leaks = leaksIn(JSON.stringify(answer), sight);
      expect(leaks.filter((name) => !echoed.includes(things.get(name) ?? name))).toEqual([]);
    }
    await stage.time.settle();
    expect(await countEvents(stage.folder.path)).toBe(before);
  });
});

describe('people', () => {
  it.each(['merchant-shenzhen', 'merchant-ningbo'])(
    'stand in clear in nothing that %s reads either',
    async (tenant) => {
      const api = as(tenant);
      const road = tenant === 'merchant-ningbo' ? 'bonded' : 'direct';
      const id = of(`${road}.order`);
      const shown: string[] = [];
      for (const path of [`/v1/orders/${id}`, `/v1/orders/${id}/timeline?limit=200`, '/v1/orders', '/v1/holds'])
        shown.push(JSON.stringify(ok(await api.get(path), path)));
      shown.push(...(await wholeFeed(api)).map((event) => JSON.stringify(event)));
      expect(shown.some((text) => text.includes(orderNos[road]))).toBe(true);
      const people = [...personalData, ...bondedPersonalData];
      expect(people.filter((datum) => shown.some((text) => text.includes(datum)))).toEqual([]);
    },
  );
});

function of(name: string): string {
  const id = things.get(name);
  if (id === undefined) throw new Error(`nothing is called ${name}`);
  return id;
}

function out(warehouseId: string, parcelId: string): Json {
  return { warehouseId, direction: 'OUT', parcelIds: [parcelId] };
}
