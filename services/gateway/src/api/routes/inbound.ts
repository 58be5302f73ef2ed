import { z } from 'zod';
import { route } from '../route.ts';
import { noParams, noQuery } from '../schemas/common.ts';
import { listRefused, rawBytes, received, refusedMessages } from '../schemas/suite.ts';

const bytesAsTheyCame =
  'The bytes are kept as they came, whatever is in them; the same bytes a second time change nothing.';

export const inboundRoutes = [
  route({
    method: 'POST',
    path: '/v1/inbound/bank',
    tag: 'inbound',
    summary: 'The bank pushes camt.054 or pain.002',
    description: bytesAsTheyCame,
    access: 'signed',
    params: noParams,
    query: noQuery,
    body: rawBytes,
    status: 202,
    reply: received,
    problems: ['INVALID_MESSAGE'],
    handle: async ({ body }, { command }, { clients }) => onlyId(await clients.fx.receiveMessage({ body }, command)),
  }),
  route({
    method: 'POST',
    path: '/v1/inbound/customs',
    tag: 'inbound',
    summary: 'The single window pushes its receipts',
    description: bytesAsTheyCame,
    access: 'signed',
    params: noParams,
    query: noQuery,
    body: rawBytes,
    status: 202,
    reply: received,
    problems: ['INVALID_MESSAGE'],
    handle: async ({ body }, { command }, { clients }) =>
      onlyId(await clients.customs.receiveMessage({ body }, command)),
  }),
  route({
    method: 'POST',
    path: '/v1/inbound/carriers/{carrier}',
    tag: 'inbound',
    summary: 'A carrier pushes scans',
    description: bytesAsTheyCame,
    access: 'signed',
    params: z.strictObject({ carrier: z.string().regex(/^[A-Za-z0-9-]{1,60}$/) }),
    query: noQuery,
    body: rawBytes,
    status: 202,
    reply: received,
    problems: ['INVALID_MESSAGE'],
    handle: async ({ params, body }, { command }, { clients }) =>
      onlyId(await clients.tracking.receiveMessage({ carrier: params.carrier, body }, command)),
  }),
  route({
    method: 'GET',
    path: '/v1/inbound-messages',
    tag: 'inbound',
    summary: 'Messages from outside that could not be read',
    access: ['operations'],
    params: noParams,
    query: listRefused,
    status: 200,
    reply: refusedMessages,
    problems: [],
    handle({ query: { source, ...page } }, { caller }, { clients }) {
      const service = { bank: clients.fx, customs: clients.customs, carriers: clients.tracking }[source];
      return service.listRefusedMessages({ page }, caller);
    },
  }),
];

// The stream is the suite's own business.
function onlyId({ id }: { readonly id: string }) {
  return { id };
}
