import type { EventStore } from '@portolan/store';
import { beforeEach, describe, expect, test } from 'vitest';
import { faultyEventStore } from '../faults/event-store.ts';
import { faultList, faults } from '../faults/faults.ts';
import { checkWhole, commitAt, eventsOf, placeOf, relayAll } from './commits.ts';
import type { EventStoreUnderTest } from './under-test.ts';

const STREAM = 'acme/order/1';

/** The part of the event store's suite that is about positions and those who give them. */
export function describePositions(current: () => EventStoreUnderTest): void {
  describe('positions', () => {
    let under: EventStoreUnderTest;
    let store: EventStore;
    beforeEach(() => {
      under = current();
      store = under.store;
    });

    test('pending keeps the order of each stream, and is empty once all is stamped', async () => {
      const streams = [0, 1, 2].map((shard) => `acme/order/${shard}`);
      const commits = [1, 2, 3, 4].flatMap((version) =>
        streams.map((stream, shard) => commitAt(stream, version, { shard })),
      );
      await store.insert(commits);
      expect((await store.pending(100)).map(placeOf).sort()).toEqual(commits.map(placeOf).sort());
      const stamped = new Map<string, number>();
      for (let round = 0; stamped.size < 3 || (await store.pending(1)).length > 0; round++) {
        expect(round).toBeLessThan(12);
        const pending = await store.pending(5);
        for (const { stream, version } of pending) {
          expect(version, stream).toBe((stamped.get(stream) ?? 0) + 1);
          stamped.set(stream, version);
        }
        for (const [shard, oldest] of Map.groupBy(pending, (commit) => commit.shard)) {
          expect(await store.stamp(shard, (await store.takeOver(shard)).epoch, oldest)).toMatchObject({
            outcome: 'ok',
          });
        }
      }
      expect(await store.pending(100)).toEqual([]);
      await relayAll(store);
      await checkWhole(store, streams);
    });

    test('what is pending begins with the first of each stream, also where nobody stamped it the last time', async () => {
      const long = Array.from({ length: 10 }, (_, at) => commitAt('acme/order/long', at + 1));
      await store.insert(long);
      await store.insert(['acme/order/a', 'acme/order/z'].map((stream) => commitAt(stream, 1)));
      for (let look = 0; look < 5; look++) {
        const next = new Map<string, number>();
        for (const { stream, version } of await store.pending(3)) {
          expect(version, stream).toBe(next.get(stream) ?? 1);
          next.set(stream, version + 1);
        }
      }
    });

    test('no stream waits for another that always has more', async () => {
      await store.insert(Array.from({ length: 30 }, (_, at) => commitAt('acme/order/hot', at + 1)));
      await store.insert(['acme/order/a', 'acme/order/z'].map((stream) => commitAt(stream, 1)));
      const { epoch } = await store.takeOver(0);
      const waiting = new Set(['acme/order/a', 'acme/order/z']);
      for (let round = 0, hot = 30; waiting.size > 0; round++) {
        expect(round).toBeLessThan(20);
        const pending = await store.pending(2);
        await store.stamp(0, epoch, pending);
        for (const { stream } of pending) waiting.delete(stream);
        await store.insert([1, 2].map(() => commitAt('acme/order/hot', ++hot)));
      }
    });

    test('count events, dense per shard, and can be read from any of them', async () => {
      await store.insert([commitAt(STREAM, 1, { events: 3 }), commitAt('acme/order/2', 1, { shard: 1 })]);
      await store.insert([commitAt(STREAM, 4, { events: 2 }), commitAt(STREAM, 6)]);
      const { epoch } = await store.takeOver(0);
      const pending = (await store.pending(100)).filter(({ shard }) => shard === 0);
      expect(await store.stamp(0, epoch, pending.slice(0, 2))).toEqual({ outcome: 'ok', first: 1 });
      expect(await store.stamp(0, epoch, pending.slice(2))).toEqual({ outcome: 'ok', first: 6 });
      expect(await store.head(0)).toMatchObject({ position: 6, published: 0 });
      const from = async (position: number) => (await store.readShard(0, position, 10)).map((found) => found.position);
      expect(await from(1)).toEqual([1, 4, 6]);
      expect(await from(3)).toEqual([1, 4, 6]);
      expect(await from(5)).toEqual([4, 6]);
      expect(await from(7)).toEqual([]);
      expect((await store.readShard(0, 1, 2)).map(eventsOf)).toEqual([3, 2]);
    });

    test('locate finds the commit that holds a version, stamped or not', async () => {
      await store.insert([commitAt(STREAM, 1, { events: 3 })]);
      expect(await store.locate(STREAM, 2)).toMatchObject({ version: 1, position: 0 });
      await relayAll(store);
      await store.insert([commitAt(STREAM, 4)]);
      await relayAll(store);
      expect(await store.locate(STREAM, 3)).toMatchObject({ version: 1, position: 1 });
      expect(await store.locate(STREAM, 4)).toMatchObject({ version: 4, position: 4 });
      expect(await store.locate(STREAM, 5)).toBeUndefined();
      expect(await store.locate('acme/order/2', 1)).toBeUndefined();
    });

    test('a relay that lost its shard is fenced, whatever it tries', async () => {
      const second = await under.reopen();
      await store.insert([commitAt(STREAM, 1)]);
      const stale = await store.takeOver(0);
      const pending = await store.pending(10);
      const fresh = await second.takeOver(0);
      expect(fresh.epoch).toBeGreaterThan(stale.epoch);
      expect(await store.stamp(0, stale.epoch, pending)).toEqual({ outcome: 'fenced', first: 0 });
      expect(await second.stamp(0, fresh.epoch, pending)).toEqual({ outcome: 'ok', first: 1 });
      expect(await store.markPublished(0, stale.epoch, 1)).toBe('fenced');
      expect(await second.markPublished(0, fresh.epoch, 1)).toBe('ok');
      expect(await store.head(0)).toEqual({ epoch: fresh.epoch, position: 1, published: 1 });
      await checkWhole(store, [STREAM]);
    });

    test('nothing is stamped twice, and a batch with something stamped not at all', async () => {
      await store.insert([commitAt(STREAM, 1)]);
      const { epoch } = await store.takeOver(0);
      const first = await store.pending(10);
      await store.stamp(0, epoch, first);
      await store.insert([commitAt(STREAM, 2)]);
      const second = await store.pending(10);
      expect(await store.stamp(0, epoch, [...second, ...first])).toEqual({ outcome: 'fenced', first: 0 });
      expect(await store.pending(10)).toHaveLength(1);
      expect(await store.head(0)).toMatchObject({ position: 1 });
      expect(await store.stamp(0, epoch, second)).toEqual({ outcome: 'ok', first: 2 });
    });

    test('a stamp whose answer was lost shows in the head; one that comes late is fenced', async () => {
      const script = faults(
        faultList([
          ['stamp', 1, 'unknown'],
          ['stamp', 2, 'late'],
        ]),
      );
      const lossy = faultyEventStore(store, script);
      await store.insert([commitAt(STREAM, 1, { events: 2 })]);
      const { epoch } = await store.takeOver(0);
      expect(await lossy.stamp(0, epoch, await store.pending(10))).toEqual({ outcome: 'unknown', first: 0 });
      expect(await store.head(0)).toMatchObject({ epoch, position: 2, published: 0 });
      await store.insert([commitAt(STREAM, 3)]);
      expect((await lossy.stamp(0, epoch, await store.pending(10))).outcome).toBe('unknown');
      await relayAll(store);
      await script.release();
      expect(await store.head(0)).toMatchObject({ position: 3, published: 3 });
      await checkWhole(store, [STREAM]);
    });
  });
}
