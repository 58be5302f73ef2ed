import type { Living } from '@portolan/service';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { payIn, takePayments } from './bank/bank.ts';
import { deal, lockRate } from './bank/exchange.ts';
import { books } from './books.ts';
import { issueLabel, takeManifest } from './carrier/carrier.ts';
import { takeMessage } from './single-window/single-window.ts';
import type { Answer, World } from './world.ts';

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

function routes(world: World): FastifyInstance {
  const server = fastify({ bodyLimit: 1_048_576 });
  server.addContentTypeParser(['application/xml', 'text/xml'], { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  const answer =
    (work: (request: FastifyRequest) => Promise<Answer>) => async (request: FastifyRequest, reply: FastifyReply) => {
      const { status, body } = await world.runtime.activity.run(async () => {
        const answered = await work(request);
        world.pushes.wake();
        return answered;
      });
      return reply.code(status).send(body);
    };
  const key = (request: FastifyRequest) => String(request.headers['idempotency-key'] ?? '');
  server.post(
    '/single-window/dxp/messages',
    answer((request) => takeMessage(world, String(request.body))),
  );
  server.post(
    '/bank/payments',
    answer((request) => takePayments(world, String(request.body))),
  );
  server.post(
    '/bank/credits',
    answer((request) => payIn(world, request.body)),
  );
  server.post(
    '/bank/fx/locks',
    answer((request) => lockRate(world, request.body)),
  );
  server.post(
    '/bank/fx/deals',
    answer((request) => deal(world, request.body)),
  );
  server.post(
    '/carrier/labels',
    answer((request) => issueLabel(world, key(request), request.body)),
  );
  server.post(
    '/carrier/manifests',
    answer((request) => takeManifest(world, key(request), request.body)),
  );
  server.get('/books', async () => books(world));
  return server;
}
