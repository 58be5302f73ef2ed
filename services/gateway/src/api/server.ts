import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { Activity, Logger } from '@portolan/engine';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import helmet from 'helmet';
import type { Keyring } from '../access/api-keys.ts';
import { commandOf, commandOfBytes, identify } from '../access/identify.ts';
import { signed } from '../access/signature.ts';
import { publish } from './docs.ts';
import { answerProblem } from './errors.ts';
import { languageOf } from './language.ts';
import { arrivalMs, bodyLimit, loopDelayMs, maxParamLength } from './limits.ts';
import { Problem } from './problem.ts';
import { type Ground, methodsOf, type Route, type RouteCall, routerPath, type Source } from './route.ts';
import { routes } from './table.ts';
import { validatorCompiler } from './validation.ts';

/** What each that pushes from outside signs with: two secrets while one is changed over to the other. */
export type InboundSecrets = Readonly<Record<Source, readonly string[]>>;

export interface ServerParts {
  readonly ground: Ground;
  readonly keys: Keyring;
  readonly secrets: InboundSecrets;
  readonly requestsPerMinute: number;
  readonly activity: Activity;
  readonly log: Logger;
}

/** The HTTP server with every route of the table, its document and its reference page; not listening yet. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit,
    requestTimeout: arrivalMs,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    // A call that comes on a connection that is open still is answered, however late.
    return503OnClosing: false,
    routerOptions: { maxParamLength },
    frameworkErrors: answerProblem(parts.log),
  });
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem(parts.log));
  app.setNotFoundHandler(({ method, url }) => {
    const path = url.split('?')[0] ?? url;
    const allowed = methodsOf(routes, path);
    if (allowed !== '') throw new Problem('METHOD_NOT_TAKEN', { path, method, allowed });
    throw new Problem('ROUTE_NOT_FOUND');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const took = Math.round(reply.elapsedTime);
    parts.log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms: took }, 'answered');
  });
  // Whoever keeps a connection open has the next call answered by somebody who stays.
  app.addHook('onSend', async (_request, reply) => {
    if (parts.ground.leaving()) reply.header('connection', 'close');
  });
  await harden(app, parts);
  await publish(app);
  for (const route of routes) if (bytesOf(route) === undefined) serve(app, route, parts);
  // Bytes that are signed are not parsed, whatever they say they are; a file is not parsed here.
  for (const type of ['*', 'text/csv'])
    await app.register(async (raw) => {
      raw.removeAllContentTypeParsers();
      raw.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      for (const route of routes) if (bytesOf(route) === type) serve(raw, route, parts);
    });
  await app.ready();
  return app;
}

/** The media type that a route takes as mere bytes; undefined where it takes JSON, or nothing. */
function bytesOf({ access, takes }: Route): string | undefined {
  return access === 'signed' ? '*' : takes?.type;
}

async function harden(app: FastifyInstance, { keys, requestsPerMinute }: ServerParts): Promise<void> {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  // Made once: fastify's plugin for it works every header out anew for each request.
  app.addHook('onRequest', (request, reply, done) => headers(request.raw, reply.raw, () => done()));
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: ({ url }) => url === '/healthz' || url === '/readyz',
    keyGenerator: (request) => keys.find(bearerOf(request))?.id ?? request.ip,
    errorResponseBuilder: (_request, { max }) => new Problem('RATE_LIMITED', { limit: String(max) }),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: loopDelayMs,
    retryAfter: 1,
    // No sample within a second says nothing; the plugin reports it as an endless delay.
    pressureHandler: ({ url }, _reply, _type, delay) => {
      if (url !== '/healthz' && delay !== undefined && Number.isFinite(delay)) throw new Problem('OVERLOADED');
    },
  });
}

function serve(app: FastifyInstance, record: Route, parts: ServerParts): void {
  const { method, path, params, query, body, status, reply: schema, access } = record;
  const calls = new WeakMap<FastifyRequest, RouteCall>();
  app.route({
    method,
    url: routerPath(path),
    ...(record.takes === undefined ? {} : { bodyLimit: record.takes.most }),
    config: { record },
    schema: {
      params,
      querystring: query,
      ...(body === undefined || access === 'signed' ? {} : { body }),
      response: { [status]: schema },
    },
    // Before the body is read: whoever may not come in sends nothing.
    onRequest: async (request) => {
      const caller = identify(access, request.headers, parts.keys);
      const command = commandOf(record, request.url.split('?')[0] ?? path, request.headers, caller);
      calls.set(request, { caller, command, language: languageOf(request.headers['accept-language']) });
    },
    handler: async (request, reply) => {
      const call = callOf(record, request, calls.get(request), parts.secrets);
      const input = { params: request.params, query: request.query, body: request.body };
      if (record.csv !== undefined && asksForCsv(request)) {
        const file = await record.csv(input, call, parts.ground);
        return reply.code(status).type('text/csv; charset=utf-8').serializer(String).send(file);
      }
      const work = () => record.handle(input, call, parts.ground);
      const counts = record.write === true || access === 'signed';
      const answer = counts ? await parts.activity.run(work) : await work();
      return reply.code(status).send(answer);
    },
  });
}

function asksForCsv({ headers }: FastifyRequest): boolean {
  return /(^|,)\s*text\/csv\s*([;,]|$)/i.test(headers.accept ?? '');
}

function callOf(record: Route, request: FastifyRequest, call: RouteCall | undefined, secrets: InboundSecrets) {
  if (call === undefined) throw new Error(`${record.path} was reached without a caller`);
  if (record.access !== 'signed') return call;
  const path = request.url.split('?')[0] ?? record.path;
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  return checkSignature(record, path, request.headers, body, call, secrets);
}

/** A call by bytes that their sender has signed: its command is made from them. @throws Problem SIGNATURE_INVALID */
export function checkSignature(
  { source }: Route,
  path: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Uint8Array,
  call: RouteCall,
  secrets: InboundSecrets,
): RouteCall {
  const signature = headers['portolan-signature'];
  const given = typeof signature === 'string' ? signature : undefined;
  if (source === undefined || !signed(body, given, secrets[source])) throw new Problem('SIGNATURE_INVALID');
  return { ...call, command: commandOfBytes(path, body, headers) };
}

function bearerOf(request: FastifyRequest): string {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
