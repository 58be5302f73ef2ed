import type { Consumer } from 'kafkajs';
import { type LogLogger, type MachineTime, reason, within } from '../machine.ts';
import { type Assignment, createAssignment, keyOf, type Reader } from './assignment.ts';
import { type Brokers, openClient, retries } from './client.ts';
import type { Ends } from './ends.ts';
import type { Reading } from './reading.ts';
import { createStalls } from './stalls.ts';

export interface SessionOptions extends Brokers {
  /** Its name on the wire. */
  readonly group: string;
  /** Under which a member is known over restarts; undefined where nobody knows it. */
  readonly member: string | undefined;
  readonly readers: readonly Reader[];
  readonly partitions: number;
  readonly machine: MachineTime;
  readonly log: LogLogger;
  readonly ends: Ends;
  /** A topic as Kafka knows it. */
  onWire(name: string): string;
  /** Something was taken. */
  progressed(): void;
  /** A handler hangs. */
  stuck(error: Error): void;
}

/** One membership in a group for all subscriptions of a process, from joining it until it ends. */
export interface Session {
  /** Settles when the consumer has stopped by itself, with the reason. */
  readonly ended: Promise<Error>;
  /** One of its readers takes nothing more. */
  release(reader: Reader): void;
  /** Takes nothing more, waits a while for what is in hand, and leaves the group. */
  leave(): Promise<void>;
  /** Takes nothing more. Whoever has a name over restarts keeps its place for the next session; others leave. */
  breakOff(): Promise<void>;
}

const SESSION_MS = 10_000;
const HEARTBEAT_MS = 3_000;
/** Nobody is waited for longer: members that live come back with their next heartbeat. */
const REBALANCE_MS = 10_000;
const ANSWER_WITHIN_MS = 10_000;
/** How long the brokers hold a question for new records. */
const LONGEST_FETCH_MS = 2_500;
/** The same while somebody will soon want another place than the one that is asked for. */
const DIVIDED_FETCH_MS = 25;
const PARTITION_BYTES = 256 * 1024;
const FETCH_BYTES = 4 * 1024 * 1024;
/** One question after the other, where the brokers answer. */
const ASKED_WITHIN_MS = LONGEST_FETCH_MS + 1_000;
/** How often the brokers are asked for figures. */
const TICK_MS = 10_000;
/** How often it is looked whether anything stands still, without a question to anybody. */
const LOOK_MS = 2_000;
/** Longer than everything kafkajs may wait for in silence: an answer to joining, and a round of tries. */
const SILENT_MS = 25_000;
/** About ten seconds: then a new membership begins, with connections of its own. */
const TRIES = 12;
const SETTLED_WITHIN_MS = 5_000;
const LEFT_WITHIN_MS = 5_000;

