import { route } from '../route.ts';
import { noParams } from '../schemas/common.ts';
import { listRules, ruleList, shownRules } from '../schemas/rules.ts';

/** What is known of duties and taxes: the same to everybody. */
export const ruleRoutes = [
  route({
    method: 'GET',
    path: '/v1/rules',
    tag: 'customs',
    summary: 'Rules of duties and taxes as of an instant',
    description:
      'Rates, limits, reliefs and fees with their first and last day, their source, and whether anybody compared them with the text in force. Each holds by the calendar of who made it.',
    access: ['merchant', 'zone_operator', 'platform', 'customs_office', 'operations'],
    params: noParams,
    query: listRules,
    status: 200,
    reply: ruleList,
    problems: [],
    async handle({ query: { asOf = '', jurisdiction, kind, lang, ...page } }, { caller, language }, { clients }) {
      const found = await clients.customs.listRules({ asOf, jurisdiction, kind, page }, caller);
      return shownRules(found, lang ?? language);
    },
  }),
];
