import { type Json, ok, textAt } from './api.ts';
import { carry, completed, standing, type Time, untilHeld, type Worker } from './carry.ts';
import type { Cast } from './cast.ts';
import {
  fileGoods,
  goodsOnTheShelf,
  newModel,
  orderOfTheNewModel,
  pay,
  placeOrder,
  unitsOfAnOrder,
} from './direct-mail.ts';
import { floorOf } from './floor.ts';
import {
  bookBulk,
  claimsPaidBy,
  claimTheMissing,
  countTwoShort,
  finishNearby,
  giveBack,
  orderNearby,
} from './overseas.ts';

/** What a fault plays with. */
export interface Stage {
  readonly cast: Cast;
  readonly time: Time;
  /** Tells what is being done, for whoever watches. What REST answered in words is in one language already. */
  say(en: string, zh?: string): void;
}

export interface Fault {
  readonly en: string;
  readonly zh: string;
  /** Plays it to its end, mends it on the way, and answers the orders that it was about. */
  play(stage: Stage): Promise<readonly string[]>;
}

/** A direct-mail order whose goods lie ready; paid unless said otherwise. */
async function ready({ cast }: Stage, orderNo: string, paid = true): Promise<string> {
  await fileGoods(cast.merchant);
  await goodsOnTheShelf(cast.operator, `DN-${orderNo}`, unitsOfAnOrder);
  const id = await placeOrder(cast.merchant, orderNo);
  if (paid) await pay(cast.outside, orderNo);
  return id;
}

async function toItsEnd({ cast, time }: Stage, id: string, ...others: readonly Worker[]): Promise<void> {
  await carry(() => completed(cast.merchant, id), [floorOf(cast.operator), ...others], time);
}

async function held(stage: Stage, id: string, code: string): Promise<Json> {
  const hold = await untilHeld(stage.cast.merchant, id, code, [floorOf(stage.cast.operator)], stage.time);
  const call = `${textAt(hold, 'clearedBy', 'method')} ${textAt(hold, 'clearedBy', 'path')}`;
  stage.say(`on hold: ${textAt(hold, 'text')}`, `暂停：${textAt(hold, 'text')}`);
  stage.say(`cleared by: ${call}`, `解除方式：${call}`);
  return hold;
}

async function retry(stage: Stage, id: string): Promise<void> {
  ok(await stage.cast.merchant.post(`/v1/orders/${id}/retry`, {}, `retry-${id}`), 'the retry');
  stage.say('the step is repeated', '已重试该步骤');
}

/** Held once on this code, repeated by the call that the hold names, carried to its end. */
const mendedByRetry = (orderNo: string, code: string) => async (stage: Stage) => {
  const id = await ready(stage, orderNo);
  await held(stage, id, code);
  await retry(stage, id);
  await toItsEnd(stage, id);
  return [id];
};

/** Mends itself: the hold is seen, and nobody has to do anything. */
const mendedByItself = (orderNo: string, code: string) => async (stage: Stage) => {
  const id = await ready(stage, orderNo);
  await held(stage, id, code);
  await toItsEnd(stage, id);
  return [id];
};

/** The carrier owes what it lost or broke; the buyer has the money back. */
const refundedAndClaimed = (orderNo: string) => async (stage: Stage) => {
  const id = await ready(stage, orderNo);
  await toItsEnd(stage, id, claimsPaidBy(stage.cast));
  const { state } = await standing(stage.cast.merchant, id);
  stage.say(`the order is ${state}, the carrier has paid the claim`, `订单状态 ${state}，承运商已赔付`);
  return [id];
};

