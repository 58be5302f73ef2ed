import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, at, connect, type Json, textAt } from '../story/api.ts';
import { personalData } from '../story/direct-mail.ts';
import { wholeFeed } from '../story/feed.ts';
import { createConsumer } from '../support/consumer.ts';
import { type LivingPlay, playAndStay } from '../support/play.ts';

let play: LivingPlay;
let other: Api;
/** Ids of the merchant's own things, by the name that a route gives its parameter's owner. */
let ids: Readonly<Record<string, string>>;
let routes: readonly { readonly method: string; readonly path: string }[];

beforeAll(async () => {
  play = await playAndStay('tenancy');
  other = play.as('merchant-other');
  await createConsumer(play.baseUrl(), play.keys['merchant-shenzhen'] ?? '', 'erp-of-shenzhen');
  const order = (await play.as('merchant-shenzhen').get(`/v1/orders/${play.orderId}`)).body;
  ids = {
    orders: play.orderId,
    declarations: textAt(order, 'declarationId'),
    shipments: textAt(order, 'shipmentId'),
    parcels: textAt(order, 'parcelId'),
    accounts: `2100.USD.${textAt(order, 'escrowId')}`,
    goods: 'EAR-BT-21',
    consumers: 'erp-of-shenzhen',
  };
  const document = (await connect({ baseUrl: play.baseUrl, key: '', patienceMs: 1000 }).get('/openapi.json')).body;
  routes = Object.entries(at(document, 'paths') as Record<string, Json>).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => ({ method, path })),
  );
}, 60_000);

afterAll(() => play.stop());

/** The path with the merchant's own ids in it. */
function filled(path: string): string {
  return path.replace(/\/([a-z-]+)\/\{[^}]+\}/g, (_whole, owner: string) => {
    return `/${owner}/${encodeURIComponent(ids[owner] ?? 'unknown')}`;
  });
}

const secretsOf = () => [...Object.values(ids).filter((id) => id !== 'EAR-BT-21'), 'SO-2026-0001', ...personalData];

describe("another merchant's key", () => {
  it('sees none of it on any route that the document names', async () => {
    const reads = routes.filter(({ method, path }) => method === 'get' && path.startsWith('/v1/'));
    expect(reads.length).toBeGreaterThan(12);
    for (const { path } of reads) {
      const answer = await other.get(filled(path));
      const withId = path.includes('{');
      expect([200, 403, 404], `${path}: ${answer.status}`).toContain(answer.status);
      if (withId) expect(answer.status, path).not.toBe(200);
      // What it asked for by id may be echoed in a refusal; nothing else of the merchant's may stand there.
      const shown = JSON.stringify(answer.body);
      const asked = filled(path);
      const leaks = secretsOf().filter(
        (secret) => shown.includes(secret) && !asked.includes(encodeURIComponent(secret)),
      );
      expect(leaks, path).toEqual([]);
    }
  });

  it('cannot tell a thing of somebody else from a thing that does not exist', async () => {
    for (const { path } of routes.filter(({ method, path }) => method === 'get' && /^\/v1\/.*\{/.test(path))) {
      const real = filled(path);
      const [owner = '', id = ''] = Object.entries(ids).find(([, id]) => real.includes(encodeURIComponent(id))) ?? [];
      const invented = id.replace(/[a-z0-9]$/i, (last) => (last === '0' ? '1' : '0'));
      const missing = real.replace(encodeURIComponent(id), encodeURIComponent(invented));
      const [first, second] = [await other.get(real), await other.get(missing)];
      expect(second.status, `${owner} ${path}`).toBe(first.status);
      const text = (answer: { body: Json }) => JSON.stringify(answer.body);
      expect(text(second).replaceAll(invented, '…'), path).toBe(text(first).replaceAll(id, '…'));
    }
  });

  it('moves nothing by a write', async () => {
    const before = await ordersFeedEnd();
    for (const { path } of routes.filter(({ method, path }) => method === 'post' && /^\/v1\/.*\{/.test(path))) {
      if (path.includes('/inbound/')) continue;
      const answer = await other.post(filled(path), { grossWeight: '1.000', packs: 1 }, `other-${path}`);
      expect([403, 404, 422], `${path}: ${answer.status}`).toContain(answer.status);
    }
    expect(await ordersFeedEnd()).toBe(before);
  });
});

describe('people', () => {
  it('stand in clear in nothing that the merchant reads either', async () => {
    const merchant = play.as('merchant-shenzhen');
    const shown: string[] = [];
    for (const path of [`/v1/orders/${play.orderId}`, `/v1/orders/${play.orderId}/timeline?limit=200`, '/v1/orders']) {
      shown.push(JSON.stringify((await merchant.get(path)).body));
    }
    shown.push(...(await wholeFeed(merchant)).map((event) => JSON.stringify(event)));
    expect(shown.length).toBeGreaterThan(3);
    expect(personalData.filter((datum) => shown.some((text) => text.includes(datum)))).toEqual([]);
  });
});

async function ordersFeedEnd(): Promise<number> {
  await play.settle();
  return (await wholeFeed(play.as('merchant-shenzhen'))).length;
}
