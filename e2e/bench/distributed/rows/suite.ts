import type { Row } from '../../table.ts';
import type { Bench } from '../bench.ts';
import { openStage } from '../stage.ts';
import { measureFreshness } from './freshness.ts';
import { measureIdle, measureLoaded } from './idle.ts';
import { measureKill } from './kill.ts';
import { measureRest } from './rest.ts';

/** All rows that are measured on the whole suite, a process for each service, over REST. */
export async function measureSuite(bench: Bench): Promise<readonly Row[]> {
  const stage = await openStage(bench);
  try {
    const idle = await measureIdle(stage);
    const { rows, steady } = await measureRest(bench, stage);
    const loaded = measureLoaded(stage);
    const fresh = await measureFreshness(stage, steady / 2);
    const killed = await measureKill(stage, steady / 2);
    return [...rows, ...fresh, ...idle, ...loaded, ...killed];
  } finally {
    await stage.stop();
  }
}
