import type { Admin } from './admin.ts';

/** How far each partition reaches, as last seen: by what was appended, by what came, and by asking. */
export interface Ends {
  /** Offset after the last record; 0 where nothing is known. */
  of(topic: string, partition: number): number;
  /** Offset of the first record that the brokers still have; 0 where nothing is known. */
  begin(topic: string, partition: number): number;
  seen(topic: string, partition: number, end: number): void;
  /** Asks the brokers. Whoever asks for one topic before it was the topic's turn is answered together. */
  look(topic: string): Promise<void>;
}

/** Topics by their names on the wire. */
export function createEnds(admin: Admin): Ends {
  const ends = new Map<string, number>();
  const begins = new Map<string, number>();
  const queued = new Map<string, Promise<void>>();
  let last: Promise<unknown> = Promise.resolve();

  function seen(topic: string, partition: number, end: number): void {
    const key = `${topic}/${partition}`;
    if (end > (ends.get(key) ?? 0)) ends.set(key, end);
  }

  async function ask(topic: string): Promise<void> {
    queued.delete(topic);
    for (const { partition, high, low } of await admin.run((client) => client.fetchTopicOffsets(topic))) {
      seen(topic, partition, Number(high));
      begins.set(`${topic}/${partition}`, Number(low));
    }
  }

  return {
    of: (topic, partition) => ends.get(`${topic}/${partition}`) ?? 0,
    begin: (topic, partition) => begins.get(`${topic}/${partition}`) ?? 0,
    seen,
    look(topic) {
      const waiting = queued.get(topic);
      if (waiting !== undefined) return waiting;
      const asked = last.then(() => ask(topic));
      queued.set(topic, asked);
      last = asked.catch(() => undefined);
      return asked;
    },
  };
}
