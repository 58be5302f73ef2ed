import type { Engine } from '@portolan/engine';
import type { SuiteActivity } from './activity.ts';

/** The clock of a suite in one process, or told to several. */
export interface MovedClock {
  now(): string;
  speed(): number;
  setSpeed(speed: number): Promise<void> | void;
  moveTo(instant: string): Promise<void> | void;
  /** Stands until the answer is called. */
  hold(): Promise<() => void> | (() => void);
}

export interface Stepper {
  /**
   * Waits until nothing is under way, moves business time to the earliest timer of all, and waits again. Answers that
   * timer's instant, or undefined where there is none, or none up to `until`: the suite has come to rest.
   */
  step(until?: string): Promise<string | undefined>;
}

/** Lets a suite run through its timers as fast as the work allows. */
export function createStepper(
  clock: Pick<MovedClock, 'moveTo'>,
  activity: Pick<SuiteActivity, 'whenIdle'>,
  engines: () => readonly Pick<Engine, 'nextTimer'>[],
): Stepper {
  return {
    async step(until) {
      await activity.whenIdle();
      const timers = await Promise.all(engines().map((engine) => engine.nextTimer()));
      const due = timers
        .filter((timer) => timer !== undefined)
        .sort()
        .at(0);
      if (due === undefined || (until !== undefined && due > until)) return undefined;
      await clock.moveTo(due);
      await activity.whenIdle();
      return due;
    },
  };
}
