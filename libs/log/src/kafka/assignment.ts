import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { Subscription } from '../log.ts';
import { delayAfter, type LogLogger, type MachineTime, pause, reason } from '../machine.ts';
import type { Ends } from './ends.ts';
import { toFetched } from './fetched.ts';
import { createLine, type Line } from './line.ts';
import { createReading, type Reading } from './reading.ts';

/** One subscription, over all the memberships that read for it. */
export interface Reader {
  readonly subscription: Subscription;
  /** What it reads, as of the last assignment, by topic and partition. */
  readings: ReadonlyMap<string, Reading>;
  /** Partitions were assigned for it, and it did not leave them. */
  assigned: boolean;
}

export interface AssignmentOptions {
  readonly group: string;
  readonly readers: readonly Reader[];
  readonly machine: MachineTime;
  readonly log: LogLogger;
  readonly ends: Ends;
  onWire(name: string): string;
  /** Something was taken. */
  progressed(): void;
  /** A handler hangs. */
  stuck(error: Error): void;
}

/** What one membership was given to read, and who of its readers has come how far. */
export interface Assignment {
  readonly lines: () => Iterable<Line>;
  assign(assigned: Readonly<Record<string, readonly number[]>>): void;
  revoke(): void;
  /** One of them takes nothing more; the others go on. */
  release(reader: Reader): void;
  take(payload: EachBatchPayload): void;
  /** Nothing is assigned any more. */
  close(): void;
  /** Until nothing is in hand. */
  settled(): Promise<void>;
}

/** Where one reader gets its readings of an assignment, and those that it had before. */
interface Place {
  readonly reader: Reader;
  readonly before: Reader['readings'];
  readonly readings: Map<string, Reading>;
}

export const keyOf = (topic: string, partition: number): string => `${topic}/${partition}`;

export function createAssignment(consumer: Consumer, options: AssignmentOptions): Assignment {
  const { group, machine, log, ends, onWire } = options;
  const readers = new Set(options.readers);
  const topics = new Map(
    options.readers.flatMap(({ subscription }) => subscription.topics.map((topic) => [onWire(topic), topic])),
  );
  let lines: ReadonlyMap<string, Line> = new Map();
  let over = false;

  const allReadings = () => [...readers].flatMap(({ readings }) => [...readings.values()]);

  function revoke(): void {
    for (const reading of allReadings()) reading.revoke();
  }

  function assign(assigned: Readonly<Record<string, readonly number[]>>): void {
    revoke();
    if (over) return;
    const places = [...readers].map((reader): Place => ({ reader, before: reader.readings, readings: new Map() }));
    const opened = new Map<string, Line>();
    for (const [wireTopic, partitions] of Object.entries(assigned)) {
      const topic = topics.get(wireTopic);
      if (topic === undefined) continue;
      for (const partition of partitions) opened.set(keyOf(topic, partition), open(topic, partition, places));
    }
    lines = opened;
    for (const { reader, readings } of places) {
      reader.readings = readings;
      reader.assigned = true;
    }
    log.info({ group, assigned: [...opened.keys()] }, 'partitions were assigned');
  }

  function open(topic: string, partition: number, places: readonly Place[]): Line {
    const wire = { topic: onWire(topic), partition };
    const here = [{ topic: wire.topic, partitions: [partition] }];
    const key = keyOf(topic, partition);
    // Nothing is fetched before it is known from where.
    consumer.pause(here);
    const line = createLine({
      topic,
      partition,
      end: () => ends.of(wire.topic, partition),
      cursor: {
        seek: (offset) => consumer.seek({ ...wire, offset: String(offset) }),
        pause: () => consumer.pause(here),
        resume: () => consumer.resume(here),
      },
    });
    for (const { reader, before, readings: own } of places) {
      if (!reader.subscription.topics.includes(topic)) continue;
      const known = before.get(key);
      const reading = begin(reader, topic, partition, known?.next() ?? 0, line);
      own.set(key, reading);
      line.join(reading);
      void locate(line, reading, reader, known);
    }
    return line;
  }

  function begin({ subscription }: Reader, topic: string, partition: number, next: number, line: Line): Reading {
    const reading: Reading = createReading({
      topic,
      partition,
      machine,
      log,
      next,
      take: (batch) => subscription.take(batch),
      stuck: options.stuck,
      taken() {
        options.progressed();
        if (!reading.revoked()) line.look();
      },
    });
    return reading;
  }

  /** Asks where to start, until it is known, once whatever was in hand there before is through. */
  async function locate(line: Line, reading: Reading, { subscription }: Reader, known?: Reading): Promise<void> {
    const { topic, partition } = reading;
    await known?.settled();
    for (let failures = 1; !reading.revoked(); failures++) {
      try {
        const [start] = await Promise.all([subscription.start(topic, partition), ends.look(onWire(topic))]);
        if (reading.revoked()) return;
        // What the brokers have deleted before it is not waited for.
        reading.locate(Math.max(start === '' ? 0 : Number(start), ends.begin(onWire(topic), partition)));
        return line.look();
      } catch (error) {
        const delay = delayAfter(failures);
        const fields = { group, consumer: subscription.group, topic, partition, error: reason(error), delay };
        log.info(fields, 'it is not known yet where to go on');
        await pause(machine, delay);
      }
    }
  }

  return {
    lines: () => lines.values(),
    assign,
    revoke,
    release(reader) {
      readers.delete(reader);
      for (const [key, reading] of reader.readings) {
        reading.revoke();
        if (!over) lines.get(key)?.leave(reading);
      }
    },
    take({ batch, resolveOffset, isStale }) {
      const line = lines.get(keyOf(topics.get(batch.topic) ?? batch.topic, batch.partition));
      // Somebody was located meanwhile: it is fetched again from where it is wanted.
      if (over || line === undefined || isStale()) return;
      const end = Number(batch.highWatermark);
      ends.seen(batch.topic, batch.partition, end);
      resolveOffset(batch.lastOffset());
      line.handOut({ from: Number(batch.fetchedOffset), records: batch.messages.map(toFetched), end });
    },
    close() {
      over = true;
      revoke();
      for (const reader of readers) reader.assigned = false;
    },
    async settled() {
      await Promise.all(allReadings().map((reading) => reading.settled()));
    },
  };
}
