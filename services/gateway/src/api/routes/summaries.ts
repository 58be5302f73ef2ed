import { route } from '../route.ts';
import { atLeast, byId, commandReply, noParams, noQuery, nothing } from '../schemas/common.ts';
import { listSummaries, listSummaryLists, summaryList, summaryLists, summaryView } from '../schemas/summaries.ts';

/** Summary declarations (汇总申报): lists of retail exports that were released one by one, declared by the month. */
export const summaryRoutes = [
  route({
    method: 'GET',
    path: '/v1/summaries',
    tag: 'customs',
    summary: 'List summary declarations',
    description:
      'One for each month and all that its lists must have in common: consignor, producer, transport mode, country of ' +
      'arrival, office of exit. The latest month first.',
    access: ['merchant', 'operations'],
    params: noParams,
    query: listSummaries,
    status: 200,
    reply: summaryList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.customs.listSummaries({ state, page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/summaries/{id}',
    tag: 'customs',
    summary: 'A summary declaration, its requests and what customs made of them',
    access: ['merchant', 'operations'],
    params: byId,
    query: atLeast,
    status: 200,
    reply: summaryView,
    problems: ['SUMMARY_NOT_FOUND', 'NOT_YET_VISIBLE'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.customs.getSummary({ id: params.id, atLeastVersion: query.version }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/summaries/{id}/lists',
    tag: 'customs',
    summary: 'The lists of a summary, by number',
    access: ['merchant', 'operations'],
    params: byId,
    query: listSummaryLists,
    status: 200,
    reply: summaryLists,
    problems: ['SUMMARY_NOT_FOUND'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.customs.listSummaryLists({ id: params.id, page: query }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/summaries/{id}/application',
    tag: 'customs',
    summary: 'Ask customs to declare the lists that wait',
    description:
      'CEB701, without waiting for the day on which it is asked for by itself. What customs sent back goes again, in a ' +
      "new request. Of statistics (A): states the month's figures, once the month is over.",
    access: ['merchant'],
    params: byId,
    query: noQuery,
    body: nothing,
    status: 200,
    reply: commandReply,
    problems: ['SUMMARY_NOT_FOUND', 'SUMMARY_EMPTY', 'SUMMARY_MONTH_OPEN'],
    examples: { body: {} },
    write: true,
    handle: ({ params }, { command }, { clients }) => clients.customs.applySummary({ id: params.id }, command),
  }),
];
