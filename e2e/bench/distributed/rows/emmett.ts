import { type EmmettPeer, openEmmett } from '@portolan/peers';
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
import type { Bench } from '../bench.ts';
import { type Filing, filings, filingsOf, inSmallStreams } from '../filing.ts';
import { type Host, openHost } from '../host.ts';

const callers = 256;
const ours = scaled(8_000);
const theirs = scaled(768);
const rounds = roundsOf(3);
const payload = 200;
const oneStream = 64;
const lengths = [0, 1_000, 5_000, 10_000, 20_000, 30_000].map((length) => (length === 0 ? 0 : scaled(length)));
const appendsAtLength = 10;

/** emmett-mongodb on the same mongod: many callers, one stream wanted by many, and a stream that grows. */
export async function measureEmmett(bench: Bench): Promise<readonly Row[]> {
  const host = await openHost(bench);
  const peer = await openEmmett(bench.mongoUrl, bench.freshName('emmett'), payload);
  try {
    const speeds = await inTurns(rounds, {
      // A stream each: of two appends that meet in one stream the peer fails one.
      peer: (round) => closedLoop(callers, theirs, (piece) => peer.append(`${round}-${piece}`, piece)),
      portolan: (round) => appendOurs(host, inSmallStreams(`many-${round}`, ours, callers)),
    });
    const { portolan } = speeds;
    return [
      {
        ...{ id: 'emmett-append', engine: 'distributed', unit: '×', better: 'higher', must: 8, goal: 12 },
        measure: 'append, 256 callers ÷ emmett-mongodb, 256 callers',
        ...figureOf(ratioOf(portolan, speeds.peer), rounds),
        detail: `ours ${shown(perSecond(portolan))}/s (${waited(portolan)}), emmett ${shown(perSecond(speeds.peer))}/s (${waited(speeds.peer)})`,
        limit: 'our own append: see the rows above',
      },
      await oneStreamWanted(host, peer),
      await growing(peer),
    ];
  } finally {
    await peer.close();
    await host.close();
  }
}

function appendOurs({ engine }: Host, all: readonly Filing[]): Promise<Speed> {
  return closedLoop(callers, all.length, (piece) => {
    const { stream, command, context } = all[piece] as Filing;
    return engine.commands.execute(filings, stream, command, context);
  });
}

/** Everybody appends to one stream at the same moment: how many of them get through, and how fast. */
async function oneStreamWanted(host: Host, peer: EmmettPeer): Promise<Row> {
  let lost = 0;
  let told = '';
  const speeds = await inTurns(rounds, {
    peer: async (round) => {
      lost = 0;
      const attempt = (piece: number) =>
        peer.append(`wanted-${round}`, piece).catch((error: unknown) => {
          lost += 1;
          told = error instanceof Error ? error.name : String(error);
        });
      const { perSecond: tried, waits } = await closedLoop(oneStream, oneStream, attempt);
      return { perSecond: (tried * (oneStream - lost)) / oneStream, waits };
    },
    portolan: (round) =>
      appendOurs(
        host,
        filingsOf(`wanted-${round}`, oneStream * 8, () => `wanted-${round}`),
      ),
  });
  return {
    ...{ id: 'emmett-one-stream', engine: 'distributed', unit: '×', better: 'higher' },
    measure: `append to one stream by ${oneStream} callers at once ÷ emmett-mongodb`,
    ...figureOf(ratioOf(speeds.portolan, speeds.peer), rounds),
    detail:
      `ours ${shown(perSecond(speeds.portolan))}/s, all went through; emmett ${shown(perSecond(speeds.peer))}/s, ` +
      `${lost} of ${oneStream} failed${lost > 0 ? ` with ${told}` : ''}`,
    limit: '',
  };
}

/** emmett keeps a stream in one document, which the server rewrites and caps at 16 MiB. */
async function growing(peer: EmmettPeer): Promise<Row> {
  const stream = 'growing';
  const told: string[] = [];
  const medians: number[] = [];
  let length = 0;
  try {
    for (const wanted of lengths) {
      while (length < wanted) {
        const more = Math.min(1_000, wanted - length);
        await peer.appendMany(stream, length, more);
        length += more;
      }
      const took: number[] = [];
      for (let turn = 0; turn < appendsAtLength; turn++) {
        const began = performance.now();
        await peer.append(stream, length++);
        took.push(performance.now() - began);
      }
      const { median } = spreadOf(took);
      medians.push(median);
      told.push(`${shown(wanted)} events ${ms(median)}`);
    }
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) };
    told.push(`broken behind ${shown(length)} events: ${message.slice(0, 90)}`);
  }
  const [empty = Number.NaN] = medians;
  const slowest = spreadOf(medians).most;
  return {
    ...{ id: 'emmett-long-stream', engine: 'distributed', unit: '×', better: 'lower', runs: 1 },
    measure: 'emmett-mongodb: append to a long stream ÷ to an empty one (ours: ROWS=long)',
    value: Number((slowest / empty).toPrecision(3)),
    detail: told.join(', '),
    limit: '',
  };
}
