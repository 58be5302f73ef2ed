import { roles } from '../../access/api-keys.ts';
import {
  acknowledge,
  type Consumer,
  getConsumer,
  listConsumers,
  putConsumer,
  removeConsumer,
} from '../../consumers/consumers.ts';
import { hasNews, lagOf, readForConsumer } from '../../consumers/reading.ts';
import { type Ground, route } from '../route.ts';
import { noParams, noQuery } from '../schemas/common.ts';
import * as schemas from '../schemas/consumers.ts';
import { waitFor } from '../waiting.ts';

const shared = { tag: 'events', access: roles, query: noQuery, status: 200 } as const;

export const consumerRoutes = [
  route({
    ...shared,
    method: 'PUT',
    path: '/v1/consumers/{name}',
    summary: 'A named reader of your feed, whose place is kept here',
    description:
      'Creates it, or gives one that is there another filter; its place stays. Done again, it changes nothing. ' +
      'Names are your own: another organisation may have a consumer of the same name.',
    params: schemas.byName,
    body: schemas.putConsumer.nullish(),
    reply: schemas.consumer,
    problems: ['CONSUMERS_FULL'],
    examples: { body: { from: 'now', types: ['portolan.warehouse.v1.ParcelReserved'] } },
    async handle({ params: { name }, body }, { caller: { tenant } }, ground) {
      const { from, types } = body ?? { from: 'beginning', types: [] };
      const wanted = { name, from, types: [...new Set(types)] };
      return shown(ground, tenant, await putConsumer(ground.documents, tenant, wanted, ground.clock.now()));
    },
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/v1/consumers',
    summary: 'Your consumers, and how far each is behind',
    params: noParams,
    reply: schemas.consumerList,
    problems: [],
    async handle(_input, { caller: { tenant } }, ground) {
      const consumers = await listConsumers(ground.documents, tenant);
      return { consumers: await Promise.all(consumers.map((consumer) => shown(ground, tenant, consumer))) };
    },
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/v1/consumers/{name}',
    summary: 'One consumer, and how far it is behind',
    params: schemas.byName,
    reply: schemas.consumer,
    problems: ['CONSUMER_NOT_FOUND'],
    async handle({ params }, { caller: { tenant } }, ground) {
      return shown(ground, tenant, await getConsumer(ground.documents, tenant, params.name));
    },
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/v1/consumers/{name}/events',
    summary: 'What follows its acknowledgement',
    description:
      'The same events again until they are acknowledged, whoever was killed in between. Acknowledge `through` when ' +
      'they are done. With a filter a page may be empty while the feed goes on: then too, acknowledge `through`. ' +
      'One process at a time should read under a name: two would get the same events.',
    params: schemas.byName,
    query: schemas.readConsumer,
    reply: schemas.consumerPage,
    problems: ['CONSUMER_NOT_FOUND'],
    async handle({ params, query }, { caller: { tenant } }, ground) {
      const { documents } = ground;
      const consumer = () => getConsumer(documents, tenant, params.name);
      const before = await consumer();
      await waitFor(ground, query.wait * 1000, () => hasNews(documents, tenant, before));
      const { events, through } = await readForConsumer(documents, tenant, await consumer(), query.limit);
      return { events: [...events], through: String(through) };
    },
  }),
  route({
    ...shared,
    method: 'POST',
    path: '/v1/consumers/{name}/acknowledgements',
    summary: 'Everything up to a number is done',
    description: 'Kept before it is answered. The same number again changes nothing; needs no Idempotency-Key.',
    params: schemas.byName,
    body: schemas.acknowledge,
    reply: schemas.consumer,
    problems: ['CONSUMER_NOT_FOUND', 'ACKNOWLEDGED_AHEAD', 'ACKNOWLEDGED_BACK'],
    examples: { body: { through: '412' } },
    async handle({ params: { name }, body }, { caller: { tenant } }, ground) {
      const { documents, clock } = ground;
      return shown(ground, tenant, await acknowledge(documents, tenant, name, Number(body.through), clock.now()));
    },
  }),
  route({
    ...shared,
    method: 'DELETE',
    path: '/v1/consumers/{name}',
    summary: 'Forget a consumer and its place',
    description: 'Answers how it stood. Your feed keeps every event and its number.',
    params: schemas.byName,
    reply: schemas.consumer,
    problems: ['CONSUMER_NOT_FOUND'],
    async handle({ params }, { caller: { tenant } }, ground) {
      return shown(ground, tenant, await removeConsumer(ground.documents, tenant, params.name));
    },
  }),
];

async function shown({ documents, clock }: Ground, tenant: string, consumer: Consumer) {
  const { name, types, acknowledged, createdAt, acknowledgedAt } = consumer;
  const { end, behind, oldest } = await lagOf(documents, tenant, consumer, clock.now());
  return {
    name,
    types: [...types],
    acknowledged: String(acknowledged),
    createdAt,
    acknowledgedAt,
    lag: { end: String(end), behind: String(behind), oldest: oldest ?? null },
  };
}
