import type { MachineClock } from './model.ts';

/** Delay before the next try, doubling from `base` up to `cap`. Without jitter, so that a run can be repeated. */
export function backOff(attempt: number, base: number, cap: number): number {
  return Math.min(cap, base * 2 ** Math.min(30, Math.max(0, attempt - 1)));
}

/** Waits this long in machine time. */
export function pause(machine: MachineClock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    machine.after(ms, resolve);
  });
}

/** Lets whatever else is ready run first: stores that answer within their call would keep a long loop from ever doing so. */
export function nextTurn(machine: MachineClock): Promise<void> {
  return new Promise((resolve) => soon(machine, resolve));
}

/** Calls back in a later turn. */
export function soon(machine: MachineClock, callback: () => void): void {
  if (machine.soon === undefined) setImmediate(callback);
  else machine.soon(callback);
}

/** Wakes one loop: a ring while nobody waits is kept for the next wait. */
export interface Bell {
  ring(): void;
  /** Until the next ring, or this long. */
  wait(ms: number): Promise<void>;
}

export function createBell(machine: MachineClock): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      if (wake === undefined) rung = true;
      else wake();
    },
    wait(ms) {
      if (rung) {
        rung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const cancel = machine.after(ms, () => wake?.());
        wake = () => {
          wake = undefined;
          cancel();
          resolve();
        };
      });
    },
  };
}

/** Runs pieces of work one after another. */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<void> = Promise.resolve();
  let open = 0;
  const ended = () => {
    open -= 1;
  };
  return (work) => {
    // Where nothing is before it, it begins at once: most turns are short, and there are many.
    const turn = open === 0 ? work() : last.then(work);
    open += 1;
    last = turn.then(ended, ended);
    return turn;
  };
}

/** Waits for all of them, also where one fails, so that nothing runs on unseen; then throws the first failure. */
export async function settleAll(works: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

/** Text of whatever was thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
