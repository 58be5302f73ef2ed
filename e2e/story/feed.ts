import { type Api, type Json, listAt, ok, textAt } from './api.ts';

/** A reader's whole feed, page by page, from its beginning to its end. */
export async function wholeFeed(api: Api): Promise<readonly Json[]> {
  const events: Json[] = [];
  for (let after = '0'; ; ) {
    const page = ok(await api.get(`/v1/events?limit=200&after=${after}`), 'the feed');
    if (listAt(page, 'events').length === 0) return events;
    events.push(...listAt(page, 'events'));
    after = textAt(page, 'next');
  }
}
