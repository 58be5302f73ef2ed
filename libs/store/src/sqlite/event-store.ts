import type { StatementSync } from 'node:sqlite';
import { decodeCommit, eventsIn } from '../commit-codec.ts';
import type { Commit, EventStore, FencedOutcome, PositionedCommit, ShardHead, WriteOutcome } from '../event-store.ts';
import { OutcomeUnknown } from '../trouble.ts';
import { commandKeys } from './command-keys.ts';
import { commitWriter } from './commit-writer.ts';
import { type Database, makeOrCheck, openDatabase } from './database.ts';
import { eventStoreSchema, eventStoreSql } from './event-store-schema.ts';
import { groupCommit } from './group-commit.ts';
import { type Syncing, walSyncing } from './syncing.ts';

export interface SqliteEventStoreOptions {
  readonly file: string;
  /** Fixed for the file's life. */
  readonly shards: number;
  /** walSyncing(file) where nothing is said. */
  readonly syncing?: Syncing;
}

/**
 * An event store in one SQLite file. Writes that are asked for in one turn of the event loop share a COMMIT.
 * @throws where the file was made with another number of shards, or as something else.
 */
export function openSqliteEventStore({ file, shards, syncing }: SqliteEventStoreOptions): EventStore {
  return sqliteEventStore(openDatabase(file), file, shards, syncing);
}

/** The same on a database that is open already. */
export function sqliteEventStore(
  database: Database,
  file: string,
  shards: number,
  syncing: Syncing = walSyncing(file),
): EventStore {
  makeOrCheck(database, file, { kind: 'event store', shards }, () => {
    database.exec(eventStoreSchema);
    const add = database.prepare('INSERT INTO heads (shard, epoch, position, published) VALUES (?, 0, 0, 0)');
    for (let shard = 0; shard < shards; shard++) add.run(shard);
  });
  const sql = prepareAll(database);
  const commands = commandKeys(database);
  const writer = commitWriter(database, shards, commands);
  const writes = groupCommit(database, syncing);

  return {
    shards,

    async insert(commits): Promise<readonly WriteOutcome[]> {
      try {
        return await writes.run(() => writer.write(commits));
      } catch (error) {
        writer.forget();
        if (error instanceof OutcomeUnknown) return commits.map(() => 'unknown');
        throw error;
      }
    },

    async readStream(stream, fromVersion, limit) {
      return writes.durable(sql.readStream.all(stream, fromVersion, limit).map(commitOf));
    },

    async findCommand(stream, commandId) {
      const id = sql.streamId.get(stream)?.id;
      const last = id === undefined ? undefined : commands.find(Number(id), commandId);
      const row = last === undefined ? undefined : sql.readStream.get(stream, last, 1);
      return writes.durable(row && commitOf(row));
    },

    async pending(limit) {
      return writes.durable(sql.pending.all(limit).map(commitOf));
    },

    async head(shard) {
      return writes.durable(headOf(sql.head, shard));
    },

    async takeOver(shard) {
      return writes.run(() => {
        sql.takeOver.run(shard);
        return headOf(sql.head, shard);
      });
    },

    async stamp(shard, epoch, commits) {
      let first = 0;
      const outcome = await fenced(
        writes.run(() => {
          let position = headOf(sql.head, shard).position;
          first = position + 1;
          for (const commit of commits) {
            const events = eventsIn(commit);
            position += events;
            const { changes } = sql.stamp.run(position, commit.stream, commit.version + events - 1, shard);
            if (changes !== 1) throw new Fenced();
          }
          if (sql.advance.run(position, shard, epoch).changes !== 1) throw new Fenced();
        }),
      );
      return { outcome, first: outcome === 'ok' ? first : 0 };
    },

    async markPublished(shard, epoch, published) {
      return fenced(
        writes.run(() => {
          if (sql.publish.run(published, shard, epoch).changes !== 1) throw new Fenced();
          const { position } = headOf(sql.head, shard);
          if (published > position) throw new RangeError(`shard ${shard} has only given positions up to ${position}`);
        }),
      );
    },

    async readShard(shard, from, limit) {
      return writes.durable(sql.readShard.all(shard, from, limit).map(positionedOf));
    },

    async locate(stream, version) {
      const row = sql.readStream.get(stream, version, 1);
      const commit = row && positionedOf(row);
      return writes.durable(commit && commit.version <= version ? commit : undefined);
    },

    async close() {
      await writes.end();
      database.close();
    },
  };
}

class Fenced extends Error {}

async function fenced(write: Promise<void>): Promise<FencedOutcome> {
  try {
    await write;
    return 'ok';
  } catch (error) {
    if (error instanceof Fenced) return 'fenced';
    if (error instanceof OutcomeUnknown) return 'unknown';
    throw error;
  }
}

function prepareAll(database: Database): Record<keyof typeof eventStoreSql, StatementSync> {
  const entries = Object.entries(eventStoreSql).map(([name, sql]) => [name, database.prepare(sql)]);
  return Object.fromEntries(entries);
}

type Row = ReturnType<StatementSync['all']>[number];

function commitOf(row: Row): Commit {
  const { stream, version, shard, head, payloads } = row as unknown as Stored;
  return { stream, version, shard, ...decodeCommit({ head, payloads }) };
}

function positionedOf(row: Row): PositionedCommit {
  const { version, last, last_position: lastPosition } = row as unknown as Stored;
  return { ...commitOf(row), position: lastPosition === null ? 0 : lastPosition - (last - version) };
}

interface Stored {
  readonly stream: string;
  readonly version: number;
  readonly last: number;
  readonly shard: number;
  readonly last_position: number | null;
  readonly head: string;
  readonly payloads: Uint8Array;
}

function headOf(statement: StatementSync, shard: number): ShardHead {
  const row = statement.get(shard);
  if (!row) throw new RangeError(`there is no shard ${shard}`);
  return { epoch: Number(row.epoch), position: Number(row.position), published: Number(row.published) };
}
