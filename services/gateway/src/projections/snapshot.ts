import type { CollectionSpec, Document, DocumentStore, Found, Query, Transaction } from '@portolan/store';
import { Problem } from '../api/problem.ts';
import { type CloudEvent, feedEnd, readFeed } from './feed.ts';
import { fold, type Thing } from './snapshot-fold.ts';

/** How far a reader's feed has been folded. */
interface SnapshotEnd extends Document {
  readonly number: number;
}
type ThingDocument = Thing & Document;

// Folded from the feed alone, so another way of folding is a new pair of names and nothing to migrate.
const things = 'snapshot-v2';
const ends = 'snapshot-ends-v2';
const end = 'end';
export const snapshotCollections: Readonly<Record<string, CollectionSpec>> = { [things]: {}, [ends]: {} };

const foldedAtOnce = 500;

/** A page of what is, as of a number of the reader's feed. */
export interface SnapshotPage {
  /** Everything up to and with this number is in it, and nothing behind it. */
  readonly after: number;
  readonly things: readonly Thing[];
  /** '' on the last page */
  readonly nextCursor: string;
}

/**
 * What a reader's feed adds up to. The first page folds on to the end of the feed; later pages are of the same number,
 * or refused: a snapshot is never of two moments. No service is asked, so none can be ahead of the feed or behind it.
 * @param cursor of the page before; '' begins
 * @throws Problem SNAPSHOT_MOVED
 */
export async function readSnapshot(
  documents: DocumentStore,
  reader: string,
  limit: number,
  cursor: string,
): Promise<SnapshotPage> {
  const place = cursor === '' ? undefined : placeOf(cursor);
  if (place === undefined) await foldToEnd(documents, reader);
  return documents.transact(async (transaction) => {
    const after = await foldedTo(transaction, reader);
    if (place !== undefined && place.number !== after) throw new Problem('SNAPSHOT_MOVED', { field: 'cursor' });
    const query = { collection: things, tenant: reader, limit: limit + 1 };
    const found = await findFrom(transaction, place ? { ...query, after: place.after } : query);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      after,
      things: page.map(({ document }) => document),
      nextCursor: last === undefined ? '' : cursorOf(after, last.cursor),
    };
  });
}

async function findFrom(transaction: Transaction, query: Query): Promise<readonly Found<ThingDocument>[]> {
  try {
    return await transaction.find<ThingDocument>(query);
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('SNAPSHOT_MOVED', { field: 'cursor' });
    throw error;
  }
}

async function foldToEnd(documents: DocumentStore, reader: string): Promise<void> {
  const goal = await feedEnd(documents, reader);
  for (let reached = 0; reached < goal; ) {
    reached = await documents.transact(async (transaction) => {
      const from = await foldedTo(transaction, reader);
      const { events, next } = await readFeed(transaction, reader, from, foldedAtOnce);
      for (const event of events) await take(transaction, reader, event);
      await transaction.put(ends, reader, end, { number: next });
      return next;
    });
  }
}

async function take(transaction: Transaction, reader: string, event: CloudEvent): Promise<void> {
  const after = fold(event, await transaction.get<ThingDocument>(things, reader, event.subject));
  if (after !== undefined) await transaction.put(things, reader, event.subject, { ...after });
}

async function foldedTo(transaction: Transaction, reader: string): Promise<number> {
  return (await transaction.get<SnapshotEnd>(ends, reader, end))?.number ?? 0;
}

function cursorOf(number: number, after: string): string {
  return Buffer.from(JSON.stringify([number, after])).toString('base64url');
}

function placeOf(cursor: string): { readonly number: number; readonly after: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [number, after] = Array.isArray(parsed) ? parsed : [];
    if (typeof number === 'number' && typeof after === 'string') return { number, after };
  } catch {
    // Falls to what every cursor is told that is not ours.
  }
  throw new Problem('SNAPSHOT_MOVED', { field: 'cursor' });
}
