import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import { asked, landedCostQuote, quoteLandedCost, readQuote, shownQuote } from '../schemas/landed-cost.ts';
import { costExample } from './examples.ts';

/** What goods cost where they arrive, with what made every figure. */
export const landedCostRoutes = [
  route({
    method: 'POST',
    path: '/v1/landed-cost/quotes',
    tag: 'customs',
    summary: 'Ask for the landed cost of a consignment',
    description:
      'Duties, taxes and fees of China, the European Union, the United Kingdom or the United States, by the rules of now or of any day. The answer is kept, with the arithmetic and the rules of every figure, and holds for a day.',
    access: ['merchant'],
    params: noParams,
    query: noQuery,
    body: quoteLandedCost,
    status: 201,
    reply: commandReply,
    problems: [
      'COST_QUESTION_INVALID',
      'COST_CURRENCY_DIFFERS',
      'COST_EXCHANGE_RATE_MISSING',
      'COST_CODE_UNKNOWN',
      'COST_RULE_MISSING',
      'COST_MODE_NOT_ALLOWED',
      'COST_SINGLE_LIMIT',
      'COST_YEARLY_LIMIT',
      'COST_PARCEL_LIMIT',
      'COST_MEASURE_MISSING',
      'COST_SCHEME_NOT_ALLOWED',
      'COST_EXCISE_NOT_ALLOWED',
    ],
    examples: { body: costExample },
    write: true,
    handle: ({ body }, { command }, { clients }) => clients.customs.quoteLandedCost(asked(body), command),
  }),
  route({
    method: 'GET',
    path: '/v1/landed-cost/quotes/{id}',
    tag: 'customs',
    summary: 'A landed-cost quote, with what made every figure',
    access: ['merchant', 'operations'],
    params: byId,
    query: readQuote,
    status: 200,
    reply: landedCostQuote,
    problems: ['COST_QUOTE_NOT_FOUND'],
    async handle({ params: { id }, query: { lang } }, { caller, language }, { clients }) {
      return shownQuote(await clients.customs.getLandedCostQuote({ id }, caller), lang ?? language);
    },
  }),
];
