import { projections } from '@portolan/customs';
import { closedLoop, inTurns, perSecond, ratioOf, roundsOf, type Speed, scaled } from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import { type Bench, bareInsertMany, sampleOf } from '../bench.ts';
import { type Filing, filings, inSmallStreams } from '../filing.ts';
import { type Host, nothingBeside, openHost } from '../host.ts';

const callers = 256;
const events = scaled(15_000);
const rounds = roundsOf(3);
const name = 'customs.goods.v1';

/** A projection of customs read anew from the log, into an empty store: one document an event. */
export async function measureRebuild(bench: Bench): Promise<readonly Row[]> {
  const source = await openHost(bench);
  try {
    await source.engine.start(nothingBeside);
    const all = inSmallStreams('rebuild', events, callers);
    await closedLoop(callers, events, (piece) => {
      const { stream, command, context } = all[piece] as Filing;
      return source.engine.commands.execute(filings, stream, command, context);
    });
    await source.untilPublished(events);
    const database = (await rebuild(bench, source)).database;
    const sample = await sampleOf(bench, database, events);
    const speeds = await inTurns(rounds, {
      rebuilt: () => rebuild(bench, source),
      bare: () => bareInsertMany(bench, sample, true),
    });
    return [
      {
        ...{ id: 'rebuild', engine: 'distributed', unit: '×', better: 'higher', must: 0.15, goal: 0.5 },
        measure: 'rebuild of a projection from Kafka, events ÷ insertMany of its documents',
        ...figureOf(ratioOf(speeds.rebuilt, speeds.bare), rounds),
        detail: `ours ${shown(perSecond(speeds.rebuilt))} events/s, bare ${shown(perSecond(speeds.bare))} documents/s`,
        limit: 'one read and one write a document inside the transaction that moves the position',
      },
    ];
  } finally {
    await source.close();
  }
}

/** A reader of the same topics that has never read: from its start until its documents are all there. */
async function rebuild(bench: Bench, source: Host): Promise<Speed & { readonly database: string }> {
  const reader = await openHost(bench, { behind: source, reads: true });
  const checkpoints = bench.client.db(reader.documentDatabase).collection<{ readonly position: number }>('checkpoints');
  const reached = async () => {
    const all = await checkpoints.find({ '_id.c': name }).toArray();
    return all.reduce((sum, { position }) => sum + Number(position), 0);
  };
  try {
    const began = performance.now();
    await reader.engine.start({ ...nothingBeside, projections: projections.filter((each) => each.name === name) });
    while ((await reached()) < events) await new Promise((resolve) => setTimeout(resolve, 10));
    const perSecond = events / ((performance.now() - began) / 1000);
    return { perSecond, database: reader.documentDatabase };
  } finally {
    await reader.close();
  }
}
