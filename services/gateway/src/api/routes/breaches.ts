import type { Complete, Language } from '@portolan/contracts';
import type { Breach } from '@portolan/contracts/checker/v1/checker';
import { invariantTexts, sayBreach } from '@portolan/invariants';
import { route } from '../route.ts';
import { acknowledgement, breach, breachList, listBreaches, readBreach } from '../schemas/checker.ts';
import { byId, noParams } from '../schemas/common.ts';

const told = (found: Complete<Breach>, language: Language) => ({
  ...found,
  text: sayBreach(language, found),
  holds: invariantTexts.get(found.invariant)?.holds[language] ?? found.invariant,
});

/** What the checker has found. Of every organisation: who runs the suite sees all of it. */
export const breachRoutes = [
  route({
    method: 'GET',
    path: '/v1/operations/breaches',
    tag: 'suite',
    summary: 'What must always hold and does not: money, goods, customs, the record itself',
    description: 'Empty where all is well. Each names its order and the events that led to it.',
    access: ['operations'],
    params: noParams,
    query: listBreaches,
    status: 200,
    reply: breachList,
    problems: [],
    async handle({ query: { state, invariant, orderId, lang, ...page } }, { caller, language }, { clients }) {
      const found = await clients.checker.listBreaches({ state, invariant, orderId, page }, caller);
      return { ...found, breaches: found.breaches.map((each) => told(each, lang ?? language)) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/operations/breaches/{id}/acknowledgement',
    tag: 'suite',
    summary: 'Somebody has looked at a breach: it is counted no more',
    access: ['operations'],
    params: byId,
    query: readBreach,
    body: acknowledgement,
    status: 200,
    reply: breach,
    problems: ['BREACH_NOT_FOUND'],
    write: true,
    async handle({ params: { id }, body: { note }, query: { lang } }, { command, language }, { clients }) {
      return told(await clients.checker.acknowledgeBreach({ id, note }, command), lang ?? language);
    },
  }),
];
