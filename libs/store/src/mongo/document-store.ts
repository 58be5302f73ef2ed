import type { Checkpoint, DocumentStore, Transaction } from '../document-store.ts';
import { collectionsOn } from './collections.ts';
import { type Connection, connect, type MongoOptions } from './connection.ts';
import { type LeaseDocument, takeLease } from './leases.ts';
import { madeCollection, makeOrCheck } from './made.ts';
import { attemptOn, type CheckpointDocument } from './transaction.ts';

export type MongoDocumentStoreOptions = MongoOptions;

/**
 * A document store in one database of a MongoDB replica set. Transactions of one store run one after another.
 * A transaction that throws OutcomeUnknown may have been written: its checkpoint tells.
 * @throws StoreAway
 */
export async function openMongoDocumentStore(options: MongoDocumentStoreOptions): Promise<DocumentStore> {
  return mongoDocumentStore(await connect(options));
}

/** The same on a connection that is open already. */
export async function mongoDocumentStore(connection: Connection): Promise<DocumentStore> {
  const { database, ask } = connection;
  const collections = collectionsOn(database);
  const checkpoints = database.collection<CheckpointDocument>('checkpoints');
  const leases = database.collection<LeaseDocument>('leases');
  try {
    await ask(async () => {
      await makeOrCheck(database, 'document store', {});
      await madeCollection(database, 'checkpoints');
    });
  } catch (error) {
    await connection.close();
    throw error;
  }

  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return connection.transact(async (session) => {
      const attempt = attemptOn(collections, checkpoints, session);
      try {
        const result = await work(attempt.transaction);
        await attempt.finish();
        return result;
      } catch (error) {
        throw attempt.trouble() ?? error;
      } finally {
        attempt.end();
      }
    });
  }

  return {
    declare: (specs) => ask(() => collections.declare(specs)),
    get: (collection, tenant, id) => ask(() => collections.get(collection, tenant, id)),
    find: (query) => ask(() => collections.find(query)),
    transact: (work) => inTurn(() => transact(work)),
    checkpoint: (consumer, partition) =>
      ask(async (): Promise<Checkpoint> => {
        const found = await checkpoints.findOne({ _id: { c: consumer, p: partition } });
        return found === null ? { position: 0, offset: '' } : { position: found.position, offset: found.offset };
      }),
    lease: (name, owner, now, ttlMs) => ask(() => takeLease(leases, name, owner, now, ttlMs)),
    async close() {
      await last;
      await connection.close();
    },
  };
}
