import type { Log, RecordBatch, RunningSubscription, Subscription } from '@portolan/log';

/** Hears what goes onto the log and what is taken from it. It must not throw. */
export interface LogObserver {
  /** A send begins; the answer is told whether the log acknowledged it. */
  sending?(topic: string, records: number): (acknowledged: boolean) => void;
  /** A consumer begins with a batch; the answer is told whether it took it. */
  taking?(group: string, batch: RecordBatch): (taken: boolean) => void;
  /** A consumer reads from now on. */
  reading?(group: string, subscription: RunningSubscription, topics: readonly string[]): void;
}

/** The log, with somebody looking on. */
export function observedLog(log: Log, observers: readonly LogObserver[]): Log {
  const all = (ends: readonly (((well: boolean) => void) | undefined)[]) => (well: boolean) => {
    for (const end of ends) end?.(well);
  };
  return {
    partitions: log.partitions,
    ...(log.gathers === undefined ? {} : { gathers: log.gathers }),
    declare: (topics) => log.declare(topics),
    async append(topic, partition, records) {
      const ended = all(observers.map((each) => each.sending?.(topic, records.length)));
      return noted(
        ended,
        () => log.append(topic, partition, records),
        (answer) => answer === 'ok',
      );
    },
    async subscribe(subscription: Subscription) {
      const { group } = subscription;
      const running = await log.subscribe({
        ...subscription,
        take(batch) {
          const ended = all(observers.map((each) => each.taking?.(group, batch)));
          return noted(
            ended,
            () => subscription.take(batch),
            () => true,
          );
        },
      });
      for (const each of observers) each.reading?.(group, running, subscription.topics);
      return running;
    },
    close: () => log.close(),
  };
}

/** Does the work and says how it ended, also where it threw. */
async function noted<T>(
  ended: (well: boolean) => void,
  work: () => Promise<T>,
  well: (answer: T) => boolean,
): Promise<T> {
  try {
    const answer = await work();
    ended(well(answer));
    return answer;
  } catch (error) {
    ended(false);
    throw error;
  }
}
