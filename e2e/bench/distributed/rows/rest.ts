import {
  closedLoop,
  inTurns,
  openLoop,
  perSecond,
  ratioOf,
  roundsOf,
  type Speed,
  scaled,
  waited,
} from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import { type Bench, bareInsertOne, type Sample } from '../bench.ts';
import type { Stage } from '../stage.ts';

const callers = 64;
const commands = scaled(6_000);
const bareOnes = scaled(2_500);
const rounds = roundsOf(3);
const steadySeconds = 6;
const tries = 4;

/** Commands over REST, durable when they are answered, and how many can be kept up with for good. */
export async function measureRest(
  bench: Bench,
  stage: Stage,
): Promise<{ readonly rows: readonly Row[]; readonly steady: number }> {
  const sample = documents();
  const through: number[] = [];
  const { rest, bare } = await inTurns(rounds, {
    bare: () => bareInsertOne(bench, sample, callers, bareOnes),
    rest: async (round) => {
      const before = await stage.passed();
      const began = performance.now();
      const speed = await filed(stage, `r${round}`);
      await stage.untilPassed(before + commands);
      if (round > 0) through.push(commands / ((performance.now() - began) / 1000));
      return speed;
    },
  });
  // What went through all projections while they had work is the most that could be kept up with.
  const most = through.toSorted((one, other) => one - other)[through.length >> 1] ?? 0;
  const steady = await kept(stage, most * 0.9);
  const ratio = ratioOf(rest, bare);
  const told = `bare insertOne ${shown(perSecond(bare))}/s at ${callers} callers`;
  const rows: Row[] = [
    {
      ...{ id: 'rest', engine: 'distributed', unit: '×', better: 'higher', must: 0.3, goal: 0.6 },
      measure: `durable commands through REST (auth, telemetry) → gRPC → append ÷ bare insertOne, ${callers} callers`,
      ...figureOf(ratio, rounds),
      detail: `ours ${shown(perSecond(rest))}/s (${waited(rest)}), ${told}; relay and projections run meanwhile`,
      limit: 'the processor: HTTP, gRPC, relay, Kafka, projections, mongod and the callers share its cores',
    },
    {
      ...{ id: 'steady', engine: 'distributed', unit: '×', better: 'higher', must: 0.1, goal: 0.3, runs: 1 },
      measure: 'steady state with relay, Kafka and every projection, lag not growing ÷ the same bare insertOne',
      value: Number((steady.rate / perSecond(bare)).toPrecision(3)),
      detail:
        `offered and kept up with for ${steadySeconds} s: ${shown(steady.rate)}/s, lag at the end ${shown(steady.lag)} events; ` +
        `with a backlog ${shown(most)}/s go through everything; ${told}`,
      limit: "the processor, and in it the gateway's feed: three documents an event for each of its readers",
    },
  ];
  return { rows, steady: steady.rate };
}

async function filed(stage: Stage, run: string): Promise<Speed> {
  const lines = stage.lines(run);
  try {
    return await closedLoop(callers, commands, (piece) => lines.file(piece));
  } finally {
    lines.close();
  }
}

/** The highest rate of a few, from above, that leaves less than a second's worth of events behind when it ends. */
async function kept(stage: Stage, from: number): Promise<{ readonly rate: number; readonly lag: number }> {
  let rate = from;
  for (let attempt = 1; ; attempt++) {
    const before = await stage.passed();
    const lines = stage.lines(`k${attempt}`);
    const { offered, seconds } = await openLoop(rate, steadySeconds, (piece) => lines.file(piece));
    const lag = before + offered - (await stage.passed());
    lines.close();
    await stage.untilPassed(before + offered);
    if ((lag < rate && seconds < steadySeconds * 1.15) || attempt === tries) return { rate: offered / seconds, lag };
    rate *= 0.8;
  }
}

/** Of the size of a commit. */
function documents(): Sample {
  const text = 'x'.repeat(400);
  return { indexes: [], documents: Array.from({ length: bareOnes }, (_, number) => ({ number, text })) };
}
