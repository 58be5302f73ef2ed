import type { Reading } from './reading.ts';

type Looked = Pick<Reading, 'next' | 'located' | 'idle'>;

/** Looks with the same answer after which a partition counts as stalled. */
const LOOKS = 3;

/**
 * Notices a partition of which nothing comes although the log holds more and there is room: a member whose heartbeats go
 * out, and whose fetches bring nothing any more, as was seen after a broker was killed and fenced.
 * @param endOf offset after the last record of a partition, as far as known
 * @returns to be called once in a while with all that is read: the first that has stalled
 */
export function createStalls<Read extends Looked>(
  endOf: (reading: Read) => number,
): (readings: Iterable<Read>) => Read | undefined {
  let before = new Map<Read, { readonly next: number; readonly looks: number }>();
  return (readings) => {
    const now = new Map<Read, { readonly next: number; readonly looks: number }>();
    let stalled: Read | undefined;
    for (const reading of readings) {
      const next = reading.next();
      if (!reading.located() || !reading.idle() || next >= endOf(reading)) continue;
      const last = before.get(reading);
      const looks = last?.next === next ? last.looks + 1 : 1;
      now.set(reading, { next, looks });
      if (looks >= LOOKS) stalled ??= reading;
    }
    before = now;
    return stalled;
  };
}
