import { setImmediate as nextTurn } from 'node:timers/promises';
import { OutcomeUnknown } from '../trouble.ts';
import { begin, beginPatiently, type Database, endTransaction, rollBack } from './database.ts';
import type { Syncing } from './syncing.ts';

/** Writes of one connection: each all or nothing and durable when it answers, those that wait together under one COMMIT. */
export interface GroupCommit<Work> {
  /** @throws what the work throws (nothing of it was written), or OutcomeUnknown. */
  run<T>(work: () => Work extends 'in one turn' ? T : Promise<T>): Promise<T>;
  /** Hands on what was read once it is durable, too: it may have been committed a moment ago. */
  durable<T>(read: T): Promise<T>;
  /** Waits for everything that was asked for. */
  end(): Promise<void>;
}

/** So many share a COMMIT at most: what waits for its answer must not wait for long. */
const MOST = 200;

interface Member {
  readonly work: () => unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What stands in the open transaction, and what its callers get once it is over. */
type Written = { readonly member: Member; readonly answer: unknown };

/**
 * For work that is done when it returns: everything asked for in one turn of the event loop shares a COMMIT. Readers on
 * the same connection never see it half done.
 */
export function groupCommit(database: Database, syncing: Syncing): GroupCommit<'in one turn'> {
  let waiting: Member[] = [];
  leaveSyncing(database);

  function flush(): void {
    const members = waiting;
    waiting = [];
    const group = openGroup(database, syncing);
    for (const member of members) {
      try {
        if (group.size() === 0) begin(database);
        group.add(member, group.beside(member.work));
      } catch (error) {
        group.failed(member, error);
      }
    }
    group.end();
  }

  return {
    durable: (read) => durable(syncing, read),
    async end() {
      flush();
      await syncing.pending();
      syncing.close();
    },
    run: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ work, resolve, reject });
      }),
  };
}

/** For work over several turns, one after another, on a connection that nothing else uses meanwhile. */
export function longGroupCommit(database: Database, syncing: Syncing): GroupCommit<'over many turns'> {
  leaveSyncing(database);
  database.exec('PRAGMA busy_timeout = 0');
  const waiting: Member[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    do {
      // What is ready to ask gets into this group rather than the next.
      await nextTurn();
      await runGroup();
    } while (waiting.length > 0);
    running = undefined;
  }

  async function runGroup(): Promise<void> {
    const group = openGroup(database, syncing);
    for (let taken = 0; taken < MOST; taken++) {
      const member = waiting.shift();
      if (member === undefined) break;
      try {
        if (group.size() === 0) await beginPatiently(database);
        group.add(member, await group.besideLong(member.work as () => Promise<unknown>));
      } catch (error) {
        group.failed(member, error);
      }
    }
    group.end();
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        running ??= runAll();
      }),
    durable: (read) => durable(syncing, read),
    async end() {
      while (running !== undefined) await running;
      await syncing.pending();
      syncing.close();
    },
  };
}

function leaveSyncing(database: Database): void {
  database.exec('PRAGMA synchronous = NORMAL');
}

async function durable<T>(syncing: Syncing, read: T): Promise<T> {
  await syncing.pending();
  return read;
}

/** The first member of a group needs no savepoint: where it fails, there is nothing else to keep. */
function openGroup(database: Database, syncing: Syncing) {
  const written: Written[] = [];

  function lose(error: unknown): void {
    for (const { member } of written.splice(0)) member.reject(error);
  }

  async function answer(settled: readonly Written[]): Promise<void> {
    try {
      await syncing.sync();
    } catch (error) {
      for (const { member } of settled) member.reject(new OutcomeUnknown(error));
      return;
    }
    for (const { member, answer } of settled) member.resolve(answer as never);
  }

  return {
    size: () => written.length,
    beside<T>(work: () => T): T {
      if (written.length === 0) return work();
      database.exec('SAVEPOINT member');
      const answer = work();
      database.exec('RELEASE member');
      return answer;
    },
    async besideLong<T>(work: () => Promise<T>): Promise<T> {
      if (written.length === 0) return work();
      database.exec('SAVEPOINT member');
      const answer = await work();
      database.exec('RELEASE member');
      return answer;
    },
    add(member: Member, answer: unknown): void {
      written.push({ member, answer });
    },
    failed(member: Member, error: unknown): void {
      if (written.length === 0 || !undoneAlone(database)) {
        rollBack(database);
        lose(error);
      }
      member.reject(error);
    },
    end(): void {
      if (written.length === 0) return;
      try {
        endTransaction(database);
      } catch (error) {
        lose(error);
        return;
      }
      void answer(written.splice(0));
    },
  };
}

/** False where SQLite has ended the transaction by itself: then what others wrote in it is gone as well. */
function undoneAlone(database: Database): boolean {
  if (!database.isTransaction) return false;
  try {
    database.exec('ROLLBACK TO member');
    database.exec('RELEASE member');
    return true;
  } catch {
    return false;
  }
}
