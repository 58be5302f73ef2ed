import type { Api } from '../story/api.ts';
import { allowance } from './allowance.ts';
import { book } from './book.ts';
import { readFeed } from './feed.ts';
import { ledger } from './ledger.ts';
import type { Account } from './reading.ts';
import { states } from './states.ts';
import { stock } from './stock.ts';

export interface Verdict {
  readonly events: number;
  /** One sentence for each disagreement; empty when all agrees. */
  readonly breaches: readonly string[];
  /** What is not at its end: orders under way, money in suspense or escrow, units reserved. */
  readonly open: readonly string[];
}

/**
 * The independent reader: recomputes ledger, stock, account book, allowance and states from the feed alone, and compares
 * them with what REST answers. It shares no code with the suite.
 */
export async function verify(api: Api): Promise<Verdict> {
  const accounts: readonly Account[] = [ledger(), stock(), book(), allowance(), states()];
  const breaches: string[] = [];
  const events = await readFeed(api);
  for (const event of events) for (const account of accounts) breaches.push(...account.add(event));
  for (const account of accounts) breaches.push(...(await account.compare(api)));
  return { events: events.length, breaches, open: accounts.flatMap((account) => account.open()) };
}
