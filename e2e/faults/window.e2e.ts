import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok, textAt } from '../story/api.ts';
import { carry, completed, standing, untilHeld } from '../story/carry.ts';
import { fileGoods, goodsOnTheShelf, pay, placeOrder, unitsOfAnOrder } from '../story/direct-mail.ts';
import { floorOf } from '../story/floor.ts';
import { openStage, type TestStage } from '../support/stage.ts';

// What the single window can do to a list besides what the demo tells of: each order goes its way all the same.

let stage: TestStage;

beforeAll(async () => {
  stage = await openStage('window');
});
afterAll(() => stage.stop());

async function ready(suffix: string): Promise<string> {
  const { cast } = stage;
  const orderNo = `SO-2026-09~${suffix}`;
  await fileGoods(cast.merchant);
  await goodsOnTheShelf(cast.operator, `DN-${orderNo}`, unitsOfAnOrder);
  const id = await placeOrder(cast.merchant, orderNo);
  await pay(cast.outside, orderNo);
  return id;
}

async function completes(id: string): Promise<void> {
  const { cast, time } = stage;
  await carry(() => completed(cast.merchant, id), [floorOf(cast.operator)], time);
  expect((await standing(cast.merchant, id)).state).toBe('SETTLED');
}

it.each(['customs-300', 'customs-late', 'customs-shuffled', 'customs-contradict', 'customs-429'])(
  '~%s mends itself',
  { timeout: 60_000 },
  async (suffix) => completes(await ready(suffix)),
);

it.each(['customs-4', 'customs-900'])('~%s: the list goes again', { timeout: 60_000 }, async (suffix) => {
  const { cast, time } = stage;
  const id = await ready(suffix);
  const hold = await untilHeld(cast.merchant, id, 'CUSTOMS_RETURNED', [floorOf(cast.operator)], time);
  expect(textAt(hold, 'clearedBy', 'path')).toContain('/retry');
  ok(await cast.merchant.post(`/v1/orders/${id}/retry`, {}, `retry-${id}`), 'the retry');
  await completes(id);
});
