import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, listAt, textAt } from '../story/api.ts';
import { wholeFeed } from '../story/feed.ts';
import { playBonded } from '../support/all-roads.ts';
import { createConsumer } from '../support/consumer.ts';
import { openStage, type TestStage } from '../support/stage.ts';

const seed = 'killed-2026';
const program = fileURLToPath(new URL('main.ts', import.meta.url));
let stage: TestStage;
let running: ChildProcess | undefined;

beforeAll(async () => {
  stage = await openStage(seed);
}, 60_000);
afterAll(async () => {
  running?.kill('SIGKILL');
  await stage.stop();
});

const drawn = (what: string, from: number) =>
  createHash('sha256').update(`${seed}:${what}`).digest().readUInt16BE(0) % from;

it('a zone operator’s system that is killed again and again books every event once, in order', {
  timeout: 120_000,
}, async () => {
  const { suite, cast, folder } = stage;
  const key = suite.keys['operator-ningbo'] ?? '';
  const book = join(folder.path, 'book-of-the-consumer');
  const booked = () => (existsSync(book) ? readFileSync(book, 'utf8').split('\n').slice(0, -1) : []);
  await createConsumer(suite.gatewayUrl, key, 'wms');

  let lives = 0;
  const live = async () => {
    const child = spawn(process.execPath, [program, suite.gatewayUrl, key, 'wms', book], {
      env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running = child;
    await once(child, 'spawn');
    return child;
  };
  const kill = async (child: ChildProcess) => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };

  // What it has not acknowledged, of what it was told so far.
  const behind = async () => textAt((await cast.zoneOperator.get('/v1/consumers/wms')).body, 'lag', 'behind');
  // While the story is told, its system dies: before it has read anything, in the middle of its work, behind it.
  let telling = true;
  let worked = 0;
  const dying = async () => {
    while (telling) {
      if ((await behind()) === '0') {
        await pause(20);
        continue;
      }
      const child = await live();
      const before = booked().length;
      const until = before + drawn(`events ${lives}`, 4);
      for (let waited = 0; waited < 100 && booked().length < until && (await behind()) !== '0'; waited++)
        await pause(20);
      await pause(drawn(`moment ${lives}`, 15));
      await kill(child);
      lives += 1;
      if (booked().length > before) worked += 1;
    }
  };
  const death = dying();
  await playBonded(stage);
  telling = false;
  await death;
  await stage.time.settle();

  const feed = (await wholeFeed(cast.zoneOperator)).map(
    (event) => `${textAt(event, 'sequence')} ${textAt(event, 'id')}`,
  );
  expect(feed.length).toBeGreaterThan(30);
  expect(worked).toBeGreaterThan(3);
  expect(lives).toBeGreaterThan(worked);
  const child = await live();
  for (let waited = 0; waited < 500 && booked().length < feed.length; waited++) await pause(20);
  // What it booked last it may not have acknowledged yet.
  for (let waited = 0; waited < 500 && (await behind()) !== '0'; waited++) await pause(20);
  await kill(child);
  expect(booked()).toEqual(feed);
  expect(await behind()).toBe('0');
});

it('is nobody else’s consumer, under the same name', async () => {
  const { suite, cast } = stage;
  expect((await cast.operator.get('/v1/consumers/wms')).status).toBe(404);
  await createConsumer(suite.gatewayUrl, suite.keys['customs-3105'] ?? '', 'wms');
  const { body } = await cast.customsOffice.get('/v1/consumers/wms/events?limit=200');
  const types = new Set(listAt(body, 'events').map((event) => textAt(event, 'type')));
  expect([...types].filter((type) => !type.startsWith('portolan.customs.v1.Declaration'))).toEqual([]);
  expect(at(body, 'through')).toBe('5');
});
