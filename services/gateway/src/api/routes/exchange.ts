import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery, nothing } from '../schemas/common.ts';
import {
  because,
  conversionOf,
  dealList,
  dealView,
  designateHedge,
  drawDown,
  firmQuote,
  indicate,
  indicationOf,
  listDeals,
  quoteConversion,
  rollTo,
  splitDeal,
} from '../schemas/exchange.ts';

const access = ['merchant'] as const;
const readers = ['merchant', 'operations'] as const;
const pricing = [
  ...['CONVERSION_INVALID', 'AMOUNT_CURRENCY_UNKNOWN', 'RATE_NOT_AVAILABLE', 'RATE_STALE', 'RATE_HELD_BACK'],
  ...['CALENDAR_NOT_LOADED', 'VALUE_DATE_TENOR_UNKNOWN', 'VALUE_DATE_PAST', 'VALUE_DATE_CLOSED'],
];
const market = ['RATE_NOT_AVAILABLE', 'RATE_STALE', 'RATE_HELD_BACK', 'CALENDAR_NOT_LOADED'];
const ending = ['DEAL_NOT_FOUND', 'DEAL_STATE_DIFFERS', 'LEDGER_INSUFFICIENT_FUNDS', ...market];

const some = { sell: { amount: '4000.00', currency: 'USD' } };
const examples = {
  quote: { sell: { amount: '10000.00', currency: 'USD' }, buyCurrency: 'CNY', value: 'SPOT', lockMinutes: 30 },
  hedge: { exposures: [{ reference: 'order-1', amount: { amount: '12500.00', currency: 'USD' } }] },
  drawdown: { ...some, valueDate: '2026-03-10' },
};

/** What is done with a deal: one path each, named by what happens to it. */
const onDeal = {
  method: 'POST',
  tag: 'ledger',
  access,
  params: byId,
  query: noQuery,
  status: 200,
  reply: commandReply,
} as const;

