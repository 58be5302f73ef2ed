import type { Bench, Tell } from '../bench.ts';
import { openStage } from '../stage.ts';
import { measureFreshness } from './freshness.ts';
import { measureIdle, measureLoaded } from './idle.ts';
import { measureKill } from './kill.ts';
import { measureRest } from './rest.ts';

/** All rows that are measured on the whole suite, a process for each service, over REST. */
export async function measureSuite(bench: Bench, tell: Tell): Promise<void> {
  const stage = await openStage(bench);
  try {
    await tell(await measureIdle(stage));
    const { rows, steady } = await measureRest(bench, stage);
    await tell([...rows, ...measureLoaded(stage)]);
    await tell(await measureFreshness(stage, steady / 2));
    await tell(await measureKill(stage, steady / 2));
  } finally {
    await stage.stop();
  }
}
