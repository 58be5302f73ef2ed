import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until an answer comes that is not undefined.
 * @throws Error after `withinMs`, with what the last question ended with, or as soon as `stop` throws.
 */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | undefined> | T | undefined,
  stop: () => void = () => {},
): Promise<T> {
  const end = performance.now() + withinMs;
  let last: unknown = 'no answer';
  for (;;) {
    stop();
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) {
      stop();
      throw new Error(`${what}: not within ${withinMs / 1_000} s (${last instanceof Error ? last.message : last})`);
    }
    await sleep(50);
  }
}

/** What a promise gives, unless it takes too long. */
export function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what}: not within ${ms / 1_000} s`);
  });
  late.catch(() => {});
  return Promise.race([promise, late]).finally(() => timer.abort());
}
