import type { Admin as KafkaAdmin } from 'kafkajs';
import { type Brokers, type Client, openClient, retries } from './client.ts';

/** One connection for questions about topics, made when it is needed and made anew after it failed. */
export interface Admin {
  run<T>(work: (admin: KafkaAdmin) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 10_000;

interface Connection {
  readonly client: Client;
  readonly admin: KafkaAdmin;
  readonly connected: Promise<void>;
}

export function createAdmin(brokers: Brokers): Admin {
  let current: Connection | undefined;

  function open(): Connection {
    const client = openClient(brokers, ANSWER_WITHIN_MS);
    const admin = client.kafka.admin({ retry: retries(2) });
    return { client, admin, connected: admin.connect() };
  }

  function discard(connection: Connection): void {
    if (current === connection) current = undefined;
    connection.client.destroy();
  }

  return {
    async run(work) {
      current ??= open();
      const connection = current;
      try {
        await connection.connected;
        return await work(connection.admin);
      } catch (error) {
        discard(connection);
        throw error;
      }
    },
    async close() {
      const connection = current;
      if (connection === undefined) return;
      await connection.connected.then(() => connection.admin.disconnect()).catch(() => undefined);
      discard(connection);
    },
  };
}
