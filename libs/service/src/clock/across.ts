import type { Complete } from '@portolan/contracts';
import type { ActivityReply, ActivityRequest } from '@portolan/contracts/engine/v1/operations';
import type { Logger, MachineClock } from '@portolan/engine';
import { Outage } from '../grpc/errors.ts';
import { type Said, traceOf, type Unrest, unrestOf } from './at-rest.ts';
import { type ClockOnRequest, clockOnRequest } from './on-request.ts';
import { createStepper } from './stepper.ts';
import type { SuiteClock } from './suite.ts';

/** Asks one process of the suite for its activity, and tells it the time. */
export type Ask = (request: Complete<ActivityRequest>) => Promise<Complete<ActivityReply>>;

export interface AcrossOptions {
  /** The clock of the process that coordinates: the others follow it. */
  readonly clock: SuiteClock;
  /** Every process of the suite by its name, this one included. */
  readonly processes: Readonly<Record<string, Ask>>;
  readonly machine: MachineClock;
  readonly log: Logger;
  /** How long one that does not answer is waited for, and how long one at work may show no change; milliseconds. */
  readonly patienceMs?: number;
}

/** The clock of a suite whose services are processes of their own. */
export interface ClockAcross extends ClockOnRequest {
  /** From now on everybody is told the time every second while it runs, and who was silent also while it stands. */
  start(): void;
  stop(): void;
}

const everyMs = 1_000;
const usualPatienceMs = 60_000;
/** Whoever is at work answers when it is done, or after so long. */
const untilDoneMs = 100;
/** Between two looks at those who have something to read: short at first, for most of it comes in a moment. */
const pausesMs = { first: 2, last: 12 };

/**
 * One clock over several processes. The suite has come to rest when, in two rounds after one another, everybody says
 * that it is idle and everything that was written is read, with nothing begun or written between: who called has
 * counted the call until its answer, so what is on the way from one to the other is counted on one side at least.
 */
export function clockAcross(options: AcrossOptions): ClockAcross {
  const { clock, processes, machine, log, patienceMs = usualPatienceMs } = options;
  const said = new Map<string, Said>(Object.keys(processes).map((name) => [name, undefined]));
  let holds = 0;
  let cancel = () => {};

  const stands = () => holds > 0 || clock.speed() === 0;
  const pause = (ms: number) => new Promise<void>((resolve) => void machine.after(ms, resolve));

  async function ask(name: string, patienceMs: number): Promise<void> {
    try {
      const time = { now: clock.now(), hold: holds > 0, speed: clock.speed() };
      const reply = await processes[name]?.({ ...time, patienceMs });
      said.set(name, reply);
      // One that was killed while time ran goes on ahead of all it had shown; time never goes back, so all follow it.
      if (reply !== undefined && reply.now > clock.now()) clock.moveTo(reply.now);
    } catch (error) {
      said.set(name, undefined);
      log.debug({ err: error, process: name }, 'a process did not say what it does');
    }
  }

  /** @param patienceMs how long one that is at work may take to get done before it answers */
  async function askAll(names: Iterable<string> = said.keys(), patienceMs = 0): Promise<void> {
    await Promise.all([...names].map((name) => ask(name, patienceMs)));
  }

  const unrest = () => unrestOf(said, stands() ? clock.now() : '');

  /** Until nothing is under way, by two rounds after one another. @throws where it is waited for in vain */
  async function whenIdle(): Promise<void> {
    let before: string | undefined;
    for (;;) {
      await askAll(said.keys(), untilDoneMs);
      const left = unrest();
      if (left.length === 0) {
        const now = traceOf(said);
        if (now === before) return;
        before = now;
      } else {
        before = undefined;
        await untilQuiet(left);
      }
    }
  }

  /** Asks only those who are at work, until the last word of everybody is that it is at rest. */
  async function untilQuiet(first: readonly Unrest[]): Promise<void> {
    let left = first;
    let words = wordsOf(left);
    let changedAt = machine.now();
    for (let wait = pausesMs.first; left.length > 0; wait = Math.min(wait * 1.5, pausesMs.last)) {
      if (machine.now() - changedAt > patienceMs) throw inVain(left, said, patienceMs);
      await pause(wait);
      await askAll(new Set(left.map(({ process }) => process)), untilDoneMs);
      left = unrest();
      const next = wordsOf(left) + traceOf(said);
      if (next === words) continue;
      words = next;
      changedAt = machine.now();
    }
  }

  /** Those that only keep time go first: whoever acts at that instant finds everybody else there already. */
  async function moveTo(instant: string): Promise<void> {
    clock.moveTo(instant);
    const acts = (name: string) => {
      const timer = said.get(name)?.nextTimer ?? '';
      return timer !== '' && timer <= instant;
    };
    const [acting = [], others = []] = [true, false].map((does) =>
      [...said.keys()].filter((name) => acts(name) === does),
    );
    await askAll(others);
    await askAll(acting);
  }

  async function hold(): Promise<() => void> {
    holds++;
    const release = clock.hold();
    if (clock.speed() > 0) await askAll();
    return () => {
      holds--;
      release();
      if (clock.speed() > 0) void askAll();
    };
  }

  async function setSpeed(speed: number): Promise<void> {
    clock.setSpeed(speed);
    await askAll();
  }

  /** Where time stands, only who was silent has something to hear: the others keep what they were told, durably. */
  function everySecond(): void {
    const silent = () => [...said].filter(([, reply]) => reply === undefined).map(([name]) => name);
    const tell = () => askAll(clock.speed() > 0 ? said.keys() : silent());
    cancel = machine.after(everyMs, () => void tell().then(everySecond));
  }

  const shared = { now: clock.now, speed: clock.speed, moveTo, hold, setSpeed };
  const timers = () => [...said.values()].map((reply) => ({ nextTimer: async () => reply?.nextTimer || undefined }));
  return {
    ...clockOnRequest(shared, { whenIdle }, createStepper(shared, { whenIdle }, timers)),
    start: everySecond,
    stop: () => cancel(),
  };
}

const wordsOf = (unrest: readonly Unrest[]) => unrest.map(({ why }) => why).join('; ');

function inVain(left: readonly Unrest[], said: ReadonlyMap<string, Said>, ms: number): Error {
  const silent = [...said].find(([, reply]) => reply === undefined);
  if (silent !== undefined) return new Outage(silent[0], 'UNAVAILABLE', new Error(wordsOf(left)));
  return new Error(`nothing has changed for ${ms / 1_000} s, and the suite is not at rest: ${wordsOf(left)}`);
}
