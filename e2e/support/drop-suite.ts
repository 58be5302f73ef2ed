import type { Addresses } from '@portolan/servers';
import { Kafka, logLevel } from 'kafkajs';
import { MongoClient } from 'mongodb';

/** Removes what a suite of processes kept on servers that others use too. */
export async function dropSuite({ mongoUrl, kafkaBrokers }: Addresses, prefix: string): Promise<void> {
  const client = new MongoClient(mongoUrl);
  const admin = new Kafka({ brokers: [...kafkaBrokers], logLevel: logLevel.NOTHING }).admin();
  try {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (name.startsWith(`${prefix}_`)) await client.db(name).dropDatabase();
    await admin.connect();
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${prefix}.`));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await client.close();
    await admin.disconnect();
  }
}
