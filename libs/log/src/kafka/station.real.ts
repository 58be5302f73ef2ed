import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@portolan/servers';
import kafkajs from 'kafkajs';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import type { Log, LogRecord, RecordBatch, RunningSubscription } from '../log.ts';
import { type KafkaPlace, kafkaPlace } from '../rig/kafka-place.ts';

const { kafkaBrokers } = inject('servers');
const PARTITIONS = [0, 1, 2, 3];

const recordAt = (position: number): LogRecord => ({
  key: 'acme/order/1',
  position,
  headers: { ce_type: 'portolan.test.v1.Happened' },
  value: new TextEncoder().encode(`event ${position}`.repeat(20)),
});

const eventually = <T>(look: () => T | Promise<T>, timeout = 60_000): Promise<T> =>
  vi.waitFor(look, { timeout, interval: 20 });

interface Consumer {
  readonly running: RunningSubscription;
  /** Positions by partition, as they were taken. */
  taken(partition: number): readonly number[];
}

/** Reads on where it stands, as a consumer with a checkpoint does; `hold` keeps what it takes in hand. */
async function consumer(log: Log, name: string, topics = ['orders'], hold?: Promise<void>): Promise<Consumer> {
  const taken = new Map<string, number[]>();
  const next = new Map<string, string>();
  const at = (topic: string, partition: number) => `${topic}/${partition}`;
  const running = await log.subscribe({
    group: `orders.${name}.v1`,
    topics,
    start: async (topic, partition) => next.get(at(topic, partition)) ?? '',
    async take({ topic, partition, records }: RecordBatch) {
      await hold;
      const key = at(topic, partition);
      taken.set(key, [...(taken.get(key) ?? []), ...records.map(({ position }) => position)]);
      next.set(key, String(Number(records.at(-1)?.offset) + 1));
    },
  });
  return { running, taken: (partition) => taken.get(at('orders', partition)) ?? [] };
}

