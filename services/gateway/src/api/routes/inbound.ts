import type { CommandReply } from '@portolan/contracts/common/v1/types';
import { z } from 'zod';
import { type Ground, type RouteCall, route, type Source } from '../route.ts';
import { noParams, noQuery } from '../schemas/common.ts';
import { listRefused, rawBytes, received, refusedMessages } from '../schemas/suite.ts';

type Keep<Params extends z.ZodType> = (
  clients: Ground['clients'],
  body: Uint8Array,
  command: RouteCall['command'],
  params: z.output<Params>,
) => Promise<Pick<CommandReply, 'id'>>;

/** A route to which an outside party pushes bytes: checked by signature, kept as they came, answered with their id. */
function pushed<Params extends z.ZodType>(
  source: Source,
  path: string,
  summary: string,
  params: Params,
  keep: Keep<Params>,
) {
  return route({
    method: 'POST',
    path,
    tag: 'inbound',
    summary,
    description: 'The bytes are kept as they came, whatever is in them; the same bytes a second time change nothing.',
    access: 'signed',
    source,
    params,
    query: noQuery,
    body: rawBytes,
    status: 202,
    reply: received,
    problems: ['INVALID_MESSAGE'],
    async handle({ params: given, body }, { command }, { clients }) {
      // The stream is the suite's own business.
      const { id } = await keep(clients, body, command, given);
      return { id };
    },
  });
}

const byCarrier = z.strictObject({ carrier: z.string().regex(/^[A-Za-z0-9-]{1,60}$/) });

export const inboundRoutes = [
  pushed('bank', '/v1/inbound/bank', 'The bank pushes camt.054 or pain.002', noParams, ({ fx }, body, command) =>
    fx.receiveMessage({ body }, command),
  ),
  pushed(
    'customs',
    '/v1/inbound/customs',
    'The single window pushes its receipts',
    noParams,
    (clients, body, command) => clients.customs.receiveMessage({ body }, command),
  ),
  pushed(
    'carriers',
    '/v1/inbound/carriers/{carrier}',
    'A carrier pushes scans',
    byCarrier,
    ({ tracking }, body, command, { carrier }) => tracking.receiveMessage({ carrier, body }, command),
  ),
  pushed(
    'zone',
    '/v1/inbound/zone',
    "The bonded zone's system pushes INV201, SAS221 or SAS223",
    noParams,
    ({ warehouse }, body, command) => warehouse.receiveMessage({ body }, command),
  ),
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
      const { fx, customs, tracking, warehouse } = clients;
      const service = { bank: fx, customs, carriers: tracking, zone: warehouse }[source];
      return service.listRefusedMessages({ page }, caller);
    },
  }),
];
