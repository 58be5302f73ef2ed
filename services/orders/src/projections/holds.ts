import type { Complete } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';
import type { Projection } from '@portolan/engine';
import type { FulfilmentEvent } from '../fulfilment/fulfilment.ts';

/** An open hold. */
export type HoldDocument = Complete<Hold> & { readonly orderId: string };

/** What holds which order, and who acts next. Only open holds stand here. */
export const openHolds: Projection<Extract<FulfilmentEvent, { type: 'HoldPlaced' | 'HoldCleared' }>> = {
  name: 'orders.holds.v1',
  reads: ['orders'],
  collections: {
    order_holds: {
      indexes: {
        byOrder: ['orderId', 'since'],
        byTime: ['since'],
        byOwner: ['owner', 'since'],
        byCode: ['code', 'since'],
        byOwnerAndCode: ['owner', 'code', 'since'],
      },
    },
  },
  on: {
    HoldPlaced: ({ data: { orderId, hold }, meta }, view) =>
      view.put('order_holds', meta.tenant, `${orderId}/${hold.code}`, { ...hold, orderId } satisfies HoldDocument),
    HoldCleared: ({ data: { orderId, code }, meta }, view) =>
      view.delete('order_holds', meta.tenant, `${orderId}/${code}`),
  },
};
