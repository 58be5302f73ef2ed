import type { MachineClock } from '@portolan/engine';
import type { LogObserver } from '../metrics/observed-log.ts';

/**
 * Does this process still get on with its work? Never a question about databases, brokers or other services: what is
 * tried again because one of them is away is alive, and starting it anew would not help.
 */
export interface Liveness extends LogObserver {
  /** What is wrong, in words; empty where it lives. */
  troubles(): readonly string[];
}

// A batch is tried again after at most seconds; one try that does not end within this never will.
const stuckAfterMs = 120_000;

/** Alive while every batch that a consumer began with comes to an end, well or not. */
export function createLiveness(machine: MachineClock, afterMs: number = stuckAfterMs): Liveness {
  const underWay = new Set<{ readonly what: string; readonly since: number }>();
  return {
    taking(group, { topic, partition }) {
      const batch = { what: `${group} at ${topic}/${partition}`, since: machine.now() };
      underWay.add(batch);
      return () => void underWay.delete(batch);
    },
    troubles() {
      const now = machine.now();
      return [...underWay]
        .filter(({ since }) => now - since >= afterMs)
        .map(({ what, since }) => `${what} has stood still for ${Math.round((now - since) / 1_000)} s`);
    },
  };
}
