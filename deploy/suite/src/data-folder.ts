import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works on this data folder. */
export class FolderInUse extends Error {
  constructor(data: string, pid: number | undefined) {
    const who = pid === undefined ? 'A suite' : `A suite (process ${pid})`;
    super(`${who} is running on ${data}. Stop it first, or choose another folder.`);
    this.name = 'FolderInUse';
  }
}

// How long another process may take to write its number down. Whoever holds the folder is not waited for beyond it.
const patienceMs = 500;
const sqliteBusy = 5;

/**
 * Holds a data folder for this process. The lock is one of the operating system on the file `running`, so it goes with
 * the process, however that ends; a file that stays behind locks nothing.
 * @throws FolderInUse
 */
export function holdFolder(data: string): { release(): void } {
  mkdirSync(data, { recursive: true });
  const database = new DatabaseSync(join(data, 'running'), { timeout: patienceMs });
  try {
    database.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL); DELETE FROM holder');
    database.prepare('INSERT INTO holder (pid) VALUES (?)').run(process.pid);
    // What is held is an open transaction: others can read whose it is, and none can begin.
    database.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    const inUse = isBusy(error) ? new FolderInUse(data, holderOf(database)) : undefined;
    database.close();
    throw inUse ?? error;
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}

function holderOf(database: DatabaseSync): number | undefined {
  try {
    if (database.isTransaction) database.exec('ROLLBACK');
    const row = database.prepare('SELECT pid FROM holder').get();
    return row === undefined ? undefined : Number(row['pid']);
  } catch {
    // It is being written at this moment: that somebody is there is known all the same.
    return undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === sqliteBusy;
}
