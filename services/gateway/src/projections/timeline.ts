import { catalogues } from '@portolan/contracts';
import type { Projection, Recorded } from '@portolan/engine';
import { type Document, type DocumentStore, findAll } from '@portolan/store';
import { type Caused, causalOrder } from './causal-order.ts';
import { readersOf } from './feed.ts';
import { shownTo } from './shown.ts';

/** One event of an order, with its payload as decoded: sentences are made when someone reads. */
export interface TimelineEntry extends Caused {
  readonly order: string;
  readonly owner: string;
  readonly service: string;
  /** OrderPlaced */
  readonly type: string;
  readonly data: unknown;
}

/** What can be said of a cause that is no event of the order itself: a message from outside, a filing. */
export interface OutsideCause {
  readonly service: string;
  readonly type: string;
}

type EntryDocument = TimelineEntry & Document;
type CauseDocument = OutsideCause & Document;

const entries = 'timeline';
const causes = 'timeline-causes';

/** Every event by the order it is about, for its owner and its audience. */
export const timeline: Projection = {
  name: 'gateway.timeline.v1',
  reads: Object.keys(catalogues),
  collections: { [entries]: { indexes: { 'by-order': ['order'] }, tenantOnly: true }, [causes]: {} },
  on: {},
  async onEach(event, view) {
    const { meta } = event;
    if (meta.correlation === '')
      return view.put(causes, meta.tenant, meta.id, { service: meta.service, type: event.type });
    for (const reader of readersOf(meta)) await view.put(entries, reader, meta.id, entryOf(event, reader));
  },
};

function entryOf(event: Recorded, reader: string): EntryDocument {
  const { type, meta } = event;
  return {
    id: meta.id,
    stream: meta.stream,
    version: meta.version,
    time: meta.time,
    cause: meta.causation,
    order: meta.correlation,
    owner: meta.tenant,
    service: meta.service,
    type,
    data: shownTo(reader, event),
  };
}

/**
 * All of an order's events that `reader` may see, sorted by cause, then time. Empty unless the order itself is the
 * reader's own: whoever sees a parcel of it sees that in the feed, not the order's story.
 */
export async function timelineOf(
  documents: DocumentStore,
  reader: string,
  order: string,
): Promise<readonly TimelineEntry[]> {
  const query = { collection: entries, tenant: reader, index: 'by-order', equals: [order] };
  const rows = await findAll<EntryDocument>((page) => documents.find(page), query);
  const found = rows.map(({ document }) => document);
  const own = found.some(({ type, owner }) => type === 'OrderPlaced' && owner === reader);
  return own ? causalOrder(found) : [];
}

/** What an event outside the order was, by its id; undefined for a command, or an event that is not known. */
export async function outsideCause(documents: DocumentStore, id: string): Promise<OutsideCause | undefined> {
  // Ids of events are <tenant>/<aggregate>/<id>@<version>.
  const tenant = id.includes('@') ? id.split('/')[0] : undefined;
  return tenant === undefined ? undefined : documents.get<CauseDocument>(causes, tenant, id);
}
