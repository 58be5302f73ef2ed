import type { Witness } from '../support/acknowledged.ts';
import type { Follower } from './follower.ts';

/** What a span of time carried. */
export interface Window {
  readonly seconds: number;
  readonly orders: number;
  readonly events: number;
  readonly answers: number;
  readonly ordersPerMinute: number;
  readonly eventsPerSecond: number;
  readonly answersPerSecond: number;
}

/** Counts from now until the answer is called. */
export function openWindow(follower: Follower, witness: Witness): () => Window {
  const counts = () => [performance.now(), follower.completed(), follower.seen.length, witness.answers()] as const;
  const [from, completed, told, answered] = counts();
  return () => {
    const now = counts();
    const seconds = (now[0] - from) / 1_000;
    const [orders, events, answers] = [now[1] - completed, now[2] - told, now[3] - answered];
    return {
      ...{ seconds, orders, events, answers },
      ordersPerMinute: (orders * 60) / seconds,
      eventsPerSecond: events / seconds,
      answersPerSecond: answers / seconds,
    };
  };
}
