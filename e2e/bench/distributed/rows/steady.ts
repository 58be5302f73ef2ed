import { openLoop, spreadOf } from '../../method.ts';
import type { Stage } from '../stage.ts';

/** Three parts: in the first it warms up, the second and the third are compared. */
export const steadySeconds = 9;
const lookMs = 100;
const tries = 4;

export interface Kept {
  readonly rate: number;
  /** Events answered and not passed by every projection, as the middle and the last part of the run had them. */
  readonly early: number;
  readonly late: number;
  readonly grows: boolean;
}

/** The highest rate of a few, from above, at which lag does not grow; the lowest where it grows at all of them. */
export async function kept(stage: Stage, from: number): Promise<Kept> {
  for (let attempt = 1, rate = from; ; attempt++, rate *= 0.8) {
    const tried = await offered(stage, rate, `k${attempt}`);
    if (!tried.grows || attempt === tries) return tried;
  }
}

async function offered(stage: Stage, rate: number, run: string): Promise<Kept> {
  const before = await stage.passed();
  const lines = stage.lines(run);
  const lags: { readonly at: number; readonly lag: number }[] = [];
  let answered = 0;
  const began = performance.now();
  const look = async () => {
    const passed = (await stage.passed()) - before;
    lags.push({ at: (performance.now() - began) / 1000, lag: Math.max(0, answered - passed) });
  };
  let ended = false;
  const looking = (async () => {
    while (!ended) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  })();
  const { offered, seconds } = await openLoop(rate, steadySeconds, async (piece) => {
    await lines.file(piece);
    answered += 1;
  });
  ended = true;
  await looking;
  lines.close();
  await stage.untilPassed(before + offered);
  const part = seconds / 3;
  const of = (which: number) => lags.filter(({ at }) => at >= which * part && at < (which + 1) * part);
  const [early, late] = [middle(of(1)), middle(of(2))];
  return { rate: offered / seconds, early, late, grows: isGrowing({ early, late, rate, seconds }) };
}

const middle = (looks: readonly { readonly lag: number }[]) => spreadOf(looks.map(({ lag }) => lag)).median;

/**
 * Whether somebody cannot keep up: the calls themselves, or what reads their events. What comes in within a quarter of a
 * second more or less is no growth, since events pass in batches.
 */
export function isGrowing(load: { early: number; late: number; rate: number; seconds: number }): boolean {
  return load.seconds > steadySeconds * 1.1 || load.late - load.early > load.rate / 4;
}
