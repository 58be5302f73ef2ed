import { setImmediate as nextTurn } from 'node:timers/promises';
import { MongoServerError } from 'mongodb';
import type { Transaction } from '../document-store.ts';
import { StoreAway } from '../trouble.ts';
import { Mistaken } from './changes.ts';
import type { Connection } from './connection.ts';
import type { Group } from './transaction.ts';

/** Works run one after another; those that wait together share one transaction of the server, and its commit. */
export interface GroupCommit {
  /** @throws what the work throws (nothing of it was written), StoreAway, or OutcomeUnknown. */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Waits for everything that was asked for. */
  end(): Promise<void>;
}

/** So many share a commit at most: what waits for its answer must not wait for long. */
const MOST = 100;
/**
 * Nor does a work begin in a transaction that has lasted this long: a slow server would end it after some seconds, and
 * then all of it would have to run again, and again.
 */
const LONGEST_MS = 500;

interface Waiting {
  readonly work: (transaction: Transaction) => Promise<unknown>;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

type Answer = { readonly of: Waiting } & ({ readonly value: unknown } | { readonly error: unknown });

/** Thrown inside where a work failed whose changes could not be taken back without those of the others. */
class Spoilt extends Error {
  readonly of: Waiting;
  constructor(of: Waiting, cause: unknown) {
    super('a work failed after it had written', { cause });
    this.of = of;
  }
}

/** @param lost told where a group was not committed, or nobody knows */
export function groupCommit(
  connection: Connection,
  open: (session: Parameters<Parameters<Connection['transact']>[0]>[0]) => Group,
  lost: () => void,
): GroupCommit {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    do {
      // What is ready to ask gets into this group rather than the next.
      await nextTurn();
      await runGroup(waiting.splice(0, MOST));
    } while (waiting.length > 0);
    running = undefined;
  }

  async function runGroup(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return;
    try {
      const { opened, answers } = await together(group);
      opened.committed();
      waiting.unshift(...group.slice(answers.length));
      for (const answer of answers) {
        if ('error' in answer) answer.of.reject(answer.error);
        else answer.of.resolve(answer.value as never);
      }
    } catch (error) {
      lost();
      await again(group, error);
    }
  }

  /** As much as fits the time, in one transaction; runs again, from the first work on, where the server wants it. */
  function together(group: readonly Waiting[]): Promise<{ opened: Group; answers: readonly Answer[] }> {
    return connection.transact(async (session) => {
      const opened = open(session);
      const answers: Answer[] = [];
      const full = performance.now() + LONGEST_MS;
      for (const of of group) {
        if (answers.length > 0 && performance.now() > full) break;
        const member = opened.begin();
        try {
          const value = await of.work(member.transaction);
          member.finish();
          answers.push({ of, value });
        } catch (error) {
          if (opened.trouble() !== undefined) break;
          if (!member.drop()) throw new Spoilt(of, error);
          answers.push({ of, error });
        }
        // Also where the work has caught it: the server has ended the transaction.
        if (opened.trouble() !== undefined) break;
      }
      if (opened.trouble() !== undefined) throw opened.trouble();
      await opened.write();
      return { opened, answers };
    });
  }

  /** Nothing of the group was written, or nobody knows. */
  async function again(group: readonly Waiting[], error: unknown): Promise<void> {
    // What it went by is forgotten, so this time it asks.
    if (error instanceof Mistaken) return runGroup(group);
    if (error instanceof Spoilt) {
      error.of.reject(error.cause);
      return runGroup(group.filter((other) => other !== error.of));
    }
    // The server did not like something: whose it was shows where each runs alone.
    const disliked = error instanceof StoreAway && error.cause instanceof MongoServerError;
    if (!disliked || group.length === 1) for (const { reject } of group) reject(error);
    else for (const one of group) await runGroup([one]);
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        running ??= runAll();
      }),
    async end() {
      while (running !== undefined) await running;
    },
  };
}
