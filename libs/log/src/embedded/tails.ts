import type { ReceivedRecord } from '../log.ts';

/** The last records of every partition, so that its readers, who are many, do not each fetch and parse them again. */
export interface Tails {
  /** What was appended and committed. */
  add(topic: string, partition: number, records: readonly ReceivedRecord[]): void;
  /** After an append of which it is not known that it was committed. */
  forget(topic: string, partition: number): void;
  /** Records from an offset on; undefined where the tail does not reach back to it. */
  read(topic: string, partition: number, from: number, limit: number): readonly ReceivedRecord[] | undefined;
}

/** Records kept of a partition at least, and twice as many at most. */
const KEPT = 200;

interface Tail {
  readonly first: number;
  readonly records: readonly ReceivedRecord[];
}

export function createTails(): Tails {
  const tails = new Map<string, Tail>();

  return {
    add(topic, partition, records) {
      const [oldest] = records;
      if (oldest === undefined) return;
      const key = `${topic}/${partition}`;
      const known = tails.get(key);
      const joins = known !== undefined && known.first + known.records.length === Number(oldest.offset);
      const all = joins ? [...known.records, ...records] : records;
      const kept = all.length > 2 * KEPT ? all.slice(-KEPT) : all;
      tails.set(key, { first: Number(oldest.offset) + records.length - kept.length, records: kept });
    },
    forget: (topic, partition) => void tails.delete(`${topic}/${partition}`),
    read(topic, partition, from, limit) {
      const tail = tails.get(`${topic}/${partition}`);
      if (tail === undefined || from < tail.first) return undefined;
      return tail.records.slice(from - tail.first, from - tail.first + limit);
    },
  };
}
