import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreConformance } from '@portolan/testkit/conformance';
import type { EventStore } from '../event-store.ts';
import { openSqliteEventStore } from './event-store.ts';

eventStoreConformance(
  'SQLite',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-event-store-'));
    const file = join(folder, 'events.db');
    const opened: EventStore[] = [];
    const open = async (shards = 4) => {
      const store = openSqliteEventStore({ file, shards });
      opened.push(store);
      return store;
    };
    return {
      store: await open(),
      folder,
      reopen: open,
      async dispose() {
        for (const store of opened) await store.close();
        await rm(folder, { recursive: true });
      },
    };
  },
  new URL('../rig/crash-adapter.ts', import.meta.url),
);
