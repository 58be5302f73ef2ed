import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { openSqliteDocumentStore } from './document-store.ts';
import { openSqliteEventStore } from './event-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-database-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a database file', () => {
  test('is written ahead and synced at every commit, or a loss of power would lose what was acknowledged', () => {
    const database = openDatabase(join(folder, 'any.db'));
    const FULL = 2;
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: FULL });
    database.close();
  });

  test('stays what it was made as', async () => {
    const file = join(folder, 'deep', 'events.db');
    await openSqliteEventStore({ file, shards: 8 }).close();
    expect(() => openSqliteEventStore({ file, shards: 4 })).toThrow(/made with shards = 8 and cannot .* shards = 4/);
    expect(() => openSqliteDocumentStore({ file })).toThrow(/made with kind = event store/);
    await openSqliteEventStore({ file, shards: 8 }).close();
  });

  test('of a later format is refused', () => {
    const file = join(folder, 'events.db');
    const database = openDatabase(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openSqliteEventStore({ file, shards: 8 })).toThrow(/format 99/);
  });
});
