import { type Complete, clearingCall, fill, holdTexts, type Language, ownerTexts } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';
import { route } from '../route.ts';
import { byId, noParams } from '../schemas/common.ts';
import { holdList, listHolds, orderHoldList, readHolds } from '../schemas/holds.ts';

const readers = ['merchant', 'operations'] as const;

export const holdRoutes = [
  route({
    method: 'GET',
    path: '/v1/orders/{id}/holds',
    tag: 'orders',
    summary: 'What holds an order, who can change that, and by which call',
    access: readers,
    params: byId,
    query: readHolds,
    status: 200,
    reply: holdList,
    problems: ['ORDER_NOT_FOUND'],
    async handle({ params, query }, { caller, language }, { clients }) {
      const { holds } = await clients.orders.getHolds({ orderId: params.id }, caller);
      return { holds: holds.map((hold) => heldIn(query.lang ?? language, hold, params.id)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/holds',
    tag: 'orders',
    summary: 'All that stands still, longest first',
    description: 'With `owner` what one party has to do next: buyer, merchant, warehouse_operator, carrier, customs …',
    access: readers,
    params: noParams,
    query: listHolds,
    status: 200,
    reply: orderHoldList,
    problems: [],
    async handle({ query: { owner, code, lang, ...page } }, { caller, language }, { clients }) {
      const { holds, nextCursor } = await clients.orders.listHolds({ owner, code, page }, caller);
      const inWords = holds.map(({ orderId, orderNo, hold }) => {
        return { orderId, orderNo, ...heldIn(lang ?? language, hold, orderId) };
      });
      return { holds: inWords, nextCursor };
    },
  }),
];

/** A hold in words, and the call that clears it. A code that is newer than this gateway stands for itself. */
export function heldIn(language: Language, hold: Complete<Hold>, orderId: string) {
  const words = holdTexts[hold.code];
  return {
    ...hold,
    what: words?.what[language] ?? hold.code,
    who: ownerTexts[hold.owner]?.[language] ?? hold.owner,
    text: words?.[language](hold) ?? hold.code,
    next: words?.next[language] ?? '',
    clearedBy: callOf(hold, orderId, language),
  };
}

/** Null where no call clears it, or where the hold does not know an id that the call needs. */
function callOf(hold: Complete<Hold>, orderId: string, language: Language) {
  const data = { ...hold.data, orderId };
  const call = clearingCall({ ...hold, data });
  if (call === undefined || call.path.includes('{')) return null;
  return { ...call, summary: fill(call.summary[language], data) };
}
