import type { Logger, MachineClock } from '@portolan/engine';

/** Who waits, and for how long in milliseconds; a minute where nothing is said. */
export interface Reaching {
  readonly machine: MachineClock;
  readonly log: Logger;
  readonly withinMs?: number;
}

/** A server that a service stands on did not answer. */
export class NotReached extends Error {
  constructor(what: string, ms: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${what} was not reached within ${Math.round(ms / 1_000)} s: ${reason}`, { cause });
    this.name = 'NotReached';
  }
}

const usualMs = 60_000;
const longestPauseMs = 2_000;

/**
 * Opens something on a server that may not be up yet: services and servers start in any order. What stands in the way
 * is said each time; after a while it is given up.
 * @throws NotReached
 */
export async function whenReached<T>(what: string, open: () => Promise<T>, reaching: Reaching): Promise<T> {
  const { machine, log, withinMs = usualMs } = reaching;
  const giveUpAt = machine.now() + withinMs;
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await open();
    } catch (error) {
      if (machine.now() + pauseMs > giveUpAt) throw new NotReached(what, withinMs, error);
      log.warn({ err: error, again: pauseMs }, `${what} does not answer yet`);
      await new Promise<void>((resolve) => void machine.after(pauseMs, resolve));
    }
  }
}
