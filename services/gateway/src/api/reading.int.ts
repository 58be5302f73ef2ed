import type { Recorded } from '@portolan/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayUnderTest } from '../rig/gateway-under-test.ts';
import { event, placed, take } from '../rig/stand-ins.ts';

let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
beforeAll(async () => {
  gateway = await gatewayUnderTest();
});
afterAll(() => gateway.stop());

const order = 'merchant-shenzhen/order/order-1';
const parcel = 'merchant-shenzhen/parcel/parcel-1';
const operator = [{ tenant: 'operator', role: 'zone_operator' }];
const amount = { minor: 9180n, currency: 'USD' };

// Delivered out of order: the topics of five services come as they come.
const story: readonly Recorded[] = [
  event(
    'ParcelPicked',
    { parcelId: 'parcel-1', orderId: 'order-1' },
    {
      stream: parcel,
      version: 2,
      service: 'warehouse',
      audience: operator,
      causation: `${parcel}@1`,
      time: '2026-03-02T01:00:05.000Z',
    },
  ),
  event(
    'ParcelReserved',
    { parcelId: 'parcel-1', orderId: 'order-1' },
    {
      stream: parcel,
      version: 1,
      service: 'warehouse',
      audience: operator,
      causation: `${order}@2`,
      time: '2026-03-02T01:00:05.000Z',
    },
  ),
  event(
    'OrderPaid',
    { orderId: 'order-1', amount },
    { stream: order, version: 2, causation: 'portolan/inbound/m1@1', time: '2026-03-02T01:00:05.000Z' },
  ),
];

interface Page {
  readonly events: readonly { readonly [attribute: string]: unknown }[];
  readonly next: string;
}
const feedOf = async (as: string, query = '') =>
  (await gateway.ask({ path: `/v1/events?${query}`, as })).json as unknown as Page;

describe('the feed', () => {
  it('numbers what each reader may see without a gap, in CloudEvents', async () => {
    await take(gateway.documents, story);
    const { events, next } = await feedOf('merchant-shenzhen');
    expect(events.map(({ sequence }) => sequence)).toEqual(['1', '2', '3', '4']);
    expect(next).toBe('4');
    expect(events[3]).toEqual({
      specversion: '1.0',
      id: `${order}@2`,
      source: '/portolan/orders',
      type: 'portolan.orders.v1.OrderPaid',
      subject: order,
      time: '2026-03-02T01:00:05.000Z',
      datacontenttype: 'application/json',
      sequence: '4',
      tenant: 'merchant-shenzhen',
      version: '2',
      correlation: 'order-1',
      causation: 'portolan/inbound/m1@1',
      data: { orderId: 'order-1', amount: { amount: '91.80', currency: 'USD' } },
    });
    const seen = await feedOf('operator');
    expect(seen.events.map(({ sequence, subject }) => [sequence, subject])).toEqual([
      ['1', parcel],
      ['2', parcel],
    ]);
    expect(await feedOf('merchant-other')).toEqual({ events: [], next: '0' });
  });

  it('keeps closed what is sealed', async () => {
    const { events } = await feedOf('merchant-shenzhen', 'limit=1');
    expect(events[0]?.data).toMatchObject({ buyer: { name: { subject: 'buyer-1', sealed: true }, country: 'US' } });
    expect(JSON.stringify(events)).not.toContain('ciphertext');
  });

  it('goes on from where a reader stopped, page by page', async () => {
    const first = await feedOf('merchant-shenzhen', 'limit=3');
    expect(first.events).toHaveLength(3);
    const second = await feedOf('merchant-shenzhen', `after=${first.next}&limit=3`);
    expect(second.events.map(({ sequence }) => sequence)).toEqual(['4']);
    expect(await feedOf('merchant-shenzhen', `after=${second.next}`)).toEqual({ events: [], next: '4' });
  });

  it('passes over other types, and still says how far it has come', async () => {
    const paid = await feedOf('merchant-shenzhen', 'type=portolan.orders.v1.OrderPaid&limit=3');
    expect(paid).toEqual({ events: [], next: '3' });
    const more = await feedOf('merchant-shenzhen', 'type=portolan.orders.v1.OrderPaid&after=3');
    expect(more.events).toHaveLength(1);
  });

  it('waits for what comes, and no longer than it was told', async () => {
    const waiting = feedOf('operator', 'after=2&wait=10');
    const packed = { parcelId: 'parcel-1', orderId: 'order-1', grossWeight: '0.52', packs: 1 };
    await take(gateway.documents, [
      event('ParcelPacked', packed, {
        stream: parcel,
        version: 3,
        service: 'warehouse',
        audience: operator,
        causation: `${parcel}@2`,
        time: '2026-03-02T01:00:06.000Z',
      }),
    ]);
    expect((await waiting).events.map(({ type }) => type)).toEqual(['portolan.warehouse.v1.ParcelPacked']);
    expect(await feedOf('operator', 'after=3&wait=1')).toEqual({ events: [], next: '3' });
  });
});