const positions = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('Consumers of one process', () => {
  let place: KafkaPlace;
  let log: Log;
  let admin: ReturnType<InstanceType<typeof kafkajs.Kafka>['admin']>;

  async function open(brokers: readonly string[] = kafkaBrokers): Promise<void> {
    place = kafkaPlace(brokers);
    log = await place.open();
    await log.declare(['orders', 'fx']);
    admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
  }
  async function shut(): Promise<void> {
    await admin.disconnect();
    await place.dispose();
  }
  beforeEach(() => open());
  afterEach(() => shut());

  const fill = (from: number, to: number) =>
    Promise.all(PARTITIONS.map((partition) => log.append('orders', partition, positions(from, to).map(recordAt))));

  const allCaughtUp = (...consumers: readonly Consumer[]) =>
    eventually(() => expect(consumers.map(({ running }) => running.caughtUp())).toEqual(consumers.map(() => true)));

  /** Groups of this place that have members, by how many. */
  async function members(): Promise<readonly number[]> {
    const { groups } = await admin.listGroups();
    const here = groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(`${place.prefix}.`));
    const described = await admin.describeGroups(here);
    return described.groups.map((group) => group.members.length).filter((count) => count > 0);
  }

  test('are one member of one group, whatever each reads, until the last has gone', async () => {
    const consumers = [
      await consumer(log, 'list'),
      await consumer(log, 'totals', ['fx', 'orders']),
      await consumer(log, 'rates', ['fx']),
    ];
    await fill(1, 700);
    await allCaughtUp(...consumers);
    expect(consumers.map(({ taken }) => PARTITIONS.map((partition) => taken(partition).length))).toEqual([
      [700, 700, 700, 700],
      [700, 700, 700, 700],
      [0, 0, 0, 0],
    ]);
    expect(consumers.map(({ running }) => running.behind?.().length)).toEqual([4, 8, 4]);
    expect(await members()).toEqual([1]);
    for (const { running } of consumers) await running.stop();
    expect(await members()).toEqual([]);
  });

  test('do not wait for one that is slow, which has everything once it goes on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = await consumer(log, 'slow', ['orders'], promise);
    const fast = await consumer(log, 'fast');
    for (let position = 1; position <= 6_000; position += 1_000) await fill(position, position + 999);
    await allCaughtUp(fast);
    expect(slow.running.caughtUp()).toBe(false);
    expect(slow.running.behind?.().map(({ records }) => records)).toEqual([6_000, 6_000, 6_000, 6_000]);
    await fill(6_001, 6_001);
    await allCaughtUp(fast);
    resolve();
    await allCaughtUp(slow);
    for (const each of [slow, fast])
      for (const partition of PARTITIONS) expect(each.taken(partition)).toEqual(positions(1, 6_001));
  });

  test('do not wait for one that comes later and reads from the beginning', async () => {
    const early = await consumer(log, 'early');
    for (let position = 1; position <= 5_000; position += 1_000) await fill(position, position + 999);
    await allCaughtUp(early);
    const late = await consumer(log, 'late');
    for (let position = 5_001; position <= 5_050; position++) {
      await fill(position, position);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await allCaughtUp(early, late);
    for (const each of [early, late])
      for (const partition of PARTITIONS) expect(each.taken(partition)).toEqual(positions(1, 5_050));
    expect(await members()).toEqual([1]);
  });

  test('go on without a pause where one of them stops', async () => {
    const [stays, goes] = [await consumer(log, 'stays'), await consumer(log, 'goes')];
    await fill(1, 10);
    await allCaughtUp(stays, goes);
    await goes.running.stop();
    await fill(11, 20);
    await allCaughtUp(stays);
    expect(goes.running.caughtUp()).toBe(false);
    expect([stays.taken(2), goes.taken(2)]).toEqual([positions(1, 20), positions(1, 10)]);
    expect(await members()).toEqual([1]);
  });

  test('share their partitions with another process of the service, all of them alike', async () => {
    const other = await place.open();
    const mine = [await consumer(log, 'list'), await consumer(log, 'totals')];
    const theirs = [await consumer(other, 'list'), await consumer(other, 'totals')];
    const shares = (consumers: readonly Consumer[]) =>
      consumers.map(({ running }) => running.behind?.().map(({ partition }) => partition));
    await eventually(() =>
      expect([...shares(mine), ...shares(theirs)].map((share) => share?.length)).toEqual([2, 2, 2, 2]),
    );
    await allCaughtUp(...mine, ...theirs);
    await fill(1, 20);
    await allCaughtUp(...mine, ...theirs);
    expect(await members()).toEqual([2]);
    for (const index of [0, 1])
      for (const partition of PARTITIONS)
        expect([mine[index], theirs[index]].map((each) => each?.taken(partition).length).toSorted()).toEqual([0, 20]);
    await other.close();
    await fill(21, 30);
    await eventually(() => {
      for (const partition of PARTITIONS) for (const each of mine) expect(each.taken(partition)).toContain(30);
    });
  });

  test('miss nothing beside a process of another version, which has other consumers', async () => {
    const other = await place.open();
    const mine = [await consumer(log, 'list'), await consumer(log, 'totals')];
    const theirs = await consumer(other, 'list');
    await fill(1, 20);
    await allCaughtUp(...mine, theirs);
    expect(await members()).toEqual([1, 1]);
    for (const each of [...mine, theirs])
      for (const partition of PARTITIONS) expect(each.taken(partition)).toEqual(positions(1, 20));
  });

  test('read on where a broker was killed and has come back', { timeout: 180_000 }, async () => {
    await shut();
    const folder = await mkdtemp(join(tmpdir(), 'portolan-station-'));
    const kafka = await startKafka({ folder, startsSoon: true });
    try {
      await open(kafka.brokers);
      const consumers = [await consumer(log, 'list'), await consumer(log, 'totals')];
      await fill(1, 50);
      await allCaughtUp(...consumers);
      await kafka.members[0]?.kill();
      await kafka.members[0]?.restart();
      await eventually(async () => expect(new Set(await fill(51, 60))).toEqual(new Set(['ok'])));
      await eventually(() => {
        for (const { taken } of consumers)
          for (const partition of PARTITIONS)
            expect([...new Set(taken(partition))].toSorted((one, two) => one - two)).toEqual(positions(1, 60));
      });
      await shut();
    } finally {
      await kafka.kill();
      await rm(folder, { recursive: true, force: true });
    }
    await open();
  });
});
