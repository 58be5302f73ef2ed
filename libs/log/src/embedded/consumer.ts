import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Lag, ReceivedRecord, Subscription } from '../log.ts';
import { delayAfter, type MachineTime } from '../machine.ts';

export type ReadPartition = (
  topic: string,
  partition: number,
  from: number,
  limit: number,
) => readonly ReceivedRecord[];

export interface ConsumerOptions {
  readonly subscription: Subscription;
  readonly partitions: number;
  readonly machine: MachineTime;
  readonly read: ReadPartition;
  /** Offset after the last record of a partition. */
  end(topic: string, partition: number): number;
}

export interface Consumer {
  /** Says that a partition has something new. */
  wake(topic: string, partition: number): void;
  caughtUp(): boolean;
  behind(): readonly Lag[];
  /** Waits for the batch in hand. */
  stop(): Promise<void>;
}

const BATCH = 500;

/** A partition as one subscription reads it. */
interface Reading {
  readonly topic: string;
  readonly partition: number;
  /** Next offset wanted; undefined until the subscription has said where it starts. */
  next: number | undefined;
  failures: number;
  /** Machine time since when it is not at its end. */
  since: number;
  /** Takes the waiting for the next try back, where there is one. */
  cancelRetry: (() => void) | undefined;
}

/**
 * Reads all partitions of a subscription side by side, each in order, in rounds that are slept out while there is nothing
 * to do: a partition is in `ready` where it may have something, in `failing` while it waits for its next try, and else at
 * its end.
 */
export function startConsumer({ subscription, partitions, machine, read, end }: ConsumerOptions): Consumer {
  const readings = new Map<string, Reading>();
  for (const topic of subscription.topics) {
    for (let partition = 0; partition < partitions; partition++) {
      const reading = { topic, partition, next: undefined, failures: 0, since: machine.now(), cancelRetry: undefined };
      readings.set(`${topic}/${partition}`, reading);
    }
  }
  const ready = new Set(readings.values());
  const failing = new Set<Reading>();
  const inHand = new Map<Reading, Promise<void>>();
  let stopped = false;
  let wakeLoop = () => {};

  async function takeFrom(reading: Reading): Promise<void> {
    reading.next ??= Number((await subscription.start(reading.topic, reading.partition)) || 0);
    const records = read(reading.topic, reading.partition, reading.next, BATCH);
    const last = records.at(-1);
    if (!last || stopped) return;
    await subscription.take({ topic: reading.topic, partition: reading.partition, records });
    reading.next = Number(last.offset) + 1;
    reading.failures = 0;
    if (records.length === BATCH) ready.add(reading);
  }

  function retryLater(reading: Reading): void {
    reading.failures += 1;
    failing.add(reading);
    reading.cancelRetry = machine.after(delayAfter(reading.failures), () => {
      failing.delete(reading);
      ready.add(reading);
      wakeLoop();
    });
  }

  async function take(reading: Reading): Promise<void> {
    ready.delete(reading);
    try {
      await takeFrom(reading);
    } catch {
      // The taker reports its own troubles; here they only mean "again".
      retryLater(reading);
    }
    inHand.delete(reading);
    if (ready.has(reading)) wakeLoop();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      // Takers that never leave the microtask queue must not keep everyone else waiting; and what is appended in one turn
      // is taken in one round.
      await nextTurn();
      const free = [...ready].filter((reading) => !inHand.has(reading));
      for (const reading of free) inHand.set(reading, take(reading));
      if (free.length > 0 || stopped) continue;
      await new Promise<void>((resolve) => {
        wakeLoop = resolve;
      });
    }
  }

  const running = run();
  const atEnd = (reading: Reading) => !ready.has(reading) && !failing.has(reading) && !inHand.has(reading);

  function lagOf(reading: Reading): Lag {
    const { topic, partition, next = 0, since } = reading;
    const records = atEnd(reading) ? 0 : Math.max(0, end(topic, partition) - next);
    return { topic, partition, records, oldestMs: records === 0 ? 0 : since };
  }

  return {
    wake(topic, partition) {
      const reading = readings.get(`${topic}/${partition}`);
      if (!reading || failing.has(reading)) return;
      if (atEnd(reading)) reading.since = machine.now();
      ready.add(reading);
      wakeLoop();
    },
    behind: () => [...readings.values()].map(lagOf),
    caughtUp: () => ready.size === 0 && failing.size === 0 && inHand.size === 0,
    async stop() {
      stopped = true;
      wakeLoop();
      await running;
      await Promise.all(inHand.values());
      for (const reading of failing) reading.cancelRetry?.();
    },
  };
}
