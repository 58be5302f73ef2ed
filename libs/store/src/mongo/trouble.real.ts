import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MongoServers, startMongo, startProxy } from '@portolan/servers';
import { checkWhole, commitAt, relayAll } from '@portolan/testkit/conformance';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Commit, EventStore, WriteOutcome } from '../event-store.ts';
import { OutcomeUnknown } from '../trouble.ts';
import { openMongoDocumentStore } from './document-store.ts';
import { openMongoEventStore } from './event-store.ts';

// Three members of its own, which may be killed; small oplogs, which roll over while the tests run.
describe('MongoDB in trouble', { timeout: 120_000 }, () => {
  let folder: string;
  let servers: MongoServers;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-mongo-trouble-'));
    servers = await startMongo({ folder, members: 3, oplogSizeMb: 8 });
  }, 240_000);
  afterAll(async () => {
    await servers?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** The primary behind a proxy that loses the answers to such commands. */
  async function behindProxy() {
    const proxy = await startProxy({ target: (await servers.primary()).port });
    let left = 0;
    return {
      url: `mongodb://${proxy.address}/?directConnection=true`,
      lose(command: string, times: number) {
        left = times;
        proxy.dropReplies((_, request) => request.includes(`${command}\0`) && left-- > 0);
      },
      lost: () => proxy.dropped(),
      stop: () => proxy.stop(),
    };
  }

  test('an answer that is lost once is asked for again; lost twice, nobody knows, and reading tells', async () => {
    const proxy = await behindProxy();
    const store = await openMongoEventStore({ url: proxy.url, database: 'lost_answer', shards: 2, timeoutMs: 5_000 });
    proxy.lose('insert', 1);
    expect(await store.insert([commitAt('acme/order/1', 1)])).toEqual(['ok']);
    expect(proxy.lost()).toBe(1);
    proxy.lose('insert', 2);
    const batch = [commitAt('acme/order/1', 2), commitAt('acme/order/2', 1)];
    expect(await store.insert(batch)).toEqual(['unknown', 'unknown']);
    expect(proxy.lost()).toBe(3);
    expect(await store.insert(batch)).toEqual(['conflict', 'conflict']);
    expect((await store.findCommand('acme/order/1', 'acme/order/1 2'))?.version).toBe(2);

    const { epoch } = await store.takeOver(0);
    proxy.lose('commitTransaction', 1);
    expect(await store.stamp(0, epoch, await store.pending(10))).toEqual({ outcome: 'ok', first: 1 });
    expect(proxy.lost()).toBe(4);
    proxy.lose('update', 2);
    expect(await store.markPublished(0, epoch, 3)).toBe('unknown');
    expect(await store.head(0)).toEqual({ epoch, position: 3, published: 3 });
    await checkWhole(store, ['acme/order/1', 'acme/order/2']);
    await store.close();
    await proxy.stop();
  });

  test('a commit that is never answered is an unknown outcome: the checkpoint tells', async () => {
    const proxy = await behindProxy();
    const store = await openMongoDocumentStore({ url: proxy.url, database: 'lost_commit', timeoutMs: 3_000 });
    await store.declare({ orders: {} });
    let runs = 0;
    const apply = (position: number) =>
      store.transact(async (transaction) => {
        runs += 1;
        const before = { position: position - 1, offset: position === 1 ? '' : `${position - 1}` };
        await transaction.put('orders', 'acme', 'sum', { applied: position });
        await transaction.advance('list', 'orders/0', before, { position, offset: `${position}` });
      });
    proxy.lose('commitTransaction', 1);
    await apply(1);
    expect([runs, proxy.lost()]).toEqual([1, 1]);
    proxy.lose('commitTransaction', 1_000_000);
    await expect(apply(2)).rejects.toThrow(OutcomeUnknown);
    expect(await store.checkpoint('list', 'orders/0')).toEqual({ position: 2, offset: '2' });
    proxy.lose('commitTransaction', 0);
    await expect(apply(2)).rejects.toMatchObject({ name: 'CheckpointMoved' });
    expect(await store.get('orders', 'acme', 'sum')).toEqual({ applied: 2 });
    await store.close();
    await proxy.stop();
  });

  test('an election in the middle of a bulk write: what was acknowledged stands, the rest is unknown', async () => {
    const store = await openMongoEventStore({ url: servers.url, database: 'election', shards: 2 });
    const streams = Array.from({ length: 4 }, (_, at) => `acme/order/${at}`);
    const batches = streams.flatMap((stream) =>
      Array.from({ length: 10 }, (_, at) => Array.from({ length: 50 }, (_, n) => commitAt(stream, at * 50 + n + 1))),
    );
    const admin = new MongoClient(servers.url);
    const writing = streams.map(async (_, at) => {
      const told: [Commit, WriteOutcome][] = [];
      for (const batch of batches.slice(at * 10, at * 10 + 10)) {
        const outcomes = await store.insert(batch);
        told.push(...batch.map((commit, place): [Commit, WriteOutcome] => [commit, outcomes[place] ?? 'unknown']));
        for (const unknown of batch.filter((_, place) => outcomes[place] === 'unknown')) await settle(store, unknown);
      }
      return told;
    });
    await sleep(100);
    const before = (await servers.primary()).name;
    await admin.db('admin').command({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 10, force: true });
    const told = (await Promise.all(writing)).flat();
    expect((await servers.primary()).name).not.toBe(before);
    expect(told.filter(([, outcome]) => outcome === 'conflict')).toEqual([]);
    const found = await checkWhole(store, streams);
    for (const stream of streams) expect(found.get(stream)).toHaveLength(500);
    await admin.close();
    await store.close();
  });

  test('a primary killed with -9 while many append: nothing acknowledged is lost, nothing stands twice', async () => {
    const store = await openMongoEventStore({ url: servers.url, database: 'killed', shards: 2 });
    const streams = Array.from({ length: 20 }, (_, at) => `acme/order/${at}`);
    let over = false;
    let unknown = 0;
    const appending = streams.map(async (stream) => {
      let version = 0;
      while (!over) {
        const commit = commitAt(stream, version + 1);
        const [outcome] = await store.insert([commit]);
        if (outcome === 'conflict') throw new Error(`${stream}@${version + 1} is nobody else's`);
        if (outcome === 'unknown') {
          unknown += 1;
          await settle(store, commit);
        }
        version += 1;
      }
      return version;
    });
    await sleep(500);
    const primary = await servers.primary();
    await primary.kill();
    await servers.primary();
    await sleep(500);
    await servers.members.find(({ name }) => name === primary.name)?.restart();
    over = true;
    const versions = await Promise.all(appending);
    const found = await checkWhole(store, streams);
    expect(streams.map((stream) => found.get(stream)?.length)).toEqual(versions);
    console.log(`${versions.reduce((sum, count) => sum + count)} appends, ${unknown} with an unknown outcome`);
    await store.close();
  });

  test('an oplog that rolled over: the relay finds everything, since nothing reads the oplog', async () => {
    const store = await openMongoEventStore({ url: servers.url, database: 'rolled', shards: 2 });
    const streams = ['acme/order/1', 'acme/order/2'];
    await store.insert(streams.map((stream, shard) => commitAt(stream, 1, { shard })));
    await store.takeOver(0);
    const client = new MongoClient(servers.url);
    const oplog = client.db('local').collection('oplog.rs');
    // The oldest entry may vanish while it is read.
    const first = () => oplog.findOne({}, { sort: { $natural: 1 } }).catch(() => null);
    const held = await oplog.findOne({}, { sort: { $natural: -1 } });
    const junk = client.db('junk').collection('junk');
    do {
      const bytes = new Uint8Array(100_000);
      await junk.insertMany(Array.from({ length: 50 }, () => ({ bytes })));
    } while (!(await first())?.['ts'].greaterThan(held?.['ts']));
    await relayAll(store);
    for (const shard of [0, 1]) expect(await store.readShard(shard, 1, 10)).toHaveLength(1);
    await checkWhole(store, streams);
    await client.close();
    await store.close();
  });
});

/** What the engine does with an unknown outcome: it reads, and writes again where nothing is found. */
async function settle(store: EventStore, commit: Commit): Promise<void> {
  for (;;) {
    try {
      const found = await store.findCommand(commit.stream, commit.commands[0]?.id ?? '');
      if (found !== undefined || (await store.insert([commit]))[0] === 'ok') return;
    } catch {
      await sleep(100);
    }
  }
}
