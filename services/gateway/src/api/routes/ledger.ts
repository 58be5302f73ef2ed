import { z } from 'zod';
import { route } from '../route.ts';
import { noParams, page } from '../schemas/common.ts';
import { accountList, accountView } from '../schemas/fx.ts';
import { listAccounts } from '../schemas/ledger.ts';

const readers = ['merchant', 'operations'] as const;

export const ledgerRoutes = [
  route({
    method: 'GET',
    path: '/v1/ledger/accounts',
    tag: 'ledger',
    summary: 'List your accounts with their balances, now or as of a date',
    description:
      'As of the end of a business date, as the books stood at an instant, or both: what was known then of that date.',
    access: readers,
    params: noParams,
    query: listAccounts,
    status: 200,
    reply: accountList,
    problems: [],
    handle: ({ query: { asOf, recordedAt, ...at } }, { caller }, { clients }) =>
      clients.fx.listAccounts({ page: at, asOf, recordedAt }, caller),
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
