import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { OutcomeUnknown } from '../trouble.ts';

const PATIENCE_MS = 5000;
const SQLITE_BUSY = 5;
const FORMAT = 1;

/** The part of node:sqlite that adapters use; tests put their own in its place. */
export type Database = Pick<DatabaseSync, 'exec' | 'prepare' | 'close' | 'isTransaction'>;

/**
 * Opens (and makes) a database that keeps what it acknowledged through a loss of power: a write-ahead log that is
 * synced at every commit.
 */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
  // Pages that are written again and again, as those of indexes, go from the log to the file once in 16 MB, not once in 4.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000',
  );
  return database;
}

/**
 * Makes a file what it is to be, or holds it to what it was made as: its kind, and settings that are fixed for its life.
 * A file that is made already is only read, so opening it never waits for a transaction.
 * @throws where the file was made as something else, or with another setting.
 */
export function makeOrCheck(
  database: Database,
  file: string,
  settings: Readonly<Record<string, string | number>>,
  make: () => void,
): void {
  if (formatOf(database) === 0) {
    inTransaction(database, () => {
      if (formatOf(database) !== 0) return;
      database.exec('CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID');
      const add = database.prepare('INSERT INTO settings (name, value) VALUES (?, ?)');
      for (const [name, value] of Object.entries(settings)) add.run(name, String(value));
      make();
      database.exec(`PRAGMA user_version = ${FORMAT}`);
    });
  }
  if (formatOf(database) !== FORMAT) throw new Error(`${file} has format ${formatOf(database)}, not ${FORMAT}`);
  const read = database.prepare('SELECT value FROM settings WHERE name = ?');
  for (const [name, wanted] of Object.entries(settings)) {
    const found = read.get(name)?.value ?? 'nothing';
    if (found !== String(wanted)) {
      throw new Error(`${file} was made with ${name} = ${found} and cannot be opened with ${name} = ${wanted}`);
    }
  }
}

function formatOf(database: Database): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/**
 * Runs the work in one transaction: all or nothing, and durable when it answers.
 * @throws what the work throws (nothing was written), or OutcomeUnknown.
 */
export function inTransaction<T>(database: Database, work: () => T): T {
  begin(database);
  let result: T;
  try {
    result = work();
  } catch (error) {
    rollBack(database);
    throw error;
  }
  endTransaction(database);
  return result;
}

export function begin(database: Database): void {
  database.exec('BEGIN IMMEDIATE');
}

/**
 * Begins on a connection with busy_timeout = 0. Another transaction that is open meanwhile, perhaps in this very process,
 * is waited for between turns: SQLite's own waiting would keep it from ever ending.
 */
export async function beginPatiently(database: Database): Promise<void> {
  const givenUp = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      begin(database);
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > givenUp) throw error;
    }
    await nextTurn();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === SQLITE_BUSY;
}

/** COMMIT. @throws OutcomeUnknown */
export function endTransaction(database: Database): void {
  try {
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw new OutcomeUnknown(error);
  }
}

// SQLite ends a transaction by itself on some errors; a second ROLLBACK would hide the first error.
export function rollBack(database: Database): void {
  if (database.isTransaction) database.exec('ROLLBACK');
}
