import type { ClientSession } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Transaction } from '../document-store.ts';
import type { Connection } from './connection.ts';
import { groupCommit } from './group-commit.ts';
import type { Group } from './transaction.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A server that takes everything, and counts its transactions. */
function server() {
  const committed: number[] = [];
  const connection = {
    transact: <T>(work: (session: ClientSession) => Promise<T>) => work({} as ClientSession),
  } as Connection;
  const open = (): Group => {
    let members = 0;
    return {
      begin() {
        members += 1;
        return { transaction: {} as Transaction, finish: () => undefined, drop: () => true };
      },
      write: async () => undefined,
      committed: () => void committed.push(members),
      trouble: () => undefined,
    };
  };
  return { committed, writes: groupCommit(connection, open, () => undefined) };
}

describe('works that wait together', () => {
  const ask = (takesMs: number) => {
    const { committed, writes } = server();
    const done: number[] = [];
    const all = Array.from({ length: 6 }, (_, which) =>
      writes.run(async () => {
        vi.advanceTimersByTime(takesMs);
        done.push(which);
        return which;
      }),
    );
    return { committed, done, all: Promise.all(all) };
  };

  it('share one transaction', async () => {
    const { committed, all } = ask(10);
    expect(await all).toEqual([0, 1, 2, 3, 4, 5]);
    expect(committed).toEqual([6]);
  });

  it('are shared out where they are slow, since a server ends what lasts for seconds; in their order', async () => {
    const { committed, done, all } = ask(300);
    expect(await all).toEqual([0, 1, 2, 3, 4, 5]);
    expect(committed).toEqual([2, 2, 2]);
    expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('run each alone where one takes longer than all may', async () => {
    const { committed, all } = ask(2_000);
    await all;
    expect(committed).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
