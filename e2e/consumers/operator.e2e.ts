import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, at, type Json, listAt, ok, textAt } from '../story/api.ts';
import { bondedOrder, bondedPersonalData } from '../story/bonded-import.ts';
import type { Cast } from '../story/cast.ts';
import { orderBody, personalData } from '../story/direct-mail.ts';
import { wholeFeed } from '../story/feed.ts';
import { orderNos, playBonded, playDirect } from '../support/all-roads.ts';
import { openStage, type TestStage } from '../support/stage.ts';

let stage: TestStage;
let direct: string;
let bonded: string;
/** Whole feeds, each read once. */
const feeds = new Map<keyof Cast, readonly Json[]>();
const readers = ['operator', 'zoneOperator', 'customsOffice', 'merchant', 'importer'] as const;

beforeAll(async () => {
  stage = await openStage('operator');
  direct = await playDirect(stage);
  bonded = await playBonded(stage);
  for (const reader of readers) feeds.set(reader, await wholeFeed(stage.cast[reader]));
}, 120_000);
afterAll(() => stage.stop());

const feedOf = (reader: keyof Cast) => feeds.get(reader) ?? [];
const typeOf = (event: Json) => textAt(event, 'type').replace(/^portolan\.|v1\./g, '');
const typesOf = (reader: keyof Cast) => feedOf(reader).map(typeOf);

/** Every name of a field, however deep. */
function namesIn(json: Json): readonly string[] {
  if (Array.isArray(json)) return json.flatMap(namesIn);
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => [name, ...namesIn(value)]);
}

const money =
  /^(amount|currency|minor|price|total|goodsValue|freight|insurance|charge|discount|tax|fees?|rate|balance)$/;
const parties = /^(platform|merchant|agent|institution|payer|buyer|receiver|code|name|list|terms|info)$/;

/** Parties, amounts and prices of an order's contract. */
function contractOf({ terms }: { readonly [field: string]: Json }): readonly string[] {
  const party = (who: string) => [textAt(terms, who, 'code'), textAt(terms, who, 'name')];
  const amounts = ['goodsValue', 'freight', 'total'].map((name) => textAt(terms, name, 'amount'));
  const prices = listAt(terms, 'lines').map((line) => textAt(line, 'price', 'amount'));
  return [...party('merchant'), ...party('platform'), ...amounts, ...prices];
}

const secrets = [
  ...contractOf(orderBody(orderNos.direct)),
  ...contractOf(bondedOrder(orderNos.bonded)),
  ...[...personalData, ...bondedPersonalData],
];

/** What an operator files itself has its own word of prices in it; all else is somebody else's. */
const ofOthers = (reader: keyof Cast, tenant: string) =>
  feedOf(reader).filter((event) => textAt(event, 'tenant') !== tenant);

describe.each([
  { reader: 'operator', tenant: 'operator' },
  { reader: 'zoneOperator', tenant: 'operator-ningbo' },
  { reader: 'customsOffice', tenant: 'customs-3105' },
] as const)('the feed of $tenant', ({ reader, tenant }) => {
  it('tells of filing and release, and of the warehouse, each with something to go by', () => {
    const types = new Set(typesOf(reader));
    for (const type of ['DeclarationDrafted', 'DeclarationStored', 'DeclarationReleased', 'DeclarationClosed'])
      expect(types).toContain(`customs.${type}`);
    const stock = ['GoodsReceived', 'StockReserved', 'StockDispatched', 'ParcelPlanned', 'ParcelDispatched'];
    for (const type of reader === 'customsOffice' ? [] : stock) expect(types).toContain(`warehouse.${type}`);
    expect([...types].filter((type) => !/^(customs\.Declaration|warehouse\.)/.test(type))).toEqual([]);
    for (const event of feedOf(reader))
      expect(Object.keys(at(event, 'data') as object).length, textAt(event, 'id')).toBeGreaterThan(0);
  });

  it('shows no amount, no price, no party of a contract and no person', () => {
    const events = ofOthers(reader, tenant);
    expect(events.length).toBeGreaterThan(4);
    for (const event of events) {
      const names = namesIn(at(event, 'data'));
      expect(
        names.filter((name) => money.test(name) || parties.test(name)),
        textAt(event, 'id'),
      ).toEqual([]);
    }
    expect(secrets.filter((secret) => secret === '')).toEqual([]);
    const shown = feedOf(reader).map((event) => JSON.stringify(at(event, 'data')));
    expect(secrets.filter((secret) => shown.some((text) => text.includes(`"${secret}"`)))).toEqual([]);
    // The same search finds them in the merchants' own feeds.
    const own = JSON.stringify([...feedOf('merchant'), ...feedOf('importer')]);
    expect(['142.05', '152.00', '536.00', '587.87'].filter((amount) => own.includes(`"${amount}"`))).toHaveLength(4);
  });
});

describe('the zone operator of Ningbo', () => {
  it('is told of lists, passes, book and stock in the order in which goods enter and leave', () => {
    const wanted = (direction: string) => [
      ...['VerificationListFiled', 'VerificationListApproved', `Book${direction}Planned`],
      ...['GatePassRequested', 'GatePassApproved', 'GatePassed'],
    ];
    const came = [...wanted('Increase'), 'BookIncreased', 'GoodsReceived', 'ParcelPlanned'];
    const went = [...wanted('Reduction'), 'BookReduced', 'ParcelDispatched', 'StockDispatched', 'DeclarationClosed'];
    const inOrder = [...came, 'DeclarationReleased', 'DispatchAuthorised', ...went];
    const rest = typesOf('zoneOperator').map((type) => type.replace(/^\w+\./, ''));
    for (const type of inOrder) {
      const index = rest.indexOf(type);
      expect(index, `${type} after what comes before it`).toBeGreaterThanOrEqual(0);
      rest.splice(0, index + 1);
    }
  });

  it('is told nothing of Shenzhen, and Shenzhen nothing of the zone', () => {
    const [ningbo, shenzhen] = [feedOf('zoneOperator'), feedOf('operator')].map((events) => JSON.stringify(events));
    const theirs = {
      ningbo: ['NGB-BND-1', 'merchant-ningbo', bonded],
      shenzhen: ['SZX-FWD-1', 'merchant-shenzhen', direct],
    };
    for (const mark of theirs.shenzhen)
      expect([ningbo?.includes(mark), shenzhen?.includes(mark)]).toEqual([false, true]);
    for (const mark of theirs.ningbo) expect([ningbo?.includes(mark), shenzhen?.includes(mark)]).toEqual([true, false]);
  });
});

