import type { Log, ReceivedRecord } from '@portolan/log';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { faultList, faults } from '../faults/faults.ts';
import { faultyLog } from '../faults/log.ts';
import { crashEverywhere } from './crash.ts';
import { read } from './log-reader.ts';
import { type CrashAdapter, crashPlot, recordAt } from './scenarios.ts';

/** An adapter under test, in a place of its own, on the machine's own clock. */
export interface LogUnderTest {
  /** Opened with 4 partitions. */
  readonly log: Log;
  /** Another opening of the same data, as a second process has it; closed by `dispose`. */
  reopen(partitions?: number): Promise<Log>;
  dispose(): Promise<void>;
}

const PARTITIONS = 4;

interface LogTraits {
  /** How long anything may take to come, in milliseconds. */
  readonly patience: number;
}

/**
 * Registers the tests that every log must pass.
 * @param adapter module that implements CrashAdapter: it is loaded in processes that get killed. What lives in the memory
 * of one process has none: a simulation ends its lives instead.
 */
export function logConformance(
  name: string,
  open: () => Promise<LogUnderTest>,
  adapter?: URL,
  { patience }: LogTraits = { patience: 10_000 },
): void {
  const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
    vi.waitFor(look, { timeout: patience, interval: 20 });

  describe(`${name} as a log`, () => {
    let under: LogUnderTest;
    let log: Log;
    beforeEach(async () => {
      under = await open();
      log = under.log;
      await log.declare(['orders', 'fx']);
    });
    afterEach(() => under.dispose());

    describe('carrying', () => {
      test('gives back every byte, in order, to a subscription that comes later', async () => {
        const sent = [1, 2, 3].map((position) => recordAt(position));
        expect(await log.append('orders', 1, sent)).toBe('ok');
        const reader = await read(await under.reopen(), ['orders']);
        await eventually(() => expect(reader.records('orders', 1).map(withoutOffset)).toEqual(sent));
        expect(reader.records('orders', 0)).toEqual([]);
        await reader.running.stop();
      });

      test('keeps the order of each partition while many append', async () => {
        const reader = await read(log, ['orders', 'fx']);
        for (let position = 1; position <= 30; position++) {
          const answers = ['orders', 'fx'].flatMap((topic) =>
            [0, 1, 2, 3].map((partition) =>
              log.append(topic, partition, [recordAt(position, `${topic}/${partition}`)]),
            ),
          );
          expect(new Set(await Promise.all(answers))).toEqual(new Set(['ok']));
        }
        await eventually(() => expect(reader.running.caughtUp()).toBe(true));
        for (const topic of ['orders', 'fx']) {
          for (const partition of [0, 1, 2, 3]) {
            const found = reader.records(topic, partition);
            expect(found.map(({ position }) => position)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
            expect(new Set(found.map(({ key }) => key))).toEqual(new Set([`${topic}/${partition}`]));
          }
        }
        await reader.running.stop();
      });

      test('gives each group everything, in batches of at most 500', async () => {
        await log.append(
          'orders',
          0,
          Array.from({ length: 1200 }, (_, at) => recordAt(at + 1)),
        );
        const readers = [await read(log, ['orders'], 'a'), await read(log, ['orders'], 'b')];
        for (const reader of readers) {
          await eventually(() => expect(reader.running.caughtUp()).toBe(true));
          expect(reader.records('orders', 0)).toHaveLength(1200);
          expect(Math.max(...reader.batches.map(({ records }) => records.length))).toBeLessThanOrEqual(500);
          await reader.running.stop();
        }
      });

      test('a topic that was not declared, and another number of partitions, are refused', async () => {
        await expect(log.append('unheard', 0, [recordAt(1)])).rejects.toThrow(/unheard/);
        await expect(log.append('orders', PARTITIONS, [recordAt(1)])).rejects.toThrow(/partition/);
        await expect(read(log, ['unheard'])).rejects.toThrow(/unheard/);
        const anotherNumber = async () => (await under.reopen(PARTITIONS + 1)).declare(['orders']);
        await expect(anotherNumber()).rejects.toThrow(/partitions/);
      });
    });

    describe('going on', () => {
      test('starts at the offset that the subscription names', async () => {
        await log.append(
          'orders',
          2,
          [1, 2, 3, 4].map((position) => recordAt(position)),
        );
        const first = await read(log, ['orders']);
        await eventually(() => expect(first.records('orders', 2)).toHaveLength(4));
        await first.running.stop();
        const third = first.records('orders', 2)[2]?.offset ?? '';
        const second = await read(log, ['orders'], 'list', { start: async (_, at) => (at === 2 ? third : '') });
        await eventually(() => expect(second.records('orders', 2).map(({ position }) => position)).toEqual([3, 4]));
        await second.running.stop();
      });

      test('a take that throws is repeated from the same record, and other partitions go on', async () => {
        let failures = 3;
        const reader = await read(log, ['orders'], 'list', {
          refuse: ({ partition }) => partition === 0 && failures-- > 0,
        });
        await log.append('orders', 0, [recordAt(1), recordAt(2)]);
        await log.append('orders', 1, [recordAt(1)]);
        await eventually(() => expect(reader.records('orders', 1)).toHaveLength(1));
        expect(reader.running.caughtUp()).toBe(false);
        await log.append('orders', 0, [recordAt(3)]);
        await eventually(() => expect(reader.records('orders', 0).map(({ position }) => position)).toEqual([1, 2, 3]));
        expect(failures).toBeLessThan(0);
        await eventually(() => expect(reader.running.caughtUp()).toBe(true));
        await reader.running.stop();
      });

      test('a start that throws is repeated', async () => {
        let failures = 2;
        await log.append('orders', 0, [recordAt(1)]);
        const start = async () => {
          if (failures-- > 0) throw new Error('the store is away');
          return '';
        };
        const reader = await read(log, ['orders'], 'list', { start });
        await eventually(() => expect(reader.records('orders', 0)).toHaveLength(1));
        await reader.running.stop();
      });

      test('stop waits for the batch in hand, and nothing comes after it', async () => {
        const hold = Promise.withResolvers<void>();
        const reader = await read(log, ['orders'], 'list', { wait: hold.promise });
        await log.append('orders', 0, [recordAt(1)]);
        await eventually(() => expect(reader.entered).toHaveLength(1));
        let stopped = false;
        const stopping = reader.running.stop().then(() => {
          stopped = true;
        });
        await log.append('orders', 0, [recordAt(2)]);
        await turns(5);
        expect(stopped).toBe(false);
        expect(reader.running.caughtUp()).toBe(false);
        hold.resolve();
        await stopping;
        await turns(5);
        expect(reader.records('orders', 0)).toHaveLength(1);
      });

      test('stop does not wait for the next try of a take that threw', async () => {
        const reader = await read(log, ['orders'], 'list', { refuse: () => true });
        await log.append('orders', 0, [recordAt(1)]);
        await eventually(() => expect(reader.entered.length).toBeGreaterThan(2));
        await reader.running.stop();
        const tries = reader.entered.length;
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(reader.entered).toHaveLength(tries);
      });

      test('says how far behind it is, and since when', async () => {
        const hold = Promise.withResolvers<void>();
        const reader = await read(log, ['orders'], 'list', { wait: hold.promise });
        const lag = () => (reader.running.behind?.() ?? []).map(({ partition, records }) => [partition, records]);
        const before = Date.now();
        await log.append('orders', 1, [recordAt(1), recordAt(2)]);
        await eventually(() => expect(reader.entered).toHaveLength(1));
        expect(lag()).toEqual([0, 1, 2, 3].map((partition) => [partition, partition === 1 ? 2 : 0]));
        const oldest = reader.running.behind?.()[1]?.oldestMs ?? 0;
        expect(oldest).toBeGreaterThan(before - 1_000);
        expect(oldest).toBeLessThanOrEqual(Date.now());
        hold.resolve();
        await eventually(() => expect(lag().every(([, records]) => records === 0)).toBe(true));
        expect(reader.running.behind?.().every(({ oldestMs }) => oldestMs === 0)).toBe(true);
        await reader.running.stop();
      });

      test('caughtUp is false from the very append on, until it was taken', async () => {
        const reader = await read(log, ['orders']);
        await eventually(() => expect(reader.running.caughtUp()).toBe(true));
        const appended = log.append('orders', 3, [recordAt(1)]).then(() => reader.running.caughtUp());
        expect(await appended).toBe(false);
        await eventually(() => expect(reader.running.caughtUp()).toBe(true));
        expect(reader.records('orders', 3)).toHaveLength(1);
        await reader.running.stop();
      });
    });

    describe('answers and deliveries that go wrong', () => {
      test('what is sent again after a lost answer stands there twice, told apart by its position', async () => {
        const lossy = faultyLog(
          log,
          faults(
            faultList([
              ['append', 1, 'unknown'],
              ['append', 3, 'lost'],
              ['append', 4, 'twice'],
            ]),
          ),
        );
        const batch = [recordAt(1), recordAt(2)];
        expect(await lossy.append('orders', 0, batch)).toBe('unknown');
        expect(await lossy.append('orders', 0, batch)).toBe('ok');
        expect(await lossy.append('orders', 0, [recordAt(3)])).toBe('unknown');
        expect(await lossy.append('orders', 0, [recordAt(3)])).toBe('ok');
        const reader = await read(log, ['orders']);
        await eventually(() => expect(reader.running.caughtUp()).toBe(true));
        expect(reader.records('orders', 0).map(({ position }) => position)).toEqual([1, 2, 1, 2, 3, 3]);
        await reader.running.stop();
      });

      test('a reader that goes by positions takes doubled and late deliveries once, and sees what is missing', async () => {
        const script = faults(
          faultList([
            ['take', 1, 'twice'],
            ['take', 2, 'late'],
            ['take', 4, 'skip'],
            ['take', 6, 'fail'],
          ]),
        );
        const seen: number[] = [];
        const gaps: number[] = [];
        const running = await faultyLog(log, script).subscribe({
          group: 'orders.list.v1',
          topics: ['orders'],
          start: async () => '',
          async take({ records }) {
            for (const { position } of records) {
              const last = seen.at(-1) ?? 0;
              if (position > last + 1) gaps.push(position);
              if (position > last) seen.push(position);
            }
          },
        });
        for (let position = 1; position <= 6; position++) {
          await log.append('orders', 0, [recordAt(position)]);
          await eventually(() => expect(running.caughtUp()).toBe(true));
        }
        expect(seen).toEqual([1, 2, 3, 5, 6]);
        expect(gaps).toEqual([5]);
        await running.stop();
      });

      test('a reader that dies with a batch in hand leaves it to the next one', async () => {
        const script = faults(faultList([['take', 2, 'crash before']]));
        const dying = await read(faultyLog(log, script), ['orders']);
        await log.append('orders', 0, [recordAt(1)]);
        await eventually(() => expect(dying.records('orders', 0)).toHaveLength(1));
        await log.append('orders', 0, [recordAt(2)]);
        await script.crashed;
        const from = dying.records('orders', 0)[0]?.offset ?? '';
        const next = await read(log, ['orders'], 'list', { start: async (_, at) => (at === 0 ? from : '') });
        await eventually(() => expect(next.records('orders', 0).map(({ position }) => position)).toEqual([1, 2]));
        expect(dying.records('orders', 0)).toHaveLength(1);
        await next.running.stop();
      });
    });

    if (adapter === undefined) return;
    test('a crash between any two writes, with nothing after it, loses nothing and leaves nothing half', {
      timeout: 240_000,
    }, async () => {
      const { openLog } = (await import(/* @vite-ignore */ adapter.href)) as CrashAdapter;
      const points = await crashEverywhere(adapter, 'log', async ({ folder, answered, point }) => {
        const revived = await openLog?.(folder, crashPlot.partitions, () => {});
        if (!revived) throw new Error('the adapter has no log');
        try {
          await revived.declare([crashPlot.topic]);
          const reader = await read(revived, [crashPlot.topic]);
          await eventually(() => expect(reader.running.caughtUp()).toBe(true));
          const found = reader.records(crashPlot.topic, 1).map(({ position }) => position);
          const appended = answered.filter((answer) => answer.startsWith('append')).length * 3;
          expect(found.length, point).toBeGreaterThanOrEqual(appended);
          expect(found.length % 3, point).toBe(0);
          expect(found, point).toEqual(Array.from(found, (_, at) => at + 1));
          await reader.running.stop();
        } finally {
          await revived.close();
        }
      });
      expect(points).toBeGreaterThan(10);
    });
  });
}

function withoutOffset({ key, position, headers, value }: ReceivedRecord) {
  return { key, position, headers, value: new Uint8Array(value) };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
