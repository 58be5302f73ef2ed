import type { Log } from '@portolan/log';
import type { Life } from './life.ts';
import type { LogKept } from './log-kept.ts';
import { createMembership } from './log-membership.ts';
import { startReading } from './log-reading.ts';

/** The log of one life over the brokers. Partitions are shared among the lives that read for one group. */
export function simulatedLog(kept: LogKept, life: Life, partitions: number = kept.partitions): Log {
  const { weather, world } = life;
  const membership = createMembership(life);
  const running = new Set<{ stop(): Promise<void> }>();

  return {
    partitions,
    async declare(topics) {
      kept.declare(topics, partitions);
    },
    async append(topic, partition, records) {
      kept.partition(topic, partition);
      const { trace } = world;
      const stand = (): 'ok' | 'unknown' => {
        kept.append(topic, partition, records);
        trace.text(topic);
        for (const { key, position, value } of records) {
          trace.text(key);
          trace.number(position);
          trace.bytes(value);
        }
        return 'ok';
      };
      const append = { what: 'append', writes: true, work: stand } as const;
      const unknown = (): 'unknown' => 'unknown';
      if (weather.strikes('log away')) {
        const away = (): never => {
          throw new Error('the log is away');
        };
        return life.operate<'ok' | 'unknown'>({ ...append, instead: away });
      }
      if (weather.strikes('log lost')) return life.operate<'ok' | 'unknown'>({ ...append, instead: unknown });
      if (weather.strikes('log unanswered')) return life.operate({ ...append, afterwards: unknown });
      if (weather.strikes('log forgets')) {
        kept.appended(topic, partition, records);
        return life.operate<'ok' | 'unknown'>({ ...append, instead: () => 'ok' });
      }
      if (weather.strikes('log late')) {
        world.after(world.chance.between(1, 2_000), stand);
        return life.operate<'ok' | 'unknown'>({ ...append, instead: unknown });
      }
      return life.operate(append);
    },
    async subscribe(subscription) {
      for (const topic of subscription.topics) kept.partition(topic, 0);
      const reading = startReading(kept, life, membership, subscription, partitions);
      running.add(reading);
      return reading;
    },
    async close() {
      await Promise.all([...running].map((reading) => reading.stop()));
      running.clear();
    },
  };
}
