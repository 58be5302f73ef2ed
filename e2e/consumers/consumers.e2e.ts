import { createHash } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { readFeed } from '../reader/feed.ts';
import { at, connect, type Json, ok, textAt } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { type SuiteProcess, startProcess } from '../support/child.ts';
import { type Books, createConsumer, type Fate, turn } from '../support/consumer.ts';
import { dataFolder } from '../support/folder.ts';
import { freePort } from '../support/ports.ts';

const seed = 'consumers-2026';
const folder = dataFolder('consumers');
let suite: SuiteProcess | undefined;

afterAll(async () => {
  await suite?.kill();
  folder.remove();
});

const drawn = (what: string, from: number) =>
  createHash('sha256').update(`${seed}:${what}`).digest().readUInt16BE(0) % from;
const fates: readonly Fate[] = ['before its work', 'before its acknowledgement', 'before the answer', 'lives'];

it('does every event once, in order, whoever is killed: the consumer at any moment, the suite too', {
  timeout: 120_000,
}, async () => {
  const [gateway, sandbox] = [await freePort(), await freePort()];
  const environment = {
    PORTOLAN_DATA: folder.path,
    PORTOLAN_GATEWAY_PORT: String(gateway),
    PORTOLAN_SANDBOX_PORT: String(sandbox),
    PORTOLAN_CLOCK: 'step',
    PORTOLAN_SEED: seed,
  };
  suite = await startProcess(environment);
  const { keys } = suite;
  const baseUrl = `http://127.0.0.1:${gateway}`;
  const as = (who: string) => connect({ baseUrl: () => baseUrl, key: keys[who] ?? '', patienceMs: 30_000 });
  const outside = connect({ baseUrl: () => `http://127.0.0.1:${sandbox}`, key: '', patienceMs: 30_000 });
  const [merchant, operator] = [as('merchant-shenzhen'), as('operator')];
  await createConsumer(baseUrl, keys['merchant-shenzhen'] ?? '', 'erp');

  const books: Books = { done: new Map(), repeated: 0 };
  const ends = new Map<Fate, number>();
  let turns = 0;
  let kills = 0;
  /** One life of the consumer's process, short or long; every twelfth time the suite is killed in the middle of it. */
  const live = async (fate: Fate) => {
    turns += 1;
    ends.set(fate, (ends.get(fate) ?? 0) + 1);
    const working = turn(merchant, 'erp', 1 + drawn(`limit ${turns}`, 9), books, fate);
    if (turns % 12 === 0 && kills < 3) {
      kills += 1;
      await new Promise((resolve) => setTimeout(resolve, drawn(`delay ${turns}`, 20)));
      await suite?.kill();
      suite = await startProcess(environment);
    }
    return working;
  };
  const clock = async (body: Json) => ok(await merchant.post('/v1/test/clock', body, 'clock'), 'the clock');
  const settle = async () => {
    await clock({ settle: true });
    await live(fates[drawn(`fate ${turns}`, fates.length)] ?? 'lives');
  };
  const step = async () => {
    const answer = await clock({ step: true });
    return { now: textAt(answer, 'now'), moved: at(answer, 'moved') === true };
  };
  const cast = { merchant, operator, outside };
  await finish(cast, await begin(cast, 'SO-2026-0001'), settle, step);
  await clock({ settle: true });
  while ((await live(fates[drawn(`fate ${turns}`, fates.length)] ?? 'lives')) > 0);

  const feed = await readFeed(merchant);
  expect([...books.done.keys()]).toEqual(feed.map((_, index) => index + 1));
  expect(new Set(books.done.values()).size).toBe(feed.length);
  for (const fate of fates) expect(ends.get(fate) ?? 0, fate).toBeGreaterThan(0);
  expect(books.repeated).toBeGreaterThan(0);
  expect(kills).toBe(3);
  const consumer = (await merchant.get('/v1/consumers/erp')).body;
  expect(at(consumer, 'lag')).toEqual({ end: String(feed.length), behind: '0', oldest: null });
});
