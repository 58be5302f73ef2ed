import { type Collection, type Document, type IndexDescription, MongoClient } from 'mongodb';
import { batchLoop, closedLoop, type Speed } from '../method.ts';
import type { Row } from '../table.ts';

/** What every row stands on: real servers, the bare driver beside them, and names of its own. */
export interface Bench {
  readonly mongoUrl: string;
  readonly brokers: readonly string[];
  /** The bare driver, held to the same promise as our stores. */
  readonly client: MongoClient;
  /** A name that nothing else on these servers has: for databases, topics and groups. */
  freshName(what: string): string;
  /** Drops what was made under fresh names. */
  close(): Promise<void>;
}

/** Hands rows on as soon as they are measured, so that what comes after them cannot take them along. */
export type Tell = (rows: readonly Row[]) => Promise<void>;

export async function openBench(mongoUrl: string, brokers: readonly string[]): Promise<Bench> {
  const client = await MongoClient.connect(mongoUrl, {
    maxPoolSize: 100,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  const mark = `bench-${seconds(performance.timeOrigin)}-${process.pid}`;
  let made = 0;
  const drop = async (mine: (name: string) => boolean) => {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (mine(name)) await client.db(name).dropDatabase();
  };
  await drop((name) => isForsaken(name, Date.now()));
  return {
    mongoUrl,
    brokers,
    client,
    freshName: (what) => `${mark}-${what}-${made++}`,
    async close() {
      await drop((name) => name.startsWith(mark));
      await client.close();
    },
  };
}

const seconds = (ms: number): string => Math.floor(ms / 1000).toString(36);

/** A database of a bench that was killed, which nobody drops any more: no row takes an hour. */
export function isForsaken(database: string, now: number): boolean {
  const begun = /^bench-([0-9a-z]{6})-\d+-/.exec(database)?.[1];
  return begun !== undefined && now / 1000 - Number.parseInt(begun, 36) > 3_600;
}

/** Documents of one collection and the indexes that they lie under. */
export interface Sample {
  readonly documents: readonly Document[];
  readonly indexes: readonly IndexDescription[];
}

/** What a store wrote into the fullest collection of its database: the very bytes that the bare driver then writes. */
export async function sampleOf({ client }: Bench, database: string, most: number): Promise<Sample> {
  const collections = await client.db(database).collections();
  const sizes = await Promise.all(
    collections.map(async (each) => ({ each, size: await each.estimatedDocumentCount() })),
  );
  const [fullest] = sizes.toSorted((one, other) => other.size - one.size);
  if (fullest === undefined) throw new Error(`${database} is empty`);
  const options = { promoteBuffers: false, limit: most };
  return {
    documents: await fullest.each.find({}, options).toArray(),
    indexes: (await fullest.each.indexes())
      .filter(({ name }) => name !== '_id_')
      .map(({ v: _version, ...index }) => index as IndexDescription),
  };
}

/** An empty collection, under the sample's indexes or under none but its ids. */
export async function emptyCollection(bench: Bench, sample: Sample, indexed: boolean): Promise<Collection> {
  const collection = bench.client.db(bench.freshName('bare')).collection('documents');
  await collection.insertOne({ _id: 'made' as never });
  await collection.deleteMany({});
  if (indexed && sample.indexes.length > 0) await collection.createIndexes([...sample.indexes]);
  return collection;
}

/** One document after another by so many callers. */
export async function bareInsertOne(bench: Bench, sample: Sample, callers: number, count: number): Promise<Speed> {
  const collection = await emptyCollection(bench, sample, false);
  try {
    return await closedLoop(callers, Math.min(count, sample.documents.length), async (piece) => {
      await collection.insertOne({ ...sample.documents[piece] });
    });
  } finally {
    await collection.drop();
  }
}

/** Batches of 500, one after another. */
export async function bareInsertMany(bench: Bench, sample: Sample, indexed: boolean): Promise<Speed> {
  const collection = await emptyCollection(bench, sample, indexed);
  try {
    return await batchLoop(sample.documents, 500, (batch) => collection.insertMany([...batch], { ordered: false }));
  } finally {
    await collection.drop();
  }
}
