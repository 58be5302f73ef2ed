import { type Suite, startSuite } from '@portolan/suite';
import { afterAll, expect, it } from 'vitest';
import { type FeedEvent, readFeed } from '../reader/feed.ts';
import { type Api, at, connect, type Json, ok, textAt } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { dataFolder } from '../support/folder.ts';
import { freePort } from '../support/ports.ts';

const folder = dataFolder('clock');
let suite: Suite | undefined;
afterAll(async () => {
  await suite?.stop();
  folder.remove();
});

const start = async () => {
  const ports = { gatewayPort: await freePort(), sandboxPort: await freePort() };
  suite = await startSuite({ data: folder.path, seed: 'clock', clock: { speed: 8_640 }, ...ports });
  return suite;
};
const as = (who: string): Api =>
  connect({ baseUrl: () => suite?.gatewayUrl ?? '', key: suite?.keys[who] ?? '', patienceMs: 5_000 });
const aMoment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const time = async () => ok(await as('operator').get('/v1/clock'), 'the clock');
const move = async (body: Json) =>
  ok(await as('operator').post('/v1/test/clock', body, 'clock'), 'a move of the clock');
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const timeOf = (events: readonly FeedEvent[], type: string) => events.find((event) => event.type === type)?.time ?? '';

it('stands, advances through every timer on the way, and runs on over a restart', { timeout: 120_000 }, async () => {
  const { settle } = await start();
  expect(await time()).toMatchObject({ mode: 'running', speed: 8_640 });
  const frozen = await move({ freeze: true });
  expect(frozen).toMatchObject({ mode: 'frozen', speed: 0, moved: false });
  await aMoment(300);
  expect(await time()).toEqual({ now: at(frozen, 'now'), mode: 'frozen', speed: 0 });

  // Up to the delivery by steps; from there the buyer has three days to object.
  const merchant = as('merchant-shenzhen');
  const outside = connect({ baseUrl: () => suite?.sandboxUrl ?? '', key: '', patienceMs: 5_000 });
  const cast = { merchant, operator: as('operator'), outside };
  const orderId = await begin(cast, 'SO-2026-0001');
  let before: readonly FeedEvent[] | undefined;
  let jumped: Json;
  await finish(cast, orderId, settle, async () => {
    const events = await readFeed(merchant);
    if (before === undefined && timeOf(events, 'InspectionStarted') !== '') {
      before = events;
      jumped = await move({ advance: 'P3D' });
      return { now: textAt(jumped, 'now'), moved: true };
    }
    const step = await move({ step: true });
    return { now: textAt(step, 'now'), moved: at(step, 'moved') === true };
  });
  expect(timeOf(before ?? [], 'EscrowReleased')).toBe('');
  expect(jumped).toMatchObject({ mode: 'frozen', speed: 0, moved: true });

  const after = await readFeed(merchant);
  const released = timeOf(after, 'EscrowReleased');
  const advanced = textAt(jumped, 'now');
  // Its own instant, not the one that was jumped to: what follows from it happened on the way as well.
  expect(days(timeOf(after, 'OrderDelivered'), released)).toBeCloseTo(3, 1);
  expect(released <= advanced).toBe(true);
  const times = after.map((event) => event.time).sort();
  expect((times.at(-1) ?? '') <= textAt(await time(), 'now')).toBe(true);

  const now = textAt(await time(), 'now');
  expect(await move({ advance: new Date(Date.parse(now) + 60_000).toISOString() })).toMatchObject({ moved: true });
  const back = await as('operator').post('/v1/test/clock', { advance: now }, 'clock');
  expect([back.status, at(back.body, 'code')]).toEqual([409, 'CLOCK_NEVER_BACK']);

  expect(await move({ speed: 60 })).toMatchObject({ mode: 'running', speed: 60 });
  const left = textAt(await time(), 'now');
  await suite?.stop();
  await start();
  const again = await time();
  expect(again).toMatchObject({ mode: 'running', speed: 60 });
  expect(textAt(again, 'now') >= left).toBe(true);
  await aMoment(1_000);
  const later = textAt(await time(), 'now');
  expect(days(left, later) * 86_400).toBeGreaterThan(55);
  expect(days(left, later) * 86_400).toBeLessThan(6_000);
});
