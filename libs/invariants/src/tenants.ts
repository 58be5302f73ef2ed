import type { Invariant } from './invariant.ts';

/** Streams that belong to the merchant whose order it is; those of operators and platforms tell them of it. */
const ownStreams = new Set([
  ...['order', 'order-number', 'fulfilment', 'escrow', 'quote', 'payout', 'claim', 'ledger'],
  ...['goods-filing', 'match-case', 'declaration', 'allowance', 'return', 'item', 'stock', 'parcel', 'shipment'],
]);

interface Owner {
  readonly tenant: string;
  readonly event: string;
  readonly stranger: { readonly tenant: string; readonly event: string } | undefined;
}

/** What is done for an order is done in its merchant's own streams, and in nobody else's. */
export const tenants: Invariant<Owner> = {
  name: 'tenants',
  holds: {
    en: 'What is done for an order stands in the streams of its own merchant.',
    zh: '为一个订单所做的一切只记入该商家自己的流。',
  },
  flaws: {
    ANOTHER_TENANT: {
      en: 'Order {order} is of {owner} ({first}), yet {event} was written for {tenant}.',
      zh: '订单 {order} 属于 {owner}（{first}），{event} 却写入了 {tenant} 的流。',
    },
  },
  across: false,
  begin: () => ({ tenant: '', event: '', stranger: undefined }),
  on: {},
  each: {
    about: ({ meta }) =>
      meta.correlation !== '' && ownStreams.has(aggregateOf(meta.stream)) ? [meta.correlation] : [],
    next(before, { meta }) {
      if (before.tenant === '') return { tenant: meta.tenant, event: meta.id, stranger: undefined };
      if (meta.tenant === before.tenant) return before;
      return { ...before, stranger: { tenant: meta.tenant, event: meta.id } };
    },
  },
  never({ tenant: owner, event: first, stranger }, order) {
    if (stranger === undefined) return undefined;
    return { code: 'ANOTHER_TENANT', data: { order, owner, first, ...stranger } };
  },
};

function aggregateOf(stream: string): string {
  const from = stream.indexOf('/') + 1;
  return stream.slice(from, stream.indexOf('/', from));
}
