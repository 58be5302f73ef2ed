import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { BSON, type Db, type Document, type IndexDescription, MongoClient } from 'mongodb';
import { namesIn } from './backup.ts';
import { type CollectionEntry, type Manifest, Refused, readManifest } from './manifest.ts';
import { type Ahead, aheadIn, headsIn, neighboursOf, onOldLog, setBack } from './neighbours.ts';

export interface Restore {
  readonly url: string;
  /** Must be empty. */
  readonly database: string;
  readonly service: string;
  readonly from: string;
  /**
   * The log is another one, and empty: consumers begin at its beginning, and take what it lacks from history. Those that
   * had read more of a service than it has now are set back, here and in the databases beside.
   */
  readonly newLog?: boolean;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly ahead: readonly Ahead[];
}

const batch = 500;
const durable = { w: 'majority', journal: true } as const;

/**
 * Writes an archive into an empty database. All of it is checked before anything is written: the manifest, the hash of
 * the file, and that the server is not older. What went in is counted and hashed again.
 * Answers whose consumers were set back as well.
 * @throws Refused; or what the server threw: then the database is to be dropped before another try.
 */
export async function restore({ url, database: name, service, from, newLog = false }: Restore): Promise<Restored> {
  const manifest = readManifest(from, service);
  if ((await hashOf(from)) !== manifest.sha256) {
    throw new Refused(`${from} is not the file that its manifest was written for: it is damaged, or another one.`);
  }
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000, writeConcern: durable });
  try {
    await client.connect();
    const database = client.db(name);
    await fits(database, manifest);
    const neighbours = await neighboursOf(client, name, service);
    await (newLog ? allOnNewLog(neighbours) : nobodyAhead(neighbours, manifest));
    const documents = bsonIn(createReadStream(from).pipe(createZstdDecompress()));
    for (const entry of manifest.collections) await fill(database, entry, documents);
    if (!(await documents.next()).done) throw new Error('the archive holds more than its manifest says');
    if (!newLog) return { manifest, ahead: [] };
    await database.collection('checkpoints').updateMany({}, { $set: { offset: '' } });
    const ahead: Ahead[] = [];
    for (const [other, beside] of neighbours) {
      ahead.push(...(await setBack(beside, service, manifest.heads)));
      ahead.push(...(await setBack(database, other, await headsIn(beside))));
    }
    return { manifest, ahead };
  } finally {
    await client.close();
  }
}

/** @throws Refused where others would take new events for old ones, since their positions were given before */
async function nobodyAhead(neighbours: ReadonlyMap<string, Db>, { service, heads }: Manifest): Promise<void> {
  for (const database of neighbours.values()) {
    const [first] = await aheadIn(database, service, heads);
    if (first === undefined) continue;
    throw new Refused(
      `${first.consumer} (${database.databaseName}) has read ${first.events} events of ${service} that this archive ` +
        'does not hold: what is written next would get their positions, and nobody would take it. Restore all ' +
        'services, each with LOG=new and one new PREFIX=…, and start the suite with PORTOLAN_PREFIX=… of that name.',
    );
  }
}

/** @throws Refused where the databases beside belong to a suite that goes on with its log */
async function allOnNewLog(neighbours: ReadonlyMap<string, Db>): Promise<void> {
  const [other] = await onOldLog(neighbours);
  if (other === undefined) return;
  throw new Refused(
    `${other} of this prefix reads a log already: LOG=new restores all services under a PREFIX=… that nobody uses yet.`,
  );
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** @throws Refused */
async function fits(database: Db, manifest: Manifest): Promise<void> {
  const found = await namesIn(database);
  if (found.length > 0) {
    throw new Refused(
      `The database ${database.databaseName} is not empty: an archive is restored into an empty one. ` +
        'Name another (PREFIX=…), or drop it first if nothing in it is needed any more.',
    );
  }
  const { version } = await database.command({ buildInfo: 1 });
  const [own = 0, its = 0] = [String(version), manifest.mongodb].map((text) => Number.parseInt(text, 10));
  if (own < its)
    throw new Refused(`The archive comes from MongoDB ${manifest.mongodb}, and this server is ${version}.`);
}

async function fill(
  database: Db,
  { name, documents: count, sha256, indexes }: CollectionEntry,
  documents: AsyncIterator<Buffer>,
): Promise<void> {
  const collection = await database.createCollection(name);
  const wanted = indexes.filter((index) => index['name'] !== '_id_').map(({ v: _, ...index }) => index);
  if (wanted.length > 0) await collection.createIndexes(wanted as unknown as IndexDescription[]);
  const hash = createHash('sha256');
  let waiting: Document[] = [];
  const write = async () => {
    if (waiting.length > 0) await collection.insertMany(waiting, { ordered: true });
    waiting = [];
  };
  for (let number = 0; number < count; number++) {
    const next = await documents.next();
    if (next.done) throw new Error(`the archive ends within ${name}`);
    hash.update(next.value);
    // Types as they were: a number that stood there as a long stays one.
    waiting.push(BSON.deserialize(next.value, { promoteValues: false, promoteBuffers: false }));
    if (waiting.length === batch) await write();
  }
  await write();
  if (hash.digest('hex') !== sha256) throw new Error(`${name} is not what its manifest says`);
  if ((await collection.countDocuments({})) !== count) throw new Error(`${name} did not take all of its documents`);
}

/** Documents of a stream, each of which begins with its own length. */
async function* bsonIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    while (rest.length - from >= 4 && rest.length - from >= rest.readInt32LE(from)) {
      const end = from + rest.readInt32LE(from);
      yield rest.subarray(from, end);
      from = end;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) throw new Error('the archive ends within a document');
}
