import type { Only, OrdersEvent } from '@portolan/contracts';
import type { React, Reaction, Recorded } from '@portolan/engine';
import { fulfilment } from '../fulfilment/fulfilment.ts';
import type { Advice } from '../fulfilment/state.ts';
import type { Partners } from '../partners.ts';
import { type Advising, adviceOf } from './advice.ts';

type Heard = Only<OrdersEvent, 'OrderPlaced'> | Advising;

/** What other services tell becomes advice to the fulfilment of the order that it is about. */
export function fulfilmentReaction(partners: Partners): Reaction<Heard> {
  return {
    name: 'orders.fulfilment.v1',
    reads: ['orders', 'fx', 'warehouse', 'customs', 'tracking'],
    on: {
      OrderPlaced: async ({ data: { orderId, terms, buyer } }, react) => {
        const { institution, carriers, settlementCurrency, storage } = partners;
        const carrier = carriers[terms.carrier] ?? { code: '', name: terms.carrier, country: '' };
        const cost = storage[terms.warehouseId];
        const storageCost = cost === undefined ? {} : { storageCostPerDay: cost };
        const started = { orderId, terms, buyer, institution, carrier, settlementCurrency, ...storageCost };
        await react.execute(fulfilment, orderId, { type: 'Start', started });
      },
      ...advising,
    },
  };
}

type On = Reaction<Advising>['on'];

const advising: On = Object.fromEntries(
  Object.entries(adviceOf).map(([type, read]) => [
    type,
    (event: Recorded, react: React) => advise(event, react, (read as (data: unknown) => Advice)(event.data)),
  ]),
);

async function advise({ meta }: Recorded, react: React, advice: Advice): Promise<void> {
  const { correlation: orderId } = meta;
  // About no order: the bank reports and stock that nobody ordered are not for fulfilment.
  if (orderId !== '') await react.execute(fulfilment, orderId, { type: 'TakeAdvice', orderId, advice });
}
