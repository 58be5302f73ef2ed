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
    stop() {},
  };
}

function keptClock({ file, machine, start }: SuiteClockOptions, mode: Exclude<ClockMode, 'machine'>): SuiteClock {
  if (file === undefined) throw new Error('a clock that is kept needs a file');
  const speed = mode === 'step' ? 0 : mode.speed;
  const watchers = new Set<() => void>();
  let latest = readKept(file) ?? parsed(start) ?? machine.now();
  let base = latest;
  let since = machine.now();
  let kept = latest;
  const keep = (ms: number) => writeKept(file, ms);
  keep(kept);

  // Kept first, shown afterwards: a restart begins at or after whatever was shown.
  function reach(ms: number): void {
    if (ms > kept) {
      kept = Math.ceil(ms + aheadMs * speed);
      keep(kept);
    }
    latest = ms;
  }

  function current(): number {
    const ms = Math.floor(base + (machine.now() - since) * speed);
    if (ms > latest) reach(ms);
    return latest;
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
    stop() {
      kept = current();
      keep(kept);
    },
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

function readKept(file: string): number | undefined {
  try {
    return parsed(readFileSync(file, 'utf8').trim());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// Written beside and renamed: whoever reads sees the old instant or the new one, never half of it.
function writeKept(file: string, ms: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w');
  writeSync(handle, `${text(ms)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(beside, file);
}
