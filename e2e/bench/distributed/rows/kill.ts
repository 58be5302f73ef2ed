import { setTimeout as wait } from 'node:timers/promises';
import { openLoop } from '../../method.ts';
import { type Row, shown } from '../../table.ts';
import type { Stage } from '../stage.ts';

const seconds = 10;
const killAtMs = 3_000;
/** Fresh again: what was answered a moment ago is passed. */
const freshMs = 1_000;

/** kill -9 of customs in the middle of a load, started again at once: until its projections are fresh again. */
export async function measureKill(stage: Stage, rate: number): Promise<readonly Row[]> {
  const before = await stage.passed();
  const answered: number[] = [];
  const lines = stage.lines('kill');
  const load = openLoop(rate, seconds, async (piece) => {
    await lines.file(piece);
    answered.push(performance.now());
  });
  await wait(killAtMs);
  const killedAt = performance.now();
  const customs = stage.suite.processes['customs'];
  await customs?.kill();
  await customs?.start();
  const startedAt = performance.now();
  const freshAt = await freshAgain(stage, before, answered, startedAt);
  const { offered } = await load;
  await stage.untilPassed(before + offered);
  lines.close();
  const took = (freshAt - killedAt) / 1000;
  return [
    {
      ...{ id: 'kill', engine: 'distributed', unit: 's', better: 'lower', must: 15, goal: 10, runs: 1 },
      measure: 'kill -9 of a service under half load, until its projections are fresh again',
      value: Number(took.toPrecision(3)),
      detail: `ready again after ${((startedAt - killedAt) / 1000).toFixed(1)} s; ${shown(rate)} commands/s went on, all ${shown(offered)} were answered and passed`,
      limit: 'the start of the process, and the time until the broker gives its partitions to the new one',
    },
  ];
}

/** The moment at which an answer from after the restart was passed, and nothing answered waits longer than a second. */
async function freshAgain(stage: Stage, before: number, answered: readonly number[], from: number): Promise<number> {
  for (;;) {
    const passed = (await stage.passed()) - before;
    const now = performance.now();
    const due = answered.findLastIndex((at) => at < now - freshMs) + 1;
    if (passed >= due && (answered[passed - 1] ?? 0) > from) return now;
    if (now - from > 60_000) throw new Error('it did not get fresh again');
    await wait(10);
  }
}
