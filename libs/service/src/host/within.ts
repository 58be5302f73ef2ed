import type { MachineClock } from '@portolan/engine';

/** Waits for work, but not longer than so many milliseconds. True: it was done; what it throws is thrown. */
export async function within(machine: MachineClock, ms: number, work: Promise<unknown>): Promise<boolean> {
  let cancel = () => {};
  const late = new Promise<false>((resolve) => {
    cancel = machine.after(ms, () => resolve(false));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel();
  }
}
