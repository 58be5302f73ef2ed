import { z } from 'zod';
import { route } from '../route.ts';
import { byId, noQuery, page } from '../schemas/common.ts';
import { declarationMessages, messageOriginal } from '../schemas/declaration-messages.ts';

const byMessage = z.strictObject({ ...byId.shape, messageId: z.string().min(1).max(255) });

export const declarationMessageRoutes = [
  route({
    method: 'GET',
    path: '/v1/declarations/{id}/messages',
    tag: 'customs',
    summary: 'The messages of a declaration',
    description: 'All that customs was told for it and all that came in about it, the earliest first.',
    access: ['merchant', 'operations'],
    params: byId,
    query: z.strictObject(page),
    status: 200,
    reply: declarationMessages,
    problems: ['DECLARATION_NOT_FOUND'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.customs.listDeclarationMessages({ declarationId: params.id, page: query }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/declarations/{id}/messages/{messageId}',
    tag: 'customs',
    summary: 'One of these messages, as it went out or came in',
    description: 'The exact bytes, kept as evidence, and the XML inside. It can name the buyer: keep it safe.',
    access: ['merchant', 'operations'],
    params: byMessage,
    query: noQuery,
    status: 200,
    reply: messageOriginal,
    problems: ['DECLARATION_NOT_FOUND', 'CUSTOMS_MESSAGE_NOT_FOUND', 'CUSTOMS_MESSAGE_NAMES_OTHERS'],
    async handle({ params }, { caller }, { clients }) {
      const { messageId, id: declarationId } = params;
      const found = await clients.customs.getDeclarationMessage({ declarationId, messageId }, caller);
      return { ...found, original: Buffer.from(found.original).toString('base64') };
    },
  }),
];
