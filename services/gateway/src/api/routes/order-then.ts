import type { Language } from '@portolan/contracts';
import { RefusedError } from '@portolan/service';
import { orderAsOf } from '../../projections/as-of/order-as-of.ts';
import { timelineOf } from '../../projections/timeline.ts';
import { Problem } from '../problem.ts';
import type { Ground } from '../route.ts';
import { heldIn } from './holds.ts';

/**
 * An order over all services as of an instant.
 * @param at RFC 3339 in UTC, to the millisecond: sorts as text
 * @throws RefusedError ORDER_NOT_FOUND; Problem ORDER_NOT_YET, INSTANT_AHEAD
 */
export async function orderThen(ground: Ground, tenant: string, id: string, at: string, language: Language) {
  const story = await timelineOf(ground.documents, tenant, id);
  if (story.length === 0) throw new RefusedError({ refused: 'ORDER_NOT_FOUND', data: { id } });
  const now = ground.clock.now();
  if (at > now) throw new Problem('INSTANT_AHEAD', { at, now, field: 'at' });
  const then = orderAsOf(story.filter(({ time }) => time <= at));
  if (then === undefined) {
    const begins = story.find(({ type }) => type === 'OrderPlaced')?.time ?? '';
    throw new Problem('ORDER_NOT_YET', { id, at, begins, field: 'at' });
  }
  const { order, holds, payouts, ledger, ...rest } = then;
  return {
    ...order,
    at,
    ...rest,
    holds: holds.map((hold) => heldIn(language, hold, id)),
    payouts: [...payouts],
    ledger: [...ledger],
  };
}
