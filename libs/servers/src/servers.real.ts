import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type KafkaServers, type MongoServers, startKafka, startMongo, startServers } from './index.ts';
import { until } from './until.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portolan-own-servers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the servers of this run', () => {
  it('answer as what they are', async () => {
    const servers = await startServers({ folder, named: inject('servers') });
    expect(servers.origin).toBe('named by the environment');
    await servers.stop();
  });

  it('are not taken on trust where they are named', async () => {
    const named = { ...inject('servers'), mongoUrl: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200' };
    await expect(startServers({ folder, named })).rejects.toThrow(
      /MongoDB that is named does not do: .*PORTOLAN_TEST_MONGO_URL/s,
    );
  });
});

describe('a replica set of three of one’s own', () => {
  let mongo: MongoServers;
  beforeAll(async () => {
    mongo = await startMongo({ folder: join(folder, 'three'), members: 3 });
  });
  afterAll(() => mongo.kill());

  it('has another primary after the first was killed, keeps what a majority has, and takes the first back', async () => {
    const client = new MongoClient(mongo.url, { w: 'majority', journal: true });
    const first = await mongo.primary();
    await client.db('own').collection('kept').insertOne({ at: first.name });
    await first.kill();
    expect(first.pid()).toBeUndefined();
    expect((await mongo.primary()).name).not.toBe(first.name);
    expect(await client.db('own').collection('kept').countDocuments()).toBe(1);
    await first.restart();
    expect(first.pid()).toBeGreaterThan(0);
    await client.close();
  });

  it('has another primary while the first is paused', async () => {
    const first = await mongo.primary();
    first.pause();
    const others = mongo.members.filter(({ port }) => port !== first.port).map(({ port }) => port);
    const url = (port: number) => `mongodb://127.0.0.1:${port}/?directConnection=true`;
    await until('another primary', 60_000, async () => {
      for (const port of others) {
        const client = new MongoClient(url(port));
        const answer = await client.db('admin').command({ hello: 1 });
        await client.close();
        if (answer['isWritablePrimary']) return port;
      }
      return undefined;
    });
    first.continue();
  });
});

describe('a broker of one’s own', () => {
  let kafka: KafkaServers;
  beforeAll(async () => {
    kafka = await startKafka({ folder: join(folder, 'kafka'), advertise: (port) => port });
  });
  afterAll(() => kafka.kill());

  it('comes back with its group coordinators after it was killed', async () => {
    const [broker] = kafka.members;
    await broker?.kill();
    expect(broker?.pid()).toBeUndefined();
    await broker?.restart();
    expect(kafka.brokers).toEqual([`127.0.0.1:${broker?.port}`]);
  });
});

it('a set goes on with the data of an earlier start, on other ports too, and ends with whoever started it', async () => {
  const own = join(folder, 'again');
  const begin = `
    import { startMongo } from './src/index.ts';
    const mongo = await startMongo({ folder: ${JSON.stringify(own)} });
    console.log(mongo.members[0].pid(), mongo.members[0].port);
    setInterval(() => {}, 1000);
  `;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', begin], {
    cwd: join(import.meta.dirname, '..'),
  });
  const [line] = await once(starter.stdout, 'data');
  const [pid = 0, port = 0] = String(line).split(' ').map(Number);
  starter.kill('SIGKILL');
  await until('mongod ends', 5_000, () => !lives(pid) || undefined);

  const mongo = await startMongo({ folder: own, port: port + 1 });
  expect(mongo.url).toContain(String(port + 1));
  expect(mongo.members[0]?.pid()).not.toBe(pid);
  await mongo.stop();
});

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
