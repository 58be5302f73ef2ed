import { randomBytes } from 'node:crypto';
import { machineTime } from '@portolan/testkit';
import kafkajs from 'kafkajs';
import { type KafkaLogOptions, openKafkaLog } from '../kafka/index.ts';
import type { Log } from '../log.ts';
import type { LogLogger } from '../machine.ts';

/** A corner of a Kafka for one test: topics and groups under a prefix of its own. */
export interface KafkaPlace {
  readonly prefix: string;
  readonly brokers: readonly string[];
  /** What was logged as a warning or an error by everything opened here. */
  readonly said: readonly string[];
  open(options?: Partial<KafkaLogOptions>): Promise<Log>;
  /** Closes what was opened, and deletes the topics. */
  dispose(): Promise<void>;
}

export function kafkaPlace(brokers: readonly string[], prefix = `test-${randomBytes(4).toString('hex')}`): KafkaPlace {
  const opened: Log[] = [];
  const said: string[] = [];
  return {
    prefix,
    brokers,
    said,
    async open(options = {}) {
      const log = await openKafkaLog({
        brokers,
        partitions: 4,
        prefix,
        clientId: prefix,
        machine: machineTime,
        log: collecting(said),
        ...options,
      });
      opened.push(log);
      return log;
    },
    async dispose() {
      await Promise.all(opened.map((log) => log.close()));
      await deleteTopics(brokers, prefix);
    },
  };
}

async function deleteTopics(brokers: readonly string[], prefix: string): Promise<void> {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin({ retry: { retries: 2 } });
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${prefix}.`));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}

function collecting(said: string[]): LogLogger {
  const quiet = (): void => undefined;
  const say = (fields: object, message: string): void => void said.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: quiet, info: quiet, warn: say, error: say };
}
