import type { Clock, MachineClock } from '../model.ts';

export interface VirtualMachine extends MachineClock {
  /** Passes time only on request: this much at once, calling back what falls due on the way. */
  pass(ms: number): void;
  /** Lets time jump to the next deadline whenever the event loop has turned a few times. */
  run(): void;
  halt(): void;
}

/** Machine time for tests: an hour of back-off takes a few turns of the event loop. */
export function virtualMachine(): VirtualMachine {
  let now = 1_000_000;
  let running = false;
  let order = 0;
  const waiting = new Map<number, { readonly at: number; readonly callback: () => void }>();

  function next(): [number, { readonly at: number; readonly callback: () => void }] | undefined {
    return [...waiting].sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
  }

  function fire(until: number): void {
    for (let due = next(); due !== undefined && due[1].at <= until; due = next()) {
      waiting.delete(due[0]);
      now = Math.max(now, due[1].at);
      due[1].callback();
    }
  }

  async function drive(): Promise<void> {
    while (running) {
      for (let turn = 0; turn < 4; turn++) await nextTurn();
      const due = next();
      if (running && due !== undefined) fire(due[1].at);
    }
  }

  return {
    now: () => now,
    after(ms, callback) {
      const key = order++;
      waiting.set(key, { at: now + ms, callback });
      return () => waiting.delete(key);
    },
    pass(ms) {
      const until = now + ms;
      fire(until);
      now = until;
    },
    run() {
      running = true;
      void drive();
    },
    halt() {
      running = false;
      waiting.clear();
    },
  };
}

export interface ManualClock extends Clock {
  moveTo(instant: string): void;
}

export function manualClock(start: string): ManualClock {
  let now = start;
  const watchers = new Set<() => void>();
  return {
    now: () => now,
    watch(moved) {
      watchers.add(moved);
      return () => watchers.delete(moved);
    },
    moveTo(instant) {
      if (instant > now) now = instant;
      for (const moved of watchers) moved();
    },
  };
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
