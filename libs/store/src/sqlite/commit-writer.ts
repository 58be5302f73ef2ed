import { encodeCommit, eventsIn } from '../commit-codec.ts';
import type { Commit, WriteOutcome } from '../event-store.ts';
import type { CommandKeys } from './command-keys.ts';
import type { Database } from './database.ts';
import { eventStoreSql } from './event-store-schema.ts';
import { type KnownStream, knownStreams } from './known-streams.ts';

export interface CommitWriter {
  /** Writes commits inside a transaction that is open, each for itself. */
  write(commits: readonly Commit[]): readonly WriteOutcome[];
  /** After a transaction of which it is not known that it was committed. */
  forget(): void;
}

/**
 * A commit goes in only where its stream ends right before it, so no version stands twice and none is missing, and
 * where the stream has carried out none of its commands yet.
 */
export function commitWriter(database: Database, shards: number, commands: CommandKeys): CommitWriter {
  const streamId = database.prepare(eventStoreSql.streamId);
  const addStream = database.prepare(eventStoreSql.addStream);
  const lastVersion = database.prepare(eventStoreSql.lastVersion);
  const addCommit = database.prepare(eventStoreSql.addCommit);
  const known = knownStreams(database);

  function streamOf(commit: Commit): KnownStream | undefined {
    const found = known.get(commit.stream) ?? lookUp(commit.stream);
    if (found !== undefined) return found.last === commit.version - 1 ? found : undefined;
    if (commit.version !== 1) return undefined;
    const made = { id: Number(addStream.run(commit.stream).lastInsertRowid), last: 0 };
    known.set(commit.stream, made);
    return made;
  }

  function lookUp(stream: string): KnownStream | undefined {
    const row = streamId.get(stream);
    if (row === undefined) return undefined;
    const id = Number(row.id);
    const found = { id, last: Number(lastVersion.get(id)?.last ?? 0) };
    known.set(stream, found);
    return found;
  }

  function writeOne(commit: Commit): WriteOutcome {
    const events = eventsIn(commit);
    if (events === 0) throw new RangeError(`a commit of ${commit.stream} holds no event`);
    if (!(commit.shard >= 0 && commit.shard < shards)) throw new RangeError(`there is no shard ${commit.shard}`);
    const stream = streamOf(commit);
    if (stream === undefined) return 'conflict';
    const last = commit.version + events - 1;
    if (!commands.claim(stream.id, commit, last)) return 'conflict';
    const { head, payloads } = encodeCommit(commit);
    addCommit.run(stream.id, commit.version, last, commit.shard, head, payloads);
    stream.last = last;
    return 'ok';
  }

  return {
    write(commits) {
      known.check();
      return commits.map(writeOne);
    },
    forget: known.forget,
  };
}
