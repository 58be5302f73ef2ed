import type { Commit, EventStore } from '@portolan/store';
import { type EventDisk, firstFrom, positionedOf } from './event-disk.ts';
import type { Life, Operation } from './life.ts';
import { readTrouble, writeTrouble } from './store-trouble.ts';
import type { Trace } from './trace.ts';

/** The event store of one life over the disk of its service. */
export function simulatedEventStore(disk: EventDisk, life: Life): EventStore {
  const { weather } = life;
  const { trace } = life.world;
  const read = <T>(what: string, work: () => T): Promise<T> =>
    life.operate({ what, writes: false, work, ...readTrouble(weather) });
  const write = <T>(what: string, work: () => T, unknown: () => T): Promise<T> => {
    const operation: Operation<T> = { what, writes: true, work, ...writeTrouble(weather, unknown) };
    return life.operate(operation);
  };
  const head = (shard: number) => {
    const found = disk.heads[shard];
    if (found === undefined) throw new RangeError(`there is no shard ${shard}`);
    return found;
  };

  return {
    shards: disk.shards,
    insert(commits) {
      const work = () =>
        commits.map((commit) => (writeOne(disk, commit, trace) ? 'ok' : 'conflict') as 'ok' | 'conflict');
      return write<readonly ('ok' | 'conflict' | 'unknown')[]>('insert', work, () => commits.map(() => 'unknown'));
    },
    readStream: (stream, fromVersion, limit) =>
      read('readStream', () => {
        const commits = disk.streams.get(stream)?.commits ?? [];
        const from = firstFrom(commits, ({ last }) => last >= fromVersion);
        return commits.slice(from, from + limit).map(({ commit }) => commit);
      }),
    findCommand: (stream, commandId) => read('findCommand', () => disk.find(stream, commandId)?.commit),
    pending: (limit) =>
      read('pending', () => {
        const found: Commit[] = [];
        for (const { commit } of disk.pending) if (found.push(commit) >= limit) break;
        return found;
      }),
    head: (shard) => read('head', () => head(shard)),
    takeOver: (shard) =>
      write(
        'takeOver',
        () => {
          const { epoch, ...rest } = head(shard);
          disk.heads[shard] = { ...rest, epoch: epoch + 1 };
          return head(shard);
        },
        () => {
          throw new Error('the answer to takeOver was lost');
        },
      ),
    stamp: (shard, epoch, commits) =>
      write<Awaited<ReturnType<EventStore['stamp']>>>(
        'stamp',
        () => {
          const first = disk.stampAll(shard, epoch, commits);
          return first === 'fenced' ? { outcome: 'fenced', first: 0 } : { outcome: 'ok', first };
        },
        () => ({ outcome: 'unknown', first: 0 }),
      ),
    markPublished: (shard, epoch, published) =>
      write<'ok' | 'fenced' | 'unknown'>(
        'markPublished',
        () => {
          const now = head(shard);
          if (now.epoch !== epoch) return 'fenced';
          if (published > now.position) throw new RangeError(`shard ${shard} has only given ${now.position}`);
          disk.heads[shard] = { ...now, published: Math.max(now.published, published) };
          return 'ok';
        },
        () => 'unknown',
      ),
    readShard: (shard, from, limit) =>
      read('readShard', () => {
        const all = disk.positioned[shard] ?? [];
        const first = firstFrom(all, ({ commit, last, position }) => position + last - commit.version >= from);
        return all.slice(first, first + limit).map(positionedOf);
      }),
    locate: (stream, version) =>
      read('locate', () => {
        const commits = disk.streams.get(stream)?.commits ?? [];
        const kept = commits[firstFrom(commits, ({ last }) => last >= version)];
        return kept === undefined ? undefined : positionedOf(kept);
      }),
    close: async () => {},
  };
}

function writeOne(disk: EventDisk, commit: Commit, trace: Trace): boolean {
  if (!disk.write(commit)) return false;
  trace.text(commit.stream);
  trace.number(commit.version);
  trace.text(commit.time);
  for (const { id, events } of commit.commands) {
    trace.text(id);
    for (const { type, payload } of events) {
      trace.text(type);
      trace.bytes(payload);
    }
  }
  return true;
}
