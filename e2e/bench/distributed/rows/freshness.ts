import { ms, openLoop, waitsOf } from '../../method.ts';
import { type Row, shown } from '../../table.ts';
import type { Stage } from '../stage.ts';

const seconds = 8;
const warmSeconds = 2;

/** From the answer to a command to its event in every projection, at half of the load that is kept up with. */
export async function measureFreshness(stage: Stage, rate: number): Promise<readonly Row[]> {
  const waits = await waitsAt(stage, rate);
  const { p50, p95, p99 } = waits;
  const shared = {
    engine: 'distributed',
    unit: 'ms',
    better: 'lower',
    runs: 1,
    detail: `${shown(rate)} commands/s offered; p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)} over ${seconds} s, in customs and in the gateway's feed`,
    limit: 'the steps one after another: stamp, send, fetch, apply, each with a journalled write or a round trip',
  } as const;
  return [
    {
      ...{ id: 'fresh-p50', ...shared, must: 150, goal: 50, value: Number(p50.toPrecision(3)) },
      measure: 'projection freshness at half load, p50',
    },
    {
      ...{ id: 'fresh-p99', ...shared, must: 1_000, goal: 300, value: Number(p99.toPrecision(3)) },
      measure: 'projection freshness at half load, p99',
    },
  ];
}

/**
 * The k-th answer is matched with the moment at which k events were passed by all: events of one kind are alike, so it
 * does not matter which was which.
 */
async function waitsAt(stage: Stage, rate: number) {
  const before = await stage.passed();
  const answered: number[] = [];
  const passed: { readonly at: number; readonly count: number }[] = [];
  let ended = false;
  const watching = (async () => {
    for (let count = 0; !ended || count < answered.length; ) {
      count = (await stage.passed()) - before;
      passed.push({ at: performance.now(), count });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const lines = stage.lines('fresh');
  await openLoop(rate, seconds + warmSeconds, async (piece) => {
    await lines.file(piece);
    answered.push(performance.now());
  });
  ended = true;
  await watching;
  lines.close();
  const waits: number[] = [];
  let look = 0;
  for (const [place, at] of answered.entries()) {
    while (look < passed.length - 1 && (passed[look]?.count ?? 0) <= place) look += 1;
    if (place >= rate * warmSeconds) waits.push(Math.max(0, (passed[look]?.at ?? Number.POSITIVE_INFINITY) - at));
  }
  return waitsOf(waits);
}
