import type { Life } from '@portolan/testkit/simulation';

/** What people are about to do. */
export interface Jobs {
  /** Does it within so many milliseconds, once per key. Whatever comes of it, nobody waits for it. */
  soon(key: string, work: () => Promise<unknown>, withinMs?: number): void;
  /** Somebody is about to do something, or does. */
  any(): boolean;
}

// People look at what came in when they come round to it.
const longestMs = 40;

export function createJobs(life: Life, failed: (key: string, error: unknown) => void): Jobs {
  const done = new Set<string>();
  let open = 0;
  return {
    soon(key, work, withinMs = longestMs) {
      if (done.has(key)) return;
      done.add(key);
      open += 1;
      const run = async () => {
        try {
          await work();
        } catch (error) {
          failed(key, error);
        }
        open -= 1;
      };
      life.machine.after(life.world.chance.part() * withinMs, () => void run());
    },
    any: () => open > 0,
  };
}
