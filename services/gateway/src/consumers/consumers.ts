import type { CollectionSpec, Document, DocumentStore, Transaction } from '@portolan/store';
import { Problem } from '../api/problem.ts';
import { feedEnd } from '../projections/feed.ts';

/** A reader of its tenant's feed that has a name: the gateway keeps how far it has come. */
export interface Consumer extends Document {
  readonly name: string;
  /** Full names of the event types it reads; empty: all. */
  readonly types: readonly string[];
  /** Number up to which it has done its work; 0 where nothing was acknowledged. */
  readonly acknowledged: number;
  readonly createdAt: string;
  /** '' where nothing was acknowledged yet. */
  readonly acknowledgedAt: string;
}

/** What a consumer is to be: for one that is there already, `from` says nothing any more. */
export interface Wanted {
  readonly name: string;
  readonly types: readonly string[];
  readonly from: 'beginning' | 'now';
}

const consumers = 'consumers';
export const consumerCollections: Readonly<Record<string, CollectionSpec>> = { [consumers]: {} };

/** Consumers of one tenant. */
export const consumersAtMost = 100;

/**
 * Creates a consumer, or gives one that is there another filter; its place stays.
 * @throws Problem CONSUMERS_FULL
 */
export function putConsumer(documents: DocumentStore, tenant: string, wanted: Wanted, now: string): Promise<Consumer> {
  const { name, types, from } = wanted;
  return documents.transact(async (transaction) => {
    const before = await transaction.get<Consumer>(consumers, tenant, name);
    if (before === undefined && (await all(transaction, tenant)).length >= consumersAtMost)
      throw new Problem('CONSUMERS_FULL', { limit: String(consumersAtMost) });
    const acknowledged = from === 'now' ? await feedEnd(transaction, tenant) : 0;
    const created = { name, acknowledged, createdAt: now, acknowledgedAt: '' };
    const after: Consumer = { ...(before ?? created), types };
    await transaction.put(consumers, tenant, name, after);
    return after;
  });
}

/** All consumers of a tenant, by name. */
export async function listConsumers(documents: DocumentStore, tenant: string): Promise<readonly Consumer[]> {
  return all(documents, tenant);
}

/** @throws Problem CONSUMER_NOT_FOUND */
export async function getConsumer(
  documents: Pick<Transaction, 'get'>,
  tenant: string,
  name: string,
): Promise<Consumer> {
  const consumer = await documents.get<Consumer>(consumers, tenant, name);
  if (consumer === undefined) throw new Problem('CONSUMER_NOT_FOUND', { name });
  return consumer;
}

/**
 * Everything up to and with `through` is done. The same number again changes nothing; durable when it answers.
 * @throws Problem CONSUMER_NOT_FOUND, ACKNOWLEDGED_AHEAD, ACKNOWLEDGED_BACK
 */
export function acknowledge(
  documents: DocumentStore,
  tenant: string,
  name: string,
  through: number,
  now: string,
): Promise<Consumer> {
  return documents.transact(async (transaction) => {
    const before = await getConsumer(transaction, tenant, name);
    const { acknowledged } = before;
    if (through === acknowledged) return before;
    const data = { name, through: String(through), acknowledged: String(acknowledged), field: 'through' };
    if (through < acknowledged) throw new Problem('ACKNOWLEDGED_BACK', data);
    const end = await feedEnd(transaction, tenant);
    if (through > end) throw new Problem('ACKNOWLEDGED_AHEAD', { ...data, end: String(end) });
    const after = { ...before, acknowledged: through, acknowledgedAt: now };
    await transaction.put(consumers, tenant, name, after);
    return after;
  });
}

/** Forgets a consumer; answers how it stood. @throws Problem CONSUMER_NOT_FOUND */
export function removeConsumer(documents: DocumentStore, tenant: string, name: string): Promise<Consumer> {
  return documents.transact(async (transaction) => {
    const consumer = await getConsumer(transaction, tenant, name);
    await transaction.delete(consumers, tenant, name);
    return consumer;
  });
}

async function all(documents: Pick<Transaction, 'find'>, tenant: string): Promise<readonly Consumer[]> {
  const found = await documents.find<Consumer>({ collection: consumers, tenant, limit: consumersAtMost });
  return found.map(({ document }) => document);
}
