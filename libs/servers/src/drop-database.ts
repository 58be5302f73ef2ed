import { MongoClient } from 'mongodb';

/** Removes what a test has left on a server that it shares with others. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new MongoClient(url);
  try {
    await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}
