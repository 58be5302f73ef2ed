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
}

/** Id of the stream of one merchant's own number. */
export const orderNumberId = (tenant: string, orderNo: string): string => madeId('order-number', tenant, orderNo);

/** A merchant's own order number names one order. Refuses ORDER_NUMBER_TAKEN. */
export const orderNumber: Decider<OrderNumberState, ClaimOrderNumber, OrderNumberEvent, Refusal> & { name: string } = {
  name: 'order-number',
  initial: { orderId: '' },

  decide({ orderNo, orderId, inPlaceOf }, state) {
    if (state.orderId === orderId) return [];
    if (state.orderId !== '' && state.orderId !== inPlaceOf) {
      return refuse('ORDER_NUMBER_TAKEN', { orderNo, field: 'orderNo' });
    }
    return [{ type: 'OrderNumberClaimed', data: { orderNo, orderId } }];
  },

  evolve: (_state, event) => ({ orderId: event.data.orderId }),
};
