import { callerOf } from '../holds/driver.ts';
import { type Api, at, type Json, ok, textAt } from '../story/api.ts';
import { orderDocumentOf } from '../story/bonded-import.ts';
import type { Cast } from '../story/cast.ts';
import { fileGoods, newModel } from '../story/direct-mail.ts';
import type { MadeOrder } from '../story/orders-csv.ts';
import { payAll } from '../story/volume-files.ts';
import type { MishapName } from './mishaps.ts';
import type { Planned } from './plan.ts';

/** What people do about a declaration of the day that stands on a hold. */
export interface Case {
  readonly cast: Cast;
  readonly planned: Planned;
  readonly hold: Json;
  /** Whose order it is. */
  readonly seller: Api;
  /** What its buyer owes; undefined where nobody does. */
  readonly order: MadeOrder | undefined;
}

type Act = (of: Case) => Promise<void>;

/** Makes the very call that the hold names. */
const clear: Act = (of) => make(of, at(of.hold, 'clearedBy', 'body'));

const callOff: Act = async ({ seller, hold, planned }) => {
  const path = `/v1/orders/${textAt(hold, 'orderId')}/cancellation`;
  const call = seller.post(path, { reason: 'nobody wants it any more' }, `off-${planned.orderNo}`);
  ok(await call, `calling off ${planned.orderNo}`);
};

async function make({ cast, seller, hold, planned }: Case, body: Json): Promise<void> {
  const [path, key] = [textAt(hold, 'clearedBy', 'path'), `${keyOf(hold)}-cleared`];
  const caller = callerOf(cast, hold, seller);
  const put = textAt(hold, 'clearedBy', 'method') === 'PUT';
  const answer = put ? await caller.put(path, body, key) : await caller.post(path, body, key);
  ok(answer, `what clears ${textAt(hold, 'code')} of ${planned.orderNo}`);
}

/** The platform tells of the order, and forgets its coupon of CNY 10.00. */
const forget: Act = async ({ cast, hold, planned: { orderNo } }) => {
  const path = `/v1/orders/${textAt(hold, 'orderId')}/documents/order`;
  const forgotten = orderDocumentOf(orderNo, '0.00', '597.87');
  ok(await cast.platform.put(path, forgotten, `forgotten-${orderNo}`), "the platform's order");
};

const payAgain: Act = async (of) => {
  await clear(of);
  const { cast, planned, order } = of;
  if (order === undefined) return;
  await payAll(cast.outside, [order], planned.mode === '1210' ? 'CNY' : 'USD', 'AGAIN');
};

const fileIt: Act = async (of) => {
  await fileGoods(of.cast.merchant, [newModel]);
  await clear(of);
};

/** What a mishap makes people do, by the hold that they find. Of other holds nothing is theirs to do. */
const special: Readonly<Partial<Record<MishapName, Readonly<Record<string, Act>>>>> = {
  'called-off': { AWAITING_CUSTOMS: callOff },
  'customs-cancel-100': { AWAITING_DISPATCH: callOff, AWAITING_GATE: callOff },
  'above-limit': { DOCUMENTS_DISAGREE: callOff },
  'left-returned': { CUSTOMS_RETURNED: async () => {} },
  'coupon-forgotten': {
    AWAITING_PACKING: forget,
    DOCUMENTS_DISAGREE: (of) => make(of, orderDocumentOf(of.planned.orderNo, '10.00', '587.87')),
  },
  'goods-unfiled': { STEP_REFUSED: fileIt },
  'payment-differs': { PAYMENT_DIFFERS: payAgain },
};

/** What anybody does who reads what the hold says. */
const usual: Readonly<Record<string, Act>> = {
  CUSTOMS_RETURNED: clear,
  CUSTOMS_SHIPPED_BACK: clear,
  CANCELLATION_REFUSED: clear,
  LABEL_REFUSED: clear,
};

/** Whether anybody is going to do something about a hold by and by: else it stays for tomorrow. */
export function actOn({ mishap }: Planned, hold: Json): Act | undefined {
  const code = textAt(hold, 'code');
  return (mishap === undefined ? undefined : special[mishap]?.[code]) ?? usual[code];
}

export const keyOf = (hold: Json): string => ['orderId', 'code', 'since'].map((name) => textAt(hold, name)).join('-');
