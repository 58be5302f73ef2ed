import { type Api, listAt, ok, textAt } from './api.ts';

/** How long orders stood on one hold, in business time. */
export interface HoldTimes {
  readonly code: string;
  readonly count: number;
  readonly meanHours: number;
  readonly longestHours: number;
}

/** Reads from the feed, from a number on, how long each hold stood; the longest mean first. */
export async function holdTimes(merchant: Api, after: number): Promise<readonly HoldTimes[]> {
  const placed = new Map<string, number>();
  const stood = new Map<string, number[]>();
  for await (const { time, order, code } of holds(merchant, 'HoldPlaced', after)) placed.set(`${order} ${code}`, time);
  for await (const { time, order, code } of holds(merchant, 'HoldCleared', after)) {
    const from = placed.get(`${order} ${code}`);
    if (from !== undefined) stood.set(code, [...(stood.get(code) ?? []), (time - from) / 3_600_000]);
  }
  return [...stood]
    .map(([code, all]) => ({
      code,
      count: all.length,
      meanHours: all.reduce((sum, one) => sum + one, 0) / all.length,
      longestHours: Math.max(...all),
    }))
    .sort((left, right) => right.meanHours - left.meanHours);
}

async function* holds(merchant: Api, type: 'HoldPlaced' | 'HoldCleared', from: number) {
  for (let after = String(from); ; ) {
    const path = `/v1/events?type=portolan.orders.v1.${type}&limit=200&after=${after}`;
    const page = ok(await merchant.get(path), 'the feed');
    for (const event of listAt(page, 'events')) {
      const code = type === 'HoldPlaced' ? textAt(event, 'data', 'hold', 'code') : textAt(event, 'data', 'code');
      yield { time: Date.parse(textAt(event, 'time')), order: textAt(event, 'data', 'orderId'), code };
    }
    const next = textAt(page, 'next');
    if (next === after) return;
    after = next;
  }
}
