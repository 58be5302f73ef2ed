import { at, type Json, listAt, ok, textAt } from '../story/api.ts';
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
    ...events.map((event) => `  ${textAt(event, 'time')} ${nameOf(event)} ${detailsOf(at(event, 'data'))}`),
  ].join('\n');
}

const nameOf = (event: Json) => textAt(event, 'type').split('.').at(-1) ?? '';

const telling = ['step', 'code', 'status', 'reason', 'refused', 'ending', 'state', 'advice', 'hold', 'attempt', 'info'];

// What an event says in a few words; the rest stands in the feed.
const detailsOf = (data: Json): string =>
  telling
    .map((field) => at(data, field))
    .filter((value) => value !== undefined)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value).slice(0, 90) : String(value)))
    .join(' ');
