import { bookkeepingEvents, type Complete, type Language, ordersRefusals } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';
import { RefusedError } from '@portolan/service';
import { z } from 'zod';
import { timelineOf } from '../../projections/timeline.ts';
import { Problem } from '../problem.ts';
import { route } from '../route.ts';
import { atLeast, byId, commandReply, languageQuery, noParams, noQuery } from '../schemas/common.ts';
import { readTimeline, timeline } from '../schemas/feed.ts';
import { holdList, listOrders, orderList, orderView, placeOrder } from '../schemas/orders.ts';
import { orderExample } from './examples.ts';
import { holdText } from './holds.ts';
import { told } from './told.ts';

const merchants = ['merchant', 'operations'] as const;

// All that is wrong with an order as such: every refusal of orders that calls the request itself wrong.
const orderProblems = Object.entries(ordersRefusals)
  .filter(([code, { kind }]) => kind === 'invalid' || code === 'ORDER_NUMBER_TAKEN')
  .map(([code]) => code);

export const orderRoutes = [
  route({
    method: 'POST',
    path: '/v1/orders',
    tag: 'orders',
    summary: 'Place an order',
    description: "The buyer's data is sealed as it enters. The answer names the order and the version to read it at.",
    access: ['merchant'],
    params: noParams,
    query: noQuery,
    body: placeOrder,
    status: 201,
    reply: commandReply,
    problems: orderProblems,
    examples: { body: orderExample },
    write: true,
    handle: ({ body }, { command }, { clients }) => clients.orders.placeOrder(body, command),
  }),
  route({
    method: 'GET',
    path: '/v1/orders',
    tag: 'orders',
    summary: 'List your orders',
    access: merchants,
    params: noParams,
    query: listOrders,
    status: 200,
    reply: orderList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.orders.listOrders({ state, page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/orders/{id}',
    tag: 'orders',
    summary: 'Where an order stands',
    access: merchants,
    params: byId,
    query: atLeast,
    status: 200,
    reply: orderView,
    problems: ['ORDER_NOT_FOUND', 'NOT_YET_VISIBLE'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.orders.getOrder({ id: params.id, atLeastVersion: query.version }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/orders/{id}/timeline',
    tag: 'orders',
    summary: 'Everything that happened to an order',
    description:
      'Every event of every service with its cause, in Chinese or English; none stands before its cause. With detail=story what repeats another event is left out.',
    access: ['merchant', 'zone_operator', 'operations'],
    params: byId,
    query: readTimeline,
    status: 200,
    reply: timeline,
    problems: ['TIMELINE_NOT_FOUND'],
    async handle({ params, query }, call, { documents }) {
      const all = await timelineOf(documents, call.caller.tenant, params.id);
      if (all.length === 0) throw new Problem('TIMELINE_NOT_FOUND', { id: params.id });
      const from = query.cursor === '' ? 0 : all.findIndex(({ id }) => id === query.cursor) + 1;
      if (query.cursor !== '' && from === 0)
        throw new RefusedError({ refused: 'CURSOR_UNKNOWN', data: { field: 'cursor' } });
      const left = all.slice(from).filter(({ type }) => query.detail === 'all' || !bookkeepingEvents.has(type));
      const entries = left.slice(0, query.limit);
      const language = query.lang ?? call.language;
      return {
        orderId: params.id,
        language,
        entries: await Promise.all(entries.map((entry) => told(entry, all, language, documents))),
        nextCursor: entries.length < left.length ? (entries.at(-1)?.id ?? '') : '',
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/orders/{id}/holds',
    tag: 'orders',
    summary: 'What holds an order, and who can change that',
    access: merchants,
    params: byId,
    query: z.strictObject({ lang: languageQuery }),
    status: 200,
    reply: holdList,
    problems: ['ORDER_NOT_FOUND'],
    async handle({ params, query }, { caller, language }, { clients }) {
      const { holds } = await clients.orders.getHolds({ orderId: params.id }, caller);
      return { holds: holds.map((hold) => inWords(hold, query.lang ?? language)) };
    },
  }),
];

function inWords(hold: Complete<Hold>, language: Language) {
  return { ...hold, ...holdText(hold, language) };
}
