import { readSnapshot } from '../../projections/snapshot.ts';
import { route } from '../route.ts';
import { noParams } from '../schemas/common.ts';
import { readSnapshot as query, snapshot } from '../schemas/consumers.ts';

export const snapshotRoutes = [
  route({
    method: 'GET',
    path: '/v1/events/snapshot',
    tag: 'events',
    summary: 'What your feed adds up to, as of a number of it',
    description:
      'Orders, stock and parcels that you may see, and `after`: what has happened up to that number is in it, what ' +
      'happened later is not. Take it, then read on from `after`, or acknowledge `after` as a new consumer. All pages ' +
      'are of one number; where a newer snapshot was begun in between, the next page is refused.',
    access: ['merchant', 'zone_operator', 'operations'],
    params: noParams,
    query,
    status: 200,
    reply: snapshot,
    problems: ['SNAPSHOT_MOVED'],
    async handle({ query: { limit, cursor } }, { caller }, { documents }) {
      const { after, things, nextCursor } = await readSnapshot(documents, caller.tenant, limit, cursor);
      return {
        after: String(after),
        orders: things.flatMap((thing) =>
          thing.kind === 'order' ? [{ ...thing.now, version: String(thing.now.version) }] : [],
        ),
        stock: things.flatMap((thing) => (thing.kind === 'stock' ? [thing.now] : [])),
        parcels: things.flatMap((thing) => (thing.kind === 'parcel' ? [thing.now] : [])),
        nextCursor,
      };
    },
  }),
];
