import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReceivedRecord, Subscription } from '../log.ts';

/** What the log needs of the machine's clock. */
export interface BackOffClock {
  /** Calls back once after `ms`; the answer cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export type ReadPartition = (
  topic: string,
  partition: number,
  from: number,
  limit: number,
) => readonly ReceivedRecord[];

export interface ConsumerOptions {
  readonly subscription: Subscription;
  readonly partitions: number;
  readonly machine: BackOffClock;
  readonly read: ReadPartition;
}

export interface Consumer {
  /** Says that a partition has something new. */
  wake(topic: string, partition: number): void;
  caughtUp(): boolean;
  /** Waits for the batch in hand. */
  stop(): Promise<void>;
}

const BATCH = 500;
const FIRST_BACK_OFF_MS = 50;
const LONGEST_BACK_OFF_MS = 5000;

/** A partition as one subscription reads it. */
interface Reading {
  readonly topic: string;
  readonly partition: number;
  /** Next offset wanted; undefined until the subscription has said where it starts. */
  next: number | undefined;
  failures: number;
  /** Takes the waiting for the next try back, where there is one. */
  cancelRetry: (() => void) | undefined;
}

/**
 * Reads all partitions of a subscription side by side, each in order, in rounds that are slept out while there is nothing
 * to do: a partition is in `ready` where it may have something, in `failing` while it waits for its next try, and else at
 * its end.
 */
export function startConsumer({ subscription, partitions, machine, read }: ConsumerOptions): Consumer {
  const readings = new Map<string, Reading>();
  for (const topic of subscription.topics) {
    for (let partition = 0; partition < partitions; partition++) {
      const reading = { topic, partition, next: undefined, failures: 0, cancelRetry: undefined };
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
    const ms = Math.min(FIRST_BACK_OFF_MS * 2 ** reading.failures++, LONGEST_BACK_OFF_MS);
    failing.add(reading);
    reading.cancelRetry = machine.after(ms, () => {
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

  return {
    wake(topic, partition) {
      const reading = readings.get(`${topic}/${partition}`);
      if (!reading || failing.has(reading)) return;
      ready.add(reading);
      wakeLoop();
    },
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
