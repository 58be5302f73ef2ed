/** Machine time, for back-off and deadlines. */
export interface MachineTime {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; the answer cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** Where an adapter says what it meets. Never a record's content. */
export interface LogLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const FIRST_BACK_OFF_MS = 50;
const LONGEST_BACK_OFF_MS = 2_000;

/** Delay before try n + 1 after n failures, doubling. */
export function delayAfter(failures: number, first = FIRST_BACK_OFF_MS, longest = LONGEST_BACK_OFF_MS): number {
  return Math.min(longest, first * 2 ** Math.min(20, failures - 1));
}

/** Waits this long in machine time. */
export function pause(machine: MachineTime, ms: number): Promise<void> {
  return new Promise((resolve) => {
    machine.after(ms, resolve);
  });
}

/** Waits for the work, but no longer than this. False: it is still under way, or failed. */
export async function within(machine: MachineTime, ms: number, work: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const cancel = machine.after(ms, () => resolve(false));
  work.then(
    () => resolve(true),
    () => resolve(false),
  );
  const done = await promise;
  cancel();
  return done;
}

/** Text of whatever was thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
