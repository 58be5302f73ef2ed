import type { SuiteActivity } from './activity.ts';
import type { MovedClock, Stepper } from './stepper.ts';

/** The clock of a whole suite, moved on request. One move at a time; the others wait for it. */
export interface ClockOnRequest {
  /** RFC 3339 */
  now(): string;
  /** How many times as fast as the machine's; 0: it stands. */
  speed(): number;
  setSpeed(speed: number): Promise<void>;
  /** Waits until nothing is under way. */
  settle(): Promise<void>;
  /** Waits until nothing is under way, then jumps to the next timer. `moved` is false where none waits. */
  step(): Promise<{ readonly now: string; readonly moved: boolean }>;
  /**
   * Lets every timer up to `until` (RFC 3339 in UTC, milliseconds) fire at its own instant, in order, each with all that
   * follows from it, then stands at `until`. Time goes on at its speed afterwards.
   */
  advance(until: string): Promise<{ readonly now: string; readonly moved: boolean }>;
  /**
   * Stands at `until` at once: everything that was due on the way happens then, late but together, as after an outage. For
   * carrying very many orders, where nobody asks at which minute each of them moved.
   */
  leap(until: string): Promise<{ readonly now: string; readonly moved: boolean }>;
}

export function clockOnRequest(
  clock: MovedClock,
  activity: Pick<SuiteActivity, 'whenIdle'>,
  stepper: Stepper,
): ClockOnRequest {
  let last: Promise<unknown> = Promise.resolve();

  function alone<T>(move: () => Promise<T>): Promise<T> {
    const next = last.then(move);
    last = next.catch(() => undefined);
    return next;
  }

  /** Time that ran on by itself meanwhile would fire timers out of turn. */
  function standing<T>(move: () => Promise<T>): Promise<T> {
    return alone(async () => {
      const release = await clock.hold();
      try {
        return await move();
      } finally {
        release();
      }
    });
  }

  /** What is under way ends first, or it would end late. */
  async function move(until: string, onTheWay: () => Promise<void>) {
    const from = clock.now();
    await onTheWay();
    await clock.moveTo(until);
    await activity.whenIdle();
    const now = clock.now();
    return { now, moved: now > from };
  }

  return {
    now: () => clock.now(),
    speed: () => clock.speed(),
    setSpeed: (speed) => alone(async () => clock.setSpeed(speed)),
    settle: () => activity.whenIdle(),
    step: () =>
      standing(async () => {
        const due = await stepper.step();
        return { now: clock.now(), moved: due !== undefined };
      }),
    advance: (until) =>
      standing(() =>
        move(until, async () => {
          while ((await stepper.step(until)) !== undefined);
        }),
      ),
    leap: (until) => standing(() => move(until, () => activity.whenIdle())),
  };
}
