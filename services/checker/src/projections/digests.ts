import { createHash } from 'node:crypto';
import { type Catalogue, catalogues, complete, outside, type ServiceName } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Recorded, View } from '@portolan/engine';
import type { CollectionSpec, Document, Place } from '@portolan/store';

/** Positions of one shard that share a document. */
export const blockSize = 256;
const bytesEach = 8;

/** What was on the log at the positions of a block: a digest of each event, one after another. */
export interface DigestBlock extends Document {
  readonly digests: Uint8Array;
}

/** How far a shard of a service has been read. */
export interface End extends Document {
  readonly service: string;
  readonly shard: number;
  readonly position: number;
}

export const digests = 'digests';
export const ends = 'ends';
export const digestCollections: Readonly<Record<string, CollectionSpec>> = { [digests]: {}, [ends]: {} };

export const blockOf = (position: number): number => Math.floor((position - 1) / blockSize);
export const blockId = (service: string, shard: number, block: number): string => `${service}/${shard}/${block}`;

/** Where an event's digest is kept. */
export function blockPlace({ meta }: Recorded): Place {
  const id = blockId(meta.service, meta.shard, blockOf(meta.position));
  return { collection: digests, tenant: outside, id };
}

/** Notes what an event was when it came over the log, so that its owner's history can be held against it for ever. */
export async function note(view: View, event: Recorded): Promise<void> {
  const { type, data, meta } = event;
  const catalogue = catalogues[meta.service as ServiceName];
  const payload = catalogue.byName.get(type)?.codec.encode(data).finish() ?? new Uint8Array();
  const { collection, tenant, id } = blockPlace(event);
  const before = await view.get<DigestBlock>(collection, tenant, id);
  const at = ((meta.position - 1) % blockSize) * bytesEach;
  const all = new Uint8Array(Math.max(before?.digests.length ?? 0, at + bytesEach));
  if (before !== undefined) all.set(before.digests);
  all.set(digestOf({ ...meta, type: meta.fullType }, payload), at);
  await view.put(collection, tenant, id, { digests: all });
  const { service, shard, position } = meta;
  await view.put(ends, outside, `${service}/${shard}`, { service, shard, position });
}

/** Is an event of its owner's history what was on the log? */
export function isWhatWasSent(service: string, envelope: Envelope, { digests: all }: DigestBlock): boolean {
  const at = ((Number(envelope.position) - 1) % blockSize) * bytesEach;
  const payload = rewritten(catalogues[service as ServiceName], envelope);
  if (payload === undefined) return false;
  const meta = { ...envelope, version: Number(envelope.version) };
  return Buffer.compare(digestOf(meta, payload), all.subarray(at, at + bytesEach)) === 0;
}

/** Both sides are read and written again, so that they differ only where their content does. */
function rewritten(catalogue: Catalogue, { type, payload }: Envelope): Uint8Array | undefined {
  const codec = catalogue.byFullName.get(type)?.codec;
  try {
    return codec?.encode(complete(codec.decode(payload))).finish();
  } catch {
    // What nobody can read is not what was sent.
    return undefined;
  }
}

interface Attributes {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly time: string;
  readonly tenant: string;
  readonly audience: readonly Audience[];
  readonly correlation: string;
  readonly causation: string;
  readonly commandId: string;
}

function digestOf(
  { id, type, stream, version, time, tenant, audience, correlation, causation, commandId }: Attributes,
  payload: Uint8Array,
): Uint8Array {
  const readers = audience.map((reader) => `${reader.tenant}:${reader.role}`).join(',');
  return createHash('sha256')
    .update([id, type, stream, version, time, tenant, readers, correlation, causation, commandId].join('\n'))
    .update(payload)
    .digest()
    .subarray(0, bytesEach);
}
