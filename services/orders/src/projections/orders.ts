import type { Complete } from '@portolan/contracts';
import type { SealedPerson } from '@portolan/contracts/common/v1/types';
import type { Ending, OrderTerms } from '@portolan/contracts/orders/v1/types';
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

/** What the order's fulfilment tells: its roots in other services, as OrderView names them, and how it ends. */
export type ProgressDocument = {
  readonly roots: Readonly<Record<string, string>>;
  readonly completed: boolean;
  readonly ending: Ending;
};

export const noProgress: ProgressDocument = { roots: {}, completed: false, ending: 'ENDING_UNSPECIFIED' };

function rootsIn({ $case, value }: Advice): ProgressDocument['roots'] {
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

type Telling = Extract<
  FulfilmentEvent,
  { type: 'AdviceReceived' | 'EndingDecided' | 'EndingWithdrawn' | 'FulfilmentCompleted' }
>;

/** Orders, newest first, with the roots of other services beside them: two streams, so two documents. */
export const orderList: Projection<OrderEvent | Telling> = {
  name: 'orders.orders.v1',
  reads: ['orders'],
  collections: {
    orders: { indexes: { byState: ['state', 'placedAt'], byTime: ['placedAt'] } },
    order_progress: {},
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
    OrderStocked: moved,
    OrderSettled: moved,
    OrderCancelled: moved,
    OrderRefunded: moved,
    AdviceReceived: async ({ data: { orderId, advice }, meta }, view) => {
      const roots = rootsIn(advice);
      if (Object.keys(roots).length === 0) return;
      await progressed(view, meta.tenant, orderId, (before) => ({ ...before, roots: { ...before.roots, ...roots } }));
    },
    EndingDecided: ({ data: { orderId, ending }, meta }, view) =>
      progressed(view, meta.tenant, orderId, (before) => ({ ...before, ending })),
    EndingWithdrawn: ({ data: { orderId }, meta }, view) =>
      progressed(view, meta.tenant, orderId, (before) => ({ ...before, ending: noProgress.ending })),
    FulfilmentCompleted: ({ data: { orderId }, meta }, view) =>
      progressed(view, meta.tenant, orderId, (before) => ({ ...before, completed: true })),
  },
};

type Change = (before: ProgressDocument) => ProgressDocument;

async function progressed(view: View, tenant: string, orderId: string, change: Change): Promise<void> {
  const before = (await view.get<ProgressDocument>('order_progress', tenant, orderId)) ?? noProgress;
  await view.put('order_progress', tenant, orderId, change(before));
}

type Moving = Exclude<OrderEvent, { type: 'OrderPlaced' | 'OrderAbandoned' }>;

async function moved({ type, data: { orderId }, meta }: Recorded<Moving>, view: View): Promise<void> {
  const before = await view.get<OrderDocument>('orders', meta.tenant, orderId);
  const stage = stageAfter(type);
  if (before === undefined || stage === undefined) return;
  const state = furthest(before.state, stage);
  await view.put('orders', meta.tenant, orderId, { ...before, state, updatedAt: meta.time, version: meta.version });
}
