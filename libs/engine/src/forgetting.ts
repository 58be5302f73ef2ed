import type { Catalogue } from '@portolan/contracts';
import type { Document, DocumentStore, Query, Transaction } from '@portolan/store';
import type { Projection } from './model.ts';
import { ENGINE_TENANT, engineCollections, PARKED_EVENTS, PARKED_KEYS } from './rows.ts';

interface ForgetOptions {
  /** Where the projection's service keeps its documents. Its engine must not run meanwhile. */
  readonly documents: DocumentStore;
  readonly catalogues: Readonly<Record<string, Catalogue>>;
  /** Of each topic. */
  readonly partitions: number;
}

/** What was forgotten of a projection. */
export interface Forgotten {
  /** How many documents each of its collections held. */
  readonly documents: Readonly<Record<string, number>>;
  /** Events that it had parked. */
  readonly parked: number;
  /** Partitions of which it had read anything. */
  readonly checkpoints: number;
}

/**
 * Takes everything that a projection derived, parked and read so far, in one transaction: it reads on from the very
 * beginning when its engine starts next. Not for a record that cannot be derived again, such as a feed.
 */
export async function forgetProjection(projection: Projection<never>, options: ForgetOptions): Promise<Forgotten> {
  const { name, collections } = projection;
  const { documents } = options;
  await documents.declare({ ...engineCollections, ...collections });
  return documents.transact(async (transaction) => {
    const counts: Record<string, number> = {};
    for (const collection of Object.keys(collections)) counts[collection] = await empty(transaction, { collection });
    const own = { tenant: ENGINE_TENANT, equals: [name] };
    const parked = await empty(transaction, { ...own, collection: PARKED_EVENTS, index: 'byKey' });
    await empty(transaction, { ...own, collection: PARKED_KEYS, index: 'byConsumer' });
    return { documents: counts, parked, checkpoints: await goBack(transaction, projection, options) };
  });
}

const atOnce = 500;

async function empty(transaction: Transaction, query: Omit<Query, 'limit'>): Promise<number> {
  for (let count = 0; ; ) {
    const found = await transaction.find<Document>({ ...query, limit: atOnce });
    for (const { tenant, id } of found) await transaction.delete(query.collection, tenant, id);
    count += found.length;
    if (found.length < atOnce) return count;
  }
}

/** Nothing else moves these checkpoints while the engine stands, so they may be read beside the transaction. */
async function goBack(
  transaction: Transaction,
  { name, reads }: Projection<never>,
  { documents, catalogues, partitions }: ForgetOptions,
): Promise<number> {
  let moved = 0;
  for (const service of reads) {
    const catalogue = catalogues[service];
    if (catalogue === undefined) throw new Error(`${name} reads ${service}, which has no catalogue`);
    for (let partition = 0; partition < partitions; partition++) {
      const place = `${catalogue.topic}/${partition}`;
      const standing = await documents.checkpoint(name, place);
      if (standing.position === 0 && standing.offset === '') continue;
      await transaction.advance(name, place, standing, { position: 0, offset: '' });
      moved += 1;
    }
  }
  return moved;
}
