import type { Logger, MachineClock } from '@portolan/engine';
import type { DocumentStore } from '@portolan/store';
import { createTask, validate } from 'node-cron';
import type { Schedule } from '../definition.ts';

// Just under the shortest interval of cron: an instance whose clock is late finds the lease still taken.
const leaseMs = 55_000;

export interface ScheduleParts {
  readonly documents: DocumentStore;
  readonly machine: MachineClock;
  readonly instance: string;
  readonly log: Logger;
  /** By cron where nothing is said. */
  readonly timetable?: Timetable | undefined;
}

/** Runs a job at its times; the answer ends that. */
export type Timetable = (schedule: Schedule, run: () => Promise<unknown>) => () => Promise<void>;

/** Starts a schedule; the answer stops it and waits for a run that is under way. */
export function startSchedule(schedule: Schedule, parts: ScheduleParts): () => Promise<void> {
  if (!validate(schedule.cron)) throw new Error(`schedule ${schedule.name}: '${schedule.cron}' is no cron expression`);
  const { timetable = byCron } = parts;
  let underWay: Promise<unknown> = Promise.resolve();
  const end = timetable(schedule, () => {
    underWay = runOnce(schedule, parts);
    return underWay;
  });
  return async () => {
    await end();
    await underWay;
  };
}

const byCron: Timetable = ({ cron, name }, run) => {
  const task = createTask(cron, run, { name, timezone: 'UTC', noOverlap: true });
  task.start();
  return async () => task.destroy();
};

/**
 * Runs a job if no other instance has done so within the lease. While it runs the lease is kept; afterwards it is left
 * to end by itself. Answers whether it ran. A job that fails is logged and comes again at its next time.
 */
export async function runOnce(schedule: Schedule, parts: ScheduleParts): Promise<boolean> {
  const { documents, machine, instance, log } = parts;
  const name = `schedule:${schedule.name}`;
  const take = () => documents.lease(name, instance, machine.now(), leaseMs);
  if ((await take()) === undefined) return false;
  let done = false;
  const keep = (): (() => void) =>
    machine.after(leaseMs / 2, () => {
      if (done) return;
      take().catch((error: unknown) => log.warn({ schedule: schedule.name, err: error }, 'a lease could not be kept'));
      cancel = keep();
    });
  let cancel = keep();
  try {
    await schedule.run();
  } catch (error) {
    log.error({ schedule: schedule.name, err: error }, 'a schedule failed');
  } finally {
    done = true;
    cancel();
  }
  return true;
}
