import type { Only, OrdersEvent, ordersRefusals } from '@portolan/contracts';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';

export type OrderNumberEvent = Only<OrdersEvent, 'OrderNumberClaimed'>;
type Refusal = keyof typeof ordersRefusals;

export interface ClaimOrderNumber {
  readonly type: 'ClaimOrderNumber';
  readonly orderNo: string;
  readonly orderId: string;
  /** The order that claimed it earlier and was given up; '' where none is known. */
  readonly inPlaceOf: string;
}

export interface OrderNumberState {
  /** '' while nobody has claimed it. */
  readonly orderId: string;
  readonly claimedAt: string;
}

/** How long a claim stands without an order; placing follows claiming at once unless something crashed. */
const claimStandsMs = 60_000;

/** Whether the claim is so old that its order may be given up, if it was never placed. */
export function hasLapsed({ claimedAt }: OrderNumberState, now: string): boolean {
  return claimedAt !== '' && Date.parse(now) - Date.parse(claimedAt) >= claimStandsMs;
}

/** Id of the stream of one merchant's own number. */
export const orderNumberId = (tenant: string, orderNo: string): string => madeId('order-number', tenant, orderNo);

/** A merchant's own order number names one order. Refuses ORDER_NUMBER_TAKEN. */
export const orderNumber: Decider<OrderNumberState, ClaimOrderNumber, OrderNumberEvent, Refusal> & { name: string } = {
  name: 'order-number',
  initial: { orderId: '', claimedAt: '' },

  decide({ orderNo, orderId, inPlaceOf }, state, { at }) {
    if (state.orderId === orderId) return [];
    if (state.orderId !== '' && state.orderId !== inPlaceOf) {
      return refuse('ORDER_NUMBER_TAKEN', { orderNo, field: 'terms.orderNo' });
    }
    return [{ type: 'OrderNumberClaimed', data: { orderNo, orderId, claimedAt: at } }];
  },

  evolve: (_state, { data: { orderId, claimedAt } }) => ({ orderId, claimedAt }),
};