/** Converting currency: quotes and deals. */
export const exchangeRoutes = [
  route({
    ...{ method: 'GET', path: '/v1/exchange/indications', tag: 'ledger' },
    summary: 'What a conversion would cost now: nobody is bound',
    ...{ access: readers, params: noParams, query: indicate, status: 200, reply: firmQuote },
    problems: [...pricing],
    handle: ({ query }, { caller }, { clients }) => clients.exchange.getIndication(indicationOf(query), caller),
  }),
  route({
    ...{ method: 'POST', path: '/v1/exchange/quotes', tag: 'ledger' },
    summary: 'Ask for a firm quote: it holds until it expires, and is used once',
    description:
      'Exactly one side is fixed. The longer the rate shall hold, the wider its spread. The value date is open for both currencies.',
    ...{ access, params: noParams, query: noQuery, body: quoteConversion, status: 201, reply: commandReply },
    problems: [...pricing, 'FIRM_QUOTE_LOCK_UNKNOWN', 'FIRM_QUOTE_TOO_LARGE', 'FIRM_QUOTES_TOO_MANY'],
    examples: { body: examples.quote },
    write: true,
    handle: ({ body }, { command }, { clients }) =>
      clients.exchange.giveQuote({ conversion: conversionOf(body), reference: body.reference }, command),
  }),
  route({
    ...{ method: 'GET', path: '/v1/exchange/quotes/{id}', tag: 'ledger' },
    summary: 'A firm quote, as it stands now',
    ...{ access, params: byId, query: noQuery, status: 200, reply: firmQuote },
    problems: ['FIRM_QUOTE_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) => clients.exchange.getQuote(params, caller),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/quotes/{id}/acceptance',
    summary: 'Accept a firm quote: a deal follows',
    description:
      'Accepting it again answers the same deal. Refused once it has expired, or the market has moved too far.',
    body: nothing,
    problems: [
      ...[
        'FIRM_QUOTE_NOT_FOUND',
        'FIRM_QUOTE_OVER',
        'FIRM_QUOTE_WITHDRAWN',
        'MARKET_MOVED',
        'UNSETTLED_DEALS_EXCEEDED',
      ],
      ...['DEAL_DEPOSIT_SHORT', 'RATE_NOT_AVAILABLE', 'RATE_STALE', 'RATE_HELD_BACK'],
    ],
    write: true,
    handle: ({ params }, { command }, { clients }) => clients.exchange.acceptQuote(params, command),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/quotes/{id}/withdrawal',
    summary: 'Give a firm quote up',
    body: nothing,
    problems: ['FIRM_QUOTE_NOT_FOUND', 'FIRM_QUOTE_ACCEPTED'],
    write: true,
    handle: ({ params }, { command }, { clients }) => clients.exchange.withdrawQuote(params, command),
  }),
  route({
    ...{ method: 'GET', path: '/v1/exchange/deals', tag: 'ledger' },
    summary: 'Your deals, the latest first',
    ...{ access: readers, params: noParams, query: listDeals, status: 200, reply: dealList },
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.exchange.listDeals({ state, page }, caller),
  }),
  route({
    ...{ method: 'GET', path: '/v1/exchange/deals/{id}', tag: 'ledger' },
    summary: 'A deal, and what ending it now would come to',
    ...{ access, params: byId, query: noQuery, status: 200, reply: dealView },
    problems: ['DEAL_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) => clients.exchange.getDeal(params, caller),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/deals/{id}/funding',
    summary: 'Set aside what a deal sells: it is settled on its value date',
    body: nothing,
    problems: ['DEAL_NOT_FOUND', 'DEAL_STATE_DIFFERS', 'LEDGER_INSUFFICIENT_FUNDS'],
    write: true,
    handle: ({ params }, { command }, { clients }) => clients.exchange.fundDeal(params, command),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/deals/{id}/cancellation',
    summary: 'End a deal that is not funded, at the market: gain and loss are yours',
    body: because,
    problems: ending,
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.exchange.cancelDeal({ ...params, ...body }, command),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/deals/{id}/roll',
    summary: 'Move a deal to another day, at the market; answers the new deal',
    body: rollTo,
    problems: [...new Set([...ending, ...pricing, 'DEAL_DATE_INVALID'])],
    write: true,
    handle: ({ params, body }, { command }, { clients }) => clients.exchange.rollDeal({ ...params, ...body }, command),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/deals/{id}/split',
    summary: 'Split a deal in two, at its own rate; answers the first part',
    body: splitDeal,
    examples: { body: some },
    problems: ['DEAL_NOT_FOUND', 'DEAL_STATE_DIFFERS', 'DEAL_PART_INVALID'],
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.exchange.splitDeal({ ...params, ...body, valueDate: '' }, command),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/deals/{id}/drawdown',
    summary: 'Have part of a deal settled earlier, at its own rate; answers that part',
    body: drawDown,
    examples: { body: examples.drawdown },
    problems: [
      ...['DEAL_NOT_FOUND', 'DEAL_STATE_DIFFERS', 'DEAL_PART_INVALID', 'DEAL_DATE_INVALID'],
      ...['CALENDAR_NOT_LOADED', 'VALUE_DATE_PAST', 'VALUE_DATE_CLOSED'],
    ],
    write: true,
    handle: ({ params, body }, { command }, { clients }) => clients.exchange.splitDeal({ ...params, ...body }, command),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/deals/{id}/hedge',
    summary: 'Say which orders a deal hedges',
    body: designateHedge,
    examples: { body: examples.hedge },
    problems: ['DEAL_NOT_FOUND', 'HEDGE_INVALID', 'HEDGE_RATIO_OUTSIDE', 'AMOUNT_CURRENCY_UNKNOWN'],
    write: true,
    handle: ({ params: { id }, body }, { command }, { clients }) =>
      clients.exchange.designateHedge({ dealId: id, ...body }, command),
  }),
  route({
    ...onDeal,
    path: '/v1/exchange/deals/{id}/hedge/release',
    summary: 'A deal hedges nothing any more',
    body: because,
    problems: ['HEDGE_NOT_FOUND'],
    write: true,
    handle: ({ params: { id }, body }, { command }, { clients }) =>
      clients.exchange.releaseHedge({ dealId: id, ...body }, command),
  }),
];
