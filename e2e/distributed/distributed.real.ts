import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessSuite } from '@portolan/suite/processes';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Break, breakFact, breaks } from '../demo/break.ts';
import { stories } from '../demo/stories.ts';
import { type Verdict, verify } from '../reader/verify.ts';
import { listAt, ok, textAt } from '../story/api.ts';
import { carry, completed } from '../story/carry.ts';
import { fileGoods, goodsOnTheShelf, pay, placeOrder, unitsOfAnOrder } from '../story/direct-mail.ts';
import { faults } from '../story/faults.ts';
import { floorOf } from '../story/floor.ts';
import { openStage, type TestStage } from '../support/stage.ts';

// One suite of processes on MongoDB and Kafka, lived through from its first order to being broken at the end. That two
// runs write the same is not asked here: several processes take turns as the machine lets them. How fast all of it is, the
// bench measures.

// A machine that does much else as well is slow, not wrong.
const patience = { timeout: 600_000 };
const seed = 'distributed';

let stage: TestStage;
let processes: ProcessSuite;
const told: string[] = [];

beforeAll(async () => {
  const began = performance.now();
  stage = await openStage(seed, {}, inject('servers'));
  if (stage.processes === undefined) throw new Error('the suite runs in this process');
  processes = stage.processes;
  told.push(`all services are ready after ${seconds(began)} s`);
}, 300_000);

afterAll(async () => {
  await stage.stop();
  for (const line of told) console.log(`distributed: ${line}`);
}, 120_000);

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);

/** What the independent reader finds, over both merchants. */
async function found(): Promise<Verdict> {
  await stage.time.settle();
  const verdicts = [await verify(stage.cast.merchant), await verify(stage.cast.importer)];
  return {
    events: verdicts.reduce((sum, { events }) => sum + events, 0),
    breaches: verdicts.flatMap(({ breaches }) => breaches),
    open: verdicts.flatMap(({ open }) => open),
  };
}

async function allIsWell(): Promise<void> {
  const { breaches, open } = await found();
  expect({ breaches, open }).toEqual({ breaches: [], open: [] });
}

describe('the stories of the demo', () => {
  it.each(Object.keys(stories))('%s is carried to its end', patience, async (name) => {
    const began = performance.now();
    await stories[name]?.play({ ...stage, seed, orders: 6, whole: false });
    told.push(`the story ${name} took ${seconds(began)} s`);
  });

  it('leave nothing open, and no book disagrees', patience, async () => {
    await allIsWell();
    expect((await found()).events).toBeGreaterThan(800);
  });
});

describe('what goes wrong', () => {
  it.each(['customs-reject', 'buyer-returns'])('%s is made good', patience, async (name) => {
    expect((await faults[name]?.play(stage))?.length).toBeGreaterThan(0);
    await allIsWell();
  });
});

it('shows orders again when their service is killed at load', patience, async () => {
  const { cast } = stage;
  await fileGoods(cast.merchant);
  const orderNos = Array.from({ length: 8 }, (_, index) => `SO-KILL-${index}`);
  const units = unitsOfAnOrder.map(({ sku, quantity }) => ({ sku, quantity: quantity * orderNos.length }));
  await goodsOnTheShelf(cast.operator, 'DN-KILL', units);
  const placing = orderNos.slice(1).map((orderNo) => placeOrder(cast.merchant, orderNo));
  await Promise.race(placing);
  const killed = performance.now();
  await processes.processes['orders']?.kill();
  await processes.processes['orders']?.start();
  const last = await placeOrder(cast.merchant, orderNos[0] ?? '');
  await shown(last);
  const fresh = (performance.now() - killed) / 1000;
  told.push(`killed at load, orders showed what is new after ${fresh.toFixed(1)} s`);
  const ids = [last, ...(await Promise.all(placing))];
  expect(new Set(ids).size).toBe(orderNos.length);
  for (const orderNo of orderNos) await pay(cast.outside, orderNo);
  const all = async () => (await Promise.all(ids.map((id) => completed(cast.merchant, id)))).every(Boolean);
  await carry(all, [floorOf(cast.operator)], stage.time);
  await allIsWell();
});

/** Until the list of orders, a view of its own, shows this one. */
async function shown(id: string): Promise<void> {
  for (;;) {
    const page = ok(await stage.cast.merchant.get('/v1/orders?limit=100'), 'the orders');
    if (listAt(page, 'orders').some((order) => textAt(order, 'id') === id)) return;
    await wait(50);
  }
}

/** What the checker tells operations of: sentences. */
async function checked(query: string): Promise<readonly string[]> {
  const answer = await stage.cast.operations.get(`/v1/operations/breaches?${query}`);
  return listAt(ok(answer, 'the breaches'), 'breaches').map((breach) => textAt(breach, 'text'));
}

it('nothing of all that was a breach to the checker', patience, async () => {
  await stage.time.settle();
  expect(await checked('')).toEqual([]);
});

describe('what is altered behind the suite’s back', () => {
  it.each(Object.keys(breaks) as Break[])('%s is found', patience, async (name) => {
    const before = new Set((await found()).breaches);
    const done = await breakFact(name, stage.documentsOf);
    const after = (await found()).breaches.filter((breach) => !before.has(breach));
    expect(after.length, done).toBeGreaterThan(0);
  });

  it('is found by the checker too, row by row', patience, async () => {
    const altered = performance.now();
    let sentences: readonly string[] = [];
    while (sentences.length < 3 && performance.now() - altered < 300_000) {
      await wait(500);
      sentences = await checked('invariant=read-models');
    }
    for (const what of ['account', 'stock', 'book line'])
      expect(sentences.some((text) => text.startsWith(`The ${what} `))).toBe(true);
    told.push(`the checker had found all three rows after ${seconds(altered)} s`);
  });
});
