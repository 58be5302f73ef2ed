import type { Life } from '@portolan/testkit/simulation';

/** What people are about to do. */
export interface Jobs {
  /** Does it in a while, once per key. Whatever comes of it, nobody waits for it. */
  soon(key: string, work: () => Promise<unknown>): void;
  /** Somebody is about to do something, or does. */
  any(): boolean;
}

// People look at what came in when they come round to it.
const longestMs = 40;

export function createJobs(life: Life, failed: (key: string, error: unknown) => void): Jobs {
  const done = new Set<string>();
  let open = 0;
  return {
    soon(key, work) {
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
      life.machine.after(life.world.chance.part() * longestMs, () => void run());
    },
    any: () => open > 0,
  };
}
