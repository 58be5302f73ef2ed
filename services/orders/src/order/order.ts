import type { Complete, Only, OrdersEvent, ordersRefusals } from '@portolan/contracts';
import type { Money, SealedPerson, ZonedTime } from '@portolan/contracts/common/v1/types';
import type { Ending, OrderTerms } from '@portolan/contracts/orders/v1/types';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';
import { type Offered, termsFlaw } from './terms.ts';

export type OrderEvent = Only<
  OrdersEvent,
  | 'OrderPlaced'
  | 'OrderAbandoned'
  | 'OrderPaid'
  | 'OrderCleared'
  | 'OrderShipped'
  | 'OrderDelivered'
  | 'OrderStocked'
  | 'OrderSettled'
  | 'OrderCancelled'
  | 'OrderRefunded'
>;
export type OrdersRefusal = keyof typeof ordersRefusals;

export type OrderCommand =
  | {
      readonly type: 'PlaceOrder';
      readonly orderId: string;
      readonly terms: Complete<OrderTerms>;
      readonly buyer: Complete<SealedPerson>;
      readonly offered: Offered;
    }
  /** Another order wants its number: give it up unless it was placed. */
  | { readonly type: 'AbandonOrder'; readonly orderId: string; readonly orderNo: string }
  | { readonly type: 'RecordPayment'; readonly orderId: string; readonly amount: Complete<Money> }
  | {
      readonly type: 'RecordClearance';
      readonly orderId: string;
      readonly declarationId: string;
      readonly invtNo: string;
    }
  | { readonly type: 'RecordShipping'; readonly orderId: string; readonly shipmentId: string }
  | { readonly type: 'RecordDelivery'; readonly orderId: string; readonly deliveredAt: Complete<ZonedTime> }
  | { readonly type: 'RecordStocking'; readonly orderId: string }
  | { readonly type: 'RecordSettlement'; readonly orderId: string; readonly paidOut: Complete<Money> }
  | { readonly type: 'RecordCancellation'; readonly orderId: string; readonly ending: Ending }
  | {
      readonly type: 'RecordRefund';
      readonly orderId: string;
      readonly ending: Ending;
      readonly amount: Complete<Money>;
    };

/**
 * What an order goes through, in this order: no order through all of it. News may overtake each other; each stage is
 * reached once.
 */
export const stages = [
  'PLACED',
  'PAID',
  'CLEARED',
  'SHIPPED',
  'DELIVERED',
  'STOCKED',
  'SETTLED',
  'CANCELLED',
  'REFUNDED',
] as const;
export type Stage = (typeof stages)[number];

export interface OrderState {
  readonly reached: readonly Stage[];
  readonly abandoned: boolean;
}

/** Made from the command that places it, so a repeated command means the same order. */
export const orderId = (tenant: string, commandId: string): string => madeId('order', tenant, commandId);

const stageOf: Readonly<Record<Exclude<OrderEvent['type'], 'OrderAbandoned'>, Stage>> = {
  OrderPlaced: 'PLACED',
  OrderPaid: 'PAID',
  OrderCleared: 'CLEARED',
  OrderShipped: 'SHIPPED',
  OrderDelivered: 'DELIVERED',
  OrderStocked: 'STOCKED',
  OrderSettled: 'SETTLED',
  OrderCancelled: 'CANCELLED',
  OrderRefunded: 'REFUNDED',
};

/** The stage that an event means; undefined for an order that was given up before it was placed. */
export function stageAfter(type: OrderEvent['type']): Stage | undefined {
  return type === 'OrderAbandoned' ? undefined : stageOf[type];
}

/** Of two stages the one that comes later. */
export function furthest(left: Stage, right: Stage): Stage {
  return stages.indexOf(left) > stages.indexOf(right) ? left : right;
}

/** The merchant's order: what was agreed, and which stages it has reached. */
export const order: Decider<OrderState, OrderCommand, OrderEvent, OrdersRefusal> & { name: string } = {
  name: 'order',
  initial: { reached: [], abandoned: false },

  decide(command, state) {
    if (command.type === 'PlaceOrder') return place(command, state);
    if (command.type === 'AbandonOrder') return abandon(command, state);
    if (!state.reached.includes('PLACED')) return refuse('ORDER_NOT_FOUND', { id: command.orderId });
    const event = recorded(command);
    return state.reached.includes(stageOf[event.type]) ? [] : [event];
  },

  evolve(state, event) {
    const stage = stageAfter(event.type);
    return stage === undefined ? { ...state, abandoned: true } : { ...state, reached: [...state.reached, stage] };
  },
};

function place(command: Extract<OrderCommand, { type: 'PlaceOrder' }>, state: OrderState) {
  const { orderId, terms, buyer, offered } = command;
  if (state.reached.includes('PLACED')) return [];
  const flaw = termsFlaw(terms, buyer.country, offered);
  if (flaw !== undefined) return flaw;
  if (terms.mode === '1210' && buyer.idNumber === undefined) {
    return refuse('BUYER_DATUM_MISSING', { field: 'buyer.idNumber' });
  }
  if (state.abandoned) return refuse('ORDER_NUMBER_TAKEN', { orderNo: terms.orderNo, field: 'terms.orderNo' });
  return [{ type: 'OrderPlaced', data: { orderId, terms, buyer } }] satisfies OrderEvent[];
}

function abandon(command: Extract<OrderCommand, { type: 'AbandonOrder' }>, state: OrderState) {
  const { orderId, orderNo } = command;
  if (state.reached.includes('PLACED')) return refuse('ORDER_NUMBER_TAKEN', { orderNo, field: 'terms.orderNo' });
  return state.abandoned ? [] : ([{ type: 'OrderAbandoned', data: { orderId } }] satisfies OrderEvent[]);
}

type Progress = Exclude<OrderCommand, { type: 'PlaceOrder' | 'AbandonOrder' }>;
type ProgressEvent = Exclude<OrderEvent, { type: 'OrderPlaced' | 'OrderAbandoned' }>;

function recorded(command: Progress): ProgressEvent {
  const { orderId } = command;
  switch (command.type) {
    case 'RecordPayment':
      return { type: 'OrderPaid', data: { orderId, amount: command.amount } };
    case 'RecordClearance':
      return { type: 'OrderCleared', data: { orderId, declarationId: command.declarationId, invtNo: command.invtNo } };
    case 'RecordShipping':
      return { type: 'OrderShipped', data: { orderId, shipmentId: command.shipmentId } };
    case 'RecordDelivery':
      return { type: 'OrderDelivered', data: { orderId, deliveredAt: command.deliveredAt } };
    case 'RecordStocking':
      return { type: 'OrderStocked', data: { orderId } };
    case 'RecordCancellation':
      return { type: 'OrderCancelled', data: { orderId, ending: command.ending } };
    case 'RecordRefund':
      return { type: 'OrderRefunded', data: { orderId, ending: command.ending, amount: command.amount } };
    case 'RecordSettlement':
      return { type: 'OrderSettled', data: { orderId, paidOut: command.paidOut } };
  }
}
