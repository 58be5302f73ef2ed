import { ms, scaled, spreadOf } from '../../method.ts';
import { figureOf, type Row, shown } from '../../table.ts';
import type { Bench } from '../bench.ts';
import { type Filing, filings, filingsOf } from '../filing.ts';
import { type Host, openHost } from '../host.ts';

const length = scaled(50_000);
const turns = scaled(100);
const rounds = 5;
const tail = 10;

/** A long stream beside an empty one: its next append, and its last events read. */
export async function measureLongStream(bench: Bench): Promise<readonly Row[]> {
  const host = await openHost(bench);
  try {
    await append(
      host,
      filingsOf('fill', length, () => 'long'),
    );
    const figures: { readonly long: Figures; readonly empty: Figures }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const measured = { long: await touch(host, 'long', round), empty: await touch(host, `empty-${round}`, round) };
      if (round > 0) figures.push(measured);
    }
    const ratio = (pick: (figures: Figures) => number) =>
      spreadOf(figures.map(({ long, empty }) => pick(long) / pick(empty)));
    const median = (pick: (of: (typeof figures)[number]) => number) => ms(spreadOf(figures.map(pick)).median);
    return [
      {
        ...{ id: 'long-append', engine: 'distributed', unit: '×', better: 'lower', must: 1.5, goal: 1.1 },
        measure: `stream of ${shown(length)} events: append ÷ the same on an empty stream`,
        ...figureOf(
          ratio((each) => each.append),
          rounds,
        ),
        detail: `${median(({ long }) => long.append)} and ${median(({ empty }) => empty.append)} each, one after another`,
        limit: 'the spread of single journalled writes',
      },
      {
        ...{ id: 'long-tail', engine: 'distributed', unit: '×', better: 'lower', must: 1.5, goal: 1.1 },
        measure: `stream of ${shown(length)} events: its last ${tail} read ÷ the same of a stream of ${tail}`,
        ...figureOf(
          ratio((each) => each.read),
          rounds,
        ),
        detail: `${median(({ long }) => long.read)} and ${median(({ empty }) => empty.read)} each`,
        limit: 'the spread of single reads',
      },
    ];
  } finally {
    await host.close();
  }
}

interface Figures {
  readonly append: number;
  readonly read: number;
}

/** Ten events first, so that the other stream has a tail as well. */
async function touch(host: Host, stream: string, round: number): Promise<Figures> {
  await oneByOne(
    host,
    filingsOf(`${stream}-${round}-warm`, tail, () => stream),
  );
  const appended = await oneByOne(
    host,
    filingsOf(`${stream}-${round}`, turns, () => stream),
  );
  const name = `bench/filings/${stream}`;
  const { version } = await host.engine.commands.load(filings, 'bench', stream);
  const read: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const began = performance.now();
    const commits = await host.events.readStream(name, version - tail + 1, tail);
    read.push(performance.now() - began);
    if (commits.length === 0) throw new Error(`${name} has no tail`);
  }
  return { append: spreadOf(appended).median, read: spreadOf(read).median };
}

async function oneByOne({ engine }: Host, all: readonly Filing[]): Promise<readonly number[]> {
  const took: number[] = [];
  for (const { stream, command, context } of all) {
    const began = performance.now();
    await engine.commands.execute(filings, stream, command, context);
    took.push(performance.now() - began);
  }
  return took;
}

/** All at once: they share commits. */
async function append({ engine }: Host, all: readonly Filing[]): Promise<void> {
  for (let from = 0; from < all.length; from += 2_000) {
    const some = all.slice(from, from + 2_000);
    await Promise.all(
      some.map(({ stream, command, context }) => engine.commands.execute(filings, stream, command, context)),
    );
  }
}
