import { createHash } from 'node:crypto';
import type { Api } from '../story/api.ts';
import { type SuiteProcess, startProcess } from './child.ts';

export interface Killer {
  /** The keys that the suite printed, by whose they are. */
  readonly keys: Readonly<Record<string, string>>;
  /** The same user, but each call is a moment at which the suite may die. */
  endangered(api: Api): Api;
  killed(): number;
  /** Waits until the suite is up again after the last kill. */
  restarted(): Promise<void>;
  stop(): Promise<void>;
}

export interface Killing {
  readonly environment: Readonly<Record<string, string>>;
  /** Says how long after its moment the suite dies, up to 60 ms. */
  readonly seed: string;
  readonly kills: number;
  /** Every so many calls is a moment. */
  readonly everyCalls: number;
}

/** Runs the suite in a process of its own, kills it (SIGKILL) at seeded moments and starts it again. */
export async function startKiller({ environment, seed, kills, everyCalls }: Killing): Promise<Killer> {
  let suite: SuiteProcess | undefined = await startProcess(environment);
  const { keys } = suite;
  let calls = 0;
  let killed = 0;
  let restarting: Promise<void> = Promise.resolve();

  function moment(): void {
    calls += 1;
    if (killed >= kills || calls % everyCalls !== 0) return;
    killed += 1;
    const delay = createHash('sha256').update(`${seed}:${killed}`).digest().readUInt16BE(0) % 60;
    restarting = restarting.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await suite?.kill();
      suite = await startProcess(environment);
    });
  }

  return {
    keys,
    killed: () => killed,
    restarted: () => restarting,
    endangered(api) {
      const during = <Arguments extends readonly unknown[], Answered>(call: (...args: Arguments) => Answered) => {
        return (...args: Arguments): Answered => {
          moment();
          return call(...args);
        };
      };
      return { get: during(api.get), post: during(api.post), put: during(api.put), send: during(api.send) };
    },
    async stop() {
      await restarting;
      await suite?.kill();
      suite = undefined;
    },
  };
}
