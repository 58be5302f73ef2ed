import { route } from '../route.ts';
import {
  because,
  listVirtualAccounts,
  openVirtualAccount,
  virtualAccount,
  virtualAccountList,
} from '../schemas/collection.ts';
import { byId, commandReply, noParams, noQuery, nothing } from '../schemas/common.ts';

const decided = {
  ...({ tag: 'ledger', access: ['operations'], params: byId, query: noQuery, status: 200 } as const),
  ...({ reply: commandReply, write: true } as const),
};
const known = ['VIRTUAL_ACCOUNT_UNKNOWN', 'VIRTUAL_ACCOUNT_CLOSED'] as const;

/** Accounts that buyers pay into, one for an order or one for a merchant. */
export const virtualAccountRoutes = [
  route({
    method: 'POST',
    path: '/v1/virtual-accounts',
    tag: 'ledger',
    summary: 'Open an account number for one order, or for all of yours',
    description: 'Asked again for the same order and currency, it is the same number.',
    access: ['merchant'],
    params: noParams,
    query: noQuery,
    body: openVirtualAccount,
    examples: { body: { model: 'PER_PAYMENT', currency: 'USD', orderNo: 'SZ-2026-1' } },
    status: 201,
    reply: commandReply,
    problems: ['VIRTUAL_ACCOUNT_CURRENCY', 'VIRTUAL_ACCOUNT_ORDER_MISSING'],
    write: true,
    handle: ({ body }, { command }, { clients }) => clients.collection.openVirtualAccount(body, command),
  }),
  route({
    method: 'GET',
    path: '/v1/virtual-accounts',
    tag: 'ledger',
    summary: 'Virtual accounts, the latest first',
    description: 'Your own; operations see those of every merchant.',
    access: ['merchant', 'operations'],
    params: noParams,
    query: listVirtualAccounts,
    status: 200,
    reply: virtualAccountList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.collection.listVirtualAccounts({ state, page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/virtual-accounts/{id}',
    tag: 'ledger',
    summary: 'A virtual account',
    access: ['merchant', 'operations'],
    params: byId,
    query: noQuery,
    status: 200,
    reply: virtualAccount,
    problems: ['VIRTUAL_ACCOUNT_UNKNOWN'],
    handle: ({ params }, { caller }, { clients }) =>
      clients.collection.getVirtualAccount({ id: params.id, reason: '' }, caller),
  }),
  route({
    ...{ method: 'POST', path: '/v1/virtual-accounts/{id}/activation', ...decided },
    summary: 'The bank has opened it: it takes money',
    body: nothing,
    problems: [...known],
    handle: ({ params }, { command }, { clients }) =>
      clients.collection.activateVirtualAccount({ id: params.id, reason: '' }, command),
  }),
  route({
    ...{ method: 'POST', path: '/v1/virtual-accounts/{id}/freeze', ...decided },
    summary: 'Freeze it: what comes is held',
    body: because,
    examples: { body: { reason: 'Letter of the police of 2 March' } },
    problems: [...known, 'VIRTUAL_ACCOUNT_NOT_ACTIVE'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.collection.freezeVirtualAccount({ id: params.id, ...body }, command),
  }),
  route({
    ...{ method: 'POST', path: '/v1/virtual-accounts/{id}/unfreezing', ...decided },
    summary: 'Let money come again',
    body: because,
    examples: { body: { reason: 'Withdrawn by the police' } },
    problems: [...known, 'VIRTUAL_ACCOUNT_NOT_ACTIVE'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.collection.unfreezeVirtualAccount({ id: params.id, ...body }, command),
  }),
  route({
    ...{ method: 'POST', path: '/v1/virtual-accounts/{id}/closing', ...decided, access: ['merchant'] },
    summary: 'Close it for good: what still comes waits in suspense',
    body: because,
    examples: { body: { reason: 'The order is paid' } },
    problems: ['VIRTUAL_ACCOUNT_UNKNOWN'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.collection.closeVirtualAccount({ id: params.id, ...body }, command),
  }),
];