describe('customs office 3105', () => {
  it('is told of, and lists, what was declared to it and nothing else', async () => {
    const owner = ok(await stage.cast.importer.get('/v1/declarations'), 'the declarations');
    const id = textAt(listAt(owner, 'declarations')[0], 'id');
    expect(new Set(feedOf('customsOffice').map((event) => textAt(event, 'data', 'declarationId')))).toEqual(
      new Set([id]),
    );
    const listed = listAt(ok(await stage.cast.customsOffice.get('/v1/declarations'), 'the list'), 'declarations');
    expect(listed.map((one) => [textAt(one, 'id'), textAt(one, 'customsCode')])).toEqual([[id, '3105']]);
    const filled = Object.entries(listed[0] as object).filter(([name, value]) => money.test(name) && value !== null);
    expect(filled).toEqual([]);
    const snapshot = ok(await stage.cast.customsOffice.get('/v1/events/snapshot'), 'the snapshot');
    expect(listAt(snapshot, 'declarations')).toMatchObject([{ id, orderId: bonded, state: 'CLOSED' }]);
    for (const list of ['orders', 'stock', 'parcels', 'verificationLists', 'gatePasses', 'accountBook'])
      expect(listAt(snapshot, list), list).toEqual([]);
  });
});

describe('the release-time study', () => {
  it('is the same to office 3105 and to its only importer: every step of the bonded import once, each in its place', async () => {
    const study = async (cast: 'customsOffice' | 'importer' | 'merchant', query = '') => {
      const path = `/v1/release-times?from=2026-03-01&until=2026-05-31${query}`;
      return listAt(ok(await stage.cast[cast].get(path), path), 'times');
    };
    const times = await study('customsOffice');
    expect(await study('importer')).toEqual(times);
    for (const one of times) {
      expect(one).toMatchObject({ customsCode: '3105', tradeMode: '1210', direction: 'I', count: 1 });
    }
    const steps = times.map((one) => textAt(one, 'step'));
    expect(steps).toEqual(expect.arrayContaining(['WHOLE', 'RELEASED-CLOSED']));
    expect(await study('customsOffice', '&step=WHOLE&mode=1210&office=3105')).toEqual(times.slice(0, 1));
    expect((await study('merchant')).filter((one) => textAt(one, 'customsCode') === '3105')).toEqual([]);
  });
});

describe('a snapshot at rest', () => {
  const lists = [
    { path: '/v1/stock?limit=200', answered: 'stock', shown: 'stock' },
    { path: '/v1/parcels?limit=200', answered: 'parcels', shown: 'parcels' },
    { path: '/v1/account-book?limit=200', answered: 'items', shown: 'accountBook' },
  ] as const;
  const read = async (api: Api, path: string) => ok(await api.get(path), path);
  const ordered = (list: readonly Json[]) => list.map((each) => JSON.stringify(each)).sort();

  it.each([
    { reader: 'merchant', counts: [3, 1, 0] },
    { reader: 'operator', counts: [3, 1, 0] },
    { reader: 'importer', counts: [1, 1, 1] },
    { reader: 'zoneOperator', counts: [1, 1, 1] },
  ] as const)('is what every service answers the $reader', async ({ reader, counts }) => {
    const api = stage.cast[reader];
    await stage.time.settle();
    const snapshot = await read(api, '/v1/events/snapshot?limit=200');
    expect(Number(textAt(snapshot, 'after'))).toBe(feedOf(reader).length);
    for (const [index, { path, answered, shown }] of lists.entries()) {
      const answer = listAt(await read(api, path), answered);
      expect(answer.length, path).toBe(counts[index]);
      expect(ordered(listAt(snapshot, shown)), path).toEqual(ordered(answer));
    }
  });

  it('has the merchant’s order, and the lists and passes of the zone, as they stand', async () => {
    const order = await read(stage.cast.merchant, `/v1/orders/${direct}`);
    const { state, placedAt, updatedAt, version } = order as { readonly [field: string]: Json };
    const [shown] = listAt(await read(stage.cast.merchant, '/v1/events/snapshot?limit=200'), 'orders');
    expect(shown).toMatchObject({ id: direct, orderNo: orderNos.direct, state, placedAt, updatedAt, version });
    const zone = await read(stage.cast.zoneOperator, '/v1/events/snapshot?limit=200');
    expect(listAt(zone, 'orders')).toEqual([]);
    const standing = (list: readonly Json[]) => list.map((one) => [textAt(one, 'id'), textAt(one, 'state')]).sort();
    const filed = listAt(await read(stage.cast.zoneOperator, '/v1/verification-lists'), 'lists');
    const passes = listAt(await read(stage.cast.zoneOperator, '/v1/gate-passes'), 'passes');
    expect([filed.length, passes.length]).toEqual([2, 2]);
    expect(standing(listAt(zone, 'verificationLists'))).toEqual(standing(filed));
    expect(standing(listAt(zone, 'gatePasses'))).toEqual(standing(passes));
  });
});
