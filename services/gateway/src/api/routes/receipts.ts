import { route } from '../route.ts';
import {
  clearReceipt,
  holdReceipt,
  listReceipts,
  matchReceipt,
  receipt,
  receiptList,
  releaseReceipt,
  returnReceipt,
  suggestions,
  suspense,
} from '../schemas/collection.ts';
import { byId, commandReply, noParams, noQuery } from '../schemas/common.ts';

const decided = {
  ...({ method: 'POST', tag: 'ledger', access: ['operations'], params: byId, query: noQuery } as const),
  ...({ status: 200, reply: commandReply, write: true } as const),
};
const waiting = ['FUNDS_UNKNOWN', 'FUNDS_NOT_IN_SUSPENSE'] as const;
const limits = ['FUNDS_HELD', 'FUNDS_SHORT', 'FUNDS_AMOUNT_INVALID'] as const;

/** Credits that the bank booked: what each pays, and what waits for a person. */
export const receiptRoutes = [
  route({
    method: 'GET',
    path: '/v1/receipts',
    tag: 'ledger',
    summary: 'Receipts, the latest first: by state, age, order number and amount',
    description: 'Your own; operations see those of every merchant. Filters together may leave a page with fewer rows.',
    access: ['merchant', 'operations'],
    params: noParams,
    query: listReceipts,
    status: 200,
    reply: receiptList,
    problems: [],
    handle: ({ query: { limit, cursor, amount, ...asked } }, { caller }, { clients }) =>
      clients.collection.listReceipts(
        { ...asked, ...(amount === undefined ? {} : { amount }), page: { limit, cursor } },
        caller,
      ),
  }),
  route({
    method: 'GET',
    path: '/v1/receipts/{id}',
    tag: 'ledger',
    summary: 'A receipt: the orders that it pays, by which rules, and who decided what',
    access: ['merchant', 'operations'],
    params: byId,
    query: noQuery,
    status: 200,
    reply: receipt,
    problems: ['FUNDS_UNKNOWN'],
    handle: ({ params }, { caller }, { clients }) => clients.collection.getReceipt({ id: params.id }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/suspense',
    tag: 'ledger',
    summary: 'What waits in suspense, by merchant, currency and age',
    access: ['operations'],
    params: noParams,
    query: noQuery,
    status: 200,
    reply: suspense,
    problems: [],
    handle: (_, { caller }, { clients }) => clients.collection.measureSuspense({}, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/receipts/{id}/suggestions',
    tag: 'ledger',
    summary: 'Orders that it may be for, the likeliest first',
    access: ['operations'],
    params: byId,
    query: noQuery,
    status: 200,
    reply: suggestions,
    problems: ['FUNDS_UNKNOWN'],
    handle: ({ params }, { caller }, { clients }) => clients.collection.suggestMatches({ id: params.id }, caller),
  }),
  route({
    ...decided,
    path: '/v1/receipts/{id}/matching',
    summary: 'Match it to orders by hand',
    body: matchReceipt,
    examples: {
      body: {
        lines: [{ order: 'SZ-2026-1', amount: { amount: '170.00', currency: 'USD' } }],
        reason: 'A digit is wrong',
      },
    },
    problems: [...waiting, ...limits, 'ESCROW_UNKNOWN', 'ESCROW_AMOUNT_DIFFERS'],
    handle: ({ params, body: { lines, reason } }, { command }, { clients }) => {
      const asked = lines.map(({ order: orderNo, amount, charge }) => ({
        ...{ orderNo, amount },
        ...(charge === undefined ? {} : { charge }),
      }));
      return clients.collection.matchReceipt({ id: params.id, lines: asked, reason }, command);
    },
  }),
  route({
    ...decided,
    path: '/v1/receipts/{id}/hold',
    summary: 'Hold what is left of it: the trade behind it is not proven',
    body: holdReceipt,
    examples: { body: { reason: 'TRADE_UNPROVEN', note: 'No contract yet' } },
    problems: [...waiting],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.collection.holdReceipt({ id: params.id, ...body }, command),
  }),
  route({
    ...decided,
    path: '/v1/receipts/{id}/clearing',
    summary: 'Clear what is held, with evidence of the trade',
    body: clearReceipt,
    examples: { body: { evidence: 'Declaration 310120260310000123' } },
    problems: ['FUNDS_UNKNOWN', 'FUNDS_NOT_HELD'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.collection.clearReceipt({ id: params.id, ...body }, command),
  }),
  route({
    ...decided,
    path: '/v1/receipts/{id}/release',
    summary: 'Give what is left of it, or a part, to the merchant without an order',
    body: releaseReceipt,
    examples: { body: { amount: { amount: '30.00', currency: 'USD' }, evidence: 'Invoice 17 of February' } },
    problems: [...waiting, ...limits],
    handle: ({ params, body: { amount, evidence } }, { command }, { clients }) =>
      clients.collection.releaseReceipt(
        { id: params.id, evidence, ...(amount === undefined ? {} : { amount }) },
        command,
      ),
  }),
  route({
    ...decided,
    path: '/v1/receipts/{id}/return',
    summary: 'Send what is left of it, or a part, back to its payer',
    body: returnReceipt,
    examples: { body: { amount: { amount: '40.00', currency: 'USD' } } },
    problems: [...waiting, 'FUNDS_SHORT', 'FUNDS_AMOUNT_INVALID'],
    handle: ({ params, body: { amount } }, { command }, { clients }) =>
      clients.collection.returnReceipt(
        { id: params.id, evidence: '', ...(amount === undefined ? {} : { amount }) },
        command,
      ),
  }),
];
