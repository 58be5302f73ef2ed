import type { Logger, MachineClock } from '@portolan/engine';
import type { DocumentStore } from '@portolan/store';
import { describe, expect, it } from 'vitest';
import { machineClock } from '../clock/machine.ts';
import { runOnce, startSchedule } from './schedules.ts';

const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** Only leases; whoever asks for more fails. */
function leases(): DocumentStore {
  const held = new Map<string, { owner: string; until: number }>();
  const only: Pick<DocumentStore, 'lease'> = {
    async lease(name, owner, now, ttlMs) {
      const holder = held.get(name);
      if (holder !== undefined && holder.owner !== owner && holder.until > now) return undefined;
      held.set(name, { owner, until: now + ttlMs });
      return 1;
    },
  };
  return only as DocumentStore;
}

function handClock() {
  let now = 0;
  let waiting: { at: number; callback: () => void }[] = [];
  const machine: MachineClock = {
    now: () => now,
    after(ms, callback) {
      const entry = { at: now + ms, callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
  };
  const pass = (ms: number) => {
    now += ms;
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (const { callback } of due) callback();
  };
  return { machine, pass, waiting: () => waiting.length };
}

describe('a schedule', () => {
  it('runs on one instance at a time, and again when the lease has ended', async () => {
    const { machine, pass, waiting } = handClock();
    const documents = leases();
    let runs = 0;
    const schedule = { name: 'sweep', cron: '* * * * *', run: async () => void runs++ };
    const on = (instance: string) => runOnce(schedule, { documents, machine, instance, log: quiet });
    expect([await on('a'), await on('b')]).toEqual([true, false]);
    pass(60_000);
    expect([await on('b'), await on('a')]).toEqual([true, false]);
    expect([runs, waiting()]).toEqual([2, 0]);
  });

  it('keeps its lease while it runs', async () => {
    const { machine, pass } = handClock();
    const documents = leases();
    let finish = () => {};
    const run = () => new Promise<void>((resolve) => (finish = resolve));
    const schedule = { name: 'long', cron: '* * * * *', run };
    const first = runOnce(schedule, { documents, machine, instance: 'a', log: quiet });
    await Promise.resolve();
    for (let half = 0; half < 10; half++) {
      pass(27_500);
      await Promise.resolve();
    }
    expect(await runOnce(schedule, { documents, machine, instance: 'b', log: quiet })).toBe(false);
    finish();
    expect(await first).toBe(true);
  });

  it('that fails is logged, and comes again', async () => {
    const errors: string[] = [];
    const log: Logger = { ...quiet, error: (_fields, message) => errors.push(message) };
    const schedule = { name: 'broken', cron: '* * * * *', run: () => Promise.reject(new Error('no')) };
    const parts = { documents: leases(), machine: machineClock(), instance: 'a', log };
    expect([await runOnce(schedule, parts), await runOnce(schedule, parts)]).toEqual([true, true]);
    expect(errors).toHaveLength(2);
  });

  it('starts and stops; what is no cron expression is refused', async () => {
    const parts = { documents: leases(), machine: machineClock(), instance: 'a', log: quiet };
    await startSchedule({ name: 'x', cron: '0 3 * * *', run: async () => {} }, parts)();
    expect(() => startSchedule({ name: 'x', cron: 'daily', run: async () => {} }, parts)).toThrow('no cron expression');
  });
});
