import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { DomainEvent } from '@portolan/eventsourcing';
import type { EventStore } from '@portolan/store';
import type { History } from './engine.ts';
import { decodeEvent, envelopesOf, eventsOf } from './envelope.ts';

/** Events of one stream as they are stored now. Each is decoded as it is reached. @throws where one cannot be decoded */
export async function* readStream(
  events: EventStore,
  catalogue: Catalogue,
  stream: string,
): AsyncGenerator<DomainEvent & { readonly version: number }, void> {
  for (let next = 1; ; ) {
    const page = await events.readStream(stream, next, pageSize);
    for (const commit of page) {
      for (const { event, version } of eventsOf(commit)) {
        yield { ...decodeEvent(catalogue, event, `${stream}@${version}`), version };
        next = version + 1;
      }
    }
    if (page.length < pageSize) return;
  }
}

const pageSize = 500;

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
