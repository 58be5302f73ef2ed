import type { Log, RunningSubscription } from '../log.ts';
import type { LogLogger, MachineTime } from '../machine.ts';
import { createAdmin } from './admin.ts';
import { createEnds } from './ends.ts';
import { createProducer } from './producer.ts';
import { createStation } from './station.ts';
import { createTopics } from './topics.ts';

export interface KafkaLogOptions {
  /** host:port */
  readonly brokers: readonly string[];
  /** Of every topic. */
  readonly partitions: number;
  /** Topics and groups are `<prefix>.<name>` on the wire; '' for the bare name. */
  readonly prefix: string;
  /** Names the service: its consumers are members of the group `<prefix>.<clientId>.<what they read>`. */
  readonly clientId: string;
  readonly machine: MachineTime;
  readonly log: LogLogger;
  /**
   * Names this process, and no other that runs, over its restarts: its partitions then wait for it, and for nobody else,
   * for as long as a session lasts. Where nothing is said, each start is a stranger.
   */
  readonly instance?: string;
  /** Copies of the topics that are made here; the brokers' own default where nothing is said. */
  readonly replication?: number;
  readonly compression?: 'none' | 'zstd';
  /** A subscription cannot go on: the process should end with a failure. Where nothing is said, it is thrown. */
  readonly onFatal?: (error: Error) => void;
}

/** Every service's fetch is answered by every append, and led to a transaction: they would do little but take single events. */
const GATHERS_MS = 50;

/**
 * The log on Kafka. Connects when it is first needed; brokers that are away are waited for.
 * All subscriptions read through one membership; processes of a service that subscribe alike share the partitions.
 */
export async function openKafkaLog(options: KafkaLogOptions): Promise<Log> {
  const {
    partitions,
    prefix,
    machine,
    log,
    instance,
    replication = -1,
    compression = 'none',
    onFatal = fatal,
  } = options;
  const brokers = { brokers: options.brokers, clientId: options.clientId, log };
  const onWire = (name: string) => (prefix === '' ? name : `${prefix}.${name}`);
  const admin = createAdmin(brokers);
  const topics = createTopics({ admin, partitions, replication, machine, log });
  const ends = createEnds(admin);
  const producer = createProducer({ ...brokers, compression, appended: ends.seen });
  const station = createStation({ ...brokers, partitions, instance, onWire, machine, ends, onFatal });
  const subscriptions = new Set<RunningSubscription>();

  return {
    partitions,
    gathers: GATHERS_MS,

    declare: (names) => topics.declare(names.map(onWire)),

    async append(topic, partition, records) {
      if (!(partition >= 0 && partition < partitions)) throw new RangeError(`there is no partition ${partition}`);
      await topics.check(onWire(topic));
      return producer.append(onWire(topic), partition, records);
    },

    async subscribe(subscription) {
      for (const topic of subscription.topics) await topics.check(onWire(topic));
      const running = station.subscribe(subscription);
      subscriptions.add(running);
      return {
        ...running,
        async stop() {
          await running.stop();
          subscriptions.delete(running);
        },
      };
    },

    async close() {
      await Promise.all([...subscriptions].map((running) => running.stop()));
      await producer.close();
      await admin.close();
    },
  };
}

function fatal(error: Error): never {
  throw error;
}
