import type { StatementSync } from 'node:sqlite';
import { type Checkpoint, CheckpointMoved, type DocumentStore, type Transaction } from '../document-store.ts';
import { collectionsOn, type Plans } from './collections.ts';
import { type Database, makeOrCheck, openDatabase } from './database.ts';
import { collectionSql, indexPlan } from './document-index.ts';
import { longGroupCommit } from './group-commit.ts';
import { takeLease } from './leases.ts';
import { type Syncing, walSyncing } from './syncing.ts';

const schema = `
  CREATE TABLE checkpoints (
    consumer TEXT NOT NULL, partition TEXT NOT NULL, position INTEGER NOT NULL, "offset" TEXT NOT NULL,
    PRIMARY KEY (consumer, partition)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE leases (
    name TEXT PRIMARY KEY, owner TEXT NOT NULL, epoch INTEGER NOT NULL, until REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/**
 * A document store in one SQLite file, not to be shared with an event store. Transactions run on a connection of their
 * own, one after another, those that wait together under one COMMIT; what is read beside them sees only what is committed.
 * A transaction that throws OutcomeUnknown may have been written: its checkpoint tells.
 */
export function openSqliteDocumentStore(options: { readonly file: string; readonly syncing?: Syncing }): DocumentStore {
  const { file, syncing } = options;
  return sqliteDocumentStore(openDatabase(file), openDatabase(file), file, syncing);
}

/** The same on two connections that are open already. */
export function sqliteDocumentStore(
  writer: Database,
  reader: Database,
  file: string,
  syncing: Syncing = walSyncing(file),
): DocumentStore {
  makeOrCheck(writer, file, { kind: 'document store' }, () => writer.exec(schema));
  const plans: Plans = new Map();
  const written = collectionsOn(writer, plans);
  const committed = collectionsOn(reader, plans);
  const writes = longGroupCommit(writer, syncing);
  const readCheckpoint = 'SELECT position, "offset" FROM checkpoints WHERE consumer = ? AND partition = ?';
  const standing = reader.prepare(readCheckpoint);
  const moving = writer.prepare(readCheckpoint);
  const move = writer.prepare(
    `INSERT INTO checkpoints (consumer, partition, position, "offset") VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET position = excluded.position, "offset" = excluded."offset"`,
  );
  const lease = takeLease(writer);

  /** A transaction that is refused stays refused, even where the work catches what was thrown at it. */
  function transactionOf(): { readonly transaction: Transaction; finish(): void } {
    let over = false;
    let moved: CheckpointMoved | undefined;
    const during = <T>(work: () => T): T => {
      if (over) throw new Error('this transaction has ended');
      return work();
    };
    const transaction: Transaction = {
      get: async (collection, tenant, id) => during(() => written.get(collection, tenant, id)),
      put: async (collection, tenant, id, document) => during(() => written.put(collection, tenant, id, document)),
      delete: async (collection, tenant, id) => during(() => written.delete(collection, tenant, id)),
      find: async (query) => during(() => written.find(query)),
      advance: async (consumer, partition, before, after) =>
        during(() => {
          const now = checkpointOf(moving, consumer, partition);
          if (now.position !== before.position || now.offset !== before.offset) {
            moved = new CheckpointMoved(consumer, partition);
            throw moved;
          }
          move.run(consumer, partition, after.position, after.offset);
        }),
    };
    return {
      transaction,
      finish() {
        over = true;
        if (moved) throw moved;
      },
    };
  }

  return {
    async declare(collections) {
      await writes.run(async () => {
        for (const [collection, spec] of Object.entries(collections)) {
          const { make, drop } = collectionSql(collection, spec, indexesOf(writer, collection));
          for (const sql of [...drop, ...make]) writer.exec(sql);
        }
      });
      for (const [collection, spec] of Object.entries(collections)) {
        const indexes = Object.keys(spec.indexes ?? {});
        plans.set(collection, new Map(indexes.map((name) => [name, indexPlan(collection, name, spec)])));
      }
    },

    get: async (collection, tenant, id) => writes.durable(committed.get(collection, tenant, id)),
    find: async (query) => writes.durable(committed.find(query)),

    transact: (work) =>
      writes.run(async () => {
        const { transaction, finish } = transactionOf();
        const result = await work(transaction);
        finish();
        return result;
      }),

    checkpoint: async (consumer, partition) => writes.durable(checkpointOf(standing, consumer, partition)),

    lease: (name, owner, now, ttlMs) => writes.run(async () => lease(name, owner, now, ttlMs)),

    async close() {
      await writes.end();
      reader.close();
      writer.close();
    },
  };
}

function checkpointOf(statement: StatementSync, consumer: string, partition: string): Checkpoint {
  const row = statement.get(consumer, partition);
  return row ? { position: Number(row.position), offset: String(row.offset) } : { position: 0, offset: '' };
}

function indexesOf(database: Database, collection: string): string[] {
  const rows = database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`)
    .all(`documents: ${collection}`);
  return rows.map(({ name }) => String(name));
}
