import { type Api, type Json, listAt, ok, textAt } from '../story/api.ts';
import type { FeedEvent } from './feed.ts';

/** One subject that the reader adds up from the feed alone and then compares with what REST answers. */
export interface Account {
  /** Takes one event in; answers what may never happen, where it shows in the feed by itself. */
  add(event: FeedEvent): readonly string[];
  /** One sentence for each disagreement. */
  compare(api: Api): Promise<readonly string[]>;
  /** What is still open, and must not be once everything is made good. */
  open(): readonly string[];
}

/** Amount in the smallest unit, as this reader counts: '12.34' → 1234n. It knows none of the suite's own code. */
export function minor(money: Json): bigint {
  const amount = textAt(money, 'amount');
  const sign = amount.startsWith('-') ? -1n : 1n;
  return sign * BigInt(amount.replace(/[-.]/g, '') || '0');
}

/** The entry under a key, made where there is none. */
export function entryOf<Entry>(map: Map<string, Entry>, key: string, make: () => Entry): Entry {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** A list over REST, page by page to its end. */
export async function wholeList(api: Api, path: string, name: string): Promise<readonly Json[]> {
  const rows: Json[] = [];
  const joint = path.includes('?') ? '&' : '?';
  for (let cursor = ''; ; ) {
    const page = ok(await api.get(`${path}${joint}limit=100&cursor=${encodeURIComponent(cursor)}`), path);
    rows.push(...listAt(page, name));
    cursor = textAt(page, 'nextCursor');
    if (cursor === '') return rows;
  }
}

/** Does something for each, some at once: a reader of thousands would wait long otherwise. */
export async function forEach<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}
