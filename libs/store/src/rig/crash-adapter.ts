import { join } from 'node:path';
import type { CrashAdapter } from '@portolan/testkit/conformance';
import { watched } from '@portolan/testkit/watched-database';
import { openDatabase } from '../sqlite/database.ts';
import { sqliteDocumentStore } from '../sqlite/document-store.ts';
import { sqliteEventStore } from '../sqlite/event-store.ts';

/** The SQLite adapters for conformance suites: they say so before every single statement that writes. BEGIN writes nothing. */
export const openEventStore: CrashAdapter['openEventStore'] = async (folder, shards, beforeWrite) => {
  const file = join(folder, 'events.db');
  return sqliteEventStore(watched(openDatabase(file), beforeWrite), file, shards);
};

export const openDocumentStore: CrashAdapter['openDocumentStore'] = async (folder, beforeWrite) => {
  const file = join(folder, 'documents.db');
  return sqliteDocumentStore(watched(openDatabase(file), beforeWrite), openDatabase(file), file);
};
