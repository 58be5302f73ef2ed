import { z } from 'zod';
import { explain, Problem } from '../problem.ts';
import { type Ground, route } from '../route.ts';
import { noParams, noQuery } from '../schemas/common.ts';
import { health, landing, problemPage } from '../schemas/suite.ts';

export const suiteRoutes = [
  route({
    method: 'GET',
    path: '/',
    tag: 'suite',
    summary: 'Where to begin',
    access: 'public',
    params: noParams,
    query: noQuery,
    status: 200,
    reply: landing,
    problems: [],
    handle: async () => ({
      name: 'Portolan: the back office of cross-border trade',
      documentation: '/docs/',
      openapi: '/openapi.json',
      health: '/readyz',
    }),
  }),
  route({
    method: 'GET',
    path: '/healthz',
    tag: 'suite',
    summary: 'The process lives',
    access: 'public',
    params: noParams,
    query: noQuery,
    status: 200,
    reply: health,
    problems: [],
    handle: async () => ({ status: 'ok' as const }),
  }),
  route({
    method: 'GET',
    path: '/readyz',
    tag: 'suite',
    summary: 'The gateway and every service behind it answer',
    access: 'public',
    params: noParams,
    query: noQuery,
    status: 200,
    reply: health,
    problems: ['NOT_READY'],
    async handle(_input, { caller }, ground) {
      const missing = await missingParts(ground, caller);
      if (missing.length > 0) throw new Problem('NOT_READY', { missing: missing.join(', ') });
      return { status: 'ok' as const };
    },
  }),
  route({
    method: 'GET',
    path: '/docs/problems/{code}',
    tag: 'suite',
    summary: 'What a problem means and what to do, in both languages',
    access: 'public',
    params: z.strictObject({ code: z.string().regex(/^[A-Z0-9_]{1,80}$/) }),
    query: noQuery,
    status: 200,
    reply: problemPage,
    problems: ['PROBLEM_NOT_FOUND'],
    async handle({ params: { code } }) {
      const text = explain(code);
      if (text === undefined) throw new Problem('PROBLEM_NOT_FOUND', { code });
      return { code, status: text.status, says: { en: text.en, zh: text.zh }, next: { ...text.next } };
    },
  }),
];

type Reader = { readonly tenant: string; readonly role: string };

/** What does not answer: the own store, or a service. */
async function missingParts({ clients, documents, leaving }: Ground, caller: Reader): Promise<readonly string[]> {
  if (leaving()) return ['gateway'];
  const probes = [
    { part: 'gateway', probe: () => documents.checkpoint('gateway.feed.v1', 'probe') },
    ...clients.histories.map(({ service, history }) => ({
      part: service,
      probe: () => history.head({ shard: 0 }, caller),
    })),
  ];
  const answers = await Promise.allSettled(probes.map(({ probe }) => probe()));
  return probes.filter((_, index) => answers[index]?.status === 'rejected').map(({ part }) => part);
}
