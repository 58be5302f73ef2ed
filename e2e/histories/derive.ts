import { hash } from 'node:crypto';
import type { Projection, Recorded, View } from '@portolan/engine';
import type { Document } from '@portolan/store';
import { plain } from '@portolan/testkit/properties';
import { createDocumentDisk, type DocumentDisk } from '@portolan/testkit/simulation';
import { aggregateOf } from './aggregates.ts';
import { composed } from './composed.ts';
import { isOwn, type Past } from './past.ts';
import type { Derived } from './release.ts';

type Fields = Readonly<Record<string, string>>;

const digest = (value: unknown): string => hash('sha256', plain(value)).slice(0, 6);

/** What a value says, field by field: a field that it has got since makes no difference. */
function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { itself: digest(value ?? null) };
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(fields.map(([name, inner]) => [name, digest(inner)]));
}

/** What today's aggregates and projections make of a past. @throws where one of them cannot */
export async function derive(past: Past): Promise<Derived> {
  return { states: statesOf(past), documents: await documentsOf(past) };
}

function statesOf(past: Past): Derived['states'] {
  const states: Record<string, Fields> = {};
  for (const [service, stream] of past.streams) {
    const aggregate = aggregateOf(service, stream);
    if (aggregate === undefined) throw new Error(`${service} has no aggregate for ${stream}: name it in aggregates.ts`);
    const own = past.stream(service, stream).filter(isOwn);
    states[`${service} ${stream}`] = fieldsOf(
      own.reduce((state, event) => aggregate.evolve(state, event), aggregate.initial),
    );
  }
  return states;
}

async function documentsOf(past: Past): Promise<Derived['documents']> {
  const documents: Record<string, Fields> = {};
  for (const { definition } of composed()) {
    for (const projection of definition.projections) {
      const disk = await read(projection, past.events);
      for (const collection of Object.keys(projection.collections))
        for (const { tenant, id, document } of disk.find({ collection, limit: Number.MAX_SAFE_INTEGER }))
          documents[`${projection.name} ${collection} ${tenant} ${id}`] = fieldsOf(document);
    }
  }
  return documents;
}

type Handler = (event: Recorded, view: View) => void | Promise<void>;

async function read(projection: Projection<never>, events: readonly Recorded[]): Promise<DocumentDisk> {
  const disk = createDocumentDisk();
  disk.declare(projection.collections);
  const view = viewOn(disk);
  const handlers = projection.on as Readonly<Record<string, Handler>>;
  for (const event of events) {
    if (!projection.reads.includes(event.meta.service)) continue;
    if (Object.hasOwn(handlers, event.type)) await handlers[event.type]?.(event, view);
    await projection.onEach?.(event, view);
  }
  return disk;
}

function viewOn(disk: DocumentDisk): View {
  const change = async (collection: string, tenant: string, id: string, document: Document | undefined) =>
    disk.write([{ collection, tenant, id, document }], []);
  return {
    get: async (collection, tenant, id) => disk.get(collection, tenant, id) as never,
    put: change,
    delete: (collection, tenant, id) => change(collection, tenant, id, undefined),
    find: async (query) => disk.find(query) as never,
  };
}
