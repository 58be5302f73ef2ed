/** Where a broker and a replica set are reached. */
export interface Addresses {
  /** mongodb://… of a replica set. */
  readonly mongoUrl: string;
  /** host:port of each broker. */
  readonly kafkaBrokers: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says of servers for tests: PORTOLAN_TEST_MONGO_URL, PORTOLAN_TEST_KAFKA_BROKERS (with commas). */
export function namedForTests(env: Environment): Partial<Addresses> {
  return named(env['PORTOLAN_TEST_MONGO_URL'], env['PORTOLAN_TEST_KAFKA_BROKERS']);
}

/** What the environment says of servers for a suite that runs: PORTOLAN_MONGO_URL, PORTOLAN_KAFKA_BROKERS (with commas). */
export function namedForUse(env: Environment): Partial<Addresses> {
  return named(env['PORTOLAN_MONGO_URL'], env['PORTOLAN_KAFKA_BROKERS']);
}

function named(mongoUrl: string | undefined, brokers: string | undefined): Partial<Addresses> {
  return {
    ...(mongoUrl ? { mongoUrl } : {}),
    ...(brokers ? { kafkaBrokers: brokers.split(',').map((broker) => broker.trim()) } : {}),
  };
}
