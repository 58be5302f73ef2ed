import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery, nothing } from '../schemas/common.ts';
import { claimList, fundsList, listClaims, listFunds } from '../schemas/fx.ts';

/** Money that lies open: credits that belong to nothing, and what carriers owe. */
export const claimRoutes = [
  route({
    method: 'GET',
    path: '/v1/funds',
    tag: 'ledger',
    summary: 'Credits that the bank booked, and what became of them',
    description: 'Of every organisation: who has to look after money that belongs to nothing sees all of it.',
    access: ['operations'],
    params: noParams,
    query: listFunds,
    status: 200,
    reply: fundsList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) => clients.fx.listFunds({ state, page }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/funds/{id}/return',
    tag: 'ledger',
    summary: 'Send money in suspense back to its payer',
    access: ['operations'],
    params: byId,
    query: noQuery,
    body: nothing,
    status: 200,
    reply: commandReply,
    problems: ['FUNDS_UNKNOWN', 'FUNDS_NOT_IN_SUSPENSE'],
    write: true,
    handle: ({ params }, { command }, { clients }) => clients.fx.returnFunds({ fundsId: params.id }, command),
  }),
  route({
    method: 'GET',
    path: '/v1/claims',
    tag: 'ledger',
    summary: 'What is owed to you for goods that were lost, damaged or short',
    access: ['merchant', 'operations'],
    params: noParams,
    query: listClaims,
    status: 200,
    reply: claimList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) => clients.fx.listClaims({ state, page }, caller),
  }),
];
