import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock, MachineClock } from '@portolan/engine';

/**
 * machine: business time is the machine's (production). speed: it runs n times as fast, on from where it stood.
 * step: it stands still until it is moved.
 */
export type ClockMode = 'machine' | { readonly speed: number } | 'step';

export interface SuiteClockOptions {
  readonly mode: ClockMode;
  readonly machine: MachineClock;
  /** Where business time is kept; needed unless the mode is `machine`. */
  readonly file?: string;
  /** RFC 3339: where it begins when the file holds nothing yet; the machine's time where nothing is said. */
  readonly start?: string;
}

export interface SuiteClock extends Clock {
  /**
   * Moves business time, durably, before anybody can read it. An instant that is past already changes nothing.
   * @throws Error where the machine's time is used.
   */
  moveTo(instant: string): void;
  /** How many times as fast as the machine's it runs; 0 where it stands, 1 where it is the machine's. */
  speed(): number;
  /**
   * From now on at this speed, 0 to stand; durably, until the suite is started with another mode than today's.
   * @throws Error where the machine's time is used.
   */
  setSpeed(speed: number): void;
  /** Stands until the answer is called, whatever its speed; a restart knows nothing of it. */
  hold(): () => void;
  /** Keeps exactly where it stands. */
  stop(): void;
}

// After a crash a running clock goes on from what it had set aside: ahead of all it had shown, at most this much.
const aheadMs = 1_000;

/** The clock of a suite: one per process, or one file for all. It never runs backwards, crashes included. */
export function createSuiteClock(options: SuiteClockOptions): SuiteClock {
  return options.mode === 'machine' ? followMachine(options.machine) : keptClock(options, options.mode);
}

function followMachine(machine: MachineClock): SuiteClock {
  let latest = 0;
  return {
    now() {
      latest = Math.max(latest, machine.now());
      return text(latest);
    },
    watch: () => () => {},
    moveTo() {
      throw new Error("the machine's time cannot be moved");
    },
    speed: () => 1,
    setSpeed() {
      throw new Error("the machine's time has no other speed");
    },
    hold: () => () => {},
    stop() {},
  };
}

function keptClock({ file, machine, start }: SuiteClockOptions, mode: Exclude<ClockMode, 'machine'>): SuiteClock {
  if (file === undefined) throw new Error('a clock that is kept needs a file');
  const watchers = new Set<() => void>();
  const before = readKept(file);
  const given = mode === 'step' ? 0 : mode.speed;
  let speed = before?.set?.setOver === given ? before.set.speed : given;
  let holds = 0;
  let latest = before?.ms ?? parsed(start) ?? machine.now();
  let base = latest;
  let since = machine.now();
  let kept = latest;
  const keep = (ms: number) => {
    kept = ms;
    writeKept(file, ms, speed === given ? undefined : { speed, setOver: given });
  };
  keep(kept);

  const pace = () => (holds > 0 ? 0 : speed);

  // Kept first, shown afterwards: a restart begins at or after whatever was shown.
  function reach(ms: number): void {
    if (ms > kept) keep(Math.ceil(ms + aheadMs * pace()));
    latest = ms;
  }

  function current(): number {
    const ms = Math.floor(base + (machine.now() - since) * pace());
    if (ms > latest) reach(ms);
    return latest;
  }

  /** From this instant on, time is counted as `change` leaves it. */
  function countAnew(change: () => void): void {
    base = current();
    change();
    since = machine.now();
  }

  return {
    now: () => text(current()),
    watch(moved) {
      watchers.add(moved);
      return () => watchers.delete(moved);
    },
    moveTo(instant) {
      const ms = parsed(instant) ?? 0;
      if (ms > current()) {
        reach(ms);
        base = ms;
        since = machine.now();
      }
      for (const moved of watchers) moved();
    },
    speed: () => speed,
    setSpeed(next) {
      if (!(next >= 0 && Number.isFinite(next))) throw new RangeError(`${next} is no speed`);
      countAnew(() => {
        speed = next;
        keep(latest);
      });
    },
    hold() {
      countAnew(() => holds++);
      let held = true;
      return () => {
        if (held) countAnew(() => holds--);
        held = false;
      };
    },
    stop: () => keep(current()),
  };
}

function text(ms: number): string {
  return new Date(ms).toISOString();
}

function parsed(instant: string | undefined): number | undefined {
  if (instant === undefined) return undefined;
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new Error(`'${instant}' is not an RFC 3339 instant`);
  return ms;
}

/** A speed that was set on request, and the one of the mode that it was set over. */
interface SetSpeed {
  readonly speed: number;
  readonly setOver: number;
}

// First line: the instant. Second, where a speed was set: `speed 60 over 8640`.
function readKept(file: string): { readonly ms: number; readonly set: SetSpeed | undefined } | undefined {
  try {
    const [instant, set] = readFileSync(file, 'utf8').split('\n');
    const ms = parsed(instant) ?? 0;
    const [, speed, setOver] = /^speed (\S+) over (\S+)$/.exec(set ?? '') ?? [];
    return { ms, set: setOver === undefined ? undefined : { speed: Number(speed), setOver: Number(setOver) } };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// Written beside and renamed: whoever reads sees the old state or the new one, never half of it.
function writeKept(file: string, ms: number, set: SetSpeed | undefined): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w');
  writeSync(handle, `${text(ms)}\n${set === undefined ? '' : `speed ${set.speed} over ${set.setOver}\n`}`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(beside, file);
}
