import type { Engine } from '@portolan/engine';
import type { SuiteActivity } from './activity.ts';
import type { SuiteClock } from './suite.ts';

export interface Stepper {
  /**
   * Waits until nothing is under way, moves business time to the earliest timer of all, and waits again. Answers that
   * timer's instant, or undefined where there is none: the suite has come to rest.
   */
  step(): Promise<string | undefined>;
}

/** Lets a suite in one process run through its timers as fast as the work allows. */
export function createStepper(
  clock: SuiteClock,
  activity: SuiteActivity,
  engines: () => readonly Pick<Engine, 'nextTimer'>[],
): Stepper {
  return {
    async step() {
      await activity.whenIdle();
      const timers = await Promise.all(engines().map((engine) => engine.nextTimer()));
      const due = timers
        .filter((timer) => timer !== undefined)
        .sort()
        .at(0);
      if (due === undefined) return undefined;
      clock.moveTo(due);
      await activity.whenIdle();
      return due;
    },
  };
}