/** Everything that can go wrong, once each. Most of it is done by the outside world, by the order number's suffix. */
export const faults: Readonly<Record<string, Fault>> = {
  'payment-mismatch': {
    en: 'The buyer pays USD 125.00 instead of 152.00',
    zh: '买家应付 USD 152.00，实付 USD 125.00',
    async play(stage) {
      const { cast } = stage;
      const orderNo = 'SO-2026-0101';
      const id = await ready(stage, orderNo, false);
      await pay(cast.outside, orderNo, '125.00', `SHORT-${orderNo}`);
      const hold = await held(stage, id, 'PAYMENT_DIFFERS');
      const back = `/v1/funds/${textAt(hold, 'data', 'fundsId')}/return`;
      ok(await cast.operations.post(back, {}, `return-${id}`), 'the return of the money');
      await pay(cast.outside, orderNo);
      await toItsEnd(stage, id);
      return [id];
    },
  },
  'payment-late': {
    en: 'The buyer pays after the deadline: the order is cancelled, the money goes back',
    zh: '买家逾期付款：订单已取消，货款原路退回',
    async play(stage) {
      const { cast, time } = stage;
      const orderNo = 'SO-2026-0102';
      const id = await ready(stage, orderNo, false);
      await toItsEnd(stage, id);
      const { state } = await standing(cast.merchant, id);
      stage.say(`the order is ${state}; now the buyer pays`, `订单状态 ${state}；此时买家才付款`);
      await pay(cast.outside, orderNo);
      for (let moved = true; moved; ) ({ moved } = await time.step());
      return [id];
    },
  },
  'customs-reject': {
    en: 'Customs sends the list back (100)',
    zh: '海关退单（100）',
    play: mendedByRetry('SO-2026-0103~customs-100', 'CUSTOMS_RETURNED'),
  },
  'customs-takes-back': {
    en: 'Customs takes its release back (800, then 100) before the parcel has left: it stays in',
    zh: '海关放行后又退单（800 后 100），包裹尚未出库：就地留置',
    async play(stage) {
      const { cast, time } = stage;
      const id = await ready(stage, 'SO-2026-0130~customs-800-100');
      const packing = [floorOf(cast.operator, false)];
      const free = await untilHeld(cast.merchant, id, 'AWAITING_DISPATCH', packing, time);
      const hold = await untilHeld(cast.merchant, id, 'CUSTOMS_RETURNED', packing, time);
      stage.say(`on hold: ${textAt(hold, 'text')}`, `暂停：${textAt(hold, 'text')}`);
      const door = `/v1/parcels/${textAt(free, 'data', 'parcelId')}/dispatch`;
      const { status, body } = await cast.operator.post(door, {}, `too-late-${id}`);
      const code = textAt(body, 'code');
      stage.say(`at the door: refused, ${code}`, `出库：被拒绝，${code}`);
      if (status < 400) throw new Error('it left, and its release had been taken back');
      await retry(stage, id);
      await toItsEnd(stage, id);
      return [id];
    },
  },
  'customs-inspection': {
    en: 'Customs inspects the goods (300, 500), then releases them',
    zh: '海关人工审核并布控查验（300、500）后放行',
    play: mendedByItself('SO-2026-0104~customs-500', 'CUSTOMS_INSPECTION'),
  },
  'customs-silent': {
    en: 'Customs does not answer: the list is sent again under the same ids',
    zh: '海关无回执：以相同编号重发清单',
    play: mendedByItself('SO-2026-0105~customs-silent', 'CUSTOMS_SILENT'),
  },
  'parcel-lost': {
    en: 'The carrier loses the parcel: refund and claim',
    zh: '承运商丢失包裹：退款并索赔',
    play: refundedAndClaimed('SO-2026-0106~carrier-lost'),
  },
  'parcel-damaged': {
    en: 'The carrier destroys the contents: refund and claim',
    zh: '承运商损毁货物：退款并索赔',
    play: refundedAndClaimed('SO-2026-0107~carrier-damaged'),
  },
  'label-refused': {
    en: 'The carrier refuses the label at first',
    zh: '承运商首次拒绝出具面单',
    play: mendedByRetry('SO-2026-0108~carrier-label', 'LABEL_REFUSED'),
  },
  'handover-refused': {
    en: 'The carrier refuses the parcel on its manifest at first',
    zh: '承运商首次拒绝交接清单',
    play: mendedByRetry('SO-2026-0109~carrier-handover', 'HANDOVER_REFUSED'),
  },
  'bank-rejects-payout': {
    en: "The bank rejects the merchant's payout (AM04)",
    zh: '银行拒绝向商家付款（AM04）',
    play: mendedByRetry('SO-2026-0110~bank-AM04', 'PAYOUT_REJECTED'),
  },
  'rate-expired': {
    en: 'The bank no longer honours the locked rate: a new one is locked',
    zh: '锁定汇率失效：重新锁汇',
    async play(stage) {
      const id = await ready(stage, 'SO-2026-0111~bank-expired');
      await toItsEnd(stage, id);
      return [id];
    },
  },
  'stock-short': {
    en: 'The shelf is empty: the merchant sends goods',
    zh: '库存不足：商家补货',
    async play(stage) {
      const { cast } = stage;
      const orderNo = 'SO-2026-0112';
      await fileGoods(cast.merchant, [newModel]);
      const others = unitsOfAnOrder.slice(1);
      await goodsOnTheShelf(cast.operator, `DN-${orderNo}-1`, others);
      const id = await placeOrder(cast.merchant, orderNo, orderOfTheNewModel(orderNo));
      await pay(cast.outside, orderNo);
      await held(stage, id, 'AWAITING_STOCK');
      await goodsOnTheShelf(cast.operator, `DN-${orderNo}-2`, [{ sku: newModel.sku, quantity: newModel.quantity }]);
      await toItsEnd(stage, id);
      return [id];
    },
  },
  'count-short': {
    en: 'Two of sixty units are missing in the overseas warehouse: claim',
    zh: '海外仓清点短少两件：索赔',
    async play(stage) {
      const { cast, time } = stage;
      const id = await bookBulk(cast, 'BK-2026-0113');
      const hold = await countTwoShort(cast, id, 'BK-2026-0113', time);
      stage.say(`on hold: ${textAt(hold, 'text')}`, `暂停：${textAt(hold, 'text')}`);
      await claimTheMissing(cast, id, textAt(hold, 'data', 'inboundId'), time);
      return [id];
    },
  },
  'buyer-returns': {
    en: 'The buyer gives everything back: graded, on the shelf again, refunded in USD',
    zh: '买家退回全部货物：定级、重新上架，以美元退款',
    async play(stage) {
      const { cast, time } = stage;
      const bulk = await bookBulk(cast, 'BK-2026-0114');
      const hold = await countTwoShort(cast, bulk, 'BK-2026-0114', time);
      await claimTheMissing(cast, bulk, textAt(hold, 'data', 'inboundId'), time);
      const id = await orderNearby(cast, 'LO-2026-0114');
      await giveBack(cast, id, 2, time);
      await finishNearby(cast, id, time);
      return [bulk, id];
    },
  },
  'refund-rejected': {
    en: 'The bank rejects the refund at first (AC04)',
    zh: '银行首次拒绝退款（AC04）',
    async play(stage) {
      const id = await ready(stage, 'SO-2026-0115~carrier-lost~bank-refund-AC04');
      const { cast, time } = stage;
      const workers = [floorOf(cast.operator), claimsPaidBy(cast)];
      const hold = await untilHeld(cast.merchant, id, 'REFUND_REJECTED', workers, time);
      stage.say(`on hold: ${textAt(hold, 'text')}`, `暂停：${textAt(hold, 'text')}`);
      await retry(stage, id);
      await toItsEnd(stage, id, claimsPaidBy(cast));
      return [id];
    },
  },
  'cancel-at-each-step': {
    en: 'Called off at each step of the road: undone and refunded, to the cent and the unit',
    zh: '在每一步取消订单：逐步撤销并退款，分毫不差',
    play: cancelAtEachStep,
  },
};

