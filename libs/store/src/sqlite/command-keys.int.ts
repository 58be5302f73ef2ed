import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Commit } from '../event-store.ts';
import { openSqliteEventStore } from './event-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portolan-command-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function commit(version: number, ...ids: string[]): Commit {
  const event = { type: 'portolan.test.v1.Happened', audience: [], payload: new Uint8Array([version]) };
  const context = { requestHash: '', correlation: '', causation: '', traceparent: '' };
  const commands = ids.map((id) => ({ id, ...context, events: [event] }));
  return { stream: 'acme/order/1', version, tenant: 'acme', shard: 0, time: '2026-03-02T01:00:00.000Z', commands };
}

// Each pair has one FNV-1a of 32 bits.
const twins = ['costarring', 'liquid'] as const;
const others = ['declinate', 'macallums'] as const;

test('command ids that share a number are told apart', async () => {
  const store = openSqliteEventStore({ file: join(folder, 'events.db'), shards: 1 });
  expect(await store.insert([commit(1, twins[0])])).toEqual(['ok']);
  expect(await store.findCommand('acme/order/1', twins[1])).toBeUndefined();
  expect(await store.insert([commit(2, twins[1])])).toEqual(['ok']);
  expect(await store.insert([commit(3, ...others)])).toEqual(['ok']);
  for (const [id, version] of Object.entries({ [twins[0]]: 1, [twins[1]]: 2, [others[0]]: 3, [others[1]]: 3 })) {
    expect((await store.findCommand('acme/order/1', id))?.version).toBe(version);
    expect(await store.insert([commit(5, 'new', id)])).toEqual(['conflict']);
  }
  expect(await store.findCommand('acme/order/1', 'new')).toBeUndefined();
  expect(await store.insert([commit(5, 'new', 'new')])).toEqual(['conflict']);
  expect(await store.insert([commit(5, 'new')])).toEqual(['ok']);
  await store.close();
});

test('what another connection wrote is seen by the next write', async () => {
  const file = join(folder, 'events.db');
  const one = openSqliteEventStore({ file, shards: 1 });
  const two = openSqliteEventStore({ file, shards: 1 });
  expect(await one.insert([commit(1, 'a')])).toEqual(['ok']);
  expect(await two.insert([commit(2, 'b')])).toEqual(['ok']);
  expect(await one.insert([commit(2, 'c')])).toEqual(['conflict']);
  expect(await one.insert([commit(3, 'b')])).toEqual(['conflict']);
  expect(await one.insert([commit(3, 'c')])).toEqual(['ok']);
  expect(await two.insert([commit(3, 'd')])).toEqual(['conflict']);
  await one.close();
  await two.close();
});
