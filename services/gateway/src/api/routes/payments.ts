import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import { listPayouts, payoutList, payoutView, recallPayout } from '../schemas/payments.ts';

/** Payments that leave the house. */
export const paymentRoutes = [
  route({
    method: 'GET',
    path: '/v1/payouts',
    tag: 'ledger',
    summary: 'Payments that leave the house: how far each has come',
    description: 'Your own, the latest first; to operations those of every organisation.',
    access: ['merchant', 'operations'],
    params: noParams,
    query: listPayouts,
    status: 200,
    reply: payoutList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.payments.listPayouts({ state, page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/payouts/{id}',
    tag: 'ledger',
    summary: 'One payment and what became of it',
    access: ['merchant', 'operations'],
    params: byId,
    query: noQuery,
    status: 200,
    reply: payoutView,
    problems: ['PAYOUT_UNKNOWN'],
    handle: ({ params }, { caller }, { clients }) => clients.payments.getPayout({ id: params.id }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/payouts/{id}/recall',
    tag: 'ledger',
    summary: 'Ask the bank for a payment back',
    description: 'By a camt.056; what the bank answers is told as PayoutRecallAnswered.',
    access: ['merchant', 'operations'],
    params: byId,
    query: noQuery,
    body: recallPayout,
    status: 200,
    reply: commandReply,
    problems: ['PAYOUT_UNKNOWN', 'PAYOUT_NOT_RECALLABLE', 'PAYOUT_RECALL_REASON_UNKNOWN'],
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.payments.recallPayout({ id: params.id, ...body }, command),
  }),
];
