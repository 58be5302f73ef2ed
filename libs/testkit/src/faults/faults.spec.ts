import type { DocumentStore, EventStore, Transaction } from '@portolan/store';
import { describe, expect, test } from 'vitest';
import { faultyDocumentStore } from './document-store.ts';
import { faultyEventStore } from './event-store.ts';
import { type Fault, faultList, faults, Outage } from './faults.ts';

function pending(): Promise<'pending'> {
  return new Promise((resolve) => setImmediate(() => resolve('pending')));
}

function storeThatCounts() {
  const inserts: unknown[] = [];
  const store = {
    shards: 1,
    async insert(commits: readonly unknown[]) {
      inserts.push(commits);
      return commits.map(() => 'ok');
    },
    pending: async () => [],
  };
  return { inserts, store: store as unknown as EventStore };
}

describe('a script of faults', () => {
  for (const [fault, writes] of [
    ['crash before', 0],
    ['crash after', 1],
  ] as [Fault, number][]) {
    test(`${fault}: ${writes} writes, and nothing ever settles again`, async () => {
      const { inserts, store } = storeThatCounts();
      const script = faults(faultList([['insert', 1, fault]]));
      const faulty = faultyEventStore(store, script);
      expect(await Promise.race([faulty.insert([]), pending()])).toBe('pending');
      await script.crashed;
      expect(await Promise.race([faulty.pending(1), pending()])).toBe('pending');
      expect(inserts).toHaveLength(writes);
    });
  }

  test('a call under way when another crashes the process never gets its answer', async () => {
    const { inserts, store } = storeThatCounts();
    const script = faults(
      faultList([
        ['insert', 1, 'stall'],
        ['pending', 1, 'crash before'],
      ]),
    );
    const faulty = faultyEventStore(store, script);
    const stalled = faulty.insert([]);
    void faulty.pending(1);
    await script.crashed;
    await script.release();
    expect(await Promise.race([stalled, pending()])).toBe('pending');
    expect(inserts).toHaveLength(0);
  });

  test('stalls until it is released; fails; counts each operation on its own', async () => {
    const { inserts, store } = storeThatCounts();
    const script = faults(
      faultList([
        ['insert', 1, 'stall'],
        ['insert', 2, 'fail'],
      ]),
    );
    const faulty = faultyEventStore(store, script);
    const stalled = faulty.insert([]);
    expect(await Promise.race([stalled, pending()])).toBe('pending');
    await expect(faulty.insert([])).rejects.toThrow(Outage);
    await faulty.pending(1);
    await script.release();
    expect(await stalled).toEqual([]);
    expect(inserts).toHaveLength(1);
    expect(script.calls.map(({ operation, nth }) => [operation, nth])).toEqual([
      ['insert', 1],
      ['insert', 2],
      ['pending', 1],
    ]);
  });

  test('a crash inside a transaction ends it for the database, which goes on without its caller', async () => {
    let ended = '';
    const store = {
      async transact(work: (transaction: Transaction) => Promise<unknown>) {
        await work({ put: async () => {} } as unknown as Transaction).catch(() => {
          ended = 'rolled back';
        });
      },
    } as unknown as DocumentStore;
    const script = faults(faultList([['transact.put', 2, 'crash before']]));
    const transacting = faultyDocumentStore(store, script).transact(async (transaction) => {
      await transaction.put('orders', 'acme', '1', {});
      await transaction.put('orders', 'acme', '2', {});
    });
    expect(await Promise.race([transacting, pending()])).toBe('pending');
    expect(ended).toBe('rolled back');
  });
});
