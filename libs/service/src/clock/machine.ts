import type { MachineClock } from '@portolan/engine';

/** The machine's own time. Of the whole suite, only this file asks for it. */
export function machineClock(): MachineClock {
  return {
    now: () => Date.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}

/** Resolves in a later turn of the event loop, when what was ready before has run. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
