import { route } from '../route.ts';
import { noParams } from '../schemas/common.ts';
import { listTaxVariances, taxVariances } from '../schemas/tax-variances.ts';

/** How well import taxes are foreseen. */
export const taxVarianceRoutes = [
  route({
    method: 'GET',
    path: '/v1/tax-variances',
    tag: 'customs',
    summary: 'Import tax as assessed here against what customs billed, line by line, with a score',
    description:
      'Each electronic tax bill (CEB816) against the assessment that its list was declared with, the latest first; a bill ' +
      'counts on the day (China) on which it came. The score is over all bills of the period, whatever the page.',
    access: ['merchant', 'operations'],
    params: noParams,
    query: listTaxVariances,
    status: 200,
    reply: taxVariances,
    problems: ['TAX_PERIOD_INVALID'],
    handle: ({ query: { mode: tradeMode, office: customsCode, limit, cursor, ...asked } }, { caller }, { clients }) =>
      clients.customs.listTaxVariances({ ...asked, tradeMode, customsCode, page: { limit, cursor } }, caller),
  }),
];
