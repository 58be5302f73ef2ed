import type { Catalogue } from '@portolan/contracts';
import { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Document, DocumentStore, Found, Query } from '@portolan/store';
import { CursorUnknown, findAll } from '@portolan/store';
import type { ParkedFilter, ParkedItem, ParkedPage, ParkedPageRequest } from './operations.ts';
import { firstWaiting } from './parking.ts';
import type { ParkedKey } from './rows.ts';
import { ENGINE_TENANT, PARKED_KEYS } from './rows.ts';

/** One kind of parked things, page by page. */
export type ParkedSource = (filter: ParkedFilter, page: ParkedPageRequest) => Promise<ParkedPage>;

const usualPage = 100;
const largestPage = 500;

/** One kind after the other. A token is the kind's place and the cursor within it. */
export async function listParked(
  sources: readonly ParkedSource[],
  filter: ParkedFilter,
  { size = usualPage, token = '' }: Partial<ParkedPageRequest>,
): Promise<ParkedPage> {
  const wanted = Math.min(largestPage, Math.max(1, size));
  let { kind, cursor } = placeOf(token);
  const items: ParkedItem[] = [];
  for (let source = sources[kind]; source !== undefined && items.length < wanted; source = sources[kind]) {
    const page = await source(filter, { size: wanted - items.length, token: cursor });
    items.push(...page.items);
    if (page.next === '') kind += 1;
    cursor = page.next;
  }
  return { items, next: kind < sources.length ? `${kind}.${cursor}` : '' };
}

function placeOf(token: string): { kind: number; cursor: string } {
  const [, kind = '0', cursor = ''] = /^(\d)\.(.*)$/s.exec(token) ?? [];
  if (token !== '' && token !== `${kind}.${cursor}`) throw new CursorUnknown();
  return { kind: Number(kind), cursor };
}

/** A page of what a query finds, each made an item of; undefined where it is none any more, or not one that is asked for. */
export async function itemsOf<T extends Document>(
  documents: DocumentStore,
  query: Omit<Query, 'tenant' | 'limit' | 'after'>,
  { size, token }: ParkedPageRequest,
  itemOf: (found: Found<T>) => Promise<ParkedItem | undefined>,
): Promise<ParkedPage> {
  const items: ParkedItem[] = [];
  for (let after = token; ; ) {
    const limit = size - items.length;
    const found = await documents.find<T>({
      ...query,
      tenant: ENGINE_TENANT,
      limit,
      ...(after === '' ? {} : { after }),
    });
    for (const one of found) {
      const item = await itemOf(one);
      if (item !== undefined) items.push(item);
    }
    if (found.length < limit) return { items, next: '' };
    after = found[found.length - 1]?.cursor ?? '';
    if (items.length === size) return { items, next: after };
  }
}

/** Keys whose events wait. */
export function parkedEvents(documents: DocumentStore, catalogues: Readonly<Record<string, Catalogue>>): ParkedSource {
  return ({ consumer }, page) => {
    const equals = consumer === undefined ? [] : [consumer];
    const query = { collection: PARKED_KEYS, index: 'byConsumer', equals };
    return itemsOf<ParkedKey>(documents, query, page, async ({ document }) => {
      const first = await firstWaiting(documents, document.consumer, document.key);
      if (first === undefined) return undefined;
      const { service, envelope } = first.document;
      return { ...document, kind: 'event', ...originOf(catalogues[service]?.topic ?? service, envelope) };
    });
  };
}

/** Where an event that waits came from. */
export function originOf(
  topic: string,
  encoded: Uint8Array,
): Pick<ParkedItem, 'event' | 'type' | 'topic' | 'partition' | 'position'> {
  const { id: event, type, shard: partition, position } = Envelope.decode(encoded);
  return { event, type, topic, partition, position: Number(position) };
}

/** How many keys each consumer has parked. */
export async function parkedKeyCounts(documents: DocumentStore): Promise<ReadonlyMap<string, number>> {
  const query = { collection: PARKED_KEYS, tenant: ENGINE_TENANT };
  const found = await findAll<ParkedKey>((page) => documents.find(page), query);
  const counts = new Map<string, number>();
  for (const { document } of found) counts.set(document.consumer, (counts.get(document.consumer) ?? 0) + 1);
  return counts;
}
