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

let folder: string;
let archive: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  archive = join(folder, 'fx.archive');
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  const client = await new MongoClient(url).connect();
  for (const name of [source, target]) await client.db(name).dropDatabase();
  await client.close();
});

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
  const writes = writing(events, documents);
  while (writes.written() < 5) await new Promise((resolve) => setTimeout(resolve, 10));
  const manifest = await backUp({ url, database: source, service: 'fx', to: archive });
  await writes.stop();
  await events.close();
  await documents.close();

  expect(manifest.collections.map(({ name }) => name)).toContain('commits');
  expect(await restore({ url, database: target, service: 'fx', from: archive })).toEqual(manifest);
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