interface Story {
  readonly entries: readonly {
    readonly id: string;
    readonly type: string;
    readonly text: string;
    readonly cause: object;
  }[];
  readonly nextCursor: string;
}
const timelineOf = async (query = '', headers = {}) =>
  (await gateway.ask({ path: `/v1/orders/order-1/timeline?${query}`, as: 'merchant-shenzhen', headers }))
    .json as unknown as Story;

describe('the timeline', () => {
  it('puts nothing before its cause, and says what outside caused', async () => {
    const outside = event(
      'BankMessageReceived',
      { messageId: 'm1' },
      { stream: 'portolan/inbound/m1', service: 'fx', correlation: '' },
    );
    await take(gateway.documents, [outside]);
    const { entries, nextCursor } = await timelineOf();
    expect(entries.map(({ type }) => type)).toEqual([
      'OrderPlaced',
      'OrderPaid',
      'ParcelReserved',
      'ParcelPicked',
      'ParcelPacked',
    ]);
    expect(nextCursor).toBe('');
    expect(entries.map(({ cause }) => cause)).toMatchObject([
      { id: placed.meta.causation, kind: 'command' },
      { id: 'portolan/inbound/m1@1', kind: 'event', type: 'BankMessageReceived', service: 'fx' },
      { type: 'OrderPaid', service: 'orders' },
      { type: 'ParcelReserved' },
      { type: 'ParcelPicked' },
    ]);
  });

  it('is told in Chinese or English, by ?lang or Accept-Language', async () => {
    const chinese = /[\u4e00-\u9fff]{2,}/;
    for (const { text } of (await timelineOf('lang=zh')).entries) expect(text).toMatch(chinese);
    for (const { text } of (await timelineOf('', { 'accept-language': 'zh-CN' })).entries)
      expect(text).toMatch(chinese);
    for (const { text } of (await timelineOf('lang=en', { 'accept-language': 'zh' })).entries)
      expect(text).not.toMatch(chinese);
    expect((await timelineOf('lang=en')).entries[1]?.text).toContain('91.80');
  });

  it('comes in pages', async () => {
    const first = await timelineOf('limit=3');
    expect(first.entries).toHaveLength(3);
    const second = await timelineOf(`limit=3&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect(second.entries.map(({ type }) => type)).toEqual(['ParcelPicked', 'ParcelPacked']);
    expect(second.nextCursor).toBe('');
  });

  it('leaves out what repeats another event, where only the story is wanted', async () => {
    const stream = 'merchant-shenzhen/fulfilment/order-1';
    const noted = event('FulfilmentCompleted', { orderId: 'order-1' }, { stream, causation: `${order}@2` });
    await take(gateway.documents, [noted]);
    const types = async (query: string) => (await timelineOf(query)).entries.map(({ type }) => type);
    const all = await types('detail=all');
    expect(all).toContain('FulfilmentCompleted');
    expect(await types('')).toEqual(all);
    expect(await types('detail=story')).toEqual(all.filter((type) => type !== 'FulfilmentCompleted'));
    const { entries, nextCursor } = await timelineOf('detail=story&limit=5');
    expect(entries).toHaveLength(5);
    expect(nextCursor).toBe('');
  });
});

it('says what holds an order, in words', async () => {
  const { json } = await gateway.ask({ path: '/v1/orders/order-1/holds?lang=zh', as: 'merchant-shenzhen' });
  const [hold] = json.holds as unknown as { text: string; next: string; due: null }[];
  expect(hold?.text).toMatch(/[\u4e00-\u9fff]{2,}/);
  expect(hold?.next).toMatch(/[\u4e00-\u9fff]{2,}/);
  expect(hold?.due).toBeNull();
});

it('serves its reference page and everything on it itself', async () => {
  const page = await gateway.ask({ path: '/docs/' });
  expect(page.status).toBe(200);
  expect(page.text).toContain('js/scalar.js');
  expect(page.text).not.toMatch(/(src|href)="https?:/);
  expect(page.text).toMatch(/"agent":\s*{\s*"disabled":\s*true/);
  expect(page.text).toMatch(/"mcp":\s*{\s*"disabled":\s*true/);
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect((await gateway.ask({ path: '/docs/js/scalar.js' })).status).toBe(200);
});

it('sends hardening headers, and no limit on who asks for health', async () => {
  const { headers } = await gateway.ask({ path: '/healthz' });
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-ratelimit-limit']).toBeUndefined();
});

it('slows a key down that asks too often, and no other', async () => {
  const slow = await gatewayUnderTest({ requestsPerMinute: 2 });
  try {
    const ask = (as: string) => slow.ask({ path: '/v1/clock', as });
    await ask('operator');
    await ask('operator');
    const answer = await ask('operator');
    expect([answer.status, answer.json.code]).toEqual([429, 'RATE_LIMITED']);
    expect(answer.headers['retry-after']).toBeDefined();
    expect((await ask('merchant-other')).status).toBe(200);
  } finally {
    await slow.stop();
  }
});
