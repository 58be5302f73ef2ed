import {
  closedLoop,
  inTurns,
  openLoop,
  perSecond,
  ratioOf,
  roundsOf,
  type Speed,
  scaled,
  spreadOf,
  waited,
} from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import { type Bench, bareInsertOne, type Sample } from '../bench.ts';
import type { Stage } from '../stage.ts';

const callers = 64;
const commands = scaled(6_000);
const bareOnes = scaled(2_500);
const rounds = roundsOf(3);
/** Three parts: in the first it warms up, the second and the third are compared. */
const steadySeconds = 9;
const lookMs = 100;
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
      value: steady.grows ? 0 : Number((steady.rate / perSecond(bare)).toPrecision(3)),
      detail:
        `offered for ${steadySeconds} s and ${steady.grows ? 'not ' : ''}kept up with: ${shown(steady.rate)}/s, lag ` +
        `${shown(steady.early)} events in the second third and ${shown(steady.late)} in the last; ` +
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

interface Kept {
  readonly rate: number;
  /** Events answered and not passed by every projection, as the middle and the last part of the run had them. */
  readonly early: number;
  readonly late: number;
  readonly grows: boolean;
}

/** The highest rate of a few, from above, at which lag does not grow; the lowest where it grows at all of them. */
async function kept(stage: Stage, from: number): Promise<Kept> {
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

/** Of the size of a commit. */
function documents(): Sample {
  const text = 'x'.repeat(400);
  return { indexes: [], documents: Array.from({ length: bareOnes }, (_, number) => ({ number, text })) };
}
