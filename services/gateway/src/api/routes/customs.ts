import { z } from 'zod';
import { route } from '../route.ts';
import { atLeast, byId, commandReply, noParams, noQuery, page } from '../schemas/common.ts';
import {
  allowanceView,
  declarationList,
  declarationView,
  fileGoods,
  goodsList,
  goodsView,
  listDeclarations,
} from '../schemas/customs.ts';
import { declarationFor } from './declaration-for.ts';
import { goodsExample } from './examples.ts';

export const customsRoutes = [
  route({
    method: 'POST',
    path: '/v1/goods',
    tag: 'customs',
    summary: 'File an article with customs',
    description: 'What customs must know of an article before it can be declared: code, elements, legal unit, weight.',
    access: ['merchant'],
    params: noParams,
    query: noQuery,
    body: fileGoods,
    status: 201,
    reply: commandReply,
    problems: [
      'GOODS_TEXT_INVALID',
      'GOODS_HS_CODE_INVALID',
      'GOODS_ORIGIN_UNKNOWN',
      'GOODS_UNIT_UNKNOWN',
      'GOODS_LEGAL_UNIT_UNKNOWN',
      'GOODS_MEASURE_INVALID',
      'GOODS_ALREADY_FILED',
    ],
    examples: { body: goodsExample },
    write: true,
    handle: ({ body }, { command }, { clients }) => clients.customs.fileGoods(body, command),
  }),
  route({
    method: 'GET',
    path: '/v1/goods',
    tag: 'customs',
    summary: 'List your filed articles',
    access: ['merchant', 'operations'],
    params: noParams,
    query: z.strictObject(page),
    status: 200,
    reply: goodsList,
    problems: [],
    handle: ({ query }, { caller }, { clients }) => clients.customs.listGoods({ page: query }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/goods/{sku}',
    tag: 'customs',
    summary: 'One filed article',
    access: ['merchant', 'operations'],
    params: z.strictObject({ sku: z.string().min(1).max(64) }),
    query: noQuery,
    status: 200,
    reply: goodsView,
    problems: ['GOODS_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) => clients.customs.getGoods({ sku: params.sku }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/declarations',
    tag: 'customs',
    summary: 'List declarations',
    description: 'Your own; of a customs office those that were sent to it, without prices, taxes and people.',
    access: ['merchant', 'customs_office', 'operations'],
    params: noParams,
    query: listDeclarations,
    status: 200,
    reply: declarationList,
    problems: [],
    async handle({ query: { state, ...page } }, { caller }, { clients }) {
      const { declarations, nextCursor } = await clients.customs.listDeclarations({ state, page }, caller);
      return { declarations: declarations.map((one) => declarationFor(caller.role, one)), nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/orders/{id}/allowance',
    tag: 'customs',
    summary: "What is left of the buyer's yearly allowance for bonded imports",
    description: 'Of the calendar year in which the order was declared; the buyer is the one of this order.',
    access: ['merchant', 'operations'],
    params: byId,
    query: noQuery,
    status: 200,
    reply: allowanceView,
    problems: ['ORDER_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) => clients.customs.getAllowance({ orderId: params.id }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/declarations/{id}',
    tag: 'customs',
    summary: 'A declaration and what customs answered',
    access: ['merchant', 'customs_office', 'operations'],
    params: byId,
    query: atLeast,
    status: 200,
    reply: declarationView,
    problems: ['DECLARATION_NOT_FOUND', 'NOT_YET_VISIBLE'],
    async handle({ params, query }, { caller }, { clients }) {
      const asked = { id: params.id, atLeastVersion: query.version };
      return declarationFor(caller.role, await clients.customs.getDeclaration(asked, caller));
    },
  }),
];
