import { join } from 'node:path';
import { catalogues } from '@portolan/contracts';
import type { Logger, MachineClock } from '@portolan/engine';
import { type Log, openEmbeddedLog } from '@portolan/log';
import type { Environment } from './environment.ts';
import { type HostConfig, openLocalStores } from './local.ts';
import { type Reaching, whenReached } from './reaching.ts';

// Drivers are loaded only where they are used: an embedded start does without them.

/**
 * The stores of one service, where its host keeps them: in files of the data folder, or in a database of its own.
 * @throws NotReached where the replica set did not answer in time
 */
export async function openStores(
  host: HostConfig,
  service: string,
  reaching: Reaching,
): Promise<Environment['stores']> {
  const { PORTOLAN_DATA: folder, PORTOLAN_MONGO_URL: url, PORTOLAN_SHARDS: shards } = host;
  if (host.PORTOLAN_ENGINE === 'embedded' || url === undefined) return openLocalStores(folder, service, shards);
  const { openMongoDocumentStore, openMongoEventStore } = await import('@portolan/store/mongo');
  const database = `${host.PORTOLAN_PREFIX}_${service}`;
  const documents = await whenReached('MongoDB', () => openMongoDocumentStore({ url, database }), reaching);
  try {
    const events = service in catalogues ? await openMongoEventStore({ url, database, shards }) : undefined;
    return { events, documents };
  } catch (error) {
    await documents.close();
    throw error;
  }
}

/**
 * The log, where its host keeps it.
 * @param onFatal told when the log has given up: whoever reads it had better start anew
 * @throws NotReached where no broker answered in time
 */
export async function openLog(
  host: HostConfig,
  service: string,
  { machine, log, onFatal }: { machine: MachineClock; log: Logger; onFatal(error: Error): void },
): Promise<Log> {
  const { PORTOLAN_DATA: folder, PORTOLAN_KAFKA_BROKERS: brokers, PORTOLAN_SHARDS: partitions } = host;
  if (host.PORTOLAN_ENGINE === 'embedded' || brokers === undefined)
    return openEmbeddedLog({ file: join(folder, 'log.db'), partitions, machine });
  const { openKafkaLog } = await import('@portolan/log/kafka');
  const prefix = host.PORTOLAN_PREFIX;
  // Only a name that is given is the same after a restart, and nobody else's.
  const instance = host.PORTOLAN_INSTANCE;
  const known = instance === undefined ? {} : { instance };
  const open = () => openKafkaLog({ brokers, partitions, prefix, clientId: service, machine, log, onFatal, ...known });
  return whenReached('Kafka', open, { machine, log });
}
