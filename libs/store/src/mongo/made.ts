import { type Collection, type Db, type Document, MongoError } from 'mongodb';
import { isDuplicate } from './connection.ts';

const FORMAT = 1;
const NAMESPACE_EXISTS = 48;

interface Settings {
  readonly _id: string;
  readonly format: number;
  readonly [setting: string]: string | number;
}

/**
 * Records what a store is made as, or holds it to that: settings that are fixed for its life.
 * @throws where it was made with another setting, or in another format.
 */
export async function makeOrCheck(
  database: Db,
  kind: 'event store' | 'document store',
  settings: Readonly<Record<string, number>>,
): Promise<void> {
  const wanted: Settings = { _id: kind, format: FORMAT, ...settings };
  const collection = database.collection<Settings>('settings');
  let found = await collection.findOne({ _id: kind });
  if (found === null) {
    await collection.insertOne(wanted).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
    found = await collection.findOne({ _id: kind });
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (found?.[name] === value) continue;
    throw new Error(
      `the ${kind} in ${database.databaseName} was made with ${name} = ${found?.[name] ?? 'nothing'} and cannot be opened with ${name} = ${value}`,
    );
  }
}

/** A collection that is there: a transaction must not be the first to write to one. */
export async function madeCollection<T extends Document>(database: Db, name: string): Promise<Collection<T>> {
  try {
    return await database.createCollection<T>(name);
  } catch (error) {
    if (error instanceof MongoError && error.code === NAMESPACE_EXISTS) return database.collection<T>(name);
    throw error;
  }
}
