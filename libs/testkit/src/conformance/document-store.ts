import type { DocumentStore } from '@portolan/store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultyDocumentStore } from '../faults/document-store.ts';
import { faultList, faults, LostAnswer } from '../faults/faults.ts';
import { crashEverywhere, type Remains } from './crash.ts';
import { describeFinding } from './document-finding.ts';
import { type CrashAdapter, crashPlot } from './scenarios.ts';

/** An adapter under test, in a place of its own. */
export interface DocumentStoreUnderTest {
  readonly store: DocumentStore;
  /** Another opening of the same data, as a second process has it; closed by `dispose`. */
  reopen(): Promise<DocumentStore>;
  dispose(): Promise<void>;
}

const ORDERS = {
  orders: { indexes: { byState: ['state', 'due'], byAmount: ['price.minor'] } },
  notes: {},
};
const START = { position: 0, offset: '' };

/**
 * Registers the tests that every document store must pass.
 * @param adapter module that implements CrashAdapter: it is loaded in processes that get killed. What lives in the memory
 * of one process has none: a simulation ends its lives instead.
 */
export function documentStoreConformance(
  name: string,
  open: () => Promise<DocumentStoreUnderTest>,
  adapter?: URL,
): void {
  describe(`${name} as a document store`, () => {
    let under: DocumentStoreUnderTest;
    let store: DocumentStore;
    const put = (id: string, document: object, tenant = 'acme', collection = 'orders') =>
      store.transact((transaction) => transaction.put(collection, tenant, id, { ...document }));
    beforeEach(async () => {
      under = await open();
      store = under.store;
      await store.declare(ORDERS);
    });
    afterEach(() => under.dispose());

    describe('documents', () => {
      test('come back as they were: bigints, bytes, nesting, odd names', async () => {
        const document = {
          minor: 9_007_199_254_740_993n,
          negative: -1n,
          bytes: new Uint8Array([0, 255, 7]),
          text: '事',
          number: 1.5,
          nothing: null,
          list: [1n, { deep: new Uint8Array([1]) }, [true]],
          $bigint: '5',
          inner: { $bytes: 'AAAA', $plain: { $bigint: '6' } },
        };
        await put('1', document);
        const again = await under.reopen();
        await again.declare(ORDERS);
        expect(await again.get('orders', 'acme', '1')).toEqual(document);
      });

      test('leave out fields that are undefined, and refuse what could not be given back', async () => {
        await put('1', { here: 1, gone: undefined });
        expect(Object.keys((await store.get('orders', 'acme', '1')) ?? {})).toEqual(['here']);
        for (const odd of [new Date(0), new Map(), Number.NaN, () => 1]) {
          await expect(put('2', { odd })).rejects.toThrow(TypeError);
        }
        await expect(put('2', JSON.parse('{"inner": {"__proto__": {"admin": true}}}'))).rejects.toThrow(TypeError);
        expect(await store.get('orders', 'acme', '2')).toBeUndefined();
      });

      test('belong to a tenant and a collection, are replaced and deleted', async () => {
        await put('1', { state: 'open' });
        await put('1', { state: 'other' }, 'zenith');
        await put('1', { state: 'closed' });
        expect(await store.get('orders', 'acme', '1')).toEqual({ state: 'closed' });
        expect(await store.get('orders', 'zenith', '1')).toEqual({ state: 'other' });
        expect(await store.get('notes', 'acme', '1')).toBeUndefined();
        await store.transact((transaction) => transaction.delete('orders', 'acme', '1'));
        expect(await store.get('orders', 'acme', '1')).toBeUndefined();
        await expect(store.get('unheard', 'acme', '1')).rejects.toThrow(/unheard/);
      });
    });

    describeFinding(() => store);

    describe('transactions', () => {
      test('do all or nothing', async () => {
        await expect(
          store.transact(async (transaction) => {
            await transaction.put('orders', 'acme', '1', { state: 'open' });
            await transaction.advance('list', 'orders/0', START, { position: 1, offset: '1' });
            throw new Error('changed my mind');
          }),
        ).rejects.toThrow('changed my mind');
        expect(await store.get('orders', 'acme', '1')).toBeUndefined();
        expect(await store.checkpoint('list', 'orders/0')).toEqual(START);
      });

      test('see their own writes; readers beside them see only what is committed', async () => {
        await put('1', { state: 'old' });
        await store.transact(async (transaction) => {
          await transaction.put('orders', 'acme', '1', { state: 'new' });
          await transaction.put('orders', 'acme', '2', { state: 'new' });
          expect(await transaction.get('orders', 'acme', '1')).toEqual({ state: 'new' });
          const query = { collection: 'orders', index: 'byState', equals: ['new'], limit: 10 };
          expect(await transaction.find(query)).toHaveLength(2);
          expect(await store.get('orders', 'acme', '1')).toEqual({ state: 'old' });
          expect(await store.find(query)).toEqual([]);
        });
        expect(await store.get('orders', 'acme', '1')).toEqual({ state: 'new' });
      });

      test('see no difference where they say before what they will ask for', async () => {
        await put('1', { state: 'old', bytes: new Uint8Array([1]) });
        await put('2', { state: 'old' });
        const place = (id: string) => ({ collection: 'orders', tenant: 'acme', id });
        await store.transact(async (transaction) => {
          const states = async () =>
            Promise.all(['1', '2', '3'].map(async (id) => (await transaction.get('orders', 'acme', id))?.['state']));
          await transaction.put('orders', 'acme', '2', { state: 'new' });
          await transaction.expect?.(['1', '2', '3', '1'].map(place));
          expect(await states()).toEqual(['old', 'new', undefined]);
          const found = await transaction.get<{ bytes: Uint8Array }>('orders', 'acme', '1');
          found?.bytes.fill(9);
          expect(await transaction.get('orders', 'acme', '1')).toEqual({ state: 'old', bytes: new Uint8Array([1]) });
          await transaction.put('orders', 'acme', '3', { state: 'new' });
          await transaction.delete('orders', 'acme', '1');
          expect(await states()).toEqual([undefined, 'new', 'new']);
          await transaction.find({ collection: 'orders', limit: 10 });
          expect(await states()).toEqual([undefined, 'new', 'new']);
        });
        expect((await store.get('orders', 'acme', '3'))?.['state']).toBe('new');
      });

      test('run one after another, in two processes as well', async () => {
        await put('count', { count: 0n });
        const second = await under.reopen();
        await second.declare(ORDERS);
        const increase = (on: DocumentStore) =>
          on.transact(async (transaction) => {
            const found = await transaction.get<{ count: bigint }>('orders', 'acme', 'count');
            await new Promise((resolve) => setImmediate(resolve));
            await transaction.put('orders', 'acme', 'count', { count: (found?.count ?? 0n) + 1n });
          });
        await Promise.all(Array.from({ length: 20 }, (_, at) => increase(at % 2 === 0 ? store : second)));
        expect(await store.get('orders', 'acme', 'count')).toEqual({ count: 20n });
      });

      test('are over when they are over', async () => {
        const kept = await store.transact(async (transaction) => transaction);
        await expect(kept.put('orders', 'acme', '1', {})).rejects.toThrow(/ended/);
      });

      test('a failed one does not stand in the way of the next', async () => {
        const failed = store.transact(() => Promise.reject(new Error('no')));
        const next = put('1', { state: 'open' });
        await expect(failed).rejects.toThrow('no');
        await next;
        expect(await store.get('orders', 'acme', '1')).toEqual({ state: 'open' });
      });
    });

    describe('checkpoints', () => {
      const apply = (on: DocumentStore, position: number, before: { position: number; offset: string }) =>
        on.transact(async (transaction) => {
          const found = await transaction.get<{ applied: number }>('orders', 'acme', 'sum');
          await transaction.put('orders', 'acme', 'sum', { applied: (found?.applied ?? 0) + 1 });
          await transaction.advance('list', 'orders/0', before, { position, offset: `${position}` });
        });
      const moved = { name: 'CheckpointMoved' };

      test('move only from where they stand, and take the transaction with them', async () => {
        await apply(store, 1, START);
        await expect(apply(store, 1, START)).rejects.toMatchObject(moved);
        await expect(apply(store, 3, { position: 2, offset: '2' })).rejects.toMatchObject(moved);
        expect(await store.get('orders', 'acme', 'sum')).toEqual({ applied: 1 });
        expect(await store.checkpoint('list', 'orders/0')).toEqual({ position: 1, offset: '1' });
        expect(await store.checkpoint('list', 'orders/1')).toEqual(START);
      });

      test('a transaction that swallows the refusal is refused all the same', async () => {
        await apply(store, 1, START);
        const stubborn = store.transact(async (transaction) => {
          await transaction.put('orders', 'acme', 'sum', { applied: 99 });
          await transaction.advance('list', 'orders/0', START, { position: 1, offset: '1' }).catch(() => undefined);
        });
        await expect(stubborn).rejects.toMatchObject(moved);
        expect(await store.get('orders', 'acme', 'sum')).toEqual({ applied: 1 });
      });

      test('of two consumers that apply the same event one does', async () => {
        const second = await under.reopen();
        await second.declare(ORDERS);
        const results = await Promise.allSettled([apply(store, 1, START), apply(second, 1, START)]);
        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(await store.get('orders', 'acme', 'sum')).toEqual({ applied: 1 });
      });

      test('one that was moved elsewhere is noticed by whoever moved it before, and only by that one', async () => {
        const second = await under.reopen();
        await second.declare(ORDERS);
        const at = (position: number) => ({ position, offset: `${position}` });
        await apply(store, 1, START);
        await apply(second, 2, at(1));
        const beside = store.transact((transaction) => transaction.put('orders', 'acme', '1', { state: 'open' }));
        await expect(apply(store, 2, at(1))).rejects.toMatchObject(moved);
        await beside;
        expect(await store.get('orders', 'acme', '1')).toEqual({ state: 'open' });
        await apply(store, 3, at(2));
        await apply(second, 4, at(3));
        await apply(store, 5, at(4));
        expect(await second.get('orders', 'acme', 'sum')).toEqual({ applied: 5 });
        expect(await second.checkpoint('list', 'orders/0')).toEqual(at(5));
      });

      test('tell what became of a transaction whose answer was lost', async () => {
        const script = faults(
          faultList([
            ['transact', 1, 'unknown'],
            ['transact', 2, 'lost'],
            ['transact', 3, 'late'],
          ]),
        );
        const lossy = faultyDocumentStore(store, script);
        await expect(apply(lossy, 1, START)).rejects.toThrow(LostAnswer);
        expect(await store.checkpoint('list', 'orders/0')).toEqual({ position: 1, offset: '1' });
        await expect(apply(lossy, 2, { position: 1, offset: '1' })).rejects.toThrow(LostAnswer);
        expect(await store.checkpoint('list', 'orders/0')).toEqual({ position: 1, offset: '1' });
        await expect(apply(lossy, 2, { position: 1, offset: '1' })).rejects.toThrow(LostAnswer);
        await apply(store, 2, { position: 1, offset: '1' });
        await expect(script.release()).rejects.toMatchObject(moved);
        expect(await store.get('orders', 'acme', 'sum')).toEqual({ applied: 2 });
      });
    });

    describe('leases', () => {
      test('are kept by their owner, refused to others, and taken over when their time is over', async () => {
        const second = await under.reopen();
        const first = await store.lease('relay', 'one', 1000, 500);
        expect(first).toBeGreaterThan(0);
        expect(await second.lease('relay', 'two', 1499, 500)).toBeUndefined();
        expect(await store.lease('relay', 'one', 1400, 500)).toBe(first);
        expect(await second.lease('relay', 'two', 1600, 500)).toBeUndefined();
        const taken = await second.lease('relay', 'two', 1900, 500);
        expect(taken).toBeGreaterThan(first ?? 0);
        expect(await store.lease('relay', 'one', 2000, 500)).toBeUndefined();
        expect(await store.lease('relay', 'one', 2400, 500)).toBeGreaterThan(taken ?? 0);
        expect(await store.lease('timers', 'two', 2400, 500)).toBeGreaterThan(0);
      });

      test('are held by one of many that ask at once', async () => {
        const second = await under.reopen();
        const asked = Array.from({ length: 10 }, (_, at) => (at % 2 ? store : second).lease('relay', `o${at}`, 1, 9));
        expect((await Promise.all(asked)).filter((epoch) => epoch !== undefined)).toHaveLength(1);
      });
    });

    if (adapter === undefined) return;
    test('a crash between any two writes, with nothing after it, loses nothing and leaves nothing half', {
      timeout: 240_000,
    }, async () => {
      const { openDocumentStore } = (await import(/* @vite-ignore */ adapter.href)) as CrashAdapter;
      const points = await crashEverywhere(adapter, 'documents', async (remains) => {
        const revived = await openDocumentStore?.(remains.folder, () => {});
        if (!revived) throw new Error('the adapter has no document store');
        try {
          await revived.declare(crashPlot.documents.collections);
          await checkRemains(revived, remains);
        } finally {
          await revived.close();
        }
      });
      expect(points).toBeGreaterThan(12);
    });
  });
}

async function checkRemains(store: DocumentStore, { answered, point }: Remains): Promise<void> {
  const { position, offset } = await store.checkpoint('orders.list.v1', 'orders/0');
  const applied = answered.filter((answer) => answer.startsWith('apply')).length;
  expect(position, point).toBeGreaterThanOrEqual(applied);
  expect(offset, point).toBe(position === 0 ? '' : `${position}`);
  const latest = await store.get('orders', 'acme', 'latest');
  expect(latest, point).toEqual(position === 0 ? undefined : { round: position, state: 'latest' });
  const open = await store.find({ collection: 'orders', index: 'byState', equals: ['open'], limit: 10 });
  const rounds = [1, 2, 3].slice(position === 3 ? 1 : 0, position);
  expect(
    open.map(({ id }) => id),
    point,
  ).toEqual(rounds.map((round) => `order-${round}`));
  const epoch = (await store.lease('relay', 'after', 1_000_000, 500)) ?? 0;
  const leased = answered.filter((answer) => answer.startsWith('lease')).length;
  expect(epoch, point).toBeGreaterThan(leased);
}
