import { type Api, type Json, textAt } from '../story/api.ts';
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
