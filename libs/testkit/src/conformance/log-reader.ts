import type { Log, ReceivedRecord, RecordBatch, RunningSubscription, Subscription } from '@portolan/log';

interface Behaviour {
  readonly start?: Subscription['start'];
  readonly wait?: Promise<void>;
  /** Throws for this batch. */
  refuse?(batch: RecordBatch): boolean;
}

interface Reader {
  readonly running: RunningSubscription;
  /** Every batch that was offered, and those that were taken. */
  readonly entered: readonly RecordBatch[];
  readonly batches: readonly RecordBatch[];
  records(topic: string, partition: number): readonly ReceivedRecord[];
}

/** Subscribes, and keeps what comes. */
export async function read(
  log: Log,
  topics: readonly string[],
  group = 'list',
  { start = async () => '', wait, refuse = () => false }: Behaviour = {},
): Promise<Reader> {
  const entered: RecordBatch[] = [];
  const batches: RecordBatch[] = [];
  const running = await log.subscribe({
    group: `orders.${group}.v1`,
    topics,
    start,
    async take(batch) {
      entered.push(batch);
      await wait;
      if (refuse(batch)) throw new Error('not now');
      batches.push(batch);
    },
  });
  return {
    running,
    entered,
    batches,
    records: (topic, partition) =>
      batches
        .filter((batch) => batch.topic === topic && batch.partition === partition)
        .flatMap(({ records }) => records),
  };
}
