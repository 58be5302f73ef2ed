import type { Living } from '@portolan/service';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { takePayments } from './bank/bank.ts';
import { payIn } from './bank/credits.ts';
import { deal, lockRate } from './bank/exchange.ts';
import { books } from './books.ts';
import { issueLabel, takeManifest, voidLabel } from './carrier/carrier.ts';
import { takeMessage } from './single-window/single-window.ts';
import type { Answer, World } from './world.ts';
import { takeZoneMessage } from './zone/zone.ts';

/** The ports of the outside world, as the real ones: one address each below one host. */
export function createHttp(world: World, host: string, port: number): Living {
  let server: FastifyInstance | undefined;
  return {
    name: 'http',
    async start() {
      server = routes(world);
      await server.listen({ host, port });
    },
    async stop() {
      await server?.close();
    },
  };
}

/** The routes, every error as {error, field?}. */
export function routes(world: World): FastifyInstance {
  const server = fastify({ bodyLimit: 1_048_576 });
  server.addContentTypeParser(['application/xml', 'text/xml'], { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) world.runtime.log.error({ err: error }, 'the outside world failed');
    return reply.code(status).send(status >= 500 ? { error: 'failed' } : { error: error.message, field: 'body' });
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'no such address', field: 'path' }));
  const post = (path: string, work: (request: FastifyRequest) => Promise<Answer>) =>
    server.post(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const { status, body } = await world.runtime.activity.run(async () => {
        const answered = await work(request);
        world.pushes.wake();
        return answered;
      });
      return reply.code(status).send(body);
    });
  post('/single-window/dxp/messages', ({ body }) => takeMessage(world, textOf(body)));
  post('/zone/messages', ({ body }) => takeZoneMessage(world, textOf(body)));
  post('/bank/payments', ({ body }) => takePayments(world, textOf(body)));
  post('/bank/credits', ({ body }) => payIn(world, body));
  post('/bank/fx/locks', ({ body }) => lockRate(world, body));
  post('/bank/fx/deals', ({ body }) => deal(world, body));
  carrierRoutes(world, post);
  server.get('/books', async () => books(world));
  return server;
}

type Post = (path: string, work: (request: FastifyRequest) => Promise<Answer>) => void;

function carrierRoutes(world: World, post: Post): void {
  post('/carrier/:carrier/labels', (request) =>
    issueLabel(world, param(request, 'carrier'), keyOf(request), request.body),
  );
  post('/carrier/:carrier/labels/:waybillNo/void', (request) =>
    voidLabel(world, param(request, 'carrier'), param(request, 'waybillNo')),
  );
  post('/carrier/:carrier/manifests', (request) =>
    takeManifest(world, param(request, 'carrier'), keyOf(request), request.body),
  );
}

const keyOf = ({ headers }: FastifyRequest): string => String(headers['idempotency-key'] ?? '');

const param = ({ params }: FastifyRequest, name: string): string =>
  (params as Readonly<Record<string, string>>)[name] ?? '';

// A message of XML sent as something else is no text here, and is refused as unreadable.
const textOf = (body: unknown): string => (typeof body === 'string' ? body : '');
