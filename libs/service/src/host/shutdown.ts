import type { Logger, MachineClock } from '@portolan/engine';
import { within } from './within.ts';

/** What was started, and how to stop it again. */
export interface Shutdown {
  /** A step to take when it stops, before all that were pushed earlier. It hears how many milliseconds are left. */
  push(name: string, stop: (leftMs: number) => Promise<void>): void;
  /** Takes each step once, last first. One that fails or overruns is logged, and the next is taken. Never throws. */
  run(): Promise<void>;
}

// A step that comes when time is up still gets a moment: closing a store takes less.
const atLeastMs = 200;

/** @param withinMs for all steps together */
export function createShutdown(machine: MachineClock, log: Logger, withinMs: number): Shutdown {
  const steps: { name: string; stop: (leftMs: number) => Promise<void> }[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    const end = machine.now() + withinMs;
    for (const { name, stop } of steps.toReversed()) {
      const left = Math.max(end - machine.now(), atLeastMs);
      try {
        if (!(await within(machine, left, stop(left)))) log.warn({ step: name }, 'stopping took too long');
      } catch (error) {
        log.error({ step: name, err: error }, 'stopping failed');
      }
    }
  }

  return {
    push(name, stop) {
      steps.push({ name, stop });
    },
    run() {
      running ??= runAll();
      return running;
    },
  };
}
