import type { EventStore } from '@portolan/store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultyEventStore } from '../faults/event-store.ts';
import { faultList, faults } from '../faults/faults.ts';
import { checkWhole, commitAt, plain, relayAll } from './commits.ts';
import { crashEverywhere, type Remains } from './crash.ts';
import { describePositions } from './event-store-positions.ts';
import { race } from './race.ts';
import { type CrashAdapter, crashPlot } from './scenarios.ts';
import type { EventStoreUnderTest } from './under-test.ts';

export type { EventStoreUnderTest };

const SHARDS = 4;
const STREAM = 'acme/order/1';

/**
 * Registers the tests that every event store must pass.
 * @param adapter module that implements CrashAdapter: it is loaded in processes that get killed, and in threads. What
 * lives in the memory of one process has none: a simulation ends its lives instead.
 */
export function eventStoreConformance(name: string, open: () => Promise<EventStoreUnderTest>, adapter?: URL): void {
  describe(`${name} as an event store`, () => {
    let under: EventStoreUnderTest;
    let store: EventStore;
    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    afterEach(() => under.dispose());

    describe('writing', () => {
      test('gives back every byte, after a restart too', async () => {
        const commit = commitAt(STREAM, 1, { shard: 2, commands: ['a', 'b'], events: 3 });
        expect(await store.insert([commit])).toEqual(['ok']);
        const again = await under.reopen();
        expect((await again.readStream(STREAM, 1, 10)).map(plain)).toEqual([commit]);
        expect(plain(await again.findCommand(STREAM, 'b'))).toEqual(commit);
      });

      test('each commit of a batch succeeds or fails alone', async () => {
        const outcomes = await store.insert([
          commitAt(STREAM, 1),
          commitAt(STREAM, 1, { commands: ['late'] }),
          commitAt('acme/order/2', 1),
          commitAt(STREAM, 2),
        ]);
        expect(outcomes).toEqual(['ok', 'conflict', 'ok', 'ok']);
        await checkWhole(store, [STREAM, 'acme/order/2']);
      });

      test('refuses a command that the stream has carried out, and keeps nothing of that commit', async () => {
        await store.insert([commitAt(STREAM, 1, { commands: ['a', 'b'] })]);
        expect(await store.insert([commitAt(STREAM, 3, { commands: ['c', 'b'] })])).toEqual(['conflict']);
        expect(await store.findCommand(STREAM, 'c')).toBeUndefined();
        expect(await store.insert([commitAt(STREAM, 3, { commands: ['c'] })])).toEqual(['ok']);
        const elsewhere = commitAt('acme/order/2', 1, { commands: ['a'] });
        expect(await store.insert([elsewhere])).toEqual(['ok']);
        await checkWhole(store, [STREAM, 'acme/order/2']);
      });

      test('of 20 that race for one version one wins, 19 are told', async () => {
        const commits = Array.from({ length: 20 }, (_, racer) => commitAt(STREAM, 1, { commands: [`racer ${racer}`] }));
        const outcomes = (await Promise.all(commits.map((commit) => store.insert([commit])))).flat();
        expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(19);
      });

      if (adapter === undefined) return;
      test('the same among threads, for ten versions in turn', async () => {
        const racers = Array.from({ length: 4 }, (_, racer) =>
          Array.from({ length: 10 }, (_, at) => commitAt(STREAM, at + 1, { commands: [`${racer} ${at}`] })),
        );
        const outcomes = await race(adapter, under.folder, SHARDS, racers);
        const wins = outcomes.filter((outcome) => outcome === 'ok').length;
        expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(40 - wins);
        const found = await checkWhole(store, [STREAM]);
        expect(found.get(STREAM)).toHaveLength(wins);
        expect(wins).toBeGreaterThan(0);
      });
    });

    describe('answers that get lost', () => {
      test('reading settles an unknown outcome: it was written', async () => {
        const lossy = faultyEventStore(store, faults(faultList([['insert', 1, 'unknown']])));
        expect(await lossy.insert([commitAt(STREAM, 1)])).toEqual(['unknown']);
        expect((await lossy.findCommand(STREAM, `${STREAM} 1`))?.version).toBe(1);
        expect(await lossy.insert([commitAt(STREAM, 1)])).toEqual(['conflict']);
        expect(await store.readStream(STREAM, 1, 10)).toHaveLength(1);
      });

      test('reading settles an unknown outcome: it was not', async () => {
        const lossy = faultyEventStore(store, faults(faultList([['insert', 1, 'lost']])));
        expect(await lossy.insert([commitAt(STREAM, 1)])).toEqual(['unknown']);
        expect(await lossy.findCommand(STREAM, `${STREAM} 1`)).toBeUndefined();
        expect(await lossy.readStream(STREAM, 1, 10)).toEqual([]);
        expect(await lossy.insert([commitAt(STREAM, 1)])).toEqual(['ok']);
      });

      test('a write that is doubled on its way stands there once', async () => {
        const doubling = faultyEventStore(store, faults(faultList([['insert', 1, 'twice']])));
        expect(await doubling.insert([commitAt(STREAM, 1)])).toEqual(['conflict']);
        expect(plain(await store.findCommand(STREAM, `${STREAM} 1`))).toEqual(commitAt(STREAM, 1));
        await checkWhole(store, [STREAM]);
      });

      test('a write that arrives late finds its version taken', async () => {
        const script = faults(faultList([['insert', 1, 'late']]));
        const late = faultyEventStore(store, script);
        expect(await late.insert([commitAt(STREAM, 1, { commands: ['late'] })])).toEqual(['unknown']);
        expect(await late.insert([commitAt(STREAM, 1, { commands: ['other'] })])).toEqual(['ok']);
        await script.release();
        expect(await store.findCommand(STREAM, 'late')).toBeUndefined();
        await checkWhole(store, [STREAM]);
      });

      test('a write that arrives late in a free place is found by its command', async () => {
        const script = faults(faultList([['insert', 1, 'late']]));
        const late = faultyEventStore(store, script);
        await late.insert([commitAt(STREAM, 1, { commands: ['a'] })]);
        await script.release();
        expect(await store.insert([commitAt(STREAM, 1, { commands: ['a'] })])).toEqual(['conflict']);
        expect((await store.findCommand(STREAM, 'a'))?.version).toBe(1);
      });
    });

    describePositions(() => under);

    describe('over time', () => {
      test('the tail of a stream of 10,000 events is read as fast as that of a short one', async () => {
        const long = Array.from({ length: 10_000 }, (_, at) => commitAt('acme/ledger/USD', at + 1));
        for (let from = 0; from < long.length; from += 500) {
          const outcomes = await store.insert(long.slice(from, from + 500));
          expect(outcomes.every((outcome) => outcome === 'ok')).toBe(true);
        }
        await store.insert([1, 2, 3].map((version) => commitAt(STREAM, version)));
        const short = await fastest(() => store.readStream(STREAM, 3, 10));
        const tail = await fastest(() => store.readStream('acme/ledger/USD', 10_000, 10));
        expect((await store.readStream('acme/ledger/USD', 9_999, 10)).map(({ version }) => version)).toEqual([
          9_999, 10_000,
        ]);
        expect(tail).toBeLessThan(short * 5 + 0.1);
      });

      test('another number of shards is refused', async () => {
        await expect(under.reopen(SHARDS + 1)).rejects.toThrow(/shards/);
      });

      if (adapter === undefined) return;
      test('a crash between any two writes, with nothing after it, loses nothing and leaves nothing half', {
        timeout: 240_000,
      }, async () => {
        const { openEventStore } = (await import(/* @vite-ignore */ adapter.href)) as CrashAdapter;
        const points = await crashEverywhere(adapter, 'events', async (remains) => {
          const revived = await openEventStore?.(remains.folder, crashPlot.shards, () => {});
          if (!revived) throw new Error('the adapter has no event store');
          try {
            await checkRemains(revived, remains);
          } finally {
            await revived.close();
          }
        });
        expect(points).toBeGreaterThan(20);
      });
    });
  });
}

async function checkRemains(store: EventStore, { answered, point }: Remains): Promise<void> {
  const found = await checkWhole(store, crashPlot.streams);
  const versions = crashPlot.streams.map((stream) => found.get(stream)?.map(({ version }) => version) ?? []);
  if (answered.includes('insert second'))
    expect(versions, point).toEqual([
      [1, 3],
      [1, 2],
    ]);
  else if (answered.includes('insert first'))
    expect(
      versions.map(([first]) => first),
      point,
    ).toEqual([1, 1]);
  expect(await store.findCommand('acme/order/1', 'c'), point).toBeUndefined();
  for (const answer of answered) {
    const [, what, shard, position] = answer.split(' ');
    if (what !== 'publish') continue;
    expect((await store.head(Number(shard))).published, point).toBeGreaterThanOrEqual(Number(position));
  }
  await relayAll(store);
  expect(await store.pending(10), point).toEqual([]);
  await checkWhole(store, crashPlot.streams);
}

/** Milliseconds of the fastest of many runs: what it costs when nothing else disturbs. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 200; run++) {
    const started = performance.now();
    await work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
