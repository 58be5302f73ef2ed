import { setTimeout as pause } from 'node:timers/promises';
import { type ClientSession, type Db, MongoClient, MongoError, type ReadConcernLike, type WriteConcern } from 'mongodb';
import { OutcomeUnknown, StoreAway } from '../trouble.ts';

export interface MongoOptions {
  /** mongodb://… of a replica set. */
  readonly url: string;
  readonly database: string;
  readonly maxPoolSize?: number;
  /** Milliseconds after which a call that is not answered counts as lost. */
  readonly timeoutMs?: number;
  /** Tells of each command; for tests. */
  readonly monitorCommands?: boolean;
}

export interface Connection {
  readonly client: MongoClient;
  readonly database: Db;
  /** Runs what speaks to the server. @throws StoreAway instead of what the driver threw */
  ask<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Runs the work in one transaction: all or nothing, on a majority's disks when it answers. The work runs again where
   * the server asks for it, so it must not change anything outside.
   * @throws what the work throws (nothing was written), StoreAway, or OutcomeUnknown.
   */
  transact<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const POOL = 20;
const PATIENCE_MS = 10_000;
const DUPLICATE_KEY = 11000;

/**
 * Connects. Every write is on the disks of a majority when it answers, and every read sees only what is.
 * The driver's `timeoutMS` does nothing in this version, so each kind of waiting has a bound of its own.
 */
export async function connect(options: MongoOptions): Promise<Connection> {
  const { url, maxPoolSize = POOL, timeoutMs = PATIENCE_MS, monitorCommands = false } = options;
  const writeConcern = { w: 'majority', journal: true, wtimeoutMS: timeoutMs } as const;
  const client = new MongoClient(url, {
    maxPoolSize,
    writeConcern,
    readConcernLevel: 'majority',
    readPreference: 'primary',
    retryReads: true,
    retryWrites: true,
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    waitQueueTimeoutMS: timeoutMs,
    // Longer than the server's own wait for a majority, whose answer says more than a closed connection.
    socketTimeoutMS: timeoutMs + 1_000,
    // As the driver's own numbers: told to make bigints, it stumbles over the servers' versions in an election.
    promoteLongs: false,
    promoteBuffers: true,
    ignoreUndefined: true,
    monitorCommands,
  });
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw away(error);
  }
  return {
    client,
    database: client.db(options.database),
    ask: (work) => work().catch((error: unknown) => Promise.reject(away(error))),
    transact: (work) => transact(client, timeoutMs, work),
    close: () => client.close(),
  };
}

/** What the driver throws never leaves the adapter as it is: no caller knows what to make of it. */
function away(error: unknown): unknown {
  return error instanceof MongoError ? new StoreAway(error) : error;
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoError && error.code === DUPLICATE_KEY;
}

const snapshot: ReadConcernLike = { level: 'snapshot' };
const majority: Partial<WriteConcern> = { w: 'majority', journal: true };

// The driver's withTransaction goes on for two minutes, whatever its callers can wait.
async function transact<T>(
  client: MongoClient,
  patienceMs: number,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const givenUp = performance.now() + patienceMs;
  const session = client.startSession({ causalConsistency: false });
  try {
    for (let tries = 1; ; tries++) {
      session.startTransaction({ readConcern: snapshot, writeConcern: { ...majority, wtimeoutMS: patienceMs } });
      try {
        const result = await work(session);
        await commit(session, givenUp);
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        if (!mayRunAgain(error) || performance.now() > givenUp) throw away(error);
      }
      await pause(again(tries));
    }
  } finally {
    await session.endSession().catch(() => undefined);
  }
}

/** @throws OutcomeUnknown, or what says that nothing was committed. */
async function commit(session: ClientSession, givenUp: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (error instanceof MongoError && error.hasErrorLabel('TransientTransactionError')) throw error;
      const unclear = error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
      if (!unclear || performance.now() > givenUp) throw new OutcomeUnknown(error);
    }
    await pause(again(tries));
  }
}

/** Milliseconds until the next try: soon at first, since most conflicts are over in a moment. */
const again = (tries: number) => Math.min(250, 2 ** Math.min(tries, 8));

// A key that another transaction has just taken is told as a duplicate, too: run again, this one sees it.
function mayRunAgain(error: unknown): boolean {
  return error instanceof MongoError && (error.hasErrorLabel('TransientTransactionError') || isDuplicate(error));
}
