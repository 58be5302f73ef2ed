import { afterAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { type Api, at, connect } from '../story/api.ts';
import { passing, playVolume } from '../story/volume.ts';
import { dataFolder } from '../support/folder.ts';
import { type Killer, startKiller } from '../support/killer.ts';
import { freePort } from '../support/ports.ts';

// KILL_ORDERS=1000 vitest run e2e/kill/volume: the whole volume story; fewer orders where every test runs.
const orders = Number(process.env['KILL_ORDERS'] ?? '15');
const seed = process.env['KILL_SEED'] ?? 'kill-volume';
const kills = 10;
const folder = dataFolder('kill-volume');
let killer: Killer | undefined;

afterAll(async () => {
  await killer?.stop();
  folder.remove();
});

const patience = 240_000 + orders * 4_000;

it('settles all orders of a file over ten kills, and nothing happens twice', { timeout: patience }, async () => {
  const [gateway, sandbox] = [await freePort(), await freePort()];
  const environment = {
    PORTOLAN_DATA: folder.path,
    PORTOLAN_GATEWAY_PORT: String(gateway),
    PORTOLAN_SANDBOX_PORT: String(sandbox),
    PORTOLAN_CLOCK: 'step',
    PORTOLAN_SEED: seed,
  };
  // Some six calls an order and a few hundred besides: spread over the whole story.
  const everyCalls = 12 + Math.floor(orders / 2);
  killer = await startKiller({ environment, seed, kills, everyCalls });
  const { keys, endangered } = killer;
  const as = (who: string): Api =>
    connect({ baseUrl: () => `http://127.0.0.1:${gateway}`, key: keys[who] ?? '', patienceMs: 120_000 });
  const outside = connect({ baseUrl: () => `http://127.0.0.1:${sandbox}`, key: '', patienceMs: 120_000 });
  const merchant = endangered(as('merchant-shenzhen'));
  const cast = { merchant, operator: endangered(as('operator')), outside: endangered(outside) };

  await playVolume(cast, { orders, seed, ...passing(merchant, 'leap', 'PT6H') });
  await killer.restarted();
  expect(killer.killed()).toBe(kills);

  const { breaches, open } = await verify(as('merchant-shenzhen'));
  expect({ breaches, open }).toEqual({ breaches: [], open: [] });
  const books = (await outside.get('/books')).body;
  for (const book of ['payments', 'declarations', 'labels']) {
    const counts = Object.values(at(books, book) as Record<string, number>);
    expect(counts.length, `${book}: one for each order`).toBe(orders);
    expect(
      counts.filter((count) => count !== 1),
      `${book}: none twice`,
    ).toEqual([]);
  }
  expect(at(books, 'credits')).toBe(orders);
  expect(at(books, 'deals')).toBe(orders);
});
