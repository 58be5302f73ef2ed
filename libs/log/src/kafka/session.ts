import { createHash } from 'node:crypto';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { ReceivedRecord, Subscription } from '../log.ts';
import { delayAfter, type LogLogger, type MachineTime, pause, reason, within } from '../machine.ts';
import { type Brokers, openClient, retries } from './client.ts';
import type { Ends } from './ends.ts';
import { createReading, type Reading } from './reading.ts';
import { createStalls } from './stalls.ts';

export interface SessionOptions extends Brokers {
  readonly subscription: Subscription;
  readonly partitions: number;
  readonly machine: MachineTime;
  readonly log: LogLogger;
  readonly ends: Ends;
  /** Names this process among those of its service; undefined where nobody knows it over restarts. */
  readonly instance: string | undefined;
  /** A topic or a group as Kafka knows it. */
  onWire(name: string): string;
  decode(topic: string, partition: number, message: EachBatchPayload['batch']['messages'][number]): ReceivedRecord;
  /** What the session before this one read, by topic and partition. */
  readonly before: ReadonlyMap<string, Reading>;
  /** Something was taken. */
  progressed(): void;
  /** A handler hangs. */
  stuck(error: Error): void;
}

/** One membership in a group, from joining it until it ends. */
export interface Session {
  /** What it reads, as of the last assignment. */
  readings(): ReadonlyMap<string, Reading>;
  /** True once partitions were assigned and found. */
  joined(): boolean;
  /** Settles when the consumer has stopped by itself, with the reason. */
  readonly ended: Promise<Error>;
  /** Takes nothing more, waits for what is in hand, and leaves the group. */
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
const PARTITION_BYTES = 256 * 1024;
const FETCH_BYTES = 4 * 1024 * 1024;
/** One question after the other, where the brokers answer. */
const ASKED_WITHIN_MS = LONGEST_FETCH_MS + 1_000;
/** How long one partition's slow taker may keep the fetching of others waiting, before it is left out for a while. */
const HELD_UP_MS = 250;
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
  const { subscription, partitions, machine, log, ends, onWire } = options;
  const group = onWire(subscription.group);
  const topics = new Map(subscription.topics.map((topic) => [onWire(topic), topic]));
  const client = openClient(options, ANSWER_WITHIN_MS, TRIES);
  const consumer = client.kafka.consumer({
    groupId: group,
    sessionTimeout: SESSION_MS,
    heartbeatInterval: HEARTBEAT_MS,
    groupInstanceId: memberName(options.instance, subscription.topics),
    rebalanceTimeout: REBALANCE_MS,
    maxWaitTimeInMs: LONGEST_FETCH_MS,
    minBytes: 1,
    maxBytes: FETCH_BYTES,
    maxBytesPerPartition: PARTITION_BYTES,
    allowAutoTopicCreation: false,
    // Restarts are ours, and bounded.
    retry: { ...retries(TRIES), restartOnFailure: async () => false },
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<Error>();
  const committed = new Map<string, number>();
  const stalls = createStalls<Reading>(({ topic, partition }) => ends.of(onWire(topic), partition));
  let readings: ReadonlyMap<string, Reading> = options.before;
  let joined = false;
  let over = false;
  let lastSign = machine.now();
  let cancelTick = (): void => undefined;
  let cancelLook = (): void => undefined;

  const sign = () => {
    lastSign = machine.now();
  };
  const revokeAll = () => {
    for (const reading of readings.values()) reading.revoke();
  };
  const place = ({ topic, partition }: Reading) => ({ topic: onWire(topic), partition });
  const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;

  function assign(assignment: Readonly<Record<string, readonly number[]>>): void {
    revokeAll();
    if (over) return;
    const before = readings;
    const assigned = new Map<string, Reading>();
    for (const [wireTopic, numbers] of Object.entries(assignment)) {
      const topic = topics.get(wireTopic);
      if (topic === undefined) continue;
      for (const partition of numbers) {
        const known = before.get(keyOf(topic, partition));
        const reading = open(topic, partition, known?.next() ?? 0);
        assigned.set(keyOf(topic, partition), reading);
        // Nothing is fetched before it is known from where.
        consumer.pause([{ topic: wireTopic, partitions: [partition] }]);
        void locate(reading, known);
      }
    }
    readings = assigned;
    joined = true;
    log.info({ group, assigned: [...assigned.keys()] }, 'partitions were assigned');
  }

  function open(topic: string, partition: number, next: number): Reading {
    const reading: Reading = createReading({
      topic,
      partition,
      machine,
      log,
      next,
      take: (batch) => subscription.take(batch),
      decode: (message) => options.decode(topic, partition, message),
      stuck: options.stuck,
      taken() {
        options.progressed();
        if (!reading.revoked() && !reading.full()) resume(reading);
      },
    });
    return reading;
  }

  function resume(reading: Reading): void {
    const { topic, partition } = place(reading);
    if (over || reading.revoked()) return;
    if (consumer.paused().some((paused) => paused.topic === topic && paused.partitions.includes(partition)))
      consumer.resume([{ topic, partitions: [partition] }]);
  }

  /** Asks where to start, until it is known, once whatever was in hand there before is through. */
  async function locate(reading: Reading, known: Reading | undefined): Promise<void> {
    const { topic, partition } = reading;
    await known?.settled();
    for (let failures = 1; !reading.revoked(); failures++) {
      try {
        const [start] = await Promise.all([subscription.start(topic, partition), ends.look(onWire(topic))]);
        if (reading.revoked()) return;
        const offset = start === '' ? '0' : start;
        reading.locate(Number(offset));
        consumer.seek({ ...place(reading), offset });
        return resume(reading);
      } catch (error) {
        const delay = delayAfter(failures);
        log.info({ group, topic, partition, error: reason(error), delay }, 'it is not known yet where to go on');
        await pause(machine, delay);
      }
    }
  }

  async function eachBatch({ batch, resolveOffset }: EachBatchPayload): Promise<void> {
    const topic = topics.get(batch.topic) ?? batch.topic;
    const reading = readings.get(keyOf(topic, batch.partition));
    if (reading === undefined || reading.revoked() || !reading.located()) return;
    ends.seen(batch.topic, batch.partition, Number(batch.highWatermark));
    reading.add(batch.messages);
    resolveOffset(batch.lastOffset());
    if (!reading.full()) return;
    await within(machine, HELD_UP_MS, reading.room());
    if (reading.full() && !reading.revoked()) consumer.pause([{ topic: batch.topic, partitions: [batch.partition] }]);
  }

  /** For tools that show a group's lag; nothing here goes by it. */
  async function commit(): Promise<void> {
    const moved = [...readings.values()].filter(
      (reading) => reading.located() && committed.get(keyOf(reading.topic, reading.partition)) !== reading.next(),
    );
    if (moved.length === 0 || !joined) return;
    const offsets = moved.map((reading) => ({ ...place(reading), offset: String(reading.next()) }));
    await consumer.commitOffsets(offsets);
    for (const reading of moved) committed.set(keyOf(reading.topic, reading.partition), reading.next());
  }

  function look(): void {
    cancelLook = machine.after(LOOK_MS, () => {
      if (machine.now() - lastSign > SILENT_MS) end(new Error(`nothing was heard of the consumer for ${SILENT_MS} ms`));
      // Who does not even ask waits for the brokers, and that shows otherwise.
      const asks = machine.now() - lastSign < ASKED_WITHIN_MS;
      const stalled = stalls(asks ? readings.values() : []);
      if (stalled !== undefined) end(new Error(`${stalled.topic}/${stalled.partition} holds more, and nothing comes`));
      look();
    });
  }

  function tick(): void {
    cancelTick = machine.after(TICK_MS, () => {
      const asked = [...topics.keys()].map((topic) => ends.look(topic));
      Promise.all([...asked, commit()]).catch((error: unknown) =>
        log.debug({ group, error: reason(error) }, 'the figures of a group are not up to date'),
      );
      tick();
    });
  }

  async function run(): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics.keys()], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: topics.size * partitions,
      eachBatch,
    });
  }

  function close(): void {
    over = true;
    cancelTick();
    cancelLook();
    revokeAll();
  }

  listen(consumer, { assign, revokeAll, sign, end });
  tick();
  look();
  const started = run().catch((error: unknown) => end(error instanceof Error ? error : new Error(String(error))));

  return {
    readings: () => readings,
    joined: () => joined,
    ended,
    async breakOff() {
      if (options.instance === undefined) return this.leave();
      close();
      // It stops to read when its connections are gone.
      consumer.disconnect().catch(() => undefined);
      client.destroy();
    },
    async leave() {
      close();
      const settled = Promise.all([...readings.values()].map((reading) => reading.settled()));
      // A handler that hangs must not keep its partitions from others.
      await within(machine, SETTLED_WITHIN_MS, settled);
      const gone = (async () => {
        // Who leaves while it joins stays on the brokers' list until its session ends.
        await started;
        await commit().catch(() => undefined);
        await consumer.disconnect();
      })();
      await within(machine, LEFT_WITHIN_MS, gone);
      client.destroy();
      await settled;
    },
  };
}

/**
 * Under which a member is known over restarts (KIP-345): who comes back under it takes the place of the one that died at
 * once, instead of waiting for the end of its session. What it reads is part of the name, since the place is given with
 * the partitions that it had.
 */
function memberName(instance: string | undefined, topics: readonly string[]): string | null {
  if (instance === undefined) return null;
  const reads = createHash('sha256').update(topics.join()).digest('hex').slice(0, 8);
  return `${instance.replace(/[^a-zA-Z0-9._-]/g, '_')}.${reads}`;
}

interface Heard {
  assign(assignment: Readonly<Record<string, readonly number[]>>): void;
  revokeAll(): void;
  sign(): void;
  end(error: Error): void;
}

function listen(consumer: Consumer, { assign, revokeAll, sign, end }: Heard): void {
  const { events } = consumer;
  consumer.on(events.GROUP_JOIN, ({ payload }) => {
    sign();
    assign(payload.memberAssignment);
  });
  consumer.on(events.REBALANCING, () => {
    sign();
    revokeAll();
  });
  consumer.on(events.FETCH, sign);
  consumer.on(events.HEARTBEAT, sign);
  consumer.on(events.CRASH, ({ payload }) => end(payload.error));
}
