import type { TestProject } from 'vitest/node';
import type { Addresses } from './index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `inject('servers')`: real servers for this run. */
    servers: Addresses;
  }
}

/** Gives tests the servers that the environment names. */
export default function setup(project: TestProject): void {
  const { PORTOLAN_TEST_MONGO_URL: mongoUrl, PORTOLAN_TEST_KAFKA_BROKERS: brokers } = process.env;
  if (mongoUrl === undefined || brokers === undefined) throw new Error('no servers');
  project.provide('servers', { mongoUrl, kafkaBrokers: brokers.split(',') });
}
