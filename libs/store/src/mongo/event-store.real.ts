import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { eventStoreConformance } from '@portolan/testkit/conformance';
import { inject } from 'vitest';
import type { EventStore } from '../event-store.ts';
import { remove } from '../rig/mongo-crash-adapter.ts';
import { openMongoEventStore } from './event-store.ts';

const { mongoUrl: url } = inject('servers');
const adapter = new URL('../rig/mongo-crash-adapter.ts', import.meta.url);
process.env['PORTOLAN_TEST_MONGO_URL'] = url;

eventStoreConformance(
  'MongoDB',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-event-store-'));
    const opened: EventStore[] = [];
    const open = async (shards = 4) => {
      const store = await openMongoEventStore({ url, database: basename(folder), shards });
      opened.push(store);
      return store;
    };
    return {
      store: await open(),
      folder,
      reopen: open,
      async dispose() {
        for (const store of opened) await store.close();
        await remove?.(folder);
        await rm(folder, { recursive: true });
      },
    };
  },
  adapter,
);
