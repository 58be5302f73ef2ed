import type { Recorded } from '@portolan/engine';
import type { DocumentStore } from '@portolan/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { event, ownDocuments, placed, take } from '../rig/stand-ins.ts';
import { readFeed } from './feed.ts';
import { readSnapshot } from './snapshot.ts';
import { fold, type Thing } from './snapshot-fold.ts';

let documents: DocumentStore;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ documents, remove } = await ownDocuments());
});
afterEach(() => remove());

const merchant = 'merchant-shenzhen';
const audience = [{ tenant: 'operator', role: 'zone_operator' }];
const bucket = { warehouseId: 'SZX-FWD-1', owner: merchant, sku: 'EARBUDS-X2', lot: '' };
const lines = [{ line: 1, sku: 'EARBUDS-X2', quantity: 2n }];
const ids = { parcelId: 'parcel-1', orderId: 'order-1' };
const units = { bucket, parcelId: 'parcel-1', quantity: 2n };
const allocations = [{ bucket, quantity: 2n }];
const amount = { minor: 9180n, currency: 'USD' };

const versions = new Map<string, number>();
function next(aggregate: string, service: string, type: string, data: object): Recorded {
  const stream = `${merchant}/${aggregate}/${aggregate}-1`;
  const version = (versions.get(stream) ?? (aggregate === 'order' ? 1 : 0)) + 1;
  versions.set(stream, version);
  return event(type, data, { stream, version, service, ...(service === 'warehouse' ? { audience } : {}) });
}
const stock = (type: string, data: object) => next('stock', 'warehouse', type, data);
const parcel = (type: string, data: object) => next('parcel', 'warehouse', type, { ...ids, ...data });

function story(): readonly Recorded[] {
  versions.clear();
  return [
    placed,
    parcel('ParcelPlanned', { orderNo: 'TN-1', warehouseId: 'SZX-FWD-1', lines }),
    parcel('ParcelShort', { shortages: [{ sku: 'EARBUDS-X2', wanted: 2n, available: 0n }] }),
    next('order', 'orders', 'OrderPaid', { orderId: 'order-1', amount }),
    stock('GoodsReceived', { bucket, quantity: 12n, document: 'DN-1' }),
    parcel('ReservationRetried', { orderNo: 'TN-1', warehouseId: 'SZX-FWD-1', lines }),
    stock('StockReserved', units),
    stock('ReservationReleased', { ...units, reason: 'SHORT' }),
    stock('StockReserved', units),
    parcel('ParcelReserved', { allocations }),
    stock('StockPicked', units),
    parcel('ParcelPicked', { allocations }),
    stock('StockPacked', units),
    parcel('ParcelPacked', { allocations, grossWeight: '0.52', packs: 1 }),
    next('order', 'orders', 'OrderCleared', { orderId: 'order-1', declarationId: 'd', invtNo: '1' }),
    parcel('DispatchAuthorised', { declarationId: 'd', invtNo: '1' }),
    stock('StockDispatched', units),
    parcel('ParcelDispatched', { allocations }),
  ];
}

/** All pages of a snapshot. */
async function whole(reader: string, limit = 50) {
  const things: Thing[] = [];
  for (let cursor = ''; ; ) {
    const page = await readSnapshot(documents, reader, limit, cursor);
    things.push(...page.things);
    cursor = page.nextCursor;
    if (cursor === '') return { after: page.after, things };
  }
}

it('is what the feed adds up to: for the owner orders, stock and parcels, for the operator no order', async () => {
  await take(documents, story());
  const own = await whole(merchant);
  expect(own.after).toBe(18);
  expect(own.things.map(({ kind, now }) => [kind, now])).toMatchObject([
    ['order', { id: 'order-1', orderNo: 'TN-1', state: 'CLEARED', version: 3n }],
    ['parcel', { id: 'parcel-1', owner: merchant, state: 'DISPATCHED', lines, shortages: [], grossWeight: '0.52' }],
    ['stock', { bucket, onHand: 10n, available: 10n, reserved: 0n, picked: 0n, packed: 0n }],
  ]);
  const operated = await whole('operator');
  expect(operated.things).toEqual(own.things.filter(({ kind }) => kind !== 'order'));
  expect(operated.after).toBe(15);
  expect(await whole('merchant-other')).toEqual({ after: 0, things: [] });
});

it.each([merchant, 'operator'])('with the events behind its number is the truth, wherever %s takes it', async (who) => {
  const events = story();
  const taken = [];
  for (const one of events) {
    await take(documents, [one]);
    taken.push(await whole(who));
  }
  const last = taken.at(-1);
  for (const { after, things } of taken) {
    const state = new Map(things.map((thing) => [subjectOf(thing), thing]));
    for (const later of (await readFeed(documents, who, after, 200)).events) {
      const folded = fold(later, state.get(later.subject));
      if (folded !== undefined) state.set(later.subject, folded);
    }
    expect(
      [...state.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      `as of ${after}`,
    ).toEqual(last?.things);
  }
});

const subjectOf = ({ kind }: Thing) => `${merchant}/${kind}/${kind}-1`;

it('is of one number on all its pages, or its next page is refused', async () => {
  const events = story();
  await take(documents, events.slice(0, 10));
  const first = await readSnapshot(documents, merchant, 1, '');
  await take(documents, events.slice(10));
  const second = await readSnapshot(documents, merchant, 1, first.nextCursor);
  expect([first.after, second.after]).toEqual([10, 10]);
  await readSnapshot(documents, merchant, 1, '');
  await expect(readSnapshot(documents, merchant, 1, second.nextCursor)).rejects.toThrow('SNAPSHOT_MOVED');
  expect((await whole(merchant, 1)).things).toHaveLength(3);
});

it.each(['nonsense', 'e30', Buffer.from('[18,"nonsense"]').toString('base64url')])(
  'refuses the cursor %s, which it never gave',
  async (cursor) => {
    await take(documents, story());
    await whole(merchant);
    await expect(readSnapshot(documents, merchant, 1, cursor)).rejects.toThrow('SNAPSHOT_MOVED');
  },
);
