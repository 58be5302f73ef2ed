import type { Complete } from '@portolan/contracts';
import type { FulfilmentCompleted } from '@portolan/contracts/orders/v1/events';
import type { Reaction } from '@portolan/engine';
import type { FulfilmentEvent } from '../fulfilment/fulfilment.ts';
import type { Advice } from '../fulfilment/state.ts';
import { type OrderCommand, order } from '../order/order.ts';

type Moving = Extract<FulfilmentEvent, { type: 'AdviceReceived' | 'FulfilmentCompleted' }>;

/** What fulfilment learns, and how it ends, moves the order itself from stage to stage. */
export const stagesReaction: Reaction<Moving> = {
  name: 'orders.stages.v1',
  reads: ['orders'],
  on: {
    AdviceReceived: async ({ data: { orderId, advice } }, react) => {
      const command = commandFor(orderId, advice);
      if (command !== undefined) await react.execute(order, orderId, command);
    },
    FulfilmentCompleted: async ({ data }, react) => {
      const command = endingCommand(data);
      if (command !== undefined) await react.execute(order, data.orderId, command);
    },
  },
};

/** The order's command that a piece of advice means; undefined where the order's own stage is not concerned. */
export function commandFor(orderId: string, advice: Advice): OrderCommand | undefined {
  switch (advice.$case) {
    case 'escrowFunded':
      return { type: 'RecordPayment', orderId, amount: advice.value.amount };
    case 'declarationReleased': {
      const { declarationId, invtNo } = advice.value;
      return { type: 'RecordClearance', orderId, declarationId, invtNo };
    }
    case 'shipmentHandedOver':
      return { type: 'RecordShipping', orderId, shipmentId: advice.value.shipmentId };
    case 'shipmentDelivered':
      return { type: 'RecordDelivery', orderId, deliveredAt: advice.value.deliveredAt };
    case 'payoutSettled':
      return { type: 'RecordSettlement', orderId, paidOut: advice.value.amount };
    default:
      return undefined;
  }
}

/** The order's command that an end means; undefined where it was settled, which the bank's booking says already. */
export function endingCommand(completed: Complete<FulfilmentCompleted>): OrderCommand | undefined {
  const { orderId, state, ending, refunded } = completed;
  if (state === 'STOCKED') return { type: 'RecordStocking', orderId };
  if (state === 'CANCELLED') return { type: 'RecordCancellation', orderId, ending };
  if (state === 'REFUNDED' && refunded !== undefined)
    return { type: 'RecordRefund', orderId, ending, amount: refunded };
  return undefined;
}
