import { route } from '../route.ts';
import { noParams } from '../schemas/common.ts';
import { listTradeModes, shownModes, tradeModeList } from '../schemas/trade-modes.ts';

/** How customs has things declared: the same to everybody. */
export const tradeModeRoutes = [
  route({
    method: 'GET',
    path: '/v1/trade-modes',
    tag: 'customs',
    summary: 'Supervision modes and the course of their declarations',
    description:
      'For each mode (监管方式) the documents it needs, the states that its declarations pass, and every move between them: who makes it, by which message. The declarations here go by this very table.',
    access: ['merchant', 'zone_operator', 'platform', 'customs_office', 'operations'],
    params: noParams,
    query: listTradeModes,
    status: 200,
    reply: tradeModeList,
    problems: [],
    async handle({ query: { lang } }, { caller, language }, { clients }) {
      return shownModes(await clients.customs.listTradeModes({}, caller), lang ?? language);
    },
  }),
];
