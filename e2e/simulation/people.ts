import { clearingCall } from '@portolan/contracts';
import type { Observed } from '@portolan/invariants';
import type { Chance } from '@portolan/testkit/simulation';
import { bodyFor } from '../random/mending.ts';
import { forgetCoupon, noteReturn, place, returnTerms, sellerOf, totalOf } from '../random/orders.ts';
import { transfer } from '../random/people.ts';
import type { Plan } from '../random/plan.ts';
import { type Api, type Json, textAt } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { weighed } from '../story/floor.ts';
import type { Jobs } from './jobs.ts';

/** An order and what became of it so far. */
export interface Following {
  readonly plan: Plan;
  id: string;
  completed: boolean;
  /** What it stands on; '' where nothing holds it. */
  hold: string;
  /** When customs released it last, RFC 3339; ''. */
  releasedAt: string;
  /** Holds that it has stood on. */
  stood: number;
  paid: number;
  wishes: Plan['wishes'][number][];
}

/** Everybody outside who works with the suite: each acts on what happens, when they come round to it. */
export interface People {
  readonly orders: readonly Following[];
  happened(event: Observed): void;
  /** Places the next order of the plans; false where none is left. */
  placeNext(): boolean;
}

type Handlers = { readonly [Type in string]?: (data: Data, event: Observed) => void };
/** What people look at of an event, where it has it. */
interface Data {
  readonly orderId: string;
  readonly parcelId: string;
  readonly warehouseId: string;
  readonly listId: string;
  readonly reference: string;
  readonly terms: Json;
  readonly hold: Json;
  readonly allocations: Json;
  readonly amount: Json;
  readonly releasedAt: Json;
}

const operators: Readonly<Record<string, (cast: Cast) => Api>> = {
  'SZX-FWD-1': ({ operator }) => operator,
  'NGB-BND-1': ({ zoneOperator }) => zoneOperator,
  'PDX-OSW-1': ({ overseasOperator }) => overseasOperator,
};

const timesAtMost = 4;

/** Until the truck comes. Somebody may call the order off meanwhile. */
const truckMs = 1_500;
/** What somebody has in his hands is done that soon. */
const inHandMs = 3;
/** Of those who pay what was agreed, so many have sent another amount just before. */
const slips = 0.3;
/** Orders come alone, or one close behind the other. */
const rush = 0.35;

/** Something was just done that is hard to undo, or is about to be: how often an order is called off then. */
const worstMoments: Readonly<Record<string, number>> = {
  ...{ EscrowFunded: 0.02, ParcelPacked: 0.02, LabelIssued: 0.02, CaseMatched: 0.05, DeclarationReleased: 0.05 },
  ...{ DispatchAuthorised: 0.2, DispatchRevoked: 0.1, ParcelListed: 0.03, ParcelDispatched: 0.02, RateLocked: 0.02 },
};

