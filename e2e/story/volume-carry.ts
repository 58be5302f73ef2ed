import type { Time } from './carry.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Many who are under way at the same time. */
export interface Crowd {
  /** Where all of them stand, in any words: what changes is progress. */
  look(): Promise<{ readonly done: boolean; readonly standing: string }>;
  /** People do whatever is theirs to do; answers how much that was. */
  work(): Promise<number>;
}

/** Business time without any progress after which nothing is going to happen any more. */
const standstillMs = 60 * 86_400_000;

/** Lets people work and time pass until all is done; false where nothing moves any more. */
export async function carryAll({ look, work }: Crowd, time: Time, watch: Stopwatch): Promise<boolean> {
  let seen = '';
  let since = '';
  for (let stood = 0; ; ) {
    await watch.during('what follows by itself', () => time.settle());
    const { done, standing } = await look();
    if (done) return true;
    if (await work()) continue;
    const { now: moment, moved } = await watch.during('time passing', () => time.step());
    stood = moved ? 0 : stood + 1;
    if (standing !== seen) [seen, since] = [standing, moment];
    if (stood > 1 || Date.parse(moment) - Date.parse(since) > standstillMs) return false;
  }
}
