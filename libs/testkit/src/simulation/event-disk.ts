import type { Commit, PositionedCommit, ShardHead } from '@portolan/store';

/** A commit as it lies there. Position 0: it has none yet. */
export interface Kept {
  readonly commit: Commit;
  /** Version of its last event. */
  readonly last: number;
  position: number;
}

interface Stream {
  readonly commits: Kept[];
  readonly commands: Map<string, Kept>;
}

/** What one service has committed. Outlives every process. */
export interface EventDisk {
  readonly shards: number;
  readonly heads: ShardHead[];
  /** Commits of each shard, in order of position. */
  readonly positioned: Kept[][];
  readonly pending: Set<Kept>;
  readonly streams: ReadonlyMap<string, Stream>;
  /** Told of every commit that was written, and of every one that got its position. */
  readonly watchers: { written(kept: Kept): void; positioned(kept: Kept): void };
  /** False: another commit holds this version, or this command. */
  write(commit: Commit): boolean;
  stampAll(shard: number, epoch: number, commits: readonly Commit[]): number | 'fenced';
  find(stream: string, commandId: string): Kept | undefined;
}

export function createEventDisk(shards: number, watchers: Partial<EventDisk['watchers']> = {}): EventDisk {
  const streams = new Map<string, Stream>();
  const heads: ShardHead[] = Array.from({ length: shards }, () => ({ epoch: 0, position: 0, published: 0 }));
  const positioned: Kept[][] = heads.map(() => []);
  const pending = new Set<Kept>();
  const told = { written: watchers.written ?? (() => {}), positioned: watchers.positioned ?? (() => {}) };

  function streamOf(name: string): Stream {
    let stream = streams.get(name);
    if (stream === undefined) {
      stream = { commits: [], commands: new Map() };
      streams.set(name, stream);
    }
    return stream;
  }

  return {
    shards,
    heads,
    positioned,
    pending,
    streams,
    watchers: told,
    write(commit) {
      const { commits, commands } = streamOf(commit.stream);
      if (commit.version !== (commits.at(-1)?.last ?? 0) + 1) return false;
      if (commit.commands.some(({ id }) => commands.has(id))) return false;
      const kept: Kept = { commit, last: commit.version + eventsIn(commit) - 1, position: 0 };
      commits.push(kept);
      for (const { id } of commit.commands) commands.set(id, kept);
      pending.add(kept);
      told.written(kept);
      return true;
    },
    stampAll(shard, epoch, commits) {
      const head = heads[shard];
      if (head === undefined || head.epoch !== epoch) return 'fenced';
      const found = commits.map((commit) => keptAt(streams.get(commit.stream), commit.version));
      if (!found.every((kept) => kept?.position === 0 && kept.commit.shard === shard)) return 'fenced';
      let { position } = head;
      for (const kept of found as Kept[]) {
        kept.position = position + 1;
        position += kept.last - kept.commit.version + 1;
        pending.delete(kept);
        positioned[shard]?.push(kept);
        told.positioned(kept);
      }
      heads[shard] = { ...head, position };
      return head.position + 1;
    },
    find: (stream, commandId) => streams.get(stream)?.commands.get(commandId),
  };
}

export function eventsIn({ commands }: Commit): number {
  let count = 0;
  for (const { events } of commands) count += events.length;
  return count;
}

function keptAt(stream: Stream | undefined, version: number): Kept | undefined {
  const kept = stream?.commits[firstFrom(stream.commits, (each) => each.last >= version)];
  return kept?.commit.version === version ? kept : undefined;
}

/** Index of the first that reaches so far; they are in order. */
export function firstFrom(all: readonly Kept[], reaches: (kept: Kept) => boolean): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reaches(all[middle] as Kept)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const positionedOf = ({ commit, position }: Kept): PositionedCommit => ({ ...commit, position });
