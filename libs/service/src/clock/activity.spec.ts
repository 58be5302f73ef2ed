import { describe, expect, it } from 'vitest';
import { createActivity } from './activity.ts';
import { machineClock, nextTurn } from './machine.ts';
import { createStepper } from './stepper.ts';
import type { SuiteClock } from './suite.ts';

const activity = () => createActivity(machineClock());

describe('activity', () => {
  it('is idle with nothing under way, and not before all of it has settled', async () => {
    const suite = activity();
    expect(suite.idle()).toBe(true);
    let finish = () => {};
    const work = suite.run(() => new Promise<void>((resolve) => (finish = resolve)));
    expect(suite.idle()).toBe(false);
    finish();
    await work;
    expect(suite.idle()).toBe(true);
    await suite.whenIdle();
  });

  it('counts work that fails as settled', async () => {
    const suite = activity();
    await expect(suite.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(suite.idle()).toBe(true);
  });

  it('waits through a chain in which one piece of work begins a turn after the other', async () => {
    const suite = activity();
    let done = 0;
    const link = async (left: number): Promise<void> => {
      await suite.run(() => nextTurn());
      done++;
      if (left > 0) setImmediate(() => link(left - 1));
    };
    link(20);
    await suite.whenIdle();
    expect(done).toBe(21);
  });

  it('asks every probe, until it is taken back', async () => {
    const suite = activity();
    let busy = true;
    const takeBack = suite.watch(() => !busy);
    expect(suite.idle()).toBe(false);
    machineClock().after(5, () => (busy = false));
    await suite.whenIdle();
    expect(busy).toBe(false);
    busy = true;
    takeBack();
    expect(suite.idle()).toBe(true);
  });
});

describe('the stepper', () => {
  it('fires timers of several engines in the order of their instants, and ends at rest', async () => {
    const suite = activity();
    let now = '2026-03-02T00:00:00.000Z';
    const moved = new Set<() => void>();
    const clock: Pick<SuiteClock, 'now' | 'watch' | 'moveTo'> = {
      now: () => now,
      watch(callback) {
        moved.add(callback);
        return () => moved.delete(callback);
      },
      moveTo(instant) {
        now = instant;
        for (const callback of moved) callback();
      },
    };
    const fired: string[] = [];
    const engine = (due: string[]) => {
      clock.watch(() => {
        while (due[0] !== undefined && due[0] <= now) {
          const timer = due.shift() ?? '';
          suite.run(async () => {
            await nextTurn();
            fired.push(timer);
            if (timer.endsWith('02T02:00:00.000Z')) due.push('2026-03-02T02:30:00.000Z');
          });
        }
      });
      return { nextTimer: async () => due[0] };
    };
    const engines = [
      engine(['2026-03-02T02:00:00.000Z']),
      engine(['2026-03-02T01:00:00.000Z', '2026-03-02T03:00:00.000Z']),
    ];
    const stepper = createStepper(clock, suite, () => engines);
    const steps: (string | undefined)[] = [];
    for (let step = await stepper.step(); step !== undefined; step = await stepper.step())
      steps.push(step.slice(11, 16));
    expect(steps).toEqual(['01:00', '02:00', '02:30', '03:00']);
    expect(fired.map((timer) => timer.slice(11, 16))).toEqual(steps);
  });
});
