import { closedLoop, inTurns, perSecond, ratioOf, roundsOf, type Speed, scaled, waited, zipf } from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import { type Bench, bareInsertMany, bareInsertOne, sampleOf } from '../bench.ts';
import { type Filing, filings, filingsOf, inSmallStreams } from '../filing.ts';
import { type Host, openHost } from '../host.ts';

const callers = 256;
const commands = scaled(12_000);
const bareOnes = scaled(2_500);
const rounds = roundsOf(5);
const hotStreams = 1_000;

/** Commands through the engine's handler, group commit and all, beside the bare driver with the same documents. */
export async function measureAppend(bench: Bench): Promise<readonly Row[]> {
  const host = await openHost(bench);
  try {
    await append(host, small('sample'));
    const sample = await sampleOf(bench, host.database, commands);
    const speeds = await inTurns(rounds, {
      one: () => bareInsertOne(bench, sample, callers, bareOnes),
      small: (round) => append(host, small(`small-${round}`)),
      many: () => bareInsertMany(bench, sample, false),
      hot: (round) => append(host, hot(`hot-${round}`)),
      indexed: () => bareInsertMany(bench, sample, true),
    });
    const told = (name: string, side: readonly Speed[]) => `${name} ${shown(perSecond(side))}/s`;
    const ours = `${told('ours', speeds.small)} (${waited(speeds.small)})`;
    return [
      {
        ...{ id: 'append-one', engine: 'distributed', unit: '×', better: 'higher', must: 3, goal: 6 },
        measure: 'append, 256 callers ÷ bare insertOne, 256 callers',
        ...figureOf(ratioOf(speeds.small, speeds.one), rounds),
        detail: `${ours}, ${told('bare', speeds.one)}`,
        limit: 'the core that decides and encodes, beside mongod on the other',
      },
      {
        ...{ id: 'append-many', engine: 'distributed', unit: '×', better: 'higher', must: 0.5, goal: 0.8 },
        measure: 'append, 256 callers ÷ bare insertMany of 500, same documents, same indexes',
        ...figureOf(ratioOf(speeds.small, speeds.indexed), rounds),
        detail: `${ours}, ${told('bare', speeds.indexed)}; without any index ${told('bare', speeds.many)}`,
        limit: 'the core that decides and encodes, and a look at the store for each new stream (one command in ten)',
      },
      {
        ...{ id: 'append-hot', engine: 'distributed', unit: '×', better: 'higher', must: 3, goal: 6 },
        measure: `append, 256 callers on ${shown(hotStreams)} streams hot by Zipf ÷ bare insertOne, 256 callers`,
        ...figureOf(ratioOf(speeds.hot, speeds.one), rounds),
        detail: `${told('ours', speeds.hot)} (${waited(speeds.hot)}), ${told('bare', speeds.one)}`,
        limit: 'the hottest stream: its commands share commits, but one commit waits for the other',
      },
    ];
  } finally {
    await host.close();
  }
}

const small = (run: string): readonly Filing[] => inSmallStreams(run, commands, callers);

function hot(run: string): readonly Filing[] {
  const next = zipf(hotStreams);
  return filingsOf(run, commands, () => `hot-${next()}`);
}

function append({ engine }: Host, all: readonly Filing[]): Promise<Speed> {
  return closedLoop(callers, all.length, async (piece) => {
    const { stream, command, context } = all[piece] as Filing;
    const outcome = await engine.commands.execute(filings, stream, command, context);
    if (!outcome.ok) throw new Error(`${outcome.stream} was refused`);
  });
}
