import { afterAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { type Api, at, connect, type Json, ok, textAt } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { dataFolder } from '../support/folder.ts';
import { type Killer, startKiller } from '../support/killer.ts';
import { freePort } from '../support/ports.ts';

const seed = 'kill-2026';
const kills = 20;
const folder = dataFolder('kill');
let killer: Killer | undefined;

afterAll(async () => {
  await killer?.stop();
  folder.remove();
});

it('finishes the story over 20 kills at seeded moments, and nothing happens twice', { timeout: 400_000 }, async () => {
  const [gateway, sandbox] = [await freePort(), await freePort()];
  const environment = {
    PORTOLAN_DATA: folder.path,
    PORTOLAN_GATEWAY_PORT: String(gateway),
    PORTOLAN_SANDBOX_PORT: String(sandbox),
    PORTOLAN_CLOCK: 'step',
    PORTOLAN_SEED: seed,
  };
  killer = await startKiller({ environment, seed, kills, everyCalls: 3 });
  const { keys, endangered } = killer;
  const as = (who: string): Api =>
    connect({ baseUrl: () => `http://127.0.0.1:${gateway}`, key: keys[who] ?? '', patienceMs: 30_000 });
  const outside = connect({ baseUrl: () => `http://127.0.0.1:${sandbox}`, key: '', patienceMs: 30_000 });
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
  await killer.restarted();
  expect(textAt(order, 'state')).toBe('SETTLED');
  expect(killer.killed()).toBe(kills);

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
