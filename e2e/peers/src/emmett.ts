import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { getMongoDBEventStore, type StreamName, toStreamName } from '@event-driven-io/emmett-mongodb';
import { MongoClient } from 'mongodb';

interface Filled {
  readonly type: 'Filled';
  readonly data: { readonly number: number; readonly bytes: string };
}

/** emmett-mongodb, held to the same promise as our store: majority writes in the journal. */
export interface EmmettPeer {
  /** Appends one event of a kept size behind whatever the stream holds; what it throws is the peer's own error. */
  append(stream: string, number: number): Promise<void>;
  /** Appends so many events at once. */
  appendMany(stream: string, from: number, count: number): Promise<void>;
  /** Appends at this version: 0 is a new stream. Answers whether it was the first to do so. */
  appendAt(stream: string, version: number): Promise<boolean>;
  /** The last events of a stream, as a service that knows where it stood would read them. */
  readTail(stream: string, from: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * @param bytes of each event's payload
 */
export async function openEmmett(url: string, database: string, bytes: number): Promise<EmmettPeer> {
  const client = await MongoClient.connect(url, {
    maxPoolSize: 100,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  const store = getMongoDBEventStore({ client, storage: { type: 'SINGLE_COLLECTION', databaseName: database } });
  // The peer makes no index of its own; without one every append would be a scan.
  await client.db(database).collection('emt:streams').createIndex({ streamName: 1 }, { unique: true });
  const nameOf = (stream: string): StreamName => toStreamName('bench', stream);
  const filled = (number: number): Filled => ({ type: 'Filled', data: { number, bytes: 'x'.repeat(bytes) } });

  return {
    async append(stream, number) {
      await store.appendToStream<Filled>(nameOf(stream), [filled(number)]);
    },
    async appendMany(stream, from, count) {
      const events = Array.from({ length: count }, (_, index) => filled(from + index));
      await store.appendToStream<Filled>(nameOf(stream), events);
    },
    async appendAt(stream, version) {
      const expectedStreamVersion = version === 0 ? STREAM_DOES_NOT_EXIST : BigInt(version);
      try {
        await store.appendToStream<Filled>(nameOf(stream), [filled(version)], { expectedStreamVersion });
        return true;
      } catch {
        return false;
      }
    },
    async readTail(stream, from) {
      const { events } = await store.readStream<Filled>(nameOf(stream), { from: BigInt(from) });
      return events.length;
    },
    close: () => client.close(),
  };
}
