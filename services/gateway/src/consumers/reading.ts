import { type CloudEvent, countOfType, feedEnd, type Reads, readFeed } from '../projections/feed.ts';
import type { Consumer } from './consumers.ts';

/** How far a consumer is behind its feed. */
export interface Lag {
  /** Number of the last event in the feed. */
  readonly end: number;
  /** Events that it reads and has not acknowledged. */
  readonly behind: number;
  /** The first of them. */
  readonly oldest: { readonly sequence: string; readonly time: string; readonly ageSeconds: number } | undefined;
}

const pageSize = 200;
/** Rows that one request looks through for the types it wants. */
const lookedThroughAtMost = 2_000;

/**
 * What follows a consumer's acknowledgement: at most `limit` events of its types, and the number up to which that is
 * all there is for it. Acknowledging that number is right once they are done, also where none came.
 */
export async function readForConsumer(
  documents: Reads,
  tenant: string,
  { acknowledged, types }: Consumer,
  limit: number,
): Promise<{ readonly events: readonly CloudEvent[]; readonly through: number }> {
  const wanted: CloudEvent[] = [];
  let place = acknowledged;
  while (place < acknowledged + lookedThroughAtMost) {
    const { events, next } = await readFeed(documents, tenant, place, types.length === 0 ? limit : pageSize);
    for (const event of events) {
      if (!reads(types, event)) continue;
      wanted.push(event);
      if (wanted.length === limit) return { events: wanted, through: Number(event.sequence) };
    }
    if (next === place) break;
    place = next;
    if (types.length === 0) break;
  }
  return { events: wanted, through: place };
}

/** Whether anything of its types follows its acknowledgement; else `end`, so that what was passed over can be told. */
export async function hasNews(documents: Reads, tenant: string, consumer: Consumer): Promise<boolean> {
  return (await behindOf(documents, tenant, consumer, await feedEnd(documents, tenant))) > 0;
}

/**
 * @param now business time, RFC 3339
 */
export async function lagOf(documents: Reads, tenant: string, consumer: Consumer, now: string): Promise<Lag> {
  const end = await feedEnd(documents, tenant);
  const behind = await behindOf(documents, tenant, consumer, end);
  const oldest = behind === 0 ? undefined : await firstAfter(documents, tenant, consumer);
  if (oldest === undefined) return { end, behind, oldest };
  const { sequence, time } = oldest;
  const ageSeconds = Math.max(0, Math.floor((Date.parse(now) - Date.parse(time)) / 1000));
  return { end, behind, oldest: { sequence, time, ageSeconds } };
}

async function behindOf(documents: Reads, tenant: string, { acknowledged, types }: Consumer, end: number) {
  if (types.length === 0) return end - acknowledged;
  let behind = 0;
  for (const type of types) {
    const all = await countOfType(documents, tenant, type, end);
    behind += all - (await countOfType(documents, tenant, type, acknowledged));
  }
  return behind;
}

async function firstAfter(documents: Reads, tenant: string, { acknowledged, types }: Consumer) {
  for (let place = acknowledged; ; ) {
    const { events, next } = await readFeed(documents, tenant, place, types.length === 0 ? 1 : pageSize);
    const first = events.find((event) => reads(types, event));
    if (first !== undefined || next === place) return first;
    place = next;
  }
}

function reads(types: readonly string[], { type }: CloudEvent): boolean {
  return types.length === 0 || types.includes(type);
}
