import type { Complete } from '@portolan/contracts';
import { type GetOrderRequest, OrdersDefinition, type OrderView } from '@portolan/contracts/orders/v1/orders';
import { type Caller, Forgotten, paged, RefusedError, type Runtime, serve } from '@portolan/service';
import { maskName } from '../order/buyer.ts';
import type { Offered } from '../order/terms.ts';
import type { Clients } from '../processes/steps.ts';
import type { HoldDocument } from '../projections/holds.ts';
import { noProgress, type OrderDocument, orderList, type ProgressDocument } from '../projections/orders.ts';
import { listHolds } from './holds.ts';
import { placeOrder } from './place-order.ts';
import { acceptOrder, putDocument, wish } from './wishes.ts';

type Reads = Pick<Runtime, 'documents' | 'vault' | 'visible'>;

/** Orders as other services and the gateway see them. A caller sees its own tenant's and no other. */
export const ordersApi = (runtime: Runtime, offered: Offered, clients: Pick<Clients, 'fx'>) =>
  serve(OrdersDefinition, {
    placeOrder: (request, call) => placeOrder(runtime, offered, request, call.context),
    getOrder: (request, call) => getOrder(runtime, request, call.caller),

    async listOrders({ state, page }, { caller: { tenant } }) {
      const by = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
      const { shown, nextCursor } = await paged(page, (reach) =>
        runtime.documents.find<OrderDocument>({ collection: 'orders', tenant, ...by, ...reach, descending: true }),
      );
      const orders: OrderView[] = [];
      for (const { id, document } of shown) orders.push(await viewOf(runtime, tenant, id, document));
      return { orders, nextCursor };
    },

    async getHolds({ orderId }, { caller: { tenant } }) {
      await found(runtime, tenant, orderId);
      const holds = await runtime.documents.find<HoldDocument>({
        collection: 'order_holds',
        tenant,
        index: 'byOrder',
        equals: [orderId],
        limit: 100,
      });
      return { holds: holds.map(({ document: { orderId: _order, ...hold } }) => hold) };
    },

    listHolds: (request, { caller }) => listHolds(runtime, request, caller.tenant),
    putDocument: (request, call) => putDocument(runtime, request, call),
    cancelOrder: ({ orderId, reason }, call) => wish(runtime, call, { type: 'Cancel', orderId, reason }),
    withdrawCancellation: ({ orderId, reason }, call) =>
      wish(runtime, call, { type: 'WithdrawCancellation', orderId, reason }),
    retryStep: ({ orderId }, call) => wish(runtime, call, { type: 'RetryStep', orderId }),
    returnOrder: ({ orderId, terms }, call) => wish(runtime, call, { type: 'Return', orderId, terms }),
    acceptOrder: ({ orderId }, call) => acceptOrder(runtime, clients, orderId, call),
  });

/** @throws RefusedError ORDER_NOT_FOUND (also where it is another tenant's), NOT_YET_VISIBLE */
export async function getOrder(
  runtime: Reads,
  { id, atLeastVersion }: Complete<GetOrderRequest>,
  { tenant }: Pick<Caller, 'tenant'>,
): Promise<OrderView> {
  const stream = `${tenant}/order/${id}`;
  if (atLeastVersion > 0n && !(await runtime.visible(orderList.name, stream, Number(atLeastVersion)))) {
    throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(atLeastVersion) } });
  }
  return viewOf(runtime, tenant, id, await found(runtime, tenant, id));
}

async function found({ documents }: Pick<Runtime, 'documents'>, tenant: string, id: string): Promise<OrderDocument> {
  const document = await documents.get<OrderDocument>('orders', tenant, id);
  if (document === undefined) throw new RefusedError({ refused: 'ORDER_NOT_FOUND', data: { id } });
  return document;
}

async function viewOf(runtime: Reads, tenant: string, id: string, document: OrderDocument): Promise<OrderView> {
  const { buyer, version, ...shown } = document;
  const progress = (await runtime.documents.get<ProgressDocument>('order_progress', tenant, id)) ?? noProgress;
  const { roots, completed, ending } = progress;
  return {
    ...shown,
    id,
    buyer: { name: await maskedName(runtime, tenant, buyer), country: buyer.country },
    escrowId: roots.escrowId ?? '',
    parcelId: roots.parcelId ?? '',
    shipmentId: roots.shipmentId ?? '',
    declarationId: roots.declarationId ?? '',
    quoteId: roots.quoteId ?? '',
    payoutId: roots.payoutId ?? '',
    version: BigInt(version),
    completed,
    ending,
  };
}

async function maskedName({ vault }: Reads, tenant: string, buyer: OrderDocument['buyer']): Promise<string> {
  try {
    return maskName(await vault.open(tenant, 'name', buyer.name));
  } catch (error) {
    if (error instanceof Forgotten) return '***';
    throw error;
  }
}
