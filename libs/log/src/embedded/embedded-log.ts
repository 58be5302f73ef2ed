import {
  type Database,
  groupCommit,
  makeOrCheck,
  OutcomeUnknown,
  openDatabase,
  type Syncing,
  walSyncing,
} from '@portolan/store/sqlite';
import type { Log, LogRecord, ReceivedRecord } from '../log.ts';
import type { MachineTime } from '../machine.ts';
import { type Consumer, type ReadPartition, startConsumer } from './consumer.ts';
import { logSchema, logSql } from './schema.ts';
import { createTails } from './tails.ts';

export interface EmbeddedLogOptions {
  readonly file: string;
  /** Of every topic; fixed for the file's life. */
  readonly partitions: number;
  /** Machine time, for the back-off of consumers that throw. */
  readonly machine: MachineTime;
  /** walSyncing(file) where nothing is said. */
  readonly syncing?: Syncing;
}

/**
 * A log in one SQLite file, for one process: what is appended wakes this process's subscriptions in the same turn.
 * Two subscriptions of one group each get everything; who needs one of them only holds a lease.
 * @throws where the file was made with another number of partitions, or as something else.
 */
export function openEmbeddedLog({ file, partitions, machine, syncing }: EmbeddedLogOptions): Log {
  return embeddedLog(openDatabase(file), file, partitions, machine, syncing);
}

/** The same on a database that is open already. */
export function embeddedLog(
  database: Database,
  file: string,
  partitions: number,
  machine: MachineTime,
  syncing: Syncing = walSyncing(file),
): Log {
  makeOrCheck(database, file, { kind: 'log', partitions }, () => database.exec(logSchema));
  const records = recordsOn(database);
  const writes = groupCommit(database, syncing);
  const tails = createTails();
  const consumers = new Set<Consumer>();
  const read: ReadPartition = (...place) => tails.read(...place) ?? records.read(...place);

  return {
    partitions,

    async declare(topics) {
      await writes.run(() => topics.forEach(records.declare));
    },

    async append(topic, partition, appended) {
      if (!(partition >= 0 && partition < partitions)) throw new RangeError(`there is no partition ${partition}`);
      try {
        const received = await writes.run(() => records.append(topic, partition, appended));
        tails.add(topic, partition, received);
        return 'ok';
      } catch (error) {
        tails.forget(topic, partition);
        if (error instanceof OutcomeUnknown) return 'unknown';
        throw error;
      } finally {
        // After an unknown outcome too: the records may be there.
        for (const consumer of consumers) consumer.wake(topic, partition);
      }
    },

    async subscribe(subscription) {
      for (const topic of subscription.topics) records.topicId(topic);
      const consumer = startConsumer({ subscription, partitions, machine, read, end: records.end });
      consumers.add(consumer);
      return {
        caughtUp: consumer.caughtUp,
        behind: consumer.behind,
        async stop() {
          consumers.delete(consumer);
          await consumer.stop();
        },
      };
    },

    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      consumers.clear();
      await writes.end();
      database.close();
    },
  };
}

function recordsOn(database: Database) {
  const declare = database.prepare(logSql.declare);
  const findTopic = database.prepare(logSql.topicId);
  const findEnd = database.prepare(logSql.end);
  const add = database.prepare(logSql.append);
  const select = database.prepare(logSql.read);

  function topicId(topic: string): number {
    const row = findTopic.get(topic);
    if (!row) throw new Error(`the topic ${topic} was not declared`);
    return Number(row.id);
  }

  return {
    topicId,
    declare(topic: string): void {
      declare.run(topic);
    },
    end: (topic: string, partition: number) => Number(findEnd.get(topicId(topic), partition)?.end),
    append(topic: string, partition: number, appended: readonly LogRecord[]): readonly ReceivedRecord[] {
      const id = topicId(topic);
      let offset = Number(findEnd.get(id, partition)?.end);
      return appended.map((record) => {
        const { key, position, headers, value } = record;
        add.run(id, partition, offset, key, position, JSON.stringify(headers), value);
        return { ...record, offset: String(offset++) };
      });
    },
    read(topic: string, partition: number, from: number, limit: number): readonly ReceivedRecord[] {
      return select.all(topic, partition, from, limit).map((row) => ({
        offset: String(row.offset),
        key: String(row.key),
        position: Number(row.position),
        headers: JSON.parse(String(row.headers)) as Record<string, string>,
        value: row.value as Uint8Array,
      }));
    },
  };
}
