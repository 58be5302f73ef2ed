import { type Admin, Kafka, logLevel } from 'kafkajs';
import { until, within } from './until.ts';

/**
 * Waits until the broker on `port` is up and knows a majority of the `count` brokers of its cluster.
 * @throws Error after 180 s, or what `running` throws.
 */
export async function brokerAnswers(port: number, count: number, running: () => void): Promise<void> {
  await until(`the broker on ${port} answers`, 180_000, () => knows(port, count), running);
}

/**
 * Waits until every group coordinator answers and a consumer has really joined a group. Leaves nothing behind.
 * @param who sets apart those who ask at the same time.
 * @throws Error after 180 s.
 */
export async function coordinatorsAnswer(brokers: readonly string[], who: string): Promise<void> {
  await until('the group coordinators answer', 180_000, () => joins(clientOf(brokers), `portolan-ready-${who}`));
}

function clientOf(brokers: readonly string[]): Kafka {
  return new Kafka({
    ...{ clientId: 'portolan-ready', brokers: [...brokers], logLevel: logLevel.NOTHING },
    ...{ connectionTimeout: 1_000, requestTimeout: 5_000, retry: { retries: 0 } },
  });
}

function knows(port: number, count: number): Promise<true | undefined> {
  return withAdmin(clientOf([`127.0.0.1:${port}`]), async (admin) => {
    const { brokers } = await admin.describeCluster();
    return brokers.length > count / 2 || undefined;
  });
}

function joins(kafka: Kafka, name: string): Promise<boolean> {
  return withAdmin(kafka, async (admin) => {
    await admin.createTopics({
      topics: [{ topic: name, numPartitions: 1, replicationFactor: 1 }],
      waitForLeaders: true,
    });
    // A group's name decides which partition of __consumer_offsets keeps it: eight names meet every one of four.
    for (let number = 0; number < 8; number++)
      await admin.fetchOffsets({ groupId: `${name}-${number}`, topics: [name] });
    await join(kafka, name);
    await admin.deleteGroups([name]);
    await admin.deleteTopics({ topics: [name] });
    return true;
  });
}

async function join(kafka: Kafka, name: string): Promise<void> {
  const consumer = kafka.consumer({
    groupId: name,
    maxWaitTimeInMs: 50,
    retry: { retries: 0, restartOnFailure: async () => false },
  });
  const joined = new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve());
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  });
  joined.catch(() => {});
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: name });
    await consumer.run({ eachMessage: async () => {} });
    await within(5_000, 'joining a group', joined);
  } finally {
    await consumer.disconnect();
  }
}

async function withAdmin<T>(kafka: Kafka, ask: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}
