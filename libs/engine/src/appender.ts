import type { Commit, EventStore, WriteOutcome } from '@portolan/store';
import type { Logger, MachineClock } from './model.ts';
import { reason, soon } from './pacing.ts';

/** Writes commits in groups: what waits joins the next write. */
export interface Appender {
  /** Never throws: what the store threw is `unknown`. */
  append(commit: Commit): Promise<WriteOutcome>;
}

interface AppenderOptions {
  readonly events: EventStore;
  readonly batch: number;
  readonly machine: MachineClock;
  readonly log: Logger;
  /** Called before callers hear of it, so that there is no moment in which a new commit is nobody's work. */
  written(): void;
}

/**
 * As many writes at a time as the store gains from: a store on a server works at one while the next is encoded here. A
 * store that blocks answers within its call, so "join the write under way" would give batches of one; everything queued
 * in one turn of the event loop is written together instead. Commits of one stream never meet here: each is asked for
 * when the one before it was answered.
 */
export function createAppender({ events, batch, machine, log, written }: AppenderOptions): Appender {
  const { writesAtOnce = 1 } = events;
  let commits: Commit[] = [];
  let callers: ((outcome: WriteOutcome) => void)[] = [];
  let underWay = 0;
  let called = false;

  function call(): void {
    if (called || commits.length === 0 || underWay >= writesAtOnce) return;
    called = true;
    soon(machine, write);
  }

  async function write(): Promise<void> {
    called = false;
    underWay += 1;
    const now = commits;
    const answers = callers;
    commits = now.length > batch ? now.splice(batch) : [];
    callers = answers.length > batch ? answers.splice(batch) : [];
    call();
    const outcomes = await insert(now);
    underWay -= 1;
    written();
    for (let index = 0; index < answers.length; index++) answers[index]?.(outcomes[index] ?? 'unknown');
    call();
  }

  async function insert(now: readonly Commit[]): Promise<readonly WriteOutcome[]> {
    try {
      return await events.insert(now);
    } catch (error) {
      log.warn({ error: reason(error), commits: now.length }, 'the event store did not say how a write ended');
      return now.map(() => 'unknown');
    }
  }

  return {
    append(commit) {
      return new Promise((resolve) => {
        commits.push(commit);
        callers.push(resolve);
        call();
      });
    },
  };
}
