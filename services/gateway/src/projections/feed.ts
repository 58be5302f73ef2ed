import { catalogues } from '@portolan/contracts';
import type { EventMeta, Projection, Recorded, View } from '@portolan/engine';
import type { Document, DocumentStore } from '@portolan/store';
import { type Json, renderPayload } from './render.ts';
import { shownTo } from './shown.ts';

/** CloudEvents 1.0 in JSON, with the suite's own attributes beside the standard's. */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** stream@version */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Number in the reader's feed. */
  readonly sequence: string;
  readonly tenant: string;
  readonly version: string;
  readonly correlation?: string;
  readonly causation?: string;
  readonly data: { readonly [key: string]: Json };
}

interface FeedRow extends Document {
  readonly number: number;
  /** Which of its type it is in this feed: dense from 1, so that what follows a place is counted without being read. */
  readonly ofType: number;
  readonly event: CloudEvent;
}

/** What reads: the store, or a transaction of it. */
export type Reads = Pick<DocumentStore, 'get' | 'find'>;

/** How many events stand in a reader's feed: in all, under `end`, and of each type, under its full name. */
interface FeedEnd extends Document {
  readonly number: number;
}

const rows = 'feed';
const ends = 'feed-ends';
const end = 'end';

/**
 * The record that readers follow: each event once for its owner and once for every tenant it is also meant for, under
 * a number that is dense per reader. It is appended by this one consumer and never rebuilt: in which order the topics
 * were merged cannot be made again, and readers hold numbers of it.
 */
export const feed: Projection = {
  name: 'gateway.feed.v1',
  reads: Object.keys(catalogues),
  collections: {
    [rows]: { indexes: { 'by-number': ['number'], 'by-type': ['event.type', 'number'] }, tenantOnly: true },
    [ends]: {},
  },
  on: {},
  record: true,
  expects: ({ meta }) =>
    readersOf(meta).flatMap((tenant) => [end, meta.fullType].map((id) => ({ collection: ends, tenant, id }))),
  async onEach(event, view) {
    for (const reader of readersOf(event.meta)) await append(view, reader, event);
  },
};

/** Who may see an event: its owner, and the tenants of its audience. */
export function readersOf(meta: Pick<EventMeta, 'tenant' | 'audience'>): readonly string[] {
  const readers = new Set([meta.tenant, ...meta.audience.map(({ tenant }) => tenant)]);
  readers.delete('');
  return [...readers];
}

async function append(view: View, reader: string, event: Recorded): Promise<void> {
  const last = await view.get<FeedEnd>(ends, reader, end);
  const number = (last?.number ?? 0) + 1;
  const type = event.meta.fullType;
  const ofTypeBefore = await view.get<FeedEnd>(ends, reader, type);
  const ofType = (ofTypeBefore?.number ?? (await countOfType(view, reader, type, number))) + 1;
  await view.put(rows, reader, String(number), { number, ofType, event: cloudEvent(event, number, reader) });
  await view.put(ends, reader, end, { number });
  await view.put(ends, reader, type, { number: ofType });
}

function cloudEvent(event: Recorded, number: number, reader: string): CloudEvent {
  const { meta } = event;
  return {
    specversion: '1.0',
    id: meta.id,
    source: `/portolan/${meta.service}`,
    type: meta.fullType,
    subject: meta.stream,
    time: meta.time,
    datacontenttype: 'application/json',
    sequence: String(number),
    tenant: meta.tenant,
    version: String(meta.version),
    // An attribute of CloudEvents is absent rather than empty.
    ...(meta.correlation === '' ? {} : { correlation: meta.correlation }),
    ...(meta.causation === '' ? {} : { causation: meta.causation }),
    data: renderPayload(shownTo(reader, event)),
  };
}

/** Number of the last event in a reader's feed; 0 where it is empty. */
export async function feedEnd(documents: Reads, reader: string): Promise<number> {
  return (await documents.get<FeedEnd>(ends, reader, end))?.number ?? 0;
}

/** How many events of one type stand in a reader's feed up to a number. */
export async function countOfType(documents: Reads, reader: string, type: string, upTo: number): Promise<number> {
  const [last] = await documents.find<FeedRow>({
    collection: rows,
    tenant: reader,
    index: 'by-type',
    equals: [type],
    atMost: upTo,
    descending: true,
    limit: 1,
  });
  return last?.document.ofType ?? 0;
}

/** What follows a place in a reader's feed: at most `limit` events, in order, and where to go on. */
export async function readFeed(
  documents: Reads,
  reader: string,
  after: number,
  limit: number,
): Promise<{ readonly events: readonly CloudEvent[]; readonly next: number }> {
  const last = Math.min(after + limit, await feedEnd(documents, reader));
  if (last <= after) return { events: [], next: after };
  // Numbers are dense, so those up to `last`, from the end, are exactly the ones that follow `after`.
  const found = await documents.find<FeedRow>({
    collection: rows,
    tenant: reader,
    index: 'by-number',
    atMost: last,
    descending: true,
    limit: last - after,
  });
  return { events: found.map(({ document }) => document.event).reverse(), next: last };
}
