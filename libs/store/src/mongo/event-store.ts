import { type Collection, type Db, MaxKey, MongoBulkWriteError, MongoError } from 'mongodb';
import { eventsIn } from '../commit-codec.ts';
import type { Commit, EventStore, ShardHead, WriteOutcome } from '../event-store.ts';
import { begunStreams } from './begun.ts';
import { type CommitDocument, commitOf, documentOf, positionedOf } from './commit-document.ts';
import { type Connection, connect, type MongoOptions } from './connection.ts';
import { makeOrCheck } from './made.ts';
import { pendingCommits } from './pending.ts';
import { type HeadDocument, positions } from './positions.ts';

export interface MongoEventStoreOptions extends MongoOptions {
  /** Fixed for the database's life. */
  readonly shards: number;
}

const DUPLICATE_KEY = 11000;

/**
 * An event store in one database of a MongoDB replica set.
 * A commit that leaves a gap is not seen here as SQLite sees it: versions that are handed in always come from a prefix of
 * the stream, so where a version is free, everything before it stands.
 * @throws where the database was made with another number of shards, or StoreAway.
 */
export async function openMongoEventStore(options: MongoEventStoreOptions): Promise<EventStore> {
  return mongoEventStore(await connect(options), options.shards);
}

/** The same on a connection that is open already. */
export async function mongoEventStore(connection: Connection, shards: number): Promise<EventStore> {
  const { database, ask } = connection;
  const commits = database.collection<CommitDocument>('commits');
  const heads = database.collection<HeadDocument>('heads');
  try {
    await ask(() => make(database, commits, heads, shards));
  } catch (error) {
    await connection.close();
    throw error;
  }
  const pending = pendingCommits(commits);
  const begun = begunStreams(commits);

  function checked(commit: Commit): CommitDocument {
    if (eventsIn(commit) === 0) throw new RangeError(`a commit of ${commit.stream} holds no event`);
    if (!(commit.shard >= 0 && commit.shard < shards)) throw new RangeError(`there is no shard ${commit.shard}`);
    return documentOf(commit);
  }

  async function headOf(shard: number): Promise<ShardHead> {
    const found = await heads.findOne({ _id: shard });
    if (found === null) throw new RangeError(`there is no shard ${shard}`);
    return plainHead(found);
  }

  /** The commit that holds this version, or the last one before it. */
  function upTo(stream: string, version: number): Promise<CommitDocument | null> {
    const range = { $gte: { s: stream, v: 0 }, $lte: { s: stream, v: version } };
    return commits.findOne({ _id: range }, { sort: { _id: -1 } });
  }

  async function locate(stream: string, version: number): Promise<CommitDocument | undefined> {
    const found = await upTo(stream, version);
    return found !== null && lastOf(found) >= version ? found : undefined;
  }

  return {
    shards,
    // The server works at one while the next is encoded here; a third would only make each smaller.
    writesAtOnce: 2,

    async insert(given): Promise<readonly WriteOutcome[]> {
      const documents = given.map(checked);
      try {
        await commits.insertMany(documents, { ordered: false });
        return documents.map(() => 'ok');
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        return outcomesOf(error, documents.length);
      }
    },

    readStream: (stream, fromVersion, limit) =>
      ask(async () => {
        if (fromVersion <= 1 && !(await begun(stream))) return [];
        const range = { $gte: { s: stream, v: fromVersion }, $lt: { s: stream, v: new MaxKey() } };
        const found = await commits.find({ _id: range } as object, { sort: { _id: 1 }, limit }).toArray();
        // Asked for afterwards, it is not missing where what follows it was seen.
        const begins = fromVersion <= 1 || found[0]?._id.v === fromVersion;
        const holder = begins ? undefined : await locate(stream, fromVersion);
        const all = holder === undefined || holder._id.v === fromVersion ? found : [holder, ...found].slice(0, limit);
        return all.map(commitOf);
      }),

    findCommand: (stream, commandId) =>
      ask(async () => {
        const found = await commits.findOne({ '_id.s': stream, c: commandId }, { hint: 'commands' });
        return found === null ? undefined : commitOf(found);
      }),

    pending: (limit) => ask(() => pending(limit)),

    head: (shard) => ask(() => headOf(shard)),

    takeOver: (shard) =>
      ask(async () => {
        const head = await heads.findOneAndUpdate({ _id: shard }, { $inc: { epoch: 1 } }, { returnDocument: 'after' });
        if (head === null) throw new RangeError(`there is no shard ${shard}`);
        return plainHead(head);
      }),

    ...positions(connection, commits, heads),

    readShard: (shard, from, limit) =>
      ask(async () => {
        const range = { h: shard, p: { $gte: from } };
        const found = await commits.find(range, { sort: { h: 1, p: 1 }, limit, hint: 'positions' }).toArray();
        return found.map(positionedOf);
      }),

    locate: (stream, version) =>
      ask(async () => {
        const found = await locate(stream, version);
        return found && positionedOf(found);
      }),

    close: connection.close,
  };
}

/** Makes what is missing; every part of it may be there already, or be made by another process at the same time. */
async function make(
  database: Db,
  commits: Collection<CommitDocument>,
  heads: Collection<HeadDocument>,
  shards: number,
): Promise<void> {
  await makeOrCheck(database, 'event store', { shards });
  await commits.createIndexes([
    { name: 'commands', key: { '_id.s': 1, c: 1 }, unique: true },
    { name: 'positions', key: { h: 1, p: 1 }, unique: true, partialFilterExpression: { p: { $exists: true } } },
    { name: 'pending', key: { q: 1, _id: 1 }, partialFilterExpression: { q: true } },
  ]);
  const upserts = Array.from({ length: shards }, (_, shard) => ({
    updateOne: {
      filter: { _id: shard },
      update: { $setOnInsert: { epoch: 0, position: 0, published: 0 } },
      upsert: true,
    },
  }));
  await heads.bulkWrite(upserts);
}

/**
 * Of an unordered write only what is named as a duplicate failed for sure. Where anything else went wrong (a closed
 * connection, a change of primary, a majority that was not reached), nobody knows about the others.
 */
export function outcomesOf(error: unknown, count: number): readonly WriteOutcome[] {
  const bulk = error instanceof MongoBulkWriteError ? error : undefined;
  const named = bulk === undefined ? [] : [bulk.writeErrors].flat();
  const clean =
    named.length > 0 &&
    named.every(({ code }) => code === DUPLICATE_KEY) &&
    bulk?.result.getWriteConcernError() === undefined;
  const outcomes = Array.from({ length: count }, (): WriteOutcome => (clean ? 'ok' : 'unknown'));
  for (const { code, index } of named) if (code === DUPLICATE_KEY) outcomes[index] = 'conflict';
  return outcomes;
}

function lastOf(document: CommitDocument): number {
  return document._id.v + eventsIn(commitOf(document)) - 1;
}

function plainHead({ epoch, position, published }: ShardHead): ShardHead {
  return { epoch, position, published };
}
