import type { Complete } from '@portolan/contracts';
import type { SealedPerson } from '@portolan/contracts/common/v1/types';
import type { OrderTerms } from '@portolan/contracts/orders/v1/types';
import type { Projection, Recorded, View } from '@portolan/engine';
import type { FulfilmentEvent } from '../fulfilment/fulfilment.ts';
import type { Advice } from '../fulfilment/state.ts';
import { furthest, type OrderEvent, type Stage, stageAfter } from '../order/order.ts';

/** An order as its own stream tells it. */
export type OrderDocument = {
  readonly state: Stage;
  readonly terms: Complete<OrderTerms>;
  readonly buyer: Complete<SealedPerson>;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly version: number;
};

/** The roots of an order in other services, by the name that OrderView gives them. */
export type RootsDocument = Readonly<Record<string, string>>;

function rootsIn({ $case, value }: Advice): RootsDocument {
  switch ($case) {
    case 'escrowOpened':
      return { escrowId: value.escrowId };
    case 'parcelReserved':
    case 'parcelShort':
      return { parcelId: value.parcelId };
    case 'shipmentRegistered':
      return { shipmentId: value.shipmentId };
    case 'caseMatched':
      return { declarationId: value.declarationId };
    case 'quoteRequested':
      return { quoteId: value.quoteId };
    case 'payoutCreated':
      return { payoutId: value.payoutId };
    default:
      return {};
  }
}

/** Orders, newest first, with the roots of other services beside them: two streams, so two documents. */
export const orderList: Projection<OrderEvent | Extract<FulfilmentEvent, { type: 'AdviceReceived' }>> = {
  name: 'orders.orders.v1',
  reads: ['orders'],
  collections: {
    orders: { indexes: { byState: ['state', 'placedAt'], byTime: ['placedAt'] } },
    order_roots: {},
  },
  on: {
    OrderPlaced: ({ data: { orderId, terms, buyer }, meta }, view) =>
      view.put('orders', meta.tenant, orderId, {
        state: 'PLACED',
        terms,
        buyer,
        placedAt: meta.time,
        updatedAt: meta.time,
        version: meta.version,
      } satisfies OrderDocument),
    OrderPaid: moved,
    OrderCleared: moved,
    OrderShipped: moved,
    OrderDelivered: moved,
    OrderSettled: moved,
    AdviceReceived: async ({ data: { orderId, advice }, meta: { tenant } }, view) => {
      const roots = rootsIn(advice);
      if (Object.keys(roots).length === 0) return;
      const before = (await view.get<RootsDocument>('order_roots', tenant, orderId)) ?? {};
      await view.put('order_roots', tenant, orderId, { ...before, ...roots });
    },
  },
};

type Moving = Exclude<OrderEvent, { type: 'OrderPlaced' | 'OrderAbandoned' }>;

async function moved({ type, data: { orderId }, meta }: Recorded<Moving>, view: View): Promise<void> {
  const before = await view.get<OrderDocument>('orders', meta.tenant, orderId);
  const stage = stageAfter(type);
  if (before === undefined || stage === undefined) return;
  const state = furthest(before.state, stage);
  await view.put('orders', meta.tenant, orderId, { ...before, state, updatedAt: meta.time, version: meta.version });
}
