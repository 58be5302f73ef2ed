import { type Json, listAt, ok, textAt, wholeList } from '../story/api.ts';
import { stockTheZone } from '../story/bonded-import.ts';
import { carry, completed, type Time } from '../story/carry.ts';
import { fileGoods, goodsOnTheShelf, unitsOfAnOrder } from '../story/direct-mail.ts';
import { floorOf } from '../story/floor.ts';
import { bookBulk } from '../story/overseas.ts';
import { menderOf } from './mending.ts';
import { forgetCoupon, place, sellerOf, totalOf } from './orders.ts';
import { type Crew, everybody, transfer } from './people.ts';
import type { Plan } from './plan.ts';
import { fulfil } from './wishes.ts';

/** An order that is being played. */
export interface Playing {
  readonly id: string;
  readonly plan: Plan;
  /** Holds that it has stood on, in order. */
  readonly holds: string[];
  readonly wishesLeft: Plan['wishes'][number][];
  completed: boolean;
  /** Payments that its buyer has made, as amounts. */
  paid: number;
}

const paymentsOf: Readonly<Record<Plan['payment'], number>> = {
  ...{ right: 1, early: 1, wrong: 2, late: 1, twice: 2, after: 2, never: 0 },
};

/** Lets everybody work and time pass until no order moves any more, and nothing is due. */
export async function play(crew: Crew, plans: readonly Plan[], time: Time): Promise<readonly Playing[]> {
  await prepare(crew, plans, time);
  const playing: Playing[] = [];
  for (const plan of plans) playing.push(await begin(crew, plan, time));
  const workers = everybody(crew);
  const mend = menderOf(crew);
  // Whoever left something lying is asked again, a few times.
  for (let moves = 0, still = 0; moves < 6_000 && still < 12; moves++) {
    await time.settle();
    let worked = await look(crew, playing, mend);
    for (const work of workers) worked = (await work()) || worked;
    if (worked) {
      still = 0;
      continue;
    }
    const { moved } = await time.step();
    still = moved ? 0 : still + 1;
  }
  return playing;
}

async function prepare({ cast }: Crew, plans: readonly Plan[], time: Time): Promise<void> {
  const count = (mode: string) => plans.filter((plan) => plan.mode === mode).length;
  await fileGoods(cast.merchant);
  // Too little for all: some wait for goods.
  const some = Math.ceil(count('9610') * 0.7);
  const shelf = unitsOfAnOrder.map(({ sku, quantity }) => ({ sku, quantity: quantity * some + 5 }));
  await goodsOnTheShelf(cast.operator, 'DN-RANDOM', shelf);
  await goodsOnTheShelf(cast.operator, 'DN-RANDOM-BULK', [{ sku: 'CBL-C2C-1M', quantity: 60 * (count('9810') + 1) }]);
  await stockTheZone(cast, time, 2 * count('1210') + 2);
  const bulk = await bookBulk(cast, 'R-BULK');
  await carry(() => completed(cast.merchant, bulk), [floorOf(cast.operator), countTheBulk({ cast } as Crew)], time);
}

function countTheBulk({ cast }: Pick<Crew, 'cast'>) {
  let counted = false;
  return async () => {
    const { body } = await cast.merchant.get('/v1/holds?code=AWAITING_COUNT');
    if (counted || listAt(body, 'holds').length === 0) return false;
    counted = true;
    const line = { sku: 'CBL-C2C-1M', lot: '', quantity: 60 };
    const receipt = { warehouseId: 'PDX-OSW-1', owner: 'merchant-shenzhen', document: 'R-BULK', lines: [line] };
    ok(await cast.overseasOperator.post('/v1/goods-receipts', receipt, 'count-R-BULK'), 'the count');
    return true;
  };
}

async function begin(crew: Crew, plan: Plan, time: Time): Promise<Playing> {
  const { cast } = crew;
  const total = totalOf(plan);
  if (total !== undefined && plan.payment === 'early') await buyerPays(crew, plan, 0);
  if (plan.payment === 'early' && crew.chance.likely(0.5)) await time.settle();
  const id = await place(cast, plan);
  await time.settle();
  if (plan.forgotten) await forgetCoupon(cast, plan, id);
  const playing: Playing = {
    ...{ id, plan, holds: [], wishesLeft: [...plan.wishes], completed: false },
    paid: plan.payment === 'early' || total === undefined ? 1 : 0,
  };
  return playing;
}

async function buyerPays({ cast }: Crew, plan: Plan, number: number): Promise<void> {
  const { orderNo, payment } = plan;
  const total = totalOf(plan) as { readonly currency: string };
  const amount = payment === 'wrong' && number === 0 ? { ...total, amount: '11.00' } : total;
  await transfer(cast.outside, `P${number}-${orderNo}`, orderNo, amount);
}

/** Sees where each order stands; buyers pay, wishes are made, holds are mended. */
async function look(crew: Crew, playing: readonly Playing[], mend: ReturnType<typeof menderOf>): Promise<boolean> {
  const { cast } = crew;
  const holds = new Map<string, Json>();
  for (const reader of [cast.merchant, cast.importer]) {
    for (const hold of await wholeList(reader, '/v1/holds', 'holds')) holds.set(textAt(hold, 'orderId'), hold);
  }
  let worked = false;
  for (const order of playing) {
    const { id, plan } = order;
    const hold = holds.get(id);
    const code = textAt(hold, 'code');
    if (hold === undefined && !order.completed) order.completed = await completed(sellerOf(cast, plan), id);
    if (code !== '' && order.holds.at(-1) !== code) order.holds.push(code);
    if (wantsToPay(crew, order, code)) {
      await buyerPays(crew, plan, order.paid++);
      worked = true;
    }
    const [next] = order.wishesLeft;
    const standing = { id, plan, hold: code, stood: order.holds.length };
    if (next !== undefined && !order.completed && (await fulfil(crew, next.wish, next.after, standing))) {
      order.wishesLeft.shift();
      worked = true;
    } else if (hold !== undefined) worked = (await mend(sellerOf(cast, plan), hold, plan)) || worked;
  }
  return worked;
}

function wantsToPay({ chance }: Crew, { plan, paid, completed: over, holds }: Playing, hold: string): boolean {
  if (plan.mode === '9810' || paid >= paymentsOf[plan.payment]) return false;
  switch (plan.payment) {
    case 'late':
      return over && chance.likely(0.5);
    case 'after':
      return (paid === 0 || over) && chance.likely(0.5);
    case 'wrong':
      return (paid === 0 || hold === 'PAYMENT_DIFFERS' || hold === 'AWAITING_PAYMENT' || over) && chance.likely(0.4);
    case 'twice':
      return paid === 0 || (holds.length > 2 && chance.likely(0.1)) || over;
    default:
      return true;
  }
}
