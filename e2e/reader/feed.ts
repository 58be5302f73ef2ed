import { type Api, type Json, listAt, ok, textAt } from '../story/api.ts';

/** One event as the feed shows it. */
export interface FeedEvent {
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Json;
}

/** Reads a feed from its beginning to its end, page by page, and insists that no number is missing. */
export async function readFeed(api: Api): Promise<readonly FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (let after = '0'; ; ) {
    const page = ok(await api.get(`/v1/events?limit=200&after=${encodeURIComponent(after)}`), 'the feed');
    const batch = listAt(page, 'events');
    if (batch.length === 0) return events;
    for (const event of batch) {
      const number = Number(textAt(event, 'sequence'));
      if (number !== events.length + 1) throw new Error(`the feed goes from number ${events.length} to ${number}`);
      const type = textAt(event, 'type').replace(/^portolan\.\w+\.v\d+\./, '');
      events.push({
        type,
        subject: textAt(event, 'subject'),
        time: textAt(event, 'time'),
        data: (event as { data: Json }).data,
      });
    }
    after = textAt(page, 'next');
  }
}
