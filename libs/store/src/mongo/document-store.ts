import type { Checkpoint, DocumentStore } from '../document-store.ts';
import { collectionsOn } from './collections.ts';
import { type Connection, connect, type MongoOptions } from './connection.ts';
import { groupCommit } from './group-commit.ts';
import { type LeaseDocument, takeLease } from './leases.ts';
import { madeCollection, makeOrCheck } from './made.ts';
import { type CheckpointDocument, groupOn, type LastSeen } from './transaction.ts';

export type MongoDocumentStoreOptions = MongoOptions;

/**
 * A document store in one database of a MongoDB replica set. Transactions of one store run one after another, those that
 * wait together in one transaction of the server.
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

  const lastSeen: LastSeen = new Map();
  const writes = groupCommit(
    connection,
    (session) => groupOn(collections, checkpoints, lastSeen, session),
    () => lastSeen.clear(),
  );

  return {
    declare: (specs) => ask(() => collections.declare(specs)),
    get: (collection, tenant, id) => ask(() => collections.get(collection, tenant, id)),
    find: (query) => ask(() => collections.find(query)),
    transact: (work) => writes.run(work),
    checkpoint: (consumer, partition) =>
      ask(async (): Promise<Checkpoint> => {
        const found = await checkpoints.findOne({ _id: { c: consumer, p: partition } });
        return found === null ? { position: 0, offset: '' } : { position: found.position, offset: found.offset };
      }),
    lease: (name, owner, now, ttlMs) => ask(() => takeLease(leases, name, owner, now, ttlMs)),
    async close() {
      await writes.end();
      await connection.close();
    },
  };
}