export function createPeople(cast: Cast, chance: Chance, jobs: Jobs, plans: readonly Plan[]): People {
  const orders = plans.map((plan): Following => {
    return { plan, id: '', completed: false, hold: '', releasedAt: '', stood: 0, paid: 0, wishes: [...plan.wishes] };
  });
  const byNo = new Map(orders.map((order) => [order.plan.orderNo, order]));
  const byId = new Map<string, Following>();
  const sites = new Map<string, string>();
  const freed = new Map<string, number>();
  const tried = new Map<string, number>();
  let placed = 0;

  const operatorOf = (parcelId: string): Api =>
    (operators[sites.get(parcelId) ?? ''] ?? operators['SZX-FWD-1'])?.(cast) as Api;

  function again(key: string): string | undefined {
    const times = (tried.get(key) ?? 0) + 1;
    tried.set(key, times);
    return times > timesAtMost ? undefined : `${key}-${times}`;
  }

  function pay(order: Following): void {
    const { plan } = order;
    const total = totalOf(plan) as { readonly currency: string } | undefined;
    if (total === undefined) return;
    const number = order.paid++;
    const other = { ...total, amount: '11.00' };
    const amount = plan.payment === 'wrong' && number === 0 ? other : total;
    const slipped = plan.payment === 'right' && chance.likely(slips);
    jobs.soon(`pay-${plan.orderNo}-${number}`, async () => {
      if (slipped) await transfer(cast.outside, `S${number}-${plan.orderNo}`, plan.orderNo, other as Json);
      await transfer(cast.outside, `P${number}-${plan.orderNo}`, plan.orderNo, amount as Json);
    });
  }

  /** What a buyer does about the payment at this moment. */
  function payAt(order: Following, moment: 'placed' | 'differs' | 'shipped' | 'over'): void {
    const { plan, paid } = order;
    const due: Readonly<Record<Plan['payment'], Partial<Record<typeof moment, number>>>> = {
      right: { placed: 1 },
      early: { placed: 1 },
      wrong: { placed: 1, differs: 2, over: 2 },
      late: { over: 1 },
      twice: { placed: 1, shipped: 2, over: 2 },
      after: { placed: 1, over: 2 },
      never: {},
    };
    if (paid < (due[plan.payment][moment] ?? 0)) pay(order);
  }

  function wish(order: Following, code: string): void {
    const [next] = order.wishes;
    if (next === undefined || order.completed) return;
    const { plan, id } = order;
    const terms = returnTerms(plan, next.wish);
    const inspecting = code === 'AWAITING_INSPECTION_END';
    if (terms !== undefined || next.wish === 'accept' ? !inspecting : order.stood < next.after) return;
    order.wishes.shift();
    const paths: Readonly<Record<string, readonly [string, Json]>> = {
      cancel: ['cancellation', { reason: 'nobody wants it any more' }],
      accept: ['acceptance', {}],
      retry: ['retry', {}],
    };
    const call = terms === undefined ? paths[next.wish] : (['returns', terms] as const);
    if (call === undefined) return;
    jobs.soon(`${next.wish}-${id}-${order.wishes.length}`, async () => {
      const answer = await sellerOf(cast, plan).post(`/v1/orders/${id}/${call[0]}`, call[1], `${next.wish}-${id}`);
      if (answer.status < 400 && terms !== undefined) noteReturn(plan, terms);
    });
  }

  function mend(order: Following, hold: Json): void {
    const code = textAt(hold, 'code');
    const data = { ...(hold as { data: Readonly<Record<string, string>> }).data, orderId: order.id };
    const call = clearingCall({ ...(hold as object), data } as never);
    const seen = { ...(hold as object), data, clearedBy: call } as Json;
    const body = bodyFor(seen, order.plan);
    const key = body === undefined || call === undefined ? undefined : again(`${code}-${order.id}`);
    if (body === undefined || call === undefined || key === undefined) return;
    const seller = sellerOf(cast, order.plan);
    const site = operators[textAt(data as Json, 'warehouseId')]?.(cast) ?? cast.operator;
    const callers: Readonly<Record<string, Api>> = {
      warehouse_operator:
        code === 'AWAITING_COUNT' || code.endsWith('GRADING') || code.endsWith('RETURN') ? cast.overseasOperator : site,
      operations: cast.operations,
      platform: cast.platform,
    };
    const caller = callers[call.by] ?? seller;
    jobs.soon(key, () =>
      call.method === 'PUT' ? caller.put(call.path, body, key) : caller.post(call.path, body, key),
    );
  }

  const on: Handlers = {
    OrderPlaced({ terms }, { meta }) {
      const order = byNo.get(textAt(terms, 'orderNo'));
      if (order === undefined) return;
      order.id = meta.correlation;
      byId.set(order.id, order);
      payAt(order, 'placed');
      const { plan, id } = order;
      if (plan.forgotten) jobs.soon(`forget-${id}`, () => forgetCoupon(cast, plan, id));
    },
    HoldPlaced({ orderId, hold }) {
      const order = byId.get(orderId);
      if (order === undefined) return;
      order.stood += 1;
      order.hold = textAt(hold, 'code');
      if (isHopeless(hold)) goOn(order);
      if (textAt(hold, 'code') === 'PAYMENT_DIFFERS') payAt(order, 'differs');
      wish(order, textAt(hold, 'code'));
      mend(order, hold);
    },
    DeclarationReleased: ({ orderId, releasedAt }) =>
      void ifFollowed(orderId, (order) => {
        order.releasedAt = textAt(releasedAt, 'instant');
      }),
    HoldCleared: ({ orderId }) =>
      void ifFollowed(orderId, (order) => {
        order.hold = '';
      }),
    OrderShipped: ({ orderId }) => void ifFollowed(orderId, (order) => payAt(order, 'shipped')),
    FulfilmentCompleted: ({ orderId }) =>
      void ifFollowed(orderId, (order) => {
        order.completed = true;
        payAt(order, 'over');
      }),
    ParcelPlanned: ({ parcelId, warehouseId }) => void sites.set(parcelId, warehouseId),
    ParcelReserved: ({ parcelId }) => work(parcelId, 'pick', {}),
    ParcelPicked: ({ parcelId, allocations }) =>
      work(
        parcelId,
        'pack',
        weighed({ lines: linesOf(allocations) }, sites.get(parcelId) === 'NGB-BND-1' ? 0.35 : 0.134),
      ),
    DispatchAuthorised({ parcelId }) {
      const times = (freed.get(parcelId) ?? 0) + 1;
      freed.set(parcelId, times);
      letGo(parcelId, times === 1 ? 'first' : `anew-${times}`, chance.likely(0.5) ? truckMs : undefined);
    },
    // The truck is at the door, and the driver has not heard.
    DispatchRevoked({ parcelId }) {
      if (chance.likely(0.5)) letGo(parcelId, `kept-${freed.get(parcelId) ?? 0}`, inHandMs);
    },
    VerificationListApproved({ listId }) {
      const pass = { listId, vehicleNo: '浙B88E21', grossWeight: '118.000' };
      jobs.soon(`gate-${listId}`, () => cast.zoneOperator.post('/v1/gate-passes', pass, `pass-${listId}`));
    },
    // Somebody has it in hand already, and has not heard.
    ParcelCancelled({ parcelId }) {
      if (chance.likely(0.8)) letGo(parcelId, 'unheard', inHandMs);
    },
    ClaimOpened({ reference, amount }) {
      const asked = { amount: textAt(amount, 'minor').replace(/(\d\d)$/, '.$1'), currency: textAt(amount, 'currency') };
      jobs.soon(`claim-${reference}`, () => transfer(cast.outside, `PAY-${reference}`, reference, asked));
    },
  };

  /** Somebody calls the order off just then. */
  function atTheWorstMoment({ type, meta }: Observed): void {
    const share = worstMoments[type];
    const order = share === undefined ? undefined : byId.get(meta.correlation);
    if (share === undefined || order === undefined || order.completed || !chance.likely(share)) return;
    const { id, plan } = order;
    const callOff = () =>
      sellerOf(cast, plan).post(`/v1/orders/${id}/cancellation`, { reason: 'at the worst moment' }, `worst-${id}`);
    jobs.soon(`worst-${id}`, callOff, chance.likely(0.5) ? truckMs : undefined);
  }

  function goOn(order: Following): void {
    const { id, plan, stood } = order;
    const key = `go-on-${id}-${stood}`;
    const withdrawn = { reason: 'the list is closed' };
    jobs.soon(key, () => sellerOf(cast, plan).post(`/v1/orders/${id}/cancellation/withdrawal`, withdrawn, key));
  }

  function ifFollowed(id: string, act: (order: Following) => void): void {
    const order = byId.get(id);
    if (order !== undefined) act(order);
  }

  function work(parcelId: string, verb: string, body: Json, time = 'first', withinMs?: number): void {
    // Now and then somebody leaves it lying, until somebody else comes round.
    if (chance.likely(0.05)) return;
    const operator = operatorOf(parcelId);
    const key = `${verb}-${parcelId}-${time}`;
    jobs.soon(key, () => operator.post(`/v1/parcels/${parcelId}/${verb}`, body, key), withinMs);
  }

  /** Out of the door, or onto a list for the gate. */
  function letGo(parcelId: string, time: string, withinMs?: number): void {
    if (sites.get(parcelId) !== 'NGB-BND-1') {
      work(parcelId, 'dispatch', {}, time, withinMs);
      return;
    }
    const list = { warehouseId: 'NGB-BND-1', direction: 'OUT', parcelIds: [parcelId] };
    const key = `out-${parcelId}-${time}`;
    jobs.soon(key, () => cast.zoneOperator.post('/v1/verification-lists', list, key), withinMs);
  }

  function placeNext(): boolean {
    const order = orders[placed++];
    if (order === undefined) return false;
    if (order.plan.payment === 'early') pay(order);
    jobs.soon(`place-${order.plan.orderNo}`, () => place(cast, order.plan));
    if (chance.likely(rush)) placeNext();
    return true;
  }

  return {
    orders,
    happened(event) {
      atTheWorstMoment(event);
      on[event.type]?.(event.data as unknown as Data, event);
    },
    placeNext,
  };
}

/** Customs has closed the list: what is asked again is answered as before. */
const isHopeless = (hold: Json): boolean =>
  textAt(hold, 'code') === 'CANCELLATION_REFUSED' && /^-6(05|23)005$/.test(textAt(hold, 'data', 'status'));

const linesOf = (allocations: Json): Json =>
  (allocations as readonly Json[]).map((each) => ({
    sku: textAt(each, 'bucket', 'sku'),
    quantity: textAt(each, 'quantity'),
  }));
