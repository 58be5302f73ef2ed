import { type Api, type Json, textAt } from '../story/api.ts';
import { wholeFeed } from '../story/feed.ts';

/** One event as the feed shows it. */
export interface FeedEvent {
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Json;
}

/** Reads a feed from its beginning to its end, and insists that no number is missing. */
export async function readFeed(api: Api): Promise<readonly FeedEvent[]> {
  return (await wholeFeed(api)).map((event, index) => {
    const number = Number(textAt(event, 'sequence'));
    if (number !== index + 1) throw new Error(`the feed goes from number ${index} to ${number}`);
    return {
      type: textAt(event, 'type').replace(/^portolan\.\w+\.v\d+\./, ''),
      subject: textAt(event, 'subject'),
      time: textAt(event, 'time'),
      data: (event as { data: Json }).data,
    };
  });
}