export function openSession(options: SessionOptions): Session {
  const { group, readers, partitions, machine, log, ends, onWire } = options;
  const topics = [...new Set(readers.flatMap(({ subscription }) => subscription.topics))].map(onWire);
  const client = openClient(options, ANSWER_WITHIN_MS, TRIES);
  const consumer = client.kafka.consumer({
    groupId: group,
    sessionTimeout: SESSION_MS,
    heartbeatInterval: HEARTBEAT_MS,
    groupInstanceId: options.member ?? null,
    rebalanceTimeout: REBALANCE_MS,
    maxWaitTimeInMs: () => (isDivided() ? DIVIDED_FETCH_MS : LONGEST_FETCH_MS),
    minBytes: 1,
    maxBytes: FETCH_BYTES,
    maxBytesPerPartition: PARTITION_BYTES,
    allowAutoTopicCreation: false,
    // Restarts are ours, and bounded.
    retry: { ...retries(TRIES), restartOnFailure: async () => false },
  });
  const assignment: Assignment = createAssignment(consumer, options);
  const { promise: ended, resolve: end } = Promise.withResolvers<Error>();
  const committed = new Map<string, number>();
  const stalls = createStalls<Reading>(({ topic, partition }) => ends.of(onWire(topic), partition));
  let joined = false;
  let lastSign = machine.now();
  let cancelTick = (): void => undefined;
  let cancelLook = (): void => undefined;

  const sign = () => {
    lastSign = machine.now();
  };
  const readings = () => [...assignment.lines()].flatMap((line) => line.readings());
  const isDivided = () => [...assignment.lines()].some((line) => line.divided());

  /** How far the last of them has come: for tools that show a group's lag; nothing here goes by it. */
  async function commit(): Promise<void> {
    if (!joined) return;
    const offsets = [...assignment.lines()].flatMap(({ topic, partition, reached }) => {
      const offset = reached();
      const before = committed.get(keyOf(topic, partition));
      return offset === undefined || offset === before ? [] : [{ topic, partition, offset }];
    });
    if (offsets.length === 0) return;
    const wired = offsets.map(({ topic, partition, offset }) => ({
      topic: onWire(topic),
      partition,
      offset: String(offset),
    }));
    await consumer.commitOffsets(wired);
    for (const { topic, partition, offset } of offsets) committed.set(keyOf(topic, partition), offset);
  }

  function look(): void {
    cancelLook = machine.after(LOOK_MS, () => {
      if (machine.now() - lastSign > SILENT_MS) end(new Error(`nothing was heard of the consumer for ${SILENT_MS} ms`));
      // Who does not even ask waits for the brokers, and that shows otherwise.
      const asks = machine.now() - lastSign < ASKED_WITHIN_MS;
      const stalled = stalls(asks ? readings() : []);
      if (stalled !== undefined) end(new Error(`${stalled.topic}/${stalled.partition} holds more, and nothing comes`));
      look();
    });
  }

  function tick(): void {
    cancelTick = machine.after(TICK_MS, () => {
      const asked = topics.map((topic) => ends.look(topic));
      Promise.all([...asked, commit()]).catch((error: unknown) =>
        log.debug({ group, error: reason(error) }, 'the figures of a group are not up to date'),
      );
      tick();
    });
  }

  async function run(): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: topics.length * partitions,
      eachBatch: async (payload) => assignment.take(payload),
    });
  }

  function close(): void {
    cancelTick();
    cancelLook();
    assignment.close();
  }

  listen(consumer, {
    assign(assigned) {
      assignment.assign(assigned);
      joined = true;
    },
    revoke: assignment.revoke,
    sign,
    end,
  });
  tick();
  look();
  const started = run().catch((error: unknown) => end(error instanceof Error ? error : new Error(String(error))));

  return {
    ended,
    release: assignment.release,
    async breakOff() {
      if (options.member === undefined) return this.leave();
      close();
      // It stops to read when its connections are gone.
      consumer.disconnect().catch(() => undefined);
      client.destroy();
    },
    async leave() {
      close();
      // A handler that hangs must not keep its partitions from others.
      await within(machine, SETTLED_WITHIN_MS, assignment.settled());
      const gone = (async () => {
        // Who leaves while it joins stays on the brokers' list until its session ends.
        await started;
        await commit().catch(() => undefined);
        await consumer.disconnect();
      })();
      await within(machine, LEFT_WITHIN_MS, gone);
      client.destroy();
    },
  };
}

interface Heard {
  assign(assignment: Readonly<Record<string, readonly number[]>>): void;
  revoke(): void;
  sign(): void;
  end(error: Error): void;
}

function listen(consumer: Consumer, { assign, revoke, sign, end }: Heard): void {
  const { events } = consumer;
  consumer.on(events.GROUP_JOIN, ({ payload }) => {
    sign();
    assign(payload.memberAssignment);
  });
  consumer.on(events.REBALANCING, () => {
    sign();
    revoke();
  });
  consumer.on(events.FETCH, sign);
  consumer.on(events.HEARTBEAT, sign);
  consumer.on(events.CRASH, ({ payload }) => end(payload.error));
}
