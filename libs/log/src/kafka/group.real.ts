import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import kafkajs from 'kafkajs';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import type { Log, LogRecord, RecordBatch } from '../log.ts';
import { type KafkaPlace, kafkaPlace } from '../rig/kafka-place.ts';
import { toMessage } from './codec.ts';

const { kafkaBrokers } = inject('servers');
const READER = fileURLToPath(new URL('../rig/kafka-reader.ts', import.meta.url));
const PARTITIONS = [0, 1, 2, 3];

const recordAt = (position: number): LogRecord => ({
  key: 'acme/order/1',
  position,
  headers: { ce_type: 'portolan.test.v1.Happened' },
  value: new TextEncoder().encode(`event ${position}`.repeat(20)),
});

const eventually = <T>(look: () => T, timeout = 60_000): Promise<T> => vi.waitFor(look, { timeout, interval: 20 });

describe('A group on Kafka', () => {
  let place: KafkaPlace;
  let log: Log;
  let children: ChildProcess[];
  beforeEach(async () => {
    place = kafkaPlace(kafkaBrokers);
    log = await place.open();
    await log.declare(['orders']);
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await place.dispose();
  });

  const everywhere = (position: number) =>
    Promise.all(PARTITIONS.map((partition) => log.append('orders', partition, [recordAt(position)])));

  function reader(...name: string[]): { readonly child: ChildProcess; taken(): readonly string[] } {
    const child = spawn(process.execPath, [READER, kafkaBrokers.join(','), place.prefix, ...name]);
    children.push(child);
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
    return { child, taken: () => said.split('\n').filter((line) => line !== '') };
  }

  test('reads on where a process that read was killed', { timeout: 120_000 }, async () => {
    const readers = [reader(), reader()];
    let position = 1;
    // Until both have their share.
    const shares = async () => {
      await everywhere(position);
      const wanted = PARTITIONS.map((partition) => `${partition} ${position}`);
      await eventually(() =>
        expect(wanted.every((line) => readers.some(({ taken }) => taken().includes(line)))).toBe(true),
      );
      position += 1;
      return readers.map(({ taken }) => wanted.filter((line) => taken().includes(line)).length);
    };
    while ((await shares()).some((share) => share === 0 || share === 4))
      await new Promise((resolve) => setTimeout(resolve, 200));
    const [killed, left] = readers;
    killed?.child.kill('SIGKILL');
    const at = Date.now();
    await everywhere(position);
    const wanted = PARTITIONS.map((partition) => `${partition} ${position}`);
    await eventually(() => expect(wanted.every((line) => left?.taken().includes(line))).toBe(true));
    console.log(`read again ${Date.now() - at} ms after the kill`);
  });

  test('a process that comes back under its name has its share at once', { timeout: 120_000 }, async () => {
    const lines = (position: number) => PARTITIONS.map((partition) => `${partition} ${position}`);
    const all = (taken: readonly string[], position: number) => lines(position).every((line) => taken.includes(line));
    await everywhere(1);
    const killed = reader('reader-1');
    await eventually(() => expect(all(killed.taken(), 1)).toBe(true));
    killed.child.kill('SIGKILL');
    await everywhere(2);
    const at = Date.now();
    const { taken } = reader('reader-1');
    await eventually(() => expect(all(taken(), 2)).toBe(true));
    console.log(`read again ${Date.now() - at} ms after its start under the same name`);
  });

  test('two processes under one name: the first gives up and says so', { timeout: 120_000 }, async () => {
    const { promise: gaveUp, resolve: onFatal } = Promise.withResolvers<Error>();
    const named = { instance: 'reader-1' };
    const taken: number[] = [];
    const to = (into: number[]) => ({
      group: 'orders.list.v1',
      topics: ['orders'],
      start: async () => '',
      take: async ({ records }: RecordBatch) => void into.push(...records.map(({ position }) => position)),
    });
    const first = await (await place.open({ ...named, onFatal })).subscribe(to([]));
    await eventually(() => expect(first.caughtUp()).toBe(true));
    const second = await (await place.open(named)).subscribe(to(taken));
    expect(String(await gaveUp)).toContain('static consumer');
    await everywhere(1);
    await eventually(() => expect(taken).toEqual([1, 1, 1, 1]));
    await second.stop();
  });

  test('shares partitions while batches are in hand; nothing is passed over, each reader keeps the order', async () => {
    const taken: string[][] = [[], []];
    const inHand = new Set<string>();
    const subscribe = (who: number, from: Log) =>
      from.subscribe({
        group: 'orders.list.v1',
        topics: ['orders'],
        start: async () => '',
        async take({ partition, records }: RecordBatch) {
          inHand.add(`${who} ${partition}`);
          await new Promise((resolve) => setTimeout(resolve, 15));
          inHand.delete(`${who} ${partition}`);
          for (const { position } of records) taken[who]?.push(`${partition} ${position}`);
        },
      });
    const first = await subscribe(0, log);
    for (let position = 1; position <= 20; position++) await everywhere(position);
    await eventually(() => expect(first.caughtUp()).toBe(true));
    const second = await subscribe(1, await place.open());
    for (let position = 21; position <= 80; position++) {
      await everywhere(position);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await eventually(() => expect([first.caughtUp(), second.caughtUp()]).toEqual([true, true]));
    expect(first.behind?.().length).toBe(2);
    expect(second.behind?.().length).toBe(2);
    const all = new Set(taken.flat());
    expect(all.size).toBe(4 * 80);
    for (const lines of taken) {
      for (const partition of PARTITIONS) {
        const positions = lines.filter((line) => line.startsWith(`${partition} `)).map((line) => Number(line.slice(2)));
        // From the beginning again where it was assigned anew; never past one that was not taken.
        expect(positions.every((at, index) => at === 1 || at === (positions[index - 1] ?? 0) + 1)).toBe(true);
      }
    }
    await second.stop();
    await everywhere(81);
    // More than once where a partition was assigned anew once more: it is read from its beginning each time.
    await eventually(() => expect(new Set(taken[0]?.filter((line) => line.endsWith(' 81'))).size).toBe(4));
    await first.stop();
  });

  test('a handler that is broken holds up its partition alone, and shows as being behind', async () => {
    const taken: string[] = [];
    const running = await log.subscribe({
      group: 'orders.list.v1',
      topics: ['orders'],
      start: async () => '',
      async take({ partition, records }) {
        if (partition === 2) throw new TypeError('no such thing');
        for (const { position } of records) taken.push(`${partition} ${position}`);
      },
    });
    for (let position = 1; position <= 30; position++) {
      await everywhere(position);
      await eventually(() => expect(taken.filter((line) => line.endsWith(` ${position}`))).toHaveLength(3), 3_000);
    }
    const behind = running.behind?.() ?? [];
    expect(behind.map(({ partition, records }) => [partition, records])).toEqual([
      [0, 0],
      [1, 0],
      [2, 30],
      [3, 0],
    ]);
    expect(Date.now() - (behind[2]?.oldestMs ?? 0)).toBeLessThan(60_000);
    await running.stop();
  });

  test('knows gzip and zstd', async () => {
    const packed = await place.open({ compression: 'zstd' });
    const sent = Array.from({ length: 200 }, (_, at) => recordAt(at + 1));
    await packed.append('orders', 0, sent.slice(0, 100));
    const other = new kafkajs.Kafka({ brokers: [...kafkaBrokers], logLevel: kafkajs.logLevel.NOTHING });
    const producer = other.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({
      topic: `${place.prefix}.orders`,
      compression: kafkajs.CompressionTypes.GZIP,
      messages: sent.slice(100).map((record) => toMessage(0, record)),
    });
    await producer.disconnect();
    const found: number[] = [];
    const running = await log.subscribe({
      group: 'orders.list.v1',
      topics: ['orders'],
      start: async () => '',
      take: async ({ records }) => void found.push(...records.map(({ position }) => position)),
    });
    await eventually(() => expect(found).toEqual(sent.map(({ position }) => position)));
    await running.stop();
  });

  test('sets no timer that is due at once while there is nothing to do', async () => {
    const running = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        log.subscribe({ group: `orders.${name}.v1`, topics: ['orders'], start: async () => '', take: async () => {} }),
      ),
    );
    await log.append('orders', 0, [recordAt(1)]);
    await eventually(() => expect(running.every((each) => each.caughtUp())).toBe(true));
    const timers = vi.spyOn(globalThis, 'setTimeout');
    try {
      const { promise, resolve } = Promise.withResolvers<void>();
      setTimeout(resolve, 3_000);
      await promise;
      expect(timers.mock.calls.filter(([, delay = 0]) => delay <= 0)).toEqual([]);
      expect(timers.mock.calls.length).toBeLessThan(20);
    } finally {
      timers.mockRestore();
    }
    for (const each of running) await each.stop();
  });
});
