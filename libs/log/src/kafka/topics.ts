import type { Admin as KafkaAdmin } from 'kafkajs';
import { delayAfter, type LogLogger, type MachineTime, pause, reason } from '../machine.ts';
import type { Admin } from './admin.ts';

/** Topics by their names on the wire. */
export interface Topics {
  /** Makes those that are missing, and waits until the brokers know all of them. */
  declare(topics: readonly string[]): Promise<void>;
  /** @throws where the topic is not there, or has another number of partitions */
  check(topic: string): Promise<void>;
}

export interface TopicsOptions {
  readonly admin: Admin;
  readonly partitions: number;
  /** Copies of a topic; -1: as many as the brokers make by default. */
  readonly replication: number;
  readonly machine: MachineTime;
  readonly log: LogLogger;
}

/** Thrown for what no waiting will mend. */
class WrongTopic extends Error {}

const DECLARED_WITHIN_MS = 60_000;
const LARGEST_BATCH = 8 * 1024 * 1024;

/** Events are never deleted: whatever is derived can be read from the log again. */
const FOREVER = [
  { name: 'cleanup.policy', value: 'delete' },
  { name: 'retention.ms', value: '-1' },
  { name: 'retention.bytes', value: '-1' },
  { name: 'max.message.bytes', value: String(LARGEST_BATCH) },
];
/** An acknowledged record stands on two brokers at least, where there are enough of them. */
const ON_TWO = { name: 'min.insync.replicas', value: '2' };

export function createTopics({ admin, partitions, replication, machine, log }: TopicsOptions): Topics {
  const known = new Set<string>();
  const configEntries = replication >= 3 ? [...FOREVER, ON_TWO] : FOREVER;

  async function make(client: KafkaAdmin, topics: readonly string[]): Promise<void> {
    const existing = new Set(await client.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic));
    if (missing.length === 0) return;
    await client.createTopics({
      timeout: 5_000,
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries,
      })),
    });
  }

  async function compare(client: KafkaAdmin, topics: readonly string[]): Promise<void> {
    const found = await client.fetchTopicMetadata({ topics: [...topics] });
    for (const topic of topics) {
      const there = found.topics.find(({ name }) => name === topic)?.partitions ?? [];
      if (there.length === 0) throw new Error(`the topic ${topic} is not known yet`);
      if (there.length !== partitions)
        throw new WrongTopic(`the topic ${topic} has ${there.length} partitions, not ${partitions}`);
      // A leader may be named before it has taken office: only its own answer says that it has.
      await client.fetchTopicOffsets(topic);
      known.add(topic);
    }
  }

  return {
    async declare(topics) {
      const unknown = topics.filter((topic) => !known.has(topic));
      if (unknown.length === 0) return;
      const until = machine.now() + DECLARED_WITHIN_MS;
      for (let failures = 1; ; failures++) {
        try {
          await admin.run((client) => make(client, unknown));
          return await admin.run((client) => compare(client, unknown));
        } catch (error) {
          if (error instanceof WrongTopic || machine.now() > until) throw error;
          log.info({ topics, error: reason(error), failures }, 'topics could not be declared yet');
          await pause(machine, delayAfter(failures, 100, 2_000));
        }
      }
    },

    async check(topic) {
      if (known.has(topic)) return;
      const existing = await admin.run((client) => client.listTopics());
      if (!existing.includes(topic)) throw new WrongTopic(`the topic ${topic} was not declared`);
      await admin.run((client) => compare(client, [topic]));
    },
  };
}
