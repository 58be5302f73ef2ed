import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@portolan/log';
import type { Streams } from './streams.ts';

export interface Wire {
  /** Records on the log, repetitions included. */
  readonly records: number;
  /** Records that stand there once more: sent again after an answer that did not come. */
  readonly duplicates: number;
  readonly breaches: readonly string[];
}

const patienceMs = 60_000;
const quietMs = 1_500;

/**
 * Reads a topic from its beginning: every position of every shard stands there, none before the one it follows. What
 * stands there twice is counted.
 */
export async function readWire(eventLog: Log, topic: string, { service, heads }: Streams): Promise<Wire> {
  const read = heads.map(() => 0);
  const breaches: string[] = [];
  let records = 0;
  let duplicates = 0;
  let lastAt = Date.now();
  const running = await eventLog.subscribe({
    group: `chaos.wire.${service}`,
    topics: [topic],
    start: async () => '',
    async take(batch) {
      lastAt = Date.now();
      for (const { position, key } of batch.records) {
        records += 1;
        const before = read[batch.partition] ?? 0;
        if (position <= before) duplicates += 1;
        else if (position > before + 1)
          breaches.push(`${topic}/${batch.partition} goes from position ${before} to ${position} (${key})`);
        read[batch.partition] = Math.max(before, position);
      }
    },
  });
  const whole = () => heads.every((head, shard) => (read[shard] ?? 0) >= head);
  const until = Date.now() + patienceMs;
  // What was sent again may follow the last position.
  while (!(whole() && Date.now() - lastAt > quietMs) && Date.now() < until) await pause(100);
  await running.stop();
  for (const [shard, head] of heads.entries())
    if (read[shard] !== head) breaches.push(`${topic}/${shard} ends at position ${read[shard]}, its store at ${head}`);
  return { records, duplicates, breaches };
}
