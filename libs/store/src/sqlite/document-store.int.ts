import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentStoreConformance } from '@portolan/testkit/conformance';
import type { DocumentStore } from '../document-store.ts';
import { openSqliteDocumentStore } from './document-store.ts';

documentStoreConformance(
  'SQLite',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-document-store-'));
    const opened: DocumentStore[] = [];
    const reopen = async () => {
      const store = openSqliteDocumentStore({ file: join(folder, 'documents.db') });
      opened.push(store);
      return store;
    };
    return {
      store: await reopen(),
      reopen,
      async dispose() {
        for (const store of opened) await store.close();
        await rm(folder, { recursive: true });
      },
    };
  },
  new URL('../rig/crash-adapter.ts', import.meta.url),
);
