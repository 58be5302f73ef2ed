import { type AnyEvent, catalogues, type ServiceName } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import { type Recorded, toRecorded } from '@portolan/engine';
import { madeTraceparent } from '@portolan/eventsourcing';

/** A commit as it is kept: one line of a service's file. */
export interface KeptCommit {
  /** Place among all commits of the suite. */
  readonly at: number;
  readonly stream: string;
  /** Of its first event. */
  readonly version: number;
  readonly time: string;
  readonly shard: number;
  /** Of its first event. */
  readonly position: number;
  readonly commands: readonly KeptCommand[];
}

export interface KeptCommand {
  readonly id: string;
  readonly correlation: string;
  readonly causation: string;
  /** Type as in proto, bytes in base 64, and who may see it beside its owner. */
  readonly events: readonly (readonly [type: string, payload: string, audience: Envelope['audience']])[];
}

/** Everything that happened, decoded as every consumer decodes it: by catalogue, and by upcasters where there are some. */
export interface Past {
  /** In the order in which it was written. */
  readonly events: readonly Recorded[];
  /** Events of a stream from version 1 on. @throws where there is no such stream */
  stream(service: string, stream: string): readonly Recorded[];
  /** Services and names of all streams. */
  readonly streams: readonly (readonly [service: ServiceName, stream: string])[];
}

/** @throws UnknownType, IncompleteMessage where today's code cannot read it any more */
export function pastOf(commits: Readonly<Record<ServiceName, readonly KeptCommit[]>>): Past {
  const placed: { readonly at: number; readonly event: Recorded }[] = [];
  const streams = new Map<string, Recorded[]>();
  const names: [ServiceName, string][] = [];
  for (const service of Object.keys(commits) as ServiceName[]) {
    for (const commit of [...commits[service]].sort((left, right) => left.at - right.at)) {
      for (const envelope of envelopesIn(commit)) {
        const event = toRecorded(catalogues[service], envelope);
        const key = `${service} ${commit.stream}`;
        const known = streams.get(key) ?? [];
        if (known.length === 0) names.push([service, commit.stream]);
        streams.set(key, [...known, event]);
        placed.push({ at: commit.at, event });
      }
    }
  }
  placed.sort((left, right) => left.at - right.at || left.event.meta.version - right.event.meta.version);
  return {
    events: placed.map(({ event }) => event),
    stream(service, stream) {
      const found = streams.get(`${service} ${stream}`);
      if (found === undefined) throw new Error(`${service} has no stream ${stream}`);
      return found;
    },
    streams: names,
  };
}

/** What an aggregate folds: a refusal that was written down is none of its events. */
export const isOwn = ({ type }: AnyEvent): boolean => type !== 'CommandRefused';

function envelopesIn({ stream, version, time, shard, position, commands }: KeptCommit): Envelope[] {
  const [tenant = ''] = stream.split('/');
  let next = version;
  return commands.flatMap(({ id: commandId, correlation, causation, events }) =>
    events.map(([type, payload, audience]) => {
      const place = next++;
      return {
        ...{ id: `${stream}@${place}`, type, stream, version: BigInt(place), shard, time, tenant, audience },
        ...{ position: BigInt(position + place - version), correlation, causation, commandId },
        ...{ traceparent: madeTraceparent(correlation, commandId), payload: Buffer.from(payload, 'base64') },
      };
    }),
  );
}
