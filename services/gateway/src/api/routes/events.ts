import { roles } from '../../access/api-keys.ts';
import { feedEnd, readFeed as read } from '../../projections/feed.ts';
import { allTypes } from '../event-types.ts';
import { Problem } from '../problem.ts';
import { route } from '../route.ts';
import { noParams, noQuery } from '../schemas/common.ts';
import { eventTypes, feedPage, readFeed } from '../schemas/feed.ts';
import { waitFor } from '../waiting.ts';

export const eventRoutes = [
  route({
    method: 'GET',
    path: '/v1/events',
    tag: 'events',
    summary: 'Your feed: every event that you may see',
    description:
      'CloudEvents in JSON under numbers that are dense per reader: 1, 2, 3 and so on, without a gap, never renumbered. ' +
      'Read from `after`, go on from `next`. With `type` the others are passed over, so a page may be empty before the ' +
      'feed ends: go on until `next` stays where it is.',
    access: roles,
    params: noParams,
    query: readFeed,
    status: 200,
    reply: feedPage,
    problems: ['CURSOR_AHEAD'],
    async handle({ query }, { caller }, ground) {
      const after = Number(query.after);
      const end = await feedEnd(ground.documents, caller.tenant);
      if (after > end) throw new Problem('CURSOR_AHEAD', { after: String(after), end: String(end), field: 'after' });
      if (after === end && query.wait > 0)
        await waitFor(ground, query.wait * 1000, async () => (await feedEnd(ground.documents, caller.tenant)) > after);
      const { events, next } = await read(ground.documents, caller.tenant, after, query.limit);
      const wanted = query.type === undefined ? events : events.filter(({ type }) => type === query.type);
      return { events: [...wanted], next: String(next) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/events/types',
    tag: 'events',
    summary: 'Every type of event',
    access: roles,
    params: noParams,
    query: noQuery,
    status: 200,
    reply: eventTypes,
    problems: [],
    handle: async () => ({ types: allTypes }),
  }),
];
