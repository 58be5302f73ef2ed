import { catalogues } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import { afterEach, expect, it } from 'vitest';
import { histories } from './looking/histories.ts';
import { settling } from './looking/settling.ts';
import { telling } from './looking/telling.ts';
import { type CheckerStage, openStage, recorded, sent } from './rig/stage.ts';

let stage: CheckerStage;
afterEach(() => stage.close());

const money = (minor: number) => ({ minor: String(minor), currency: 'USD' });
const posted = (version: number, from: string, to: string, minor: number): Envelope =>
  sent(
    'fx',
    'TransactionPosted',
    {
      ...{ transactionId: `t${version}`, type: 'RECEIPT' },
      entries: [
        { accountId: from, side: 'SIDE_DEBIT', amount: money(minor) },
        { accountId: to, side: 'SIDE_CREDIT', amount: money(minor) },
      ],
    },
    { stream: 'm/ledger/main', version, position: version, correlation: 'o' },
  );
const received = posted(1, '1000.USD', '2000.USD.m', 100);

async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toMatchObject({ refusal: { refused: code } });
}

it('writes a breach down once, in the transaction of the event that showed it, and into the log', async () => {
  stage = await openStage({});
  await stage.take(recorded('fx', received), recorded('fx', posted(2, '2000.USD.m', '2100.USD.e', 101)));
  await stage.take(recorded('fx', posted(3, '2000.USD.m', '2100.USD.e', 1)));
  const found = await stage.found();
  expect(found).toMatchObject([
    {
      ...{ invariant: 'ledger-guarded', code: 'BELOW_ZERO', owner: 'm', orderId: 'o', state: 'OPEN' },
      events: ['m/ledger/main@1', 'm/ledger/main@2'],
    },
  ]);
  await stage.look(telling(stage.runtime), 3);
  expect(stage.lines).toEqual(['an invariant does not hold: Account 2000.USD.m is at USD -0.01.']);
});

it('holds what looks wrong across streams back until all that led to it has been read', async () => {
  const warehouse = { stream: 'm/stock/s', correlation: 'o' };
  const bucket = { warehouseId: 'W', owner: 'm', sku: 'S', lot: '' };
  let head = 2n;
  const status = (service: string) => ({
    status: async () => ({ shards: service === 'warehouse' ? [{ shard: 0, position: head, published: head }] : [] }),
  });
  stage = await openStage(Object.fromEntries(Object.keys(catalogues).map((name) => [name, status(name)])));
  const goods = sent(
    'warehouse',
    'GoodsReceived',
    { bucket, quantity: '9' },
    { ...warehouse, version: 1, position: 1 },
  );
  const reserve = (version: number) =>
    sent(
      'warehouse',
      'StockReserved',
      { bucket, parcelId: 'p', quantity: '2' },
      { ...warehouse, version, position: version },
    );
  const settle = settling(stage.runtime);
  await stage.take(recorded('warehouse', goods), recorded('warehouse', reserve(2)));
  // Its plan is not read yet, but it may be among what was sent.
  head = 3n;
  await stage.look(settle, 2);
  expect(await stage.found()).toEqual([]);
  const lines = [{ line: 1, sku: 'S', quantity: '2' }];
  const plan = sent(
    'warehouse',
    'ParcelPlanned',
    { parcelId: 'p', orderId: 'o', lines },
    { stream: 'm/parcel/p', version: 1, position: 3 },
  );
  await stage.take(recorded('warehouse', plan));
  await stage.look(settle, 2);
  expect(await stage.found()).toEqual([]);
  head = 4n;
  await stage.take(recorded('warehouse', { ...reserve(3), position: 4n }));
  stage.pass(10);
  await stage.look(settle, 2);
  expect((await stage.found()).map(({ code }) => code)).toEqual(['RESERVED_TWICE']);
});

it('finds a commit that is not what was sent, or is no more', async () => {
  const second = posted(2, '2000.USD.m', '2100.USD.e', 100);
  let kept: readonly Envelope[] = [received, second];
  const read = async ({ from, limit }: { from: bigint; limit: number }) => ({
    events: kept.filter(({ position }) => position >= from).slice(0, limit),
  });
  stage = await openStage({ fx: { read } });
  await stage.take(recorded('fx', received), recorded('fx', second));
  const look = histories(stage.runtime, 256);
  await stage.look(look, 3);
  expect(await stage.found()).toEqual([]);
  kept = [received, { ...second, payload: posted(2, '2000.USD.m', '2100.USD.e', 99).payload }];
  await stage.look(look, 3);
  expect(await stage.found()).toMatchObject([
    { invariant: 'histories', code: 'ALTERED', orderId: 'o', events: ['m/ledger/main@2'] },
  ]);
  kept = [second];
  await stage.look(look, 3);
  expect((await stage.found()).map(({ code }) => code).sort()).toEqual(['ALTERED', 'MISSING']);
});

it('shows what it found to operations, until somebody has looked at it', async () => {
  stage = await openStage({});
  await stage.take(recorded('fx', received), recorded('fx', posted(2, '2000.USD.m', '2100.USD.e', 101)));
  const page = { limit: 10, cursor: '' };
  const all = { state: '', invariant: '', orderId: '', page };
  const { breaches } = (await stage.call('listBreaches', all, 'operations')) as { breaches: { id: string }[] };
  const [{ id } = { id: '' }] = breaches;
  for (const by of [{ state: 'OPEN' }, { invariant: 'ledger-guarded' }, { orderId: 'o' }])
    expect(await stage.call('listBreaches', { ...all, ...by }, 'operations')).toMatchObject({ breaches: [{ id }] });
  const said = { state: 'ACKNOWLEDGED', acknowledgedBy: 'portolan', note: 'a disk' };
  expect(await stage.call('acknowledgeBreach', { id, note: 'a disk' }, 'operations')).toMatchObject(said);
  expect(await stage.call('acknowledgeBreach', { id, note: 'again' }, 'operations')).toMatchObject(said);
  expect(await stage.call('listBreaches', { ...all, state: 'OPEN' }, 'operations')).toMatchObject({ breaches: [] });
  await refuses('BREACH_NOT_FOUND', stage.call('acknowledgeBreach', { id: 'x', note: '' }, 'operations'));
  await refuses('BREACHES_OPERATIONS_ONLY', stage.call('listBreaches', all, 'merchant'));
});
