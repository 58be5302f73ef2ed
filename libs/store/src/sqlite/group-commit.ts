import { setImmediate as nextTurn } from 'node:timers/promises';
import { begin, beginPatiently, type Database, endTransaction, rollBack } from './database.ts';

/** Writes of one connection: each all or nothing and durable when it answers, those that wait together under one COMMIT. */
export interface GroupCommit<Work> {
  /** @throws what the work throws (nothing of it was written), or OutcomeUnknown. */
  run<T>(work: () => Work extends 'in one turn' ? T : Promise<T>): Promise<T>;
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
export function groupCommit(database: Database): GroupCommit<'in one turn'> & { flush(): void } {
  let waiting: Member[] = [];

  function flush(): void {
    const members = waiting;
    waiting = [];
    const group = openGroup(database);
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
    flush,
    run: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ work, resolve, reject });
      }),
  };
}

/** For work over several turns, one after another, on a connection that nothing else uses meanwhile. */
export function longGroupCommit(database: Database): GroupCommit<'over many turns'> & { drained(): Promise<void> } {
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
    const group = openGroup(database);
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
    async drained() {
      while (running !== undefined) await running;
    },
  };
}

/** The first member of a group needs no savepoint: where it fails, there is nothing else to keep. */
function openGroup(database: Database) {
  let written: Written[] = [];

  function settle(give: (one: Written) => void): void {
    const settled = written;
    written = [];
    settled.forEach(give);
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
        settle(({ member: lost }) => lost.reject(error));
      }
      member.reject(error);
    },
    end(): void {
      if (written.length === 0) return;
      try {
        endTransaction(database);
      } catch (error) {
        settle(({ member }) => member.reject(error));
        return;
      }
      settle(({ member, answer }) => member.resolve(answer as never));
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
