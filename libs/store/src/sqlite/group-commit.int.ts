import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { openSqliteDocumentStore } from './document-store.ts';
import { groupCommit } from './group-commit.ts';
import type { Syncing } from './syncing.ts';

let folder: string;
let file: string;
let asked: PromiseWithResolvers<void>[];
// A disk that takes its time: each sync ends when the test says so.
const slowDisk: Syncing = {
  sync() {
    const wanted = Promise.withResolvers<void>();
    asked.push(wanted);
    return wanted.promise;
  },
  pending: () => asked.at(-1)?.promise.catch(() => undefined),
  close: () => undefined,
};
const turns = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-group-commit-'));
  file = join(folder, 'any.db');
  asked = [];
});
afterEach(() => rm(folder, { recursive: true }));

/** Notes when an answer has come. */
function watched<T>(answer: Promise<T>): { readonly answer: Promise<T>; come: boolean } {
  const seen = { answer, come: false };
  const note = () => {
    seen.come = true;
  };
  answer.then(note, note);
  return seen;
}

describe('writes that are asked for in one turn', () => {
  test('share a COMMIT; one that fails takes no other with it', async () => {
    const database = openDatabase(file);
    database.exec('CREATE TABLE t (n INTEGER UNIQUE) STRICT');
    let commits = 0;
    const counted = {
      prepare: (sql: string) => database.prepare(sql),
      close: () => database.close(),
      get isTransaction() {
        return database.isTransaction;
      },
      exec(sql: string) {
        if (sql === 'COMMIT') commits += 1;
        database.exec(sql);
      },
    };
    const writes = groupCommit(counted, { ...slowDisk, sync: async () => undefined, pending: () => undefined });
    const add = database.prepare('INSERT INTO t VALUES (?)');
    const put = (...numbers: number[]) =>
      writes.run(() => {
        for (const number of numbers) add.run(number);
        return numbers.length;
      });
    const answers = await Promise.allSettled([put(1), put(2, 1), put(3), put(4, 5)]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(
      database
        .prepare('SELECT n FROM t ORDER BY n')
        .all()
        .map(({ n }) => n),
    ).toEqual([1, 3, 4, 5]);
    expect(commits).toBe(1);
    await Promise.allSettled([put(1), put(6)]);
    expect(database.prepare('SELECT max(n) AS n FROM t').get()?.n).toBe(6);
    await writes.end();
    database.close();
  });
});

describe('what was committed', () => {
  test('is neither answered nor read before it is on the disk', async () => {
    const store = openSqliteDocumentStore({ file, syncing: slowDisk });
    const declared = watched(store.declare({ orders: {} }));
    await turns();
    expect(declared.come).toBe(false);
    asked[0]?.resolve();
    await declared.answer;
    const put = watched(store.transact((transaction) => transaction.put('orders', 'acme', '1', { here: true })));
    await turns();
    const read = watched(store.get('orders', 'acme', '1'));
    await turns();
    expect([asked.length, put.come, read.come]).toEqual([2, false, false]);
    asked[1]?.resolve();
    expect(await read.answer).toEqual({ here: true });
    await put.answer;
    await store.close();
  });

  test('has an unknown outcome where the disk fails', async () => {
    const store = openSqliteDocumentStore({ file, syncing: slowDisk });
    const declared = store.declare({ orders: {} });
    await turns();
    asked[0]?.reject(new Error('disk I/O error'));
    await expect(declared).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    await store.close();
  });
});
