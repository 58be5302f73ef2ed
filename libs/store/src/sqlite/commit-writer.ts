import type { Commit, WriteOutcome } from '../event-store.ts';
import { encodeCommit, eventsIn } from './commit-codec.ts';
import type { Database } from './database.ts';
import { eventStoreSql } from './event-store-schema.ts';

/**
 * Writes one commit inside a transaction that is open. It goes in only where its stream ends right before it, so no
 * version stands twice and none is missing, and where the stream has carried out none of its commands yet.
 */
export function commitWriter(database: Database, shards: number): (commit: Commit) => WriteOutcome {
  const streamId = database.prepare(eventStoreSql.streamId);
  const addStream = database.prepare(eventStoreSql.addStream);
  const lastVersion = database.prepare(eventStoreSql.lastVersion);
  const addCommit = database.prepare(eventStoreSql.addCommit);
  const addCommand = database.prepare(eventStoreSql.addCommand);
  const dropCommand = database.prepare(eventStoreSql.dropCommand);
  for (const statement of [streamId, lastVersion]) statement.setReturnArrays(true);

  // Returned as arrays, which is not in the types of node:sqlite.
  const single = (row: unknown): number | null => (row as [number | null])[0];

  function idOf(commit: Commit): number | undefined {
    const row = streamId.get(commit.stream);
    if (row) {
      const id = single(row) ?? 0;
      return (single(lastVersion.get(id)) ?? 0) === commit.version - 1 ? id : undefined;
    }
    return commit.version === 1 ? Number(addStream.run(commit.stream).lastInsertRowid) : undefined;
  }

  function claimCommands(stream: number, commit: Commit, last: number): boolean {
    for (const [index, { id }] of commit.commands.entries()) {
      if (addCommand.run(stream, id, last).changes === 1) continue;
      for (const claimed of commit.commands.slice(0, index)) dropCommand.run(stream, claimed.id);
      return false;
    }
    return true;
  }

  return (commit) => {
    const events = eventsIn(commit);
    if (events === 0) throw new RangeError(`a commit of ${commit.stream} holds no event`);
    if (!(commit.shard >= 0 && commit.shard < shards)) throw new RangeError(`there is no shard ${commit.shard}`);
    const stream = idOf(commit);
    if (stream === undefined) return 'conflict';
    const last = commit.version + events - 1;
    if (!claimCommands(stream, commit, last)) return 'conflict';
    const { head, payloads } = encodeCommit(commit);
    addCommit.run(stream, commit.version, last, commit.shard, head, payloads);
    return 'ok';
  };
}
