import { route } from '../route.ts';
import { byId, commandReply, noQuery } from '../schemas/common.ts';
import { listReturns, requestReturn } from '../schemas/list-returns.ts';

/** Goods of a released import that come back (退货): what customs is asked, and what it says. */
export const listReturnRoutes = [
  route({
    method: 'POST',
    path: '/v1/declarations/{id}/returns',
    tag: 'customs',
    summary: 'Ask customs to let goods of a released import come back',
    description:
      'CEB625, within 30 days of release; the goods must be back on their site within 45. Over all returns at most what ' +
      "was declared. Once customs grants it, the tax on them is not levied and the buyer's year gets their value back.",
    access: ['merchant'],
    params: byId,
    query: noQuery,
    body: requestReturn,
    status: 201,
    reply: commandReply,
    problems: [
      'DECLARATION_NOT_FOUND',
      'RETURN_OF_EXPORT',
      'RETURN_NOT_RELEASED',
      'RETURN_TOO_LATE',
      'RETURN_OPEN',
      'RETURN_LINE_UNKNOWN',
      'RETURN_QUANTITY_INVALID',
      'RETURN_QUANTITY_EXCEEDED',
    ],
    examples: { body: { reason: 'The tin was dented', lines: [{ line: 1, quantity: '1' }] } },
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.customs.requestListReturn(
        { declarationId: params.id, reason: body.reason, lines: body.lines ?? [] },
        command,
      ),
  }),
  route({
    method: 'GET',
    path: '/v1/declarations/{id}/returns',
    tag: 'customs',
    summary: 'The returns of a declaration',
    access: ['merchant', 'operations'],
    params: byId,
    query: noQuery,
    status: 200,
    reply: listReturns,
    problems: ['DECLARATION_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) =>
      clients.customs.getListReturns({ declarationId: params.id }, caller),
  }),
];
