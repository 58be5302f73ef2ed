import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watched } from '@portolan/testkit/watched-database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Commit } from '../event-store.ts';
import { OutcomeUnknown } from '../trouble.ts';
import { type Database, openDatabase } from './database.ts';
import { sqliteDocumentStore } from './document-store.ts';
import { sqliteEventStore } from './event-store.ts';

const commit: Commit = {
  stream: 'acme/order/1',
  version: 1,
  tenant: 'acme',
  shard: 0,
  time: '2026-03-02T01:00:00.000Z',
  commands: [
    {
      id: 'a',
      requestHash: '',
      correlation: '',
      causation: '',
      traceparent: '',
      events: [{ type: 'portolan.test.v1.Happened', audience: [], payload: new Uint8Array([1]) }],
    },
  ],
};

let folder: string;
let failing: 'no' | 'instead of COMMIT' | 'after COMMIT' | 'before COMMIT';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-lost-commit-'));
  failing = 'no';
});
afterEach(() => rm(folder, { recursive: true }));

/** A database whose disk fails at COMMIT, before or after it was done, or at the first statement. */
function failingDatabase(file: string): Database {
  const database = openDatabase(file);
  const plain = watched(database, (write) => {
    if (failing === 'before COMMIT' && write.startsWith('INSERT')) throw new Error('disk full');
  });
  return {
    prepare: (sql) => plain.prepare(sql),
    close: () => plain.close(),
    get isTransaction() {
      return plain.isTransaction;
    },
    exec(sql) {
      if (sql !== 'COMMIT' || failing === 'no' || failing === 'before COMMIT') return plain.exec(sql);
      if (failing === 'after COMMIT') plain.exec(sql);
      throw new Error('disk I/O error');
    },
  };
}

describe('a COMMIT that fails', () => {
  for (const [when, written] of [
    ['instead of COMMIT', 0],
    ['after COMMIT', 1],
  ] as const) {
    test(`is an unknown outcome, ${when}: reading tells, and the store goes on`, async () => {
      const file = join(folder, 'events.db');
      const store = sqliteEventStore(failingDatabase(file), file, 1);
      const { epoch } = await store.takeOver(0);
      failing = when;
      expect(await store.insert([commit])).toEqual(['unknown']);
      expect(await store.readStream(commit.stream, 1, 10)).toHaveLength(written);
      failing = 'no';
      expect(await store.insert([commit])).toEqual([written ? 'conflict' : 'ok']);
      failing = when;
      expect(await store.stamp(0, epoch, [commit])).toEqual({ outcome: 'unknown', first: 0 });
      expect(await store.head(0)).toEqual({ epoch, position: written, published: 0 });
      expect(await store.markPublished(0, epoch, 0)).toBe('unknown');
      await store.close();
    });

    test(`fails a transaction, ${when}: its checkpoint tells, and the store goes on`, async () => {
      const file = join(folder, 'documents.db');
      const store = sqliteDocumentStore(failingDatabase(file), openDatabase(file), file);
      const apply = () =>
        store.transact((transaction) =>
          transaction.advance('list', 'orders/0', { position: 0, offset: '' }, { position: 1, offset: '1' }),
        );
      failing = when;
      await expect(apply()).rejects.toThrow(OutcomeUnknown);
      expect((await store.checkpoint('list', 'orders/0')).position).toBe(written);
      failing = 'no';
      const again = expect(apply());
      await (written ? again.rejects.toMatchObject({ name: 'CheckpointMoved' }) : again.resolves.toBeUndefined());
      await store.close();
    });
  }

  test('is no such thing where a statement failed before: nothing was written, and the cause is thrown', async () => {
    const file = join(folder, 'events.db');
    const store = sqliteEventStore(failingDatabase(file), file, 1);
    failing = 'before COMMIT';
    await expect(store.insert([commit])).rejects.toThrow('disk full');
    failing = 'no';
    expect(await store.insert([commit])).toEqual(['ok']);
    await store.close();
  });
});
