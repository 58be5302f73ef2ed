import { route } from '../route.ts';
import { commandReply, noParams, noQuery } from '../schemas/common.ts';
import {
  askValueDate,
  exposures,
  hedgeList,
  limitList,
  listRates,
  period,
  profitAndLoss,
  publishRate,
  rateList,
  revalue,
  setLimit,
  valueDate,
} from '../schemas/exchange.ts';

const readers = ['merchant', 'operations'] as const;
const operations = ['operations'] as const;
const read = { method: 'GET', tag: 'ledger', access: readers, params: noParams, status: 200 } as const;
const change = {
  method: 'POST',
  tag: 'ledger',
  access: operations,
  params: noParams,
  query: noQuery,
  status: 200,
  reply: commandReply,
  write: true,
} as const;

/** What the exchange stands on: rates, dates, limits; and what it leads to: exposures, hedges, gain and loss. */
export const exchangeRiskRoutes = [
  route({
    ...change,
    path: '/v1/exchange/rates',
    summary: 'Say what a pair trades at',
    description: 'A rate that is too far from its reference is held back, and nothing is quoted, until it is approved.',
    body: publishRate,
    problems: ['PAIR_INVALID', 'RATE_INVALID'],
    handle: ({ body }, { command }, { clients }) => clients.exchange.publishRate(body, command),
  }),
  route({
    ...read,
    path: '/v1/exchange/rates',
    summary: 'The latest rate of each pair, or the history of one as of any instant',
    query: listRates,
    reply: rateList,
    problems: [],
    handle: ({ query: { pair, asOf, ...page } }, { caller }, { clients }) =>
      clients.exchange.listRates({ pair, asOf, page }, caller),
  }),
  route({
    ...read,
    path: '/v1/exchange/calendars/value-date',
    summary: 'When a pair settles, by the calendars of both currencies',
    description: 'Beyond the last year that is loaded it refuses: no date is guessed.',
    query: askValueDate,
    reply: valueDate,
    problems: [
      'PAIR_INVALID',
      'CALENDAR_NOT_LOADED',
      'VALUE_DATE_TENOR_UNKNOWN',
      'VALUE_DATE_PAST',
      'VALUE_DATE_CLOSED',
    ],
    handle: ({ query: { pair, trade, value } }, { caller }, { clients }) =>
      clients.exchange.getValueDate({ pair, tradeDate: trade, value }, caller),
  }),
  route({
    ...read,
    path: '/v1/exchange/exposures',
    summary: 'What you are exposed to, by currency and value date, and what you may lose by it',
    query: noQuery,
    reply: exposures,
    problems: [],
    handle: (_input, { caller }, { clients }) => clients.exchange.listExposures({}, caller),
  }),
  route({
    ...read,
    path: '/v1/exchange/hedges',
    summary: 'Which deals hedge which orders, against the band of the policy',
    query: noQuery,
    reply: hedgeList,
    problems: [],
    handle: (_input, { caller }, { clients }) => clients.exchange.listHedges({}, caller),
  }),
  route({
    ...read,
    path: '/v1/exchange/limits',
    summary: 'Limits of the exchange',
    query: noQuery,
    reply: limitList,
    problems: [],
    handle: (_input, { caller }, { clients }) => clients.exchange.listLimits({}, caller),
  }),
  route({
    ...change,
    path: '/v1/exchange/limits',
    summary: 'Set a limit of the exchange',
    body: setLimit,
    problems: ['EXCHANGE_LIMIT_INVALID'],
    handle: ({ body }, { command }, { clients }) => clients.exchange.setLimit(body, command),
  }),
  route({
    ...read,
    path: '/v1/exchange/profit-and-loss',
    summary: 'Gain and loss by day and cause, as the accounts say',
    query: period,
    reply: profitAndLoss,
    problems: ['PROFIT_PERIOD_INVALID'],
    handle: ({ query }, { caller }, { clients }) => clients.exchange.getProfitAndLoss(query, caller),
  }),
  route({
    ...change,
    path: '/v1/exchange/revaluations',
    summary: 'Value the positions of an organisation at the end of a month, and take it back on the day after',
    body: revalue,
    problems: ['REVALUATION_DAY_INVALID', 'RATE_NOT_AVAILABLE'],
    handle: ({ body }, { command }, { clients }) => clients.exchange.revalue(body, command),
  }),
];
