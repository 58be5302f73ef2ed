import type { Commit, EventStore, WriteOutcome } from '@portolan/store';
import type { Logger } from './model.ts';
import { reason } from './pacing.ts';

/** Writes commits in groups: what waits joins the next write. */
export interface Appender {
  /** Never throws: what the store threw is `unknown`. */
  append(commit: Commit): Promise<WriteOutcome>;
}

interface AppenderOptions {
  readonly events: EventStore;
  readonly batch: number;
  readonly log: Logger;
  /** Called before callers hear of it, so that there is no moment in which a new commit is nobody's work. */
  written(): void;
}

/**
 * One write at a time. A blocking store answers within its call, so "join the write under way" would give batches of
 * one; everything queued in one turn of the event loop is written together instead.
 */
export function createAppender({ events, batch, log, written }: AppenderOptions): Appender {
  let commits: Commit[] = [];
  let callers: ((outcome: WriteOutcome) => void)[] = [];
  let busy = false;

  async function write(): Promise<void> {
    const now = commits;
    const answers = callers;
    commits = now.length > batch ? now.splice(batch) : [];
    callers = answers.length > batch ? answers.splice(batch) : [];
    const outcomes = await insert(now);
    written();
    for (let index = 0; index < answers.length; index++) answers[index]?.(outcomes[index] ?? 'unknown');
    if (commits.length > 0) setImmediate(write);
    else busy = false;
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
        if (!busy) {
          busy = true;
          setImmediate(write);
        }
      });
    },
  };
}
