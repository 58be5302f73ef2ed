import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { BSON, type ClientSession, type Db, MongoClient, Timestamp } from 'mongodb';
import { type CollectionEntry, format, type Manifest, Refused, writeManifest } from './manifest.ts';

/** One service's database, and where its archive goes. */
export interface Backup {
  readonly url: string;
  readonly database: string;
  readonly service: string;
  /** Must not exist yet. */
  readonly to: string;
}

/**
 * Writes all of a service's database into an archive, as of one moment, while it is written to: every collection is read
 * in one snapshot session. Documents go through one by one; nothing is held in memory.
 * The archive is the documents' BSON, one after the other, collection by collection as the manifest lists them, zstd.
 * @throws Refused, or what the server or the disk threw: then there is no manifest, and what was written is no archive.
 */
export async function backUp({ url, database: name, service, to }: Backup): Promise<Manifest> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    await client.connect();
    const database = client.db(name);
    const names = await namesIn(database);
    if (names.length === 0) throw new Refused(`The database ${name} is empty or does not exist: nothing to back up.`);
    const session = client.startSession({ snapshot: true });
    const entries: CollectionEntry[] = [];
    const heads: Record<string, number> = {};
    const whole = createHash('sha256');
    const documents = Readable.from(readAll(database, names, session, { entries, heads }));
    const hashed = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        whole.update(chunk);
        yield chunk;
      }
    };
    await pipeline(documents, createZstdCompress(), hashed, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
    const { version } = await database.command({ buildInfo: 1 });
    const manifest: Manifest = {
      ...({ portolan: 'backup', format, service, database: name } as const),
      asOf: momentOf(session),
      heads,
      mongodb: String(version),
      sha256: whole.digest('hex'),
      collections: entries,
    };
    writeManifest(to, manifest);
    await session.endSession();
    return manifest;
  } finally {
    await client.close();
  }
}

export async function namesIn(database: Db): Promise<readonly string[]> {
  const found = await database.listCollections({}, { nameOnly: true }).toArray();
  return found.map(({ name }) => name).sort();
}

async function* readAll(
  database: Db,
  names: readonly string[],
  session: ClientSession,
  { entries, heads }: { readonly entries: CollectionEntry[]; readonly heads: Record<string, number> },
): AsyncGenerator<Buffer> {
  for (const name of names) {
    const collection = database.collection(name);
    const hash: Hash = createHash('sha256');
    let documents = 0;
    const found = collection.find({}, { session, raw: true, sort: { _id: 1 }, batchSize: 1_000 });
    for await (const document of found as unknown as AsyncIterable<Buffer>) {
      hash.update(document);
      documents += 1;
      if (name === 'heads') {
        const { _id, position } = BSON.deserialize(document);
        heads[String(_id)] = Number(position);
      }
      yield document;
    }
    entries.push({ name, documents, sha256: hash.digest('hex'), indexes: await collection.indexes() });
  }
}

/** The driver keeps it to itself until the first read has named it. */
function momentOf(session: ClientSession): string {
  const time: unknown = (session as unknown as { snapshotTime?: unknown }).snapshotTime;
  if (!(time instanceof Timestamp)) throw new Error('the server named no moment for its snapshot');
  return new Date(time.getHighBits() * 1_000).toISOString();
}
