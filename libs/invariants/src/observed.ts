import { type Catalogue, complete } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Commit } from '@portolan/store';
import type { Observed } from './invariant.ts';

/** The events of a commit, as it stands in a store. @throws Error for a type that the catalogue does not hold */
export function observedCommit(catalogue: Catalogue, commit: Commit & { readonly position?: number }): Observed[] {
  const events: Observed[] = [];
  const { stream, tenant, time, shard } = commit;
  let { version } = commit;
  for (const command of commit.commands) {
    const begun = version;
    for (const stored of command.events) {
      const position =
        commit.position === undefined || commit.position === 0 ? 0 : commit.position + version - commit.version;
      const meta = {
        ...{ id: `${stream}@${version}`, service: catalogue.service, stream, version, shard, position, time, tenant },
        ...{ correlation: command.correlation, commandId: command.id, begun },
      };
      events.push({ ...decoded(catalogue, stored.type, stored.payload, meta.id), meta });
      version += 1;
    }
  }
  return events;
}

/** An event as log and histories carry it. @throws Error for a type that the catalogue does not hold */
export function observedEnvelope(catalogue: Catalogue, envelope: Envelope): Observed {
  const { id, stream, shard, time, tenant, correlation, commandId } = envelope;
  const meta = {
    ...{ id, service: catalogue.service, stream, shard, time, tenant, correlation, commandId },
    ...{ version: Number(envelope.version), position: Number(envelope.position) },
  };
  return { ...decoded(catalogue, envelope.type, envelope.payload, id), meta };
}

function decoded(catalogue: Catalogue, fullName: string, payload: Uint8Array, id: string) {
  const type = catalogue.byFullName.get(fullName);
  if (type === undefined) throw new Error(`${fullName} at ${id} is not in the catalogue`);
  return { type: type.name, data: complete(type.codec.decode(payload)) };
}
