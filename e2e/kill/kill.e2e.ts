import { createHash } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { type Api, at, connect, type Json, ok, textAt } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { type SuiteProcess, startProcess } from '../support/child.ts';
import { dataFolder } from '../support/folder.ts';
import { freePort } from '../support/ports.ts';

const seed = 'kill-2026';
const kills = 20;
const folder = dataFolder('kill');
let suite: SuiteProcess | undefined;

afterAll(async () => {
  await suite?.kill();
  folder.remove();
});

it('finishes the story over 20 kills at seeded moments, and nothing happens twice', { timeout: 180_000 }, async () => {
  const [gateway, sandbox] = [await freePort(), await freePort()];
  const environment = {
    PORTOLAN_DATA: folder.path,
    PORTOLAN_GATEWAY_PORT: String(gateway),
    PORTOLAN_SANDBOX_PORT: String(sandbox),
    PORTOLAN_CLOCK: 'step',
    PORTOLAN_SEED: seed,
  };
  suite = await startProcess(environment);
  const keys = suite.keys;
  const as = (who: string): Api =>
    connect({ baseUrl: () => `http://127.0.0.1:${gateway}`, key: keys[who] ?? '', patienceMs: 30_000 });
  const outside = connect({ baseUrl: () => `http://127.0.0.1:${sandbox}`, key: '', patienceMs: 30_000 });

  // Each call of the storyteller is a moment; the seed says how long after its start the suite dies.
  let calls = 0;
  let killed = 0;
  let restarting: Promise<void> = Promise.resolve();
  const dieMeanwhile = () => {
    calls += 1;
    if (killed >= kills || calls % 3 !== 0) return;
    killed += 1;
    const delay = createHash('sha256').update(`${seed}:${killed}`).digest().readUInt16BE(0) % 60;
    restarting = restarting.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await suite?.kill();
      suite = await startProcess(environment);
    });
  };
  const endangered = (api: Api): Api => ({
    get(path) {
      dieMeanwhile();
      return api.get(path);
    },
    post(path, body, key) {
      dieMeanwhile();
      return api.post(path, body, key);
    },
    put(path, body, key) {
      dieMeanwhile();
      return api.put(path, body, key);
    },
    send(path, csv, key) {
      dieMeanwhile();
      return api.send(path, csv, key);
    },
  });
  const merchant = endangered(as('merchant-shenzhen'));
  const cast = { merchant, operator: endangered(as('operator')), outside: endangered(outside) };
  const clock = async (body: Json) => ok(await merchant.post('/v1/test/clock', body, 'clock'), 'the clock');

  const orderId = await begin(cast, 'SO-2026-KILL');
  const order = await finish(
    cast,
    orderId,
    async () => void (await clock({ settle: true })),
    async () => {
      const answer = await clock({ step: true });
      return { now: textAt(answer, 'now'), moved: at(answer, 'moved') === true };
    },
  );
  await restarting;
  expect(textAt(order, 'state')).toBe('SETTLED');
  expect(killed).toBe(kills);

  const { breaches } = await verify(as('merchant-shenzhen'));
  expect(breaches).toEqual([]);
  const books = (await outside.get('/books')).body;
  for (const book of ['payments', 'declarations', 'labels']) {
    const counts = Object.values(at(books, book) as Record<string, number>);
    expect(counts, `${book}: one each in the outside world's own books`).toEqual([1]);
  }
  expect(at(books, 'credits')).toBe(1);
  expect(at(books, 'deals')).toBe(1);
});
