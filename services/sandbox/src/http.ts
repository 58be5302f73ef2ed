import type { Door, Living } from '@portolan/service';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { takePayments } from './bank/bank.ts';
import { payIn } from './bank/credits.ts';
import { deal, lockRate } from './bank/exchange.ts';
import { takeRecall } from './bank/recalls.ts';
import { books } from './books.ts';
import { issueLabel, takeManifest, voidLabel } from './carrier/carrier.ts';
import { askForPayment, takePaymentData } from './single-window/payment-data.ts';
import { takeMessage } from './single-window/single-window.ts';
import { type Answer, refused, unreadable, type World } from './world.ts';
import { takeZoneMessage } from './zone/zone.ts';

/** The ports of the outside world, as the real ones: one address each below one host. */
export function createHttp(world: World, host: string, port: number): Living {
  const { receive } = world.runtime.outside;
  if (receive !== undefined) return standingIn(() => receive(door(world)));
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

/** Takes what comes without a server of its own. */
function standingIn(open: () => () => void): Living {
  let close = () => {};
  return {
    name: 'http',
    async start() {
      close = open();
    },
    stop: async () => close(),
  };
}

/** A call of a port. */
interface Call {
  /** As it was parsed: an object, or the text of XML. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly params: unknown;
}

type Work = (world: World, call: Call) => Promise<Answer>;

const ports: Readonly<Record<string, Work>> = {
  '/single-window/dxp/messages': (world, { body }) => takeMessage(world, textOf(body)),
  '/single-window/payment-data/questions': (world, { body }) => askForPayment(world, body),
  '/single-window/ceb2grab/grab/realTimeDataUpload': (world, { body }) => takePaymentData(world, textOf(body)),
  '/zone/messages': (world, { body }) => takeZoneMessage(world, textOf(body)),
  '/bank/payments': (world, { body }) => takePayments(world, textOf(body)),
  '/bank/recalls': (world, { body }) => takeRecall(world, textOf(body)),
  '/bank/credits': (world, { body }) => payIn(world, body),
  '/bank/fx/locks': (world, { body }) => lockRate(world, body),
  '/bank/fx/deals': (world, { body }) => deal(world, body),
  '/carrier/:carrier/labels': (world, call) => issueLabel(world, param(call, 'carrier'), keyOf(call), call.body),
  '/carrier/:carrier/labels/:waybillNo/void': (world, call) =>
    voidLabel(world, param(call, 'carrier'), param(call, 'waybillNo')),
  '/carrier/:carrier/manifests': (world, call) => takeManifest(world, param(call, 'carrier'), keyOf(call), call.body),
};

async function answered(world: World, work: Work, call: Call): Promise<Answer> {
  return world.runtime.activity.run(async () => {
    const answer = await work(world, call);
    world.pushes.wake();
    return answer;
  });
}

/** The routes, every error as {error, field?}. */
export function routes(world: World): FastifyInstance {
  const server = fastify({ bodyLimit: 1_048_576 });
  server.addContentTypeParser(
    ['application/xml', 'text/xml', 'application/x-www-form-urlencoded'],
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) world.runtime.log.error({ err: error }, 'the outside world failed');
    return reply.code(status).send(status >= 500 ? { error: 'failed' } : { error: error.message, field: 'body' });
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(nowhere.body));
  for (const [path, work] of Object.entries(ports)) {
    server.post(path, async (request, reply) => {
      const { status, body } = await answered(world, work, request);
      return reply.code(status).send(body);
    });
  }
  server.get('/books', async () => books(world));
  return server;
}

const nowhere = refused(404, 'no such address', 'path');

const patterns = Object.entries(ports).map(([path, work]) => ({
  work,
  pattern: new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}));

/** The same without a server: what is posted reaches its port at once. */
function door(world: World): Door {
  return async ({ url, headers, body }) => {
    const { status, body: told } = await visited(world, url, headers, Buffer.from(body).toString());
    return { status, body: JSON.stringify(told) };
  };
}

async function visited(world: World, url: string, headers: Call['headers'], text: string): Promise<Answer> {
  for (const { pattern, work } of patterns) {
    const found = pattern.exec(url);
    if (found === null) continue;
    const params = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    try {
      const body: unknown = String(headers['content-type']).startsWith('application/json') ? JSON.parse(text) : text;
      return await answered(world, work, { body, headers, params });
    } catch (error) {
      if (error instanceof SyntaxError) return unreadable(error);
      world.runtime.log.error({ err: error }, 'the outside world failed');
      return { status: 500, body: { error: 'failed' } };
    }
  }
  return nowhere;
}

const keyOf = ({ headers }: Call): string => String(headers['idempotency-key'] ?? '');

const param = ({ params }: Call, name: string): string => (params as Readonly<Record<string, string>>)[name] ?? '';

// A message of XML sent as something else is no text here, and is refused as unreadable.
const textOf = (body: unknown): string => (typeof body === 'string' ? body : '');
