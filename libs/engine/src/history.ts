import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { EventStore } from '@portolan/store';
import type { History } from './engine.ts';
import { envelopesOf } from './envelope.ts';

/** The past of the service itself, straight from its event store. */
export function createHistory(events: EventStore): History {
  return {
    async read(shard, from, limit) {
      const commits = await events.readShard(shard, from, limit);
      const envelopes: Envelope[] = [];
      for (const envelope of commits.flatMap(envelopesOf)) {
        if (Number(envelope.position) >= from && envelopes.length < limit) envelopes.push(envelope);
      }
      return envelopes;
    },
    async head(shard) {
      return (await events.head(shard)).position;
    },
    async locate(stream, version) {
      const commit = await events.locate(stream, version);
      if (commit === undefined) return undefined;
      const position = commit.position === 0 ? 0 : commit.position + version - commit.version;
      return { shard: commit.shard, position };
    },
  };
}
