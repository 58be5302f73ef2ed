import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { documentStoreConformance } from '@portolan/testkit/conformance';
import { inject } from 'vitest';
import type { DocumentStore } from '../document-store.ts';
import { remove } from '../rig/mongo-crash-adapter.ts';
import { openMongoDocumentStore } from './document-store.ts';

const { mongoUrl: url } = inject('servers');
const adapter = new URL('../rig/mongo-crash-adapter.ts', import.meta.url);
process.env['PORTOLAN_TEST_MONGO_URL'] = url;

documentStoreConformance(
  'MongoDB',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-document-store-'));
    const opened: DocumentStore[] = [];
    const reopen = async () => {
      const store = await openMongoDocumentStore({ url, database: basename(folder) });
      opened.push(store);
      return store;
    };
    return {
      store: await reopen(),
      reopen,
      async dispose() {
        for (const store of opened) await store.close();
        await remove?.(folder);
        await rm(folder, { recursive: true });
      },
    };
  },
  adapter,
);
