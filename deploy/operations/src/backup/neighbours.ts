import { catalogues } from '@portolan/contracts';
import { serviceNames } from '@portolan/service';
import type { Collection, Db, MongoClient } from 'mongodb';
import { namesIn } from './backup.ts';

/** Last position that a service has given, by shard. */
export type Heads = Readonly<Record<string, number>>;

/** A consumer that has read events of a service which that service, as it is now, has never written. */
export interface Ahead {
  readonly consumer: string;
  /** Whose events it has read. */
  readonly service: string;
  readonly events: number;
}

interface Checkpoint {
  readonly _id: { readonly c: string; readonly p: string };
  readonly position: number;
  readonly offset: string;
}

/** The databases of the same suite beside this one, by service. None where its name is not `<prefix>_<service>`. */
export async function neighboursOf(
  client: MongoClient,
  name: string,
  service: string,
): Promise<ReadonlyMap<string, Db>> {
  const found = new Map<string, Db>();
  if (!name.endsWith(`_${service}`)) return found;
  const prefix = name.slice(0, -service.length);
  for (const other of serviceNames.filter((each) => each !== service)) {
    const database = client.db(prefix + other);
    if ((await namesIn(database)).includes('checkpoints')) found.set(other, database);
  }
  return found;
}

export async function headsIn(database: Db): Promise<Heads> {
  const heads = await database.collection<{ _id: number; position: number }>('heads').find().toArray();
  return Object.fromEntries(heads.map(({ _id, position }) => [String(_id), position]));
}

/** Those that have read the log of before: their checkpoints name places in it. */
export async function onOldLog(neighbours: ReadonlyMap<string, Db>): Promise<readonly string[]> {
  const found = [];
  for (const [service, database] of neighbours)
    if ((await checkpoints(database).findOne({ offset: { $ne: '' } })) !== null) found.push(service);
  return found;
}

/** Consumers in a database that are ahead of a service with these heads. */
export async function aheadIn(database: Db, service: string, heads: Heads): Promise<readonly Ahead[]> {
  const events = new Map<string, number>();
  for (const { _id, position } of await readingOf(database, service)) {
    const beyond = position - headAt(heads, _id.p);
    if (beyond > 0) events.set(_id.c, (events.get(_id.c) ?? 0) + beyond);
  }
  return [...events].map(([consumer, count]) => ({ consumer, service, events: count }));
}

/**
 * Sets back those that are ahead: what the service gives these positions to from now on is new to them. What they made
 * of the events that are gone stays.
 */
export async function setBack(database: Db, service: string, heads: Heads): Promise<readonly Ahead[]> {
  const ahead = await aheadIn(database, service, heads);
  for (const { _id, position } of await readingOf(database, service)) {
    const head = headAt(heads, _id.p);
    if (position > head) await checkpoints(database).updateOne({ _id }, { $set: { position: head } });
  }
  return ahead;
}

async function readingOf(database: Db, service: string): Promise<readonly Checkpoint[]> {
  const topic = Object.values(catalogues).find((each) => each.service === service)?.topic;
  if (topic === undefined) return [];
  return (await checkpoints(database).find().toArray()).filter(({ _id }) => _id.p.startsWith(`${topic}/`));
}

const headAt = (heads: Heads, partition: string) => heads[partition.slice(partition.lastIndexOf('/') + 1)] ?? 0;

const checkpoints = (database: Db): Collection<Checkpoint> => database.collection<Checkpoint>('checkpoints');
