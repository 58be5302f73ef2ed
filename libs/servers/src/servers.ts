import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Addresses } from './addresses.ts';
import { composeAnswers, startComposed } from './compose.ts';
import { coordinatorsAnswer } from './coordinators.ts';
import { type KafkaServers, startKafka } from './kafka.ts';
import { ServersMissing } from './missing.ts';
import { type MongoServers, startMongo } from './mongo.ts';

export interface ServersOptions {
  /** For data and logs of what is started here. What it holds from an earlier start is gone on with. */
  readonly folder: string;
  /** Servers that run already; they are used and never stopped. See `namedForTests`, `namedForUse`. */
  readonly named?: Partial<Addresses>;
}

/** A replica set of one and a cluster of one, wherever they run. */
export interface Servers extends Addresses {
  /** Where they run, in words. */
  readonly origin: string;
  /** Handles on what was started as processes of this machine. */
  readonly mongo: MongoServers | undefined;
  readonly kafka: KafkaServers | undefined;
  /** Ends what was started here, in order. */
  stop(): Promise<void>;
  /** Ends it at once: for data that nobody needs again. */
  kill(): Promise<void>;
}

/**
 * Servers that answer: those that are named; else from containers, where a docker daemon answers
 * (PORTOLAN_SERVERS=native keeps away from it); else as processes of this machine.
 * @throws ServersMissing, which says what to install, or that a named server does not answer.
 */
export async function startServers({ folder, named = {} }: ServersOptions): Promise<Servers> {
  const { mongoUrl, kafkaBrokers } = named;
  if (mongoUrl !== undefined && kafkaBrokers !== undefined) {
    await Promise.all([mongoAnswers(mongoUrl), kafkaAnswers(kafkaBrokers)]);
    const nothing = async () => {};
    return {
      ...{ mongoUrl, kafkaBrokers, mongo: undefined, kafka: undefined },
      ...{ origin: 'named by the environment', stop: nothing, kill: nothing },
    };
  }
  const bothNeeded = mongoUrl === undefined && kafkaBrokers === undefined;
  if (bothNeeded && process.env['PORTOLAN_SERVERS'] !== 'native' && (await composeAnswers()))
    return { mongo: undefined, kafka: undefined, origin: 'containers', ...(await startComposed(folder)) };
  return startNative(folder, named);
}

async function startNative(folder: string, { mongoUrl, kafkaBrokers }: Partial<Addresses>): Promise<Servers> {
  const [mongo, kafka] = await bothOrNone(
    mongoUrl === undefined ? startMongo({ folder: join(folder, 'mongo') }) : mongoAnswers(mongoUrl),
    kafkaBrokers === undefined ? startKafka({ folder: join(folder, 'kafka') }) : kafkaAnswers(kafkaBrokers),
  );
  return {
    mongoUrl: mongoUrl ?? mongo?.url ?? '',
    kafkaBrokers: kafkaBrokers ?? kafka?.brokers ?? [],
    origin: 'processes of this machine',
    ...{ mongo, kafka },
    stop: () => Promise.all([mongo?.stop(), kafka?.stop()]).then(() => {}),
    kill: () => Promise.all([mongo?.kill(), kafka?.kill()]).then(() => {}),
  };
}

/** Where one does not start, the other is not left behind. */
async function bothOrNone(
  mongo: Promise<MongoServers | undefined>,
  kafka: Promise<KafkaServers | undefined>,
): Promise<readonly [MongoServers | undefined, KafkaServers | undefined]> {
  const [one, other] = await Promise.allSettled([mongo, kafka]);
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  if (one.status === 'fulfilled') await one.value?.kill();
  if (other.status === 'fulfilled') await other.value?.kill();
  throw one.status === 'rejected' ? one.reason : (other as PromiseRejectedResult).reason;
}

async function mongoAnswers(url: string): Promise<undefined> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    const { setName } = await client.db('admin').command({ hello: 1 });
    if (setName === undefined) throw new Error('it is no replica set, and transactions need one');
  } catch (error) {
    throw new ServersMissing(`The MongoDB that is named does not do: ${wordsOf(error)}`, 'Start it.');
  } finally {
    await client.close();
  }
}

async function kafkaAnswers(brokers: readonly string[]): Promise<undefined> {
  await coordinatorsAnswer(brokers, `named-${process.pid}`).catch((error) => {
    throw new ServersMissing(`The Kafka that is named does not do: ${wordsOf(error)}`, 'Start it.');
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
