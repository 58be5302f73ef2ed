import { batchLoop, closedLoop, inTurns, perSecond, ratioOf, roundsOf, type Speed, scaled } from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import { bareTopic } from '../bare-topic.ts';
import { type Bench, bareInsertMany, sampleOf } from '../bench.ts';
import { type Filing, filings, inSmallStreams } from '../filing.ts';
import { type Host, nothingBeside, openHost } from '../host.ts';

const callers = 256;
const commands = scaled(10_000);
const rounds = roundsOf(5);

/** Commits all the way onto Kafka, while they come in and when they have piled up. */
export async function measureRelay(bench: Bench): Promise<readonly Row[]> {
  const [live, pile] = [await openHost(bench), await openHost(bench)];
  const topic = await bareTopic(bench);
  try {
    await append(pile, inSmallStreams('sample', commands, callers));
    const sample = await sampleOf(bench, pile.database, commands);
    await live.engine.start(nothingBeside);
    const speeds = await inTurns(rounds, {
      live: (round) => ontoKafka(live, inSmallStreams(`live-${round}`, commands, callers)),
      many: () => bareInsertMany(bench, sample, true),
      drain: (round) => drain(bench, pile, round),
      batches: () => batchLoop(topic.messages, 500, topic.send),
    });
    const { many, drain: drained, batches } = speeds;
    return [
      {
        ...{ id: 'relay-live', engine: 'distributed', unit: '×', better: 'higher', must: 0.12, goal: 0.25 },
        measure: 'commits all the way onto Kafka, relay live ÷ bare insertMany of 500, same documents, same indexes',
        ...figureOf(ratioOf(speeds.live, many), rounds),
        detail: `ours ${shown(perSecond(speeds.live))} commits/s, bare ${shown(perSecond(many))} documents/s`,
        limit: 'mongod: each commit is written, and once more when it gets its position, in a majority transaction',
      },
      {
        ...{ id: 'relay-drain', engine: 'distributed', unit: '×', better: 'higher', must: 0.1, goal: 0.25 },
        measure: 'relay drain ÷ kafkajs sendBatch of 500',
        ...figureOf(ratioOf(drained, batches), rounds),
        detail: `ours ${shown(perSecond(drained))} events/s, kafkajs ${shown(perSecond(batches))} messages/s`,
        limit: 'the stamps: one update a commit in a majority transaction before anything is sent',
      },
    ];
  } finally {
    await topic.close();
    await live.close();
    await pile.close();
  }
}

function append({ engine }: Host, all: readonly Filing[]): Promise<Speed> {
  return closedLoop(callers, all.length, (piece) => {
    const { stream, command, context } = all[piece] as Filing;
    return engine.commands.execute(filings, stream, command, context);
  });
}

/** From the first command to the last event's acknowledgement by the broker. */
async function ontoKafka(host: Host, all: readonly Filing[]): Promise<Speed> {
  const before = await host.published();
  const began = performance.now();
  await append(host, all);
  await host.untilPublished(before + all.length);
  return { perSecond: all.length / ((performance.now() - began) / 1000) };
}

/** What lies in the store without a position, once a relay comes up. */
async function drain(bench: Bench, pile: Host, round: number): Promise<Speed> {
  if (round > 0) await append(pile, inSmallStreams(`pile-${round}`, commands, callers));
  const before = await pile.published();
  const relay = await openHost(bench, { behind: pile });
  try {
    const began = performance.now();
    await relay.engine.start(nothingBeside);
    await relay.untilPublished(before + commands);
    return { perSecond: commands / ((performance.now() - began) / 1000) };
  } finally {
    await relay.close();
  }
}
