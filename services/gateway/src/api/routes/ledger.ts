import { z } from 'zod';
import { route } from '../route.ts';
import { noParams, page } from '../schemas/common.ts';
import { accountList, accountView } from '../schemas/fx.ts';

const readers = ['merchant', 'operations'] as const;

export const ledgerRoutes = [
  route({
    method: 'GET',
    path: '/v1/ledger/accounts',
    tag: 'ledger',
    summary: 'List your accounts with their balances',
    access: readers,
    params: noParams,
    query: z.strictObject(page),
    status: 200,
    reply: accountList,
    problems: [],
    handle: ({ query }, { caller }, { clients }) => clients.fx.listAccounts({ page: query }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/ledger/accounts/{id}',
    tag: 'ledger',
    summary: 'One account, its balance and its entries',
    access: readers,
    params: z.strictObject({
      id: z
        .string()
        .min(1)
        .max(200)
        .meta({ examples: ['2100.USD.6y9d7v0kq3m1x4t8a2c5e7g9jh'] }),
    }),
    query: z.strictObject(page),
    status: 200,
    reply: accountView,
    problems: ['ACCOUNT_NOT_FOUND'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.fx.getAccount({ id: params.id, page: query }, caller),
  }),
];
