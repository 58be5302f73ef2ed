import { basename } from 'node:path';
import { dropDatabase } from '@portolan/servers';
import type { CrashAdapter } from '@portolan/testkit/conformance';
import type { CommandStartedEvent } from 'mongodb';
import { type Connection, connect } from '../mongo/connection.ts';
import { mongoDocumentStore } from '../mongo/document-store.ts';
import { mongoEventStore } from '../mongo/event-store.ts';

// Loaded in processes and threads of its own: they know the server from their environment.
const url = () => process.env['PORTOLAN_TEST_MONGO_URL'] ?? '';

const writing = ['insert', 'update', 'findAndModify', 'commitTransaction'];

/** The MongoDB adapters for conformance suites: they say so before every command that writes is sent. */
async function watched(folder: string, beforeWrite: (write: string) => void): Promise<Connection> {
  const connection = await connect({ url: url(), database: basename(folder), maxPoolSize: 5, monitorCommands: true });
  connection.client.on('commandStarted', ({ commandName, command }: CommandStartedEvent) => {
    if (writing.includes(commandName)) beforeWrite(`${commandName} ${String(command[commandName])}`);
  });
  return connection;
}

export const openEventStore: CrashAdapter['openEventStore'] = async (folder, shards, beforeWrite) =>
  mongoEventStore(await watched(folder, beforeWrite), shards);

export const openDocumentStore: CrashAdapter['openDocumentStore'] = async (folder, beforeWrite) =>
  mongoDocumentStore(await watched(folder, beforeWrite));

export const remove: CrashAdapter['remove'] = (folder) => dropDatabase(url(), basename(folder));
