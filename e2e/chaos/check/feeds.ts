import { type Api, atOnce, listAt, ok, textAt } from '../../story/api.ts';
import { wholeFeed } from '../../story/feed.ts';
import type { Streams } from './streams.ts';

export interface Feeds {
  /** Ids of events by reader. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  readonly breaches: readonly string[];
}

/**
 * Reads every reader's whole feed: numbers dense, each event that the stores hold for this reader there once, and
 * nothing else. `seen`: what was read while things broke, which must stand there still.
 */
export async function readFeeds(
  readers: ReadonlyMap<string, { readonly tenant: string; readonly api: Api }>,
  stores: readonly Streams[],
  seen: ReadonlyMap<string, readonly string[]>,
): Promise<Feeds> {
  const ids = new Map<string, ReadonlySet<string>>();
  const breaches: string[] = [];
  const kept = stores.flatMap(({ events }) => events);
  for (const [who, { tenant, api }] of readers) {
    const feed = await wholeFeed(api);
    const own = new Set<string>();
    for (const [index, event] of feed.entries()) {
      const [id, number] = [textAt(event, 'id'), Number(textAt(event, 'sequence'))];
      if (number !== index + 1) breaches.push(`feed of ${tenant}: number ${number} stands at place ${index + 1}`);
      if (own.has(id)) breaches.push(`feed of ${tenant}: ${id} stands there twice`);
      own.add(id);
    }
    const wanted = kept.filter(({ readers: all }) => all.has(tenant));
    for (const { id } of wanted) if (!own.has(id)) breaches.push(`feed of ${tenant}: ${id} is missing`);
    if (own.size > wanted.length) breaches.push(`feed of ${tenant}: ${own.size - wanted.length} events of nobody`);
    for (const [index, id] of (seen.get(who) ?? []).entries())
      if (textAt(feed[index], 'id') !== id) breaches.push(`feed of ${tenant}: number ${index + 1} was ${id} before`);
    ids.set(who, own);
  }
  return { ids, breaches };
}

/** Every event that an order caused stands in its timeline, once, as its merchant sees it. */
export async function compareTimelines(
  api: Api,
  tenant: string,
  orders: Iterable<string>,
  stores: readonly Streams[],
): Promise<readonly string[]> {
  const kept = stores.flatMap(({ events }) => events).filter(({ readers }) => readers.has(tenant));
  const byOrder = Map.groupBy(kept, ({ correlation }) => correlation);
  const breaches: string[] = [];
  await atOnce(orders, async (order) => {
    const wanted = new Set((byOrder.get(order) ?? []).map(({ id }) => id));
    const told = await timeline(api, order);
    for (const id of told) if (!wanted.has(id)) breaches.push(`timeline of ${order}: ${id} is nobody's`);
    const once = new Set(told);
    if (once.size < told.length) breaches.push(`timeline of ${order}: ${told.length - once.size} events twice`);
    for (const id of wanted) if (!once.has(id)) breaches.push(`timeline of ${order}: ${id} is missing`);
  });
  return breaches;
}

async function timeline(api: Api, order: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const path = `/v1/orders/${order}/timeline?detail=all&limit=200&cursor=${encodeURIComponent(cursor)}`;
    const page = ok(await api.get(path), `the timeline of ${order}`);
    ids.push(...listAt(page, 'entries').map((entry) => textAt(entry, 'id')));
    cursor = textAt(page, 'nextCursor');
    if (cursor === '') return ids;
  }
}
