import { atOnce, type Json, ok, textAt } from '../story/api.ts';
import type { Account } from './reading.ts';

const orderStates: Readonly<Record<string, string>> = {
  OrderPlaced: 'PLACED',
  OrderPaid: 'PAID',
  OrderCleared: 'CLEARED',
  OrderShipped: 'SHIPPED',
  OrderDelivered: 'DELIVERED',
  OrderStocked: 'STOCKED',
  OrderSettled: 'SETTLED',
  OrderCancelled: 'CANCELLED',
  OrderRefunded: 'REFUNDED',
};

const declarationStates: Readonly<Record<string, string>> = {
  DeclarationDrafted: 'DRAFTED',
  DeclarationStored: 'STORED',
  DeclarationReleased: 'RELEASED',
  DeclarationClosed: 'CLOSED',
  DeclarationReturned: 'RETURNED',
  DeclarationCancelled: 'CANCELLED',
  DeclarationSummarised: 'SUMMARISED',
  DeclarationEntered: 'ENTERED',
};

// What customs does with the goods stands in the status alone.
const reviewed: Readonly<Record<string, string>> = { 300: 'UNDER_REVIEW', 500: 'INSPECTION' };

function declarationStateOf(type: string, data: Json): string | undefined {
  if (type === 'DeclarationUnderReview') return reviewed[textAt(data, 'status')] ?? 'DETAINED';
  if (type === 'DeclarationReturned' && textAt(data, 'status') === '700') return 'SHIPPED_BACK';
  return declarationStates[type];
}

/** States of orders and declarations; nothing leaves that customs had to release and did not. */
export function states(): Account {
  const orders = new Map<string, string>();
  const declarations = new Map<string, string>();
  const free = new Set<string>();
  const completed = new Set<string>();
  const released = new Map<string, string>();
  const keptIn = new Set<string>();
  const left: { readonly parcelId: string; readonly orderId: string; readonly time: string }[] = [];
  return {
    add({ type, data, time }) {
      const orderId = textAt(data, 'orderId');
      const orderState = orderStates[type];
      if (orderState !== undefined) orders.set(orderId, orderState);
      const declarationState = declarationStateOf(type, data);
      if (declarationState !== undefined) declarations.set(textAt(data, 'declarationId'), declarationState);
      if (type === 'OrderPlaced' && textAt(data, 'terms', 'mode') === 'LOCAL') free.add(orderId);
      // Customs may take it back, and release it anew: the goods may have left after the first time.
      if (type === 'DeclarationReleased' && !released.has(orderId)) released.set(orderId, time);
      const parcelId = textAt(data, 'parcelId');
      if (type === 'DispatchRevoked') keptIn.add(parcelId);
      if (type === 'DispatchAuthorised') keptIn.delete(parcelId);
      if (type === 'ParcelDispatched') left.push({ parcelId, orderId, time });
      if (type === 'FulfilmentCompleted') completed.add(orderId);
      const stays = type === 'ParcelDispatched' && keptIn.has(parcelId);
      return stays ? [`release: parcel ${parcelId} left at ${time} after its release was taken back`] : [];
    },

    async compare(api) {
      const breaches: string[] = [];
      // The feed merges several topics, so what has to be earlier is compared by business time, after all was read.
      for (const { parcelId, orderId, time } of left) {
        const at = released.get(orderId);
        if (!free.has(orderId) && (at === undefined || at > time))
          breaches.push(`release: parcel ${parcelId} left at ${time} before customs released its order`);
      }
      const check =
        (path: string, what: string) =>
        async ([id, state]: [string, string]) => {
          const shown = textAt(ok(await api.get(`${path}/${id}`), `${what} ${id}`), 'state');
          if (shown !== state) breaches.push(`${what}: ${id} is ${state} by the feed, ${shown} by REST`);
        };
      await atOnce(orders, check('/v1/orders', 'order'));
      await atOnce(declarations, check('/v1/declarations', 'declaration'));
      return breaches;
    },

    open: () => [...orders.keys()].filter((id) => !completed.has(id)).map((id) => `order: ${id} is not at its end`),
  };
}
