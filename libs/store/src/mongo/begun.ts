import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Collection } from 'mongodb';
import type { CommitDocument } from './commit-document.ts';

/**
 * Whether a stream has begun. What is asked in one turn is asked of the server at once: most commands on a stream that
 * is not in memory begin a new one, and a question each would keep every connection busy.
 */
export function begunStreams(commits: Collection<CommitDocument>): (stream: string) => Promise<boolean> {
  let gathering: { readonly streams: Set<string>; readonly begun: Promise<ReadonlySet<string>> } | undefined;

  async function ask(streams: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    await nextTurn();
    gathering = undefined;
    const firsts = { _id: { $in: [...streams].map((s) => ({ s, v: 1 })) } };
    const found = await commits.find(firsts, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id.s));
  }

  return async (stream) => {
    if (gathering === undefined) {
      const streams = new Set<string>();
      gathering = { streams, begun: ask(streams) };
    }
    gathering.streams.add(stream);
    return (await gathering.begun).has(stream);
  };
}
