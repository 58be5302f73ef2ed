import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, at, type Json, listAt, ok, textAt } from '../story/api.ts';
import { orderBody, personalData } from '../story/direct-mail.ts';
import { wholeFeed } from '../story/feed.ts';
import { type LivingPlay, playAndStay } from '../support/play.ts';

let play: LivingPlay;
let operator: Api;
beforeAll(async () => {
  play = await playAndStay('operator');
  operator = play.as('operator');
}, 60_000);
afterAll(() => play.stop());

/** Every name of a field, however deep. */
function namesIn(json: Json): readonly string[] {
  if (Array.isArray(json)) return json.flatMap(namesIn);
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => [name, ...namesIn(value)]);
}

const money = /^(amount|currency|minor|price|total|goodsValue|freight|insurance|charge|discount|fees?|rate|balance)$/;
const parties = /^(platform|merchant|agent|institution|payer|buyer|receiver|code|name|list|terms|info)$/;

describe("the operator's feed", () => {
  it('tells of filing, release, stock and parcels, each with something to go by', async () => {
    const events = await wholeFeed(operator);
    const types = new Set(events.map((event) => textAt(event, 'type').replace(/^portolan\.|v1\./g, '')));
    for (const type of ['DeclarationDrafted', 'DeclarationStored', 'DeclarationReleased', 'DeclarationClosed'])
      expect(types).toContain(`customs.${type}`);
    for (const type of ['GoodsReceived', 'StockReserved', 'StockDispatched', 'ParcelPlanned', 'ParcelDispatched'])
      expect(types).toContain(`warehouse.${type}`);
    expect([...types].filter((type) => !/^(customs\.Declaration|warehouse\.)/.test(type))).toEqual([]);
    for (const event of events)
      expect(Object.keys(at(event, 'data') as object).length, textAt(event, 'id')).toBeGreaterThan(0);
  });

  it('shows no amount, no price, no party of a contract and no person', async () => {
    const events = await wholeFeed(operator);
    for (const event of events) {
      const names = namesIn(at(event, 'data'));
      expect(
        names.filter((name) => money.test(name) || parties.test(name)),
        textAt(event, 'id'),
      ).toEqual([]);
    }
    const { terms } = orderBody('SO-2026-0001');
    const party = (who: string) => [textAt(terms, who, 'code'), textAt(terms, who, 'name')];
    const amounts = ['goodsValue', 'freight', 'total'].map((name) => textAt(terms, name, 'amount'));
    const prices = listAt(terms, 'lines').map((line) => textAt(line, 'price', 'amount'));
    const secrets = [...party('merchant'), ...party('platform'), ...amounts, ...prices, ...personalData];
    expect(secrets.filter((secret) => secret === '')).toEqual([]);
    const shown = JSON.stringify(events);
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    // The same search finds them in the merchant's own feed.
    const own = JSON.stringify(await wholeFeed(play.as('merchant-shenzhen')));
    expect(amounts.filter((amount) => own.includes(amount))).toEqual(amounts);
  });
});

describe('a snapshot at rest', () => {
  it.each(['merchant-shenzhen', 'operator'])('is what every service answers %s', async (tenant) => {
    const api = play.as(tenant);
    await play.settle();
    const snapshot = ok(await api.get('/v1/events/snapshot?limit=200'), 'the snapshot');
    expect(Number(textAt(snapshot, 'after'))).toBe((await wholeFeed(api)).length);
    const ordered = (list: readonly Json[]) => list.map((each) => JSON.stringify(each)).sort();
    const stock = listAt(ok(await api.get('/v1/stock?limit=200'), 'the stock'), 'stock');
    const parcels = listAt(ok(await api.get('/v1/parcels?limit=200'), 'the parcels'), 'parcels');
    expect(stock.length).toBe(3);
    expect(parcels.length).toBe(1);
    expect(ordered(listAt(snapshot, 'stock'))).toEqual(ordered(stock));
    expect(ordered(listAt(snapshot, 'parcels'))).toEqual(ordered(parcels));
    if (tenant === 'operator') return expect(listAt(snapshot, 'orders')).toEqual([]);
    const order = ok(await api.get(`/v1/orders/${play.orderId}`), 'the order');
    const [shown] = listAt(snapshot, 'orders');
    expect(shown).toMatchObject({
      id: play.orderId,
      orderNo: 'SO-2026-0001',
      state: textAt(order, 'state'),
      placedAt: textAt(order, 'placedAt'),
      updatedAt: textAt(order, 'updatedAt'),
      version: textAt(order, 'version'),
    });
  });
});
