import type { Reaction } from '@portolan/engine';
import type { FulfilmentEvent } from '../fulfilment/fulfilment.ts';
import type { Advice } from '../fulfilment/state.ts';
import { type OrderCommand, order } from '../order/order.ts';

/** What fulfilment learns moves the order itself from stage to stage. */
export const stagesReaction: Reaction<Extract<FulfilmentEvent, { type: 'AdviceReceived' }>> = {
  name: 'orders.stages.v1',
  reads: ['orders'],
  on: {
    AdviceReceived: async ({ data: { orderId, advice } }, react) => {
      const command = commandFor(orderId, advice);
      if (command !== undefined) await react.execute(order, orderId, command);
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
