import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '@portolan/contracts';
import { envelopesOf, fromRecord, type Projection, type Recorded, toRecorded, type View } from '@portolan/engine';
import type { Breach } from '@portolan/invariants';
import type { Document } from '@portolan/store';
import { createDocumentDisk, type DocumentDisk, type Kept, type LogKept } from '@portolan/testkit/simulation';
import type { Machine } from './machine.ts';
import { laterCatalogues } from './upgrade.ts';

/** Every event of the suite, in an order in which it could have been read. */
export interface Past {
  readonly events: readonly Recorded[];
}

/** @param written all commits, in the order in which they were written */
export function pastOf(machines: readonly Machine[], log: LogKept, written: readonly Kept[]): Past {
  const places = new Map(written.map((kept, at) => [kept, at]));
  const shards = machines.flatMap(({ service, events }) =>
    (events?.positioned ?? []).map((commits, shard) => ({
      at: 0,
      commits,
      recorded: recordedIn(service, shard, commits, log),
    })),
  );
  const events: Recorded[] = [];
  for (;;) {
    // Of what each shard has next, what was written first.
    let [next, place] = [undefined as (typeof shards)[number] | undefined, Number.POSITIVE_INFINITY];
    for (const shard of shards) {
      const kept = shard.commits[shard.at];
      const own = kept === undefined ? Number.POSITIVE_INFINITY : (places.get(kept) ?? 0);
      if (own < place) [next, place] = [shard, own];
    }
    if (next === undefined) return { events };
    events.push(...next.recorded(next.commits[next.at++] as Kept));
  }
}

/** What consumers have taken apart already is not taken apart once more. */
function recordedIn(
  service: string,
  shard: number,
  commits: readonly Kept[],
  log: LogKept,
): (kept: Kept) => readonly Recorded[] {
  const catalogue = laterCatalogues[service] as Catalogue;
  const records = new Map(
    commits.length === 0 ? [] : log.partition(catalogue.topic, shard).map((record) => [record.position, record]),
  );
  return ({ commit, position, last }) => {
    const positions = Array.from({ length: last - commit.version + 1 }, (_, at) => records.get(position + at));
    const envelopes = positions.every((record) => record !== undefined)
      ? positions.map((record) => fromRecord(shard, record))
      : envelopesOf({ ...commit, position });
    return envelopes.map((envelope) => toRecorded(catalogue, envelope));
  };
}

type Handler = (event: Recorded, view: View) => void | Promise<void>;

/** Reads a projection anew and holds it against what stands there. */
export async function foldDiffers(
  projection: Projection<never>,
  past: Past,
  live: DocumentDisk,
): Promise<readonly Breach[]> {
  const { name, reads, collections, onEach } = projection;
  const handlers = projection.on as Readonly<Record<string, Handler>>;
  const fresh = createDocumentDisk();
  fresh.declare(collections);
  const view = viewOf(fresh, live, collections);
  const services = new Set(reads);
  for (const event of past.events) {
    if (!services.has(event.meta.service)) continue;
    try {
      const own = Object.hasOwn(handlers, event.type) ? handlers[event.type]?.(event, view) : undefined;
      if (own !== undefined) await own;
      if (onEach !== undefined) await onEach(event, view);
    } catch (error) {
      return [breachOf(name, 'HANDLER_FAILED', { event: event.meta.id, error: String(error) }, event.meta)];
    }
  }
  return Object.keys(collections).flatMap((collection) => differing(name, collection, fresh, live));
}

function viewOf(fresh: DocumentDisk, live: DocumentDisk, own: object): View {
  const on = (collection: string) => (Object.hasOwn(own, collection) ? fresh : live);
  const change = (collection: string, tenant: string, id: string, document: Document | undefined) =>
    fresh.write([{ collection, tenant, id, document }], []);
  return {
    get: async (collection, tenant, id) => on(collection).get(collection, tenant, id) as never,
    put: async (collection, tenant, id, document) => change(collection, tenant, id, document),
    delete: async (collection, tenant, id) => change(collection, tenant, id, undefined),
    find: async (query) => on(query.collection).find(query) as never,
  };
}

const all = Number.MAX_SAFE_INTEGER;

function differing(projection: string, collection: string, fresh: DocumentDisk, live: DocumentDisk): Breach[] {
  const keyed = (disk: DocumentDisk) =>
    new Map(disk.find({ collection, limit: all }).map((found) => [`${found.tenant}\n${found.id}`, found]));
  const [shown, expected] = [keyed(live), keyed(fresh)];
  const breaches: Breach[] = [];
  for (const key of new Set([...shown.keys(), ...expected.keys()])) {
    const [one, other] = [shown.get(key), expected.get(key)];
    if (same(one?.document, other?.document)) continue;
    const { tenant, id } = one ?? other ?? { tenant: '', id: '' };
    const [is, is_not] = difference(one?.document, other?.document);
    const data = { projection, collection, id: `${tenant}/${id}`, shown: is, expected: is_not };
    breaches.push(
      breachOf(projection, 'DIFFERS', data, { tenant, correlation: orderIn(one?.document ?? other?.document) }),
    );
  }
  return breaches;
}

/** What a field that is not there and one that is undefined have in common: no store keeps either. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || one instanceof Uint8Array) return isDeepStrictEqual(one, other) || sameFields(one, other);
  return sameFields(one, other);
}

function sameFields(one: object, other: object): boolean {
  if (one instanceof Uint8Array || other instanceof Uint8Array) return false;
  const [left, right] = [one as Document, other as Document];
  for (const name in left) if (!same(left[name], right[name])) return false;
  for (const name in right) if (left[name] === undefined && right[name] !== undefined) return false;
  return true;
}

/** The first field that differs, of both. */
function difference(one: Document | undefined, other: Document | undefined): readonly [string, string] {
  if (one === undefined || other === undefined)
    return [one === undefined ? 'nothing' : 'there', other === undefined ? 'nothing' : 'there'];
  const name = [...Object.keys(one), ...Object.keys(other)].find((each) => !same(one[each], other[each])) ?? '';
  const text = (value: unknown) =>
    `${name} ${JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))?.slice(0, 200)}`;
  return [text(one[name]), text(other[name])];
}

const orderIn = (document: Document | undefined): string => {
  const named = document?.['orderId'] ?? document?.['order'];
  return typeof named === 'string' ? named : '';
};

function breachOf(
  projection: string,
  code: string,
  data: Readonly<Record<string, string>>,
  about: { readonly tenant: string; readonly correlation: string },
): Breach {
  const named = { invariant: 'projections', code, key: projection, tenant: about.tenant, orderId: about.correlation };
  return { ...named, stream: '', time: '', data: { projection, ...data }, events: [] };
}
