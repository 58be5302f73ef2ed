import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit, EventStore } from '@portolan/store';
import { openMongoDocumentStore, openMongoEventStore } from '@portolan/store/mongo';
import { checkWhole, commitAt, relayAll } from '@portolan/testkit/conformance';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';

const { mongoUrl: url } = inject('servers');
const shards = 4;
const [source, target] = [`backup_${process.pid}_fx`, `backup_${process.pid}_restored`];
const streams = Array.from({ length: 10 }, (_, number) => `acme/order/${number}`);

/** Of a suite that is restored as a whole, under a prefix of its own. */
const beside = (service: string) => `again_${process.pid}_${service}`;
const neighbours = ['fx', 'gateway', 'orders'].map(beside);
interface Row {
  readonly _id: unknown;
}
const checkpoint = (consumer: string, partition: string, position: number, offset: string) => ({
  ...{ _id: { c: consumer, p: partition }, position, offset },
});

let folder: string;
let archive: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  archive = join(folder, 'fx.archive');
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await onServer(async (client) => {
    for (const name of [source, target, ...neighbours]) await client.db(name).dropDatabase();
  });
});

async function onServer<T>(work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(url).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Goes on writing, a commit to every stream in turn and a document for each, until it is told to stop. */
function writing(events: EventStore, documents: Awaited<ReturnType<typeof openMongoDocumentStore>>) {
  let stopped = false;
  let written = 0;
  const done = (async () => {
    for (let version = 1; !stopped || version <= 10; version++) {
      const commits: Commit[] = streams.map((stream) => commitAt(stream, version));
      expect(await events.insert(commits)).toEqual(streams.map(() => 'ok'));
      if (version % 3 === 0) await relayAll(events);
      await documents.transact(async (view) => {
        for (const stream of streams)
          await view.put('totals', 'acme', stream, { version, exact: 9_007_199_254_740_993n });
      });
      written = version;
    }
  })();
  return {
    written: () => written,
    async stop() {
      stopped = true;
      await done;
    },
  };
}

it('is whole as of one moment, though writes went on, and goes on elsewhere', async () => {
  const events = await openMongoEventStore({ url, database: source, shards });
  const documents = await openMongoDocumentStore({ url, database: source });
  await documents.declare({ totals: {} });
  await onServer((client) =>
    client
      .db(source)
      .collection<Row>('checkpoints')
      .insertOne(checkpoint('fx.bank.v1', 'portolan.orders.v1/1', 9, '8')),
  );
  const writes = writing(events, documents);
  while (writes.written() < 5) await new Promise((resolve) => setTimeout(resolve, 10));
  const manifest = await backUp({ url, database: source, service: 'fx', to: archive });
  await writes.stop();
  await events.close();
  await documents.close();

  expect(manifest.collections.map(({ name }) => name)).toContain('commits');
  expect(await restore({ url, database: target, service: 'fx', from: archive })).toEqual({ manifest, ahead: [] });
  const there = await openMongoEventStore({ url, database: target, shards });
  const views = await openMongoDocumentStore({ url, database: target });
  await views.declare({ totals: {} });
  try {
    const found = await checkWhole(there, streams);
    const versions = [...found.values()].map((commits) => commits.length);
    expect(Math.min(...versions)).toBeGreaterThanOrEqual(5);
    expect(versions.reduce((sum, each) => sum + each, 0)).toBe(
      manifest.collections.find(({ name }) => name === 'commits')?.documents,
    );
    // One transaction wrote them all: one moment shows all of it or nothing, and never more than its events.
    const totals = await Promise.all(streams.map((stream) => views.get('totals', 'acme', stream)));
    expect(new Set(totals.map((total) => total?.['version'])).size).toBe(1);
    expect(totals[0]?.['exact']).toBe(9_007_199_254_740_993n);
    expect(Number(totals[0]?.['version'])).toBeLessThanOrEqual(Math.min(...versions));

    // It goes on: the next version is taken, an old one is a conflict, and the relay gives the next positions.
    const next = streams.map((stream) => commitAt(stream, (found.get(stream)?.length ?? 0) + 1));
    expect(await there.insert(next)).toEqual(streams.map(() => 'ok'));
    expect(await there.insert([commitAt('acme/order/0', 1)])).toEqual(['conflict']);
    await relayAll(there);
    await checkWhole(there, streams);
  } finally {
    await there.close();
    await views.close();
  }
});

it('is refused where others have read more than it holds, and sets them back where all begin on a new log', async () => {
  const heads: Readonly<Record<string, number>> = JSON.parse(readFileSync(`${archive}.json`, 'utf8')).heads;
  const [shard = '', head = 0] = Object.entries(heads).find(([, position]) => position > 0) ?? [];
  expect(head).toBeGreaterThan(0);
  const into = { url, database: beside('fx'), service: 'fx', from: archive };
  const reader = { c: 'gateway.timeline.v1', p: `portolan.fx.v1/${shard}` };
  await onServer(async (client) => {
    const read = client.db(beside('gateway')).collection<Row>('checkpoints');
    await read.insertOne(checkpoint(reader.c, reader.p, head + 5, '17'));
    await client.db(beside('orders')).createCollection('checkpoints');
    await client
      .db(beside('orders'))
      .collection<Row>('heads')
      .insertOne({ _id: 1, ...{ position: 4 } });

    await expect(restore(into)).rejects.toThrow('gateway.timeline.v1 (');
    await expect(restore({ ...into, newLog: true })).rejects.toThrow('gateway of this prefix reads a log already');
    expect(await client.db(beside('fx')).listCollections().toArray()).toEqual([]);

    // It was restored as well, a moment ahead of this one.
    await read.updateOne({}, { $set: { offset: '' } });
    const { ahead } = await restore({ ...into, newLog: true });
    expect(ahead).toEqual([
      { consumer: 'fx.bank.v1', service: 'orders', events: 5 },
      { consumer: 'gateway.timeline.v1', service: 'fx', events: 5 },
    ]);
    expect(await read.findOne({})).toEqual(checkpoint(reader.c, reader.p, head, ''));
    const own = client.db(beside('fx')).collection<Row>('checkpoints');
    expect(await own.findOne({})).toEqual(checkpoint('fx.bank.v1', 'portolan.orders.v1/1', 4, ''));
  });
});

it('is refused where it does not fit, and then changes nothing', async () => {
  const into = { url, database: `${target}_2`, service: 'fx', from: archive };
  await expect(restore({ ...into, database: target })).rejects.toThrow('is not empty');
  await expect(restore({ ...into, service: 'orders' })).rejects.toThrow('SERVICE=fx');
  await expect(restore({ ...into, from: join(folder, 'nowhere') })).rejects.toThrow('is missing');
  await expect(backUp({ url, database: `${target}_3`, service: 'fx', to: join(folder, 'x') })).rejects.toThrow('empty');

  const damaged = join(folder, 'damaged');
  const bytes = readFileSync(archive);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(damaged, bytes);
  const written = JSON.parse(readFileSync(`${archive}.json`, 'utf8')) as Record<string, unknown>;
  writeFileSync(`${damaged}.json`, JSON.stringify(written));
  await expect(restore({ ...into, from: damaged })).rejects.toThrow('damaged');
  writeFileSync(`${damaged}.json`, JSON.stringify({ ...written, format: 2 }));
  await expect(restore({ ...into, from: damaged })).rejects.toThrow('format 2');
});
