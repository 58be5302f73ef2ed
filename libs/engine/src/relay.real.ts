import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '@portolan/log';
import { openKafkaLog } from '@portolan/log/kafka';
import { type KafkaServers, startKafka, startProxy, type TcpProxy } from '@portolan/servers';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import { eventually, machineTime } from '@portolan/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { account, bank, context } from './rig/account.ts';
import { type Total, totals } from './rig/parts.ts';
import { openReal, silent } from './rig/real.ts';
import { noParts } from './rig/rig.ts';

const SHARDS = 4;
const PRODUCE = 0;

/** What Kafka's protocol says of a request: its length, then which one it is. */
const isProduce = (request: Buffer): boolean => request.length > 6 && request.readInt16BE(4) === PRODUCE;

describe('The relay on a broker behind a line that breaks', () => {
  let folder: string;
  let kafka: KafkaServers;
  let proxy: TcpProxy;
  let trials = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-relay-'));
    kafka = await startKafka({
      folder,
      async advertise(port) {
        proxy = await startProxy({ target: port });
        return proxy.port;
      },
    });
  }, 120_000);
  afterAll(async () => {
    await kafka.kill();
    await proxy.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function openTrial() {
    const name = `trial-${trials++}`;
    const at = (file: string) => ({ file: join(folder, `${name}-${file}.db`) });
    const options = { brokers: kafka.brokers, partitions: SHARDS, prefix: name, clientId: name };
    const eventLog = await openKafkaLog({ ...options, machine: machineTime, log: silent });
    const events = openSqliteEventStore({ ...at('events'), shards: SHARDS });
    const documents = openSqliteDocumentStore(at('documents'));
    const real = openReal({ events, documents, eventLog, instance: name });
    return {
      ...{ ...real, events, documents, eventLog },
      async close() {
        await real.engine.stop();
        await eventLog.close();
        await events.close();
        await documents.close();
      },
    };
  }

  const deposit = (engine: Awaited<ReturnType<typeof openTrial>>['engine'], number: number) =>
    engine.commands.execute(account, `a${number % 25}`, { type: 'Deposit', amount: 1 }, context(`c${number}`));

  test('loses nothing with an answer that is lost under concurrent load, in 20 of 20 trials', {
    timeout: 240_000,
  }, async () => {
    let doubled = 0;
    for (let trial = 0; trial < 20; trial++) {
      const bench = await openTrial();
      await bench.engine.start(noParts);
      const lostBefore = proxy.dropped();
      let produced = 0;
      proxy.dropReplies((_, request) => isProduce(request) && ++produced === 1 + (trial % 4));
      for (let wave = 0; wave < 8 || proxy.dropped() === lostBefore; wave++) {
        const outcomes = await Promise.all(Array.from({ length: 25 }, (_, n) => deposit(bench.engine, wave * 25 + n)));
        expect(outcomes.every(({ ok }) => ok)).toBe(true);
      }
      await eventually('everything is published', 60_000, () => bench.idle());
      expect(proxy.dropped() - lostBefore, `trial ${trial}`).toBe(1);
      await proxy.accept();

      const found = await positionsOn(bench.eventLog);
      for (let shard = 0; shard < SHARDS; shard++) {
        const { position, published } = await bench.events.head(shard);
        expect(published).toBe(position);
        const once = [...new Set(found[shard])];
        expect(once, `trial ${trial}, shard ${shard}`).toEqual(Array.from({ length: position }, (_, at) => at + 1));
        doubled += (found[shard]?.length ?? 0) - once.length;
      }
      await bench.close();
    }
    // An answer was lost, not the records: what stood on the log already stands there twice.
    expect(doubled).toBeGreaterThan(0);
  });

  test('loses nothing with a broker that is killed under load, and consumers go on', {
    timeout: 240_000,
  }, async () => {
    const bench = await openTrial();
    await bench.engine.start({ ...noParts, projections: [totals] });
    let acknowledged = 0;
    let loaded = true;
    const load = async (worker: number) => {
      for (let n = 0; loaded; n++) {
        if ((await deposit(bench.engine, worker + n * 25)).ok) acknowledged += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const workers = Array.from({ length: 10 }, (_, worker) => load(worker));
    await eventually('there is load', 30_000, () => acknowledged > 100);
    const [broker] = kafka.members;
    await broker?.kill();
    const before = acknowledged;
    await eventually('commands are taken without a broker', 30_000, () => acknowledged > before + 100);
    await broker?.restart();
    const back = Date.now();
    const mark = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => bench.events.head(shard)));
    await eventually('the projection is fresh again', 90_000, async () => {
      const reached = await Promise.all(
        mark.map((_, shard) => bench.documents.checkpoint(totals.name, `${bank.topic}/${shard}`)),
      );
      return mark.every(({ position }, shard) => (reached[shard]?.position ?? 0) >= position);
    });
    console.log(`fresh ${Date.now() - back} ms after the broker was back, ${acknowledged} commands`);
    loaded = false;
    await Promise.all(workers);
    await eventually('everything is taken', 90_000, () => bench.idle());
    let entries = 0;
    for (let stream = 0; stream < 25; stream++) {
      const total = await bench.documents.get<Total>('totals', 'acme', `acme/account/a${stream}`);
      expect(new Set(total?.seen).size).toBe(total?.entries ?? 0);
      entries += total?.entries ?? 0;
    }
    expect(entries).toBe(acknowledged);
    await bench.close();
  });
});

/** Every position on the log, by shard, in order, repeats included. */
async function positionsOn(log: Log): Promise<number[][]> {
  const found: number[][] = Array.from({ length: SHARDS }, () => []);
  const running = await log.subscribe({
    group: 'check.v1',
    topics: [bank.topic],
    start: async () => '',
    take: async ({ partition, records }) => void found[partition]?.push(...records.map(({ position }) => position)),
  });
  await eventually('the log is read', 60_000, () => running.caughtUp());
  await running.stop();
  return found;
}
