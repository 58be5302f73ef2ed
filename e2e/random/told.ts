import { listAt, ok, textAt } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { wholeFeed } from '../story/feed.ts';
import { sellerOf } from './orders.ts';
import type { Playing } from './play.ts';

/** The order's plan, where it stands, and all that happened to it, for whoever looks for the reason. */
export async function historyOf(cast: Cast, { id, plan }: Playing): Promise<string> {
  const seller = sellerOf(cast, plan);
  const holds = listAt(ok(await seller.get(`/v1/orders/${id}/holds`), 'the holds'), 'holds');
  const events = (await wholeFeed(seller)).filter((event) => JSON.stringify(event).includes(id));
  return [
    `  ${JSON.stringify(plan)}`,
    ...holds.map((hold) => `  holds: ${textAt(hold, 'code')} since ${textAt(hold, 'since')}: ${textAt(hold, 'text')}`),
    ...events.map((event) => `  ${textAt(event, 'time')} ${JSON.stringify(event).slice(0, 600)}`),
  ].join('\n');
}
