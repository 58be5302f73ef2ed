import type { DataOf, Shown } from './in-feed.ts';

/** An order as its own events tell it. */
export interface OrderNow {
  readonly id: string;
  readonly orderNo: string;
  /** The furthest it has come: PLACED, PAID, CLEARED, SHIPPED, DELIVERED, or how it ended. */
  readonly state: string;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly version: bigint;
}

const states: Readonly<Record<string, string>> = {
  OrderPaid: 'PAID',
  OrderCleared: 'CLEARED',
  OrderShipped: 'SHIPPED',
  OrderDelivered: 'DELIVERED',
  OrderStocked: 'STOCKED',
  OrderSettled: 'SETTLED',
  OrderCancelled: 'CANCELLED',
  OrderRefunded: 'REFUNDED',
};
const road = ['PLACED', ...Object.values(states)];

/** An order after an event of its stream; undefined where the event says nothing of it. */
export function orderAfter(event: Shown, type: string, before: OrderNow | undefined): OrderNow | undefined {
  if (type === 'OrderPlaced') return placed(event);
  const state = states[type];
  if (before === undefined || state === undefined) return undefined;
  const { time, version } = event;
  const further = road.indexOf(state) > road.indexOf(before.state);
  return { ...before, state: further ? state : before.state, updatedAt: time, version: BigInt(version) };
}

function placed({ data, time, version }: Shown): OrderNow {
  const { orderId, terms } = data as unknown as DataOf<'OrderPlaced'>;
  const { orderNo } = terms;
  return { id: orderId, orderNo, state: 'PLACED', placedAt: time, updatedAt: time, version: BigInt(version) };
}