/** Where an order can stand when it is called off: unpaid, in the warehouse, at customs, released, on its way. */
const standstills = ['AWAITING_PAYMENT', 'AWAITING_PACKING', 'AWAITING_CUSTOMS', 'AWAITING_DISPATCH'] as const;

async function cancelAtEachStep(stage: Stage): Promise<readonly string[]> {
  const { cast, time } = stage;
  const ids: string[] = [];
  for (const [index, code] of standstills.entries()) {
    const orderNo = `SO-2026-012${index}`;
    const id = await ready(stage, orderNo, code !== 'AWAITING_PAYMENT');
    // The floor stops at what it is to be called off before.
    const floor = code === 'AWAITING_PACKING' || code === 'AWAITING_DISPATCH' ? [] : [floorOf(cast.operator)];
    const packed = code === 'AWAITING_DISPATCH' ? [floorOf(cast.operator, false)] : floor;
    await untilHeld(cast.merchant, id, code, packed, time);
    ok(await cancel(cast, id), 'the cancellation');
    await carry(() => completed(cast.merchant, id), packed, time);
    const { state } = await standing(cast.merchant, id);
    stage.say(`called off at ${code}: ${state}`, `于 ${code} 取消：${state}`);
    if (state !== 'CANCELLED') throw new Error(`called off at ${code}, the order is ${state}`);
    ids.push(id);
  }
  const id = await ready(stage, 'SO-2026-0129');
  await untilHeld(cast.merchant, id, 'AWAITING_DELIVERY', [floorOf(cast.operator)], time);
  const refused = await cancel(cast, id);
  const code = textAt(refused.body, 'code');
  stage.say(`called off on its way: refused, ${code}`, `运输途中取消：被拒绝，${code}`);
  if (refused.status < 400) throw new Error('an order on its way was called off');
  await toItsEnd(stage, id);
  return [...ids, id];
}

const cancel = (cast: Cast, id: string) =>
  cast.merchant.post(`/v1/orders/${id}/cancellation`, { reason: 'the buyer changed their mind' }, `cancel-${id}`);
