import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KafkaMessage } from 'kafkajs';
import type { ReceivedRecord, RecordBatch } from '../log.ts';
import { delayAfter, type LogLogger, type MachineTime, reason } from '../machine.ts';

export interface ReadingOptions {
  readonly topic: string;
  readonly partition: number;
  readonly machine: MachineTime;
  readonly log: LogLogger;
  /** What to count from until it is known where to start. */
  readonly next: number;
  take(batch: RecordBatch): Promise<void>;
  decode(message: KafkaMessage): ReceivedRecord;
  /** A batch was taken: there is room again. */
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
  located(): boolean;
  /** Says where it starts. */
  locate(next: number): void;
  add(messages: readonly KafkaMessage[]): void;
  /** More waits than one batch. */
  full(): boolean;
  /** Nothing waits, nothing is in hand. */
  idle(): boolean;
  /** Until it is not full any more, or its take failed, or it was revoked. */
  room(): Promise<void>;
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
  let located = false;
  let revoked = false;
  let waiting: KafkaMessage[] = [];
  let working: Promise<void> | undefined;
  let failures = 0;
  let wake = (): void => undefined;
  let roomMade = Promise.withResolvers<void>();

  function makeRoom(): void {
    roomMade.resolve();
    roomMade = Promise.withResolvers<void>();
  }

  async function takeSome(): Promise<void> {
    const some = waiting.slice(0, BATCH);
    const records = some.map(options.decode);
    const overdue = new Error(`a batch of ${topic}/${partition} was not taken within ${TAKEN_WITHIN_MS} ms`);
    const cancel = machine.after(TAKEN_WITHIN_MS, () => options.stuck(overdue));
    try {
      await options.take({ topic, partition, records });
    } finally {
      cancel();
    }
    waiting = waiting.slice(some.length);
    next = Number(some.at(-1)?.offset) + 1;
    failures = 0;
    options.taken();
    if (waiting.length <= BATCH) makeRoom();
  }

  async function backOff(error: unknown): Promise<void> {
    failures += 1;
    const delay = delayAfter(failures);
    log.info({ topic, partition, next, error: reason(error), failures, delay }, 'a batch is offered again later');
    makeRoom();
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
    located: () => located,
    locate(start) {
      next = start;
      located = true;
    },
    add(messages) {
      if (revoked) return;
      waiting = waiting.length === 0 ? [...messages] : [...waiting, ...messages];
      working ??= work();
    },
    full: () => waiting.length > BATCH,
    idle: () => waiting.length === 0 && working === undefined,
    room: () => (failures > 0 || revoked || waiting.length <= BATCH ? Promise.resolve() : roomMade.promise),
    oldest: () => (waiting[0] === undefined ? undefined : Number(waiting[0].timestamp)),
    revoke() {
      revoked = true;
      wake();
      makeRoom();
    },
    revoked: () => revoked,
    settled: () => working ?? Promise.resolve(),
  };
}
