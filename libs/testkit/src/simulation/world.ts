import { type Chance, chanceFrom } from './chance.ts';
import { createSchedule } from './schedule.ts';
import { createTrace, type Trace } from './trace.ts';

/** A world in which time passes only from one event to the next, and chance comes from one seed. */
export interface World {
  readonly chance: Chance;
  readonly trace: Trace;
  /** Milliseconds since 1970, with a fraction. */
  now(): number;
  /** Calls back once after `ms`; the answer calls it off. */
  after(ms: number, callback: () => void): () => void;
  /**
   * Lets one event after the other happen, each with all that follows from it at once, until it is told to end or nothing
   * is going to happen any more. It asks before each; 'wait' lets what was begun by the question itself run first.
   * @throws what is thrown by the question, or by an event
   */
  run(next: () => 'go' | 'wait' | 'end'): Promise<void>;
  /** Lets time pass as the machine's does, until the answer is called. For tests that wait for real. */
  runBesideRealTime(): () => void;
  /** Operations of all processes that are not carried out yet. */
  underWay: number;
  /** Events so far. */
  steps(): number;
}

/** A Monday morning in Shenzhen. */
export const worldStart = Date.parse('2026-03-02T01:00:00.000Z');

// The machine's own loop turns now and then, for signals and for promises that nobody holds.
const stepsBetweenTurns = 5_000;

const settled = Promise.resolve();

export function createWorld(seed: string, start: number = worldStart): World {
  const schedule = createSchedule();
  const trace = createTrace();
  let now = start;
  let steps = 0;

  /** False where nothing is left. */
  function step(): boolean {
    const due = schedule.next();
    if (due === undefined) return false;
    if (due.time > now) now = due.time;
    steps += 1;
    due.callback?.();
    return true;
  }

  return {
    chance: chanceFrom(seed),
    trace,
    now: () => now,
    after(ms, callback) {
      const due = schedule.add(now + Math.max(0, ms), callback);
      return () => {
        due.callback = undefined;
      };
    },
    run(next) {
      return new Promise((resolve, reject) => {
        // A tick that is asked for by a microtask comes when all microtasks have run: one event has had all its effects.
        const again = () => void (steps % stepsBetweenTurns === 0 ? setImmediate(turn) : process.nextTick(turn));
        const turn = () => {
          try {
            const told = next();
            if (told === 'end' || (told === 'go' && !step())) return resolve();
            if (told === 'wait') steps += 1;
          } catch (error) {
            return reject(error);
          }
          void settled.then(again);
        };
        turn();
      });
    },
    runBesideRealTime() {
      let ended = false;
      const ahead = start - Date.now();
      const turn = () => {
        if (ended) return;
        const until = Date.now() + ahead;
        if ((schedule.peek() ?? Number.POSITIVE_INFINITY) <= until) step();
        else now = Math.max(now, until);
        setImmediate(turn);
      };
      turn();
      return () => {
        ended = true;
      };
    },
    underWay: 0,
    steps: () => steps,
  };
}
