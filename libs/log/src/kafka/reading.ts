import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordBatch } from '../log.ts';
import { delayAfter, type LogLogger, type MachineTime, reason } from '../machine.ts';
import type { Fetched } from './fetched.ts';

export interface ReadingOptions {
  readonly topic: string;
  readonly partition: number;
  readonly machine: MachineTime;
  readonly log: LogLogger;
  /** What to count from until it is known where to start. */
  readonly next: number;
  take(batch: RecordBatch): Promise<void>;
  /** A batch was taken: there may be room again. */
  taken(): void;
  /** A take has not come back for far too long. */
  stuck(error: Error): void;
}

/** A partition as one subscription reads it between two assignments: what came and was not taken yet, in order. */
export interface Reading {
  readonly topic: string;
  readonly partition: number;
  /** Offset after the last record that was taken. */
  next(): number;
  /** Offset of the first record that it does not hold yet. */
  lacks(): number;
  located(): boolean;
  /** Says from where it wants records: at its start, and where the log has turned out to be shorter. */
  locate(from: number): void;
  /** Those that follow what it holds. */
  add(records: readonly Fetched[]): void;
  /** More waits than one batch. */
  full(): boolean;
  /** Nothing waits, nothing is in hand. */
  idle(): boolean;
  /** The last take has thrown. */
  failing(): boolean;
  /** Machine time of the oldest record that waits; undefined where none does. */
  oldest(): number | undefined;
  /** Nothing more is taken. */
  revoke(): void;
  revoked(): boolean;
  /** Until nothing is in hand. */
  settled(): Promise<void>;
}

const BATCH = 500;
/** A handler that takes longer does not fail, it hangs: only another process can help. */
const TAKEN_WITHIN_MS = 180_000;

export function createReading(options: ReadingOptions): Reading {
  const { topic, partition, machine, log } = options;
  let next = options.next;
  let lacks = options.next;
  let located = false;
  let revoked = false;
  let waiting: readonly Fetched[] = [];
  let working: Promise<void> | undefined;
  let failures = 0;
  let wake = (): void => undefined;

  async function takeSome(): Promise<void> {
    const some = waiting.slice(0, BATCH);
    const records = some.map(({ record }) => record());
    const overdue = new Error(`a batch of ${topic}/${partition} was not taken within ${TAKEN_WITHIN_MS} ms`);
    const cancel = machine.after(TAKEN_WITHIN_MS, () => options.stuck(overdue));
    try {
      await options.take({ topic, partition, records });
    } finally {
      cancel();
    }
    waiting = waiting.slice(some.length);
    next = after(some) ?? next;
    failures = 0;
    options.taken();
  }

  async function backOff(error: unknown): Promise<void> {
    failures += 1;
    const delay = delayAfter(failures);
    log.info({ topic, partition, next, error: reason(error), failures, delay }, 'a batch is offered again later');
    await new Promise<void>((resolve) => {
      const cancel = machine.after(delay, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
    wake = () => undefined;
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // Takers that never leave the microtask queue must not keep everyone else waiting.
      await nextTurn();
      if (revoked) break;
      await takeSome().catch(async (error: unknown) => {
        if (!revoked) await backOff(error);
      });
      if (revoked) break;
    }
    working = undefined;
  }

  return {
    topic,
    partition,
    next: () => next,
    lacks: () => lacks,
    located: () => located,
    locate(from) {
      if (!located) next = from;
      lacks = from;
      located = true;
    },
    add(records) {
      if (revoked || records.length === 0) return;
      waiting = waiting.length === 0 ? records : [...waiting, ...records];
      lacks = after(records) ?? lacks;
      working ??= work();
    },
    full: () => waiting.length > BATCH,
    idle: () => waiting.length === 0 && working === undefined,
    failing: () => failures > 0,
    oldest: () => waiting[0]?.writtenAt,
    revoke() {
      revoked = true;
      wake();
    },
    revoked: () => revoked,
    settled: () => working ?? Promise.resolve(),
  };
}

/** Offset after the last of them. */
function after(records: readonly Fetched[]): number | undefined {
  const last = records.at(-1);
  return last === undefined ? undefined : last.offset + 1;
}
