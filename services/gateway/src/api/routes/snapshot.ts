import { roles } from '../../access/api-keys.ts';
import { readSnapshot } from '../../projections/snapshot.ts';
import type { Thing } from '../../projections/snapshot-fold.ts';
import { route } from '../route.ts';
import { noParams } from '../schemas/common.ts';
import { readSnapshot as query, snapshot } from '../schemas/snapshot.ts';

export const snapshotRoutes = [
  route({
    method: 'GET',
    path: '/v1/events/snapshot',
    tag: 'events',
    summary: 'What your feed adds up to, as of a number of it',
    description:
      'Orders, declarations, stock, parcels, arrivals, lists, passes and book lines that you may see, and `after`: ' +
      'what has happened up to that number is in it, what happened later is not. Take it, then read on from `after`, or acknowledge `after` as a new consumer. All pages ' +
      'are of one number; where a newer snapshot was begun in between, the next page is refused.',
    access: roles,
    params: noParams,
    query,
    status: 200,
    reply: snapshot,
    problems: ['SNAPSHOT_MOVED'],
    async handle({ query: { limit, cursor } }, { caller }, { documents }) {
      const { after, things, nextCursor } = await readSnapshot(documents, caller.tenant, limit, cursor);
      return {
        after: String(after),
        orders: allOf('order', things),
        declarations: allOf('declaration', things),
        stock: allOf('stock', things),
        parcels: allOf('parcel', things),
        inbounds: allOf('inbound', things),
        returns: allOf('return', things),
        verificationLists: allOf('list', things),
        gatePasses: allOf('pass', things),
        accountBook: allOf('bookItem', things),
        nextCursor,
      };
    },
  }),
];

type NowOf<Kind extends Thing['kind']> = Extract<Thing, { kind: Kind }>['now'];

function allOf<Kind extends Thing['kind']>(kind: Kind, things: readonly Thing[]): NowOf<Kind>[] {
  return things.flatMap((thing) => (thing.kind === kind ? [thing.now as NowOf<Kind>] : []));
}
