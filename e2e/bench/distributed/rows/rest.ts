import {
  closedLoop,
  inTurns,
  ms,
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
import { kept, steadySeconds } from './steady.ts';

const callers = 64;
const commands = scaled(6_000);
const bareOnes = scaled(2_500);
const rounds = roundsOf(3);

/** Commands over REST, durable when they are answered, and how many can be kept up with for good. */
export async function measureRest(
  bench: Bench,
  stage: Stage,
): Promise<{ readonly rows: readonly Row[]; readonly steady: number }> {
  const sample = documents();
  const through: number[] = [];
  const needs = processorOf(stage);
  const { rest, bare } = await inTurns(rounds, {
    bare: () => bareInsertOne(bench, sample, callers, bareOnes),
    rest: async (round) => {
      const before = await stage.passed();
      const began = performance.now();
      needs.begin();
      const speed = await filed(stage, `r${round}`);
      await stage.untilPassed(before + commands);
      needs.end(commands);
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
      detail:
        `ours ${shown(perSecond(rest))}/s (${waited(rest)}), ${told}; relay and projections run meanwhile; ` +
        `processor time of a command until all have passed it: ${needs.told()}`,
      limit:
        'the processor, shared with mongod, Kafka and the callers. Of what the gateway needs, HTTP and checking take ' +
        'half, gRPC a sixth, feed and timeline another; of what customs needs, MongoDB takes a third',
    },
    {
      ...{ id: 'steady', engine: 'distributed', unit: '×', better: 'higher', must: 0.1, goal: 0.3, runs: 1 },
      measure: 'steady state with relay, Kafka and every projection, lag not growing ÷ the same bare insertOne',
      value: steady.grows ? 0 : Number((steady.rate / perSecond(bare)).toPrecision(3)),
      detail:
        `offered for ${steadySeconds} s and ${steady.grows ? 'not ' : ''}kept up with: ${shown(steady.rate)}/s, lag ` +
        `${shown(steady.early)} events in the second third and ${shown(steady.late)} in the last; ` +
        `with a backlog ${shown(most)}/s go through everything; ${told}`,
      limit: 'the processor, as in the row above: most of a command is spent before its event is written',
    },
  ];
  return { rows, steady: steady.rate };
}

/** Processor time of the two services that a command goes through, over the rounds that count. */
function processorOf(stage: Stage) {
  const services = ['gateway', 'customs'] as const;
  const rounds: number[][] = [];
  let before: number[] = [];
  const now = () => services.map((service) => stage.processor(service));
  return {
    begin() {
      before = now();
    },
    end(count: number) {
      rounds.push(now().map((used, at) => (1_000 * (used - (before[at] ?? 0))) / count));
    },
    told() {
      const middleOf = (at: number) => spreadOf(rounds.slice(1).map((round) => round[at] ?? 0)).median;
      return services.map((service, at) => `${service} ${ms(middleOf(at))}`).join(', ');
    },
  };
}

async function filed(stage: Stage, run: string): Promise<Speed> {
  const lines = stage.lines(run);
  try {
    return await closedLoop(callers, commands, (piece) => lines.file(piece));
  } finally {
    lines.close();
  }
}

/** Of the size of a commit. */
function documents(): Sample {
  const text = 'x'.repeat(400);
  return { indexes: [], documents: Array.from({ length: bareOnes }, (_, number) => ({ number, text })) };
}
