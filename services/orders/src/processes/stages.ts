import type { React, Reaction, Recorded } from '@portolan/engine';
import type { FulfilmentEvent } from '../fulfilment/fulfilment.ts';
import type { Advice } from '../fulfilment/state.ts';
import { type OrderCommand, order } from '../order/order.ts';

type Telling = Extract<FulfilmentEvent, { type: 'AdviceReceived' | 'StepAccepted' }>;

/** What fulfilment learns moves the order itself from stage to stage. */
export const stagesReaction: Reaction<Telling> = {
  name: 'orders.stages.v1',
  reads: ['orders'],
  on: {
    AdviceReceived: ({ data: { orderId, advice } }, react) => move(react, commandFor(orderId, advice)),
    StepAccepted: (
      { data: { orderId, step, reference } }: Recorded<Extract<Telling, { type: 'StepAccepted' }>>,
      react,
    ) =>
      step === 'STEP_HAND_OVER' ? move(react, { type: 'RecordShipping', orderId, shipmentId: reference }) : undefined,
  },
};

async function move(react: React, command: OrderCommand | undefined): Promise<void> {
  if (command !== undefined) await react.execute(order, command.orderId, command);
}

/** The order's command that a piece of advice means; undefined where the order's own stage is not concerned. */
export function commandFor(orderId: string, advice: Advice): OrderCommand | undefined {
  switch (advice.$case) {
    case 'escrowFunded':
      return { type: 'RecordPayment', orderId, amount: advice.value.amount };
    case 'declarationReleased': {
      const { declarationId, invtNo } = advice.value;
      return { type: 'RecordClearance', orderId, declarationId, invtNo };
    }
    case 'shipmentDelivered':
      return { type: 'RecordDelivery', orderId, deliveredAt: advice.value.deliveredAt };
    case 'payoutSettled':
      return { type: 'RecordSettlement', orderId, paidOut: advice.value.amount };
    default:
      return undefined;
  }
}
