import { type ClockOnRequest, createActivity, machineClock } from '@portolan/service';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { demoKeys, hashOf, type IssuedKey, keyring } from '../access/api-keys.ts';
import { clientsOf } from '../api/clients.ts';
import type { Ground } from '../api/route.ts';
import { buildServer } from '../api/server.ts';
import type { Ask } from './asking.ts';
import { ownDocuments, placed, silent, standInServices, take } from './stand-ins.ts';

const pepper = 'test-pepper';
const began = '2026-03-02T01:00:00.000Z';
export const secrets = {
  bank: ['bank-secret'],
  customs: ['old-secret', 'customs-secret'],
  carriers: ['carrier-secret'],
  zone: ['zone-secret'],
};

// So that every role has a stranger: the same owners in another suite.
const strangers: readonly IssuedKey[] = demoKeys('a-secret-of-another-suite', pepper).map((issued) => {
  const key = issued.key.replace('ptk_', 'ptk_x-');
  const { id, tenant } = issued.kept;
  return { key, kept: { ...issued.kept, id: `x-${id}`, tenant: `x-${tenant}`, hash: hashOf(key, pepper) } };
});

interface Options {
  readonly testClock?: ClockOnRequest;
  readonly requestsPerMinute?: number;
  /** RFC 3339: what the clock of the suite says. */
  readonly now?: string;
}

/** The gateway's server over services that stand in, with one order in feed and timeline. */
export async function gatewayUnderTest(options: Options = {}) {
  const now = options.now ?? began;
  const { documents, remove } = await ownDocuments();
  const services = standInServices();
  const machine = machineClock();
  const issued = [...demoKeys('a-secret-of-this-suite', pepper), ...strangers];
  const ground: Ground = {
    clients: clientsOf(services),
    documents,
    clock: { now: () => now, watch: () => () => undefined },
    machine,
    testClock: options.testClock,
    leaving: () => false,
    closing: () => false,
  };
  const app = await buildServer({
    ground,
    keys: keyring(
      issued.map(({ kept }) => kept),
      pepper,
    ),
    secrets,
    requestsPerMinute: options.requestsPerMinute ?? 100_000,
    activity: createActivity(machine),
    log: silent,
  });
  await take(documents, [placed]);
  return {
    app,
    services,
    documents,
    /** The API key of a tenant. */
    keyOf: (tenant: string) => issued.find(({ kept }) => kept.tenant === tenant)?.key ?? '',
    ask: (request: Ask) => ask(app, issued, request),
    async stop() {
      await app.close();
      await remove();
    },
  };
}

export type { Ask };

/** What a request was answered with. */
export type Answer = Awaited<ReturnType<typeof ask>>;

async function ask(app: FastifyInstance, keys: readonly IssuedKey[], { method = 'GET', path, as, headers, body }: Ask) {
  const key = keys.find(({ kept }) => kept.tenant === as)?.key;
  const request: InjectOptions = { method, url: path, headers: { ...headers } };
  if (key !== undefined) request.headers = { authorization: `Bearer ${key}`, ...headers };
  if (body !== undefined) request.payload = body as NonNullable<InjectOptions['payload']>;
  const answer = await app.inject(request);
  const type = String(answer.headers['content-type'] ?? '');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    type,
    json: type.includes('json') ? (JSON.parse(answer.body) as Record<string, never>) : {},
  };
}
