import { bookkeepingEvents, ordersRefusals } from '@portolan/contracts';
import { RefusedError } from '@portolan/service';
import { z } from 'zod';
import { timelineOf } from '../../projections/timeline.ts';
import { Problem } from '../problem.ts';
import { route } from '../route.ts';
import { orderAsOf, readOrder } from '../schemas/as-of.ts';
import { byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import { readTimeline, timeline } from '../schemas/feed.ts';
import { listOrders, orderList, orderView, placeOrder } from '../schemas/orders.ts';
import { orderExample } from './examples.ts';
import { orderThen } from './order-then.ts';
import { told } from './told.ts';

const merchants = ['merchant', 'operations'] as const;

// All that is wrong with an order as such: every refusal of orders that calls the request itself wrong.
const orderProblems = Object.entries(ordersRefusals)
  .filter(([code, { kind }]) => kind === 'invalid' || code === 'ORDER_NUMBER_TAKEN')
  .filter(([code]) => !code.startsWith('RETURN_') && !code.startsWith('ORDER_DOCUMENT_'))
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
    summary: 'Where an order stands, or stood',
    description:
      'With `at` the order over all services at that instant, from its own events: holds, declaration, tax bill, parcel, ' +
      'shipment, escrow and what it held, payouts, and what had been booked.',
    access: merchants,
    params: byId,
    query: readOrder,
    status: 200,
    reply: z.union([orderView, orderAsOf]),
    problems: ['ORDER_NOT_FOUND', 'NOT_YET_VISIBLE', 'ORDER_NOT_YET', 'INSTANT_AHEAD'],
    handle: ({ params: { id }, query: { at, version, lang } }, { caller, language }, ground) =>
      at === undefined
        ? ground.clients.orders.getOrder({ id, atLeastVersion: version }, caller)
        : orderThen(ground, caller.tenant, id, at, lang ?? language),
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
];
