import { Kafka, logLevel, type Message } from 'kafkajs';
import type { Bench } from './bench.ts';
import { shards } from './host.ts';

/** kafkajs by itself: messages as the relay makes them, on a topic with as many partitions. */
export interface BareTopic {
  readonly messages: readonly BareMessage[];
  send(batch: readonly BareMessage[]): Promise<unknown>;
  close(): Promise<void>;
}

interface BareMessage extends Message {
  readonly partition: number;
}

const count = 20_000;

export async function bareTopic(bench: Bench): Promise<BareTopic> {
  const kafka = new Kafka({
    clientId: bench.freshName('bare'),
    brokers: [...bench.brokers],
    logLevel: logLevel.NOTHING,
    retry: { retries: 5 },
  });
  const topic = bench.freshName('bare');
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: shards, replicationFactor: 1 }], waitForLeaders: true });
  const producer = kafka.producer({ idempotent: false, allowAutoTopicCreation: false });
  await producer.connect();
  return {
    messages: Array.from({ length: count }, (_, number) => messageOf(number)),
    send: (batch) => producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages: [...batch] }] }),
    async close() {
      await producer.disconnect();
      await admin.deleteTopics({ topics: [topic] });
      await admin.disconnect();
    },
  };
}

function messageOf(number: number): BareMessage {
  const stream = `bench/filings/small-${number % 1000}`;
  return {
    key: stream,
    partition: number % shards,
    value: Buffer.alloc(200, number % 256),
    headers: {
      ce_specversion: '1.0',
      ce_id: `${stream}@${number}`,
      ce_source: '/portolan/customs',
      ce_type: 'portolan.customs.v1.GoodsFiled',
      ce_subject: stream,
      ce_time: '2026-03-02T01:00:00.000Z',
      ce_version: String(number),
      ce_tenant: 'bench',
      ce_audience: '[]',
      ce_correlation: 'order-abcdefghijklmnopqrstuvwxyz',
      ce_causation: 'order-abcdefghijklmnopqrstuvwxyz',
      ce_traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      ce_commandid: 'command-abcdefghijklmnopqrstuvwxyz',
      position: String(number),
    },
  };
}
