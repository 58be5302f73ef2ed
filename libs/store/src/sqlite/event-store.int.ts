import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWhole, commitAt, eventStoreConformance } from '@portolan/testkit/conformance';
import { describe, expect, test } from 'vitest';
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

const STREAM = 'acme/order/1';

// Callers never ask for such a version (it comes from a prefix of the stream); this store sees it at no cost.
describe('SQLite, beyond what an event store must', () => {
  test('refuses a version inside another commit, and one that would leave a gap', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-event-store-'));
    const store = openSqliteEventStore({ file: join(folder, 'events.db'), shards: 4 });
    await store.insert([commitAt(STREAM, 1, { events: 3 })]);
    for (const version of [1, 2, 3, 5, 100]) {
      const stray = commitAt(STREAM, version, { commands: [`at ${version}`] });
      expect(await store.insert([stray])).toEqual(['conflict']);
    }
    expect(await store.insert([commitAt('acme/order/2', 2)])).toEqual(['conflict']);
    expect(await store.insert([commitAt(STREAM, 4)])).toEqual(['ok']);
    await checkWhole(store, [STREAM, 'acme/order/2']);
    await store.close();
    await rm(folder, { recursive: true });
  });
});
