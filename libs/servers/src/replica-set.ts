import { type Document, MongoClient } from 'mongodb';
import { until } from './until.ts';

export const setName = 'rs0';

export function urlOf(ports: readonly number[]): string {
  return `mongodb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/?replicaSet=${setName}`;
}

/**
 * Makes the members on these ports of 127.0.0.1 one set, known by the advertised ones; data of an earlier start, on other
 * ports, moves with them.
 */
export async function formSet(ports: readonly number[], advertised = ports): Promise<void> {
  const wanted = advertised.map((port, id) => ({ _id: id, host: `127.0.0.1:${port}` }));
  const settings = { electionTimeoutMillis: 1_000, heartbeatIntervalMillis: 300 };
  await asked(ports[0], async (command) => {
    const status = await command({ replSetGetStatus: 1 }).catch((error: { codeName?: string }) => error.codeName);
    if (status === 'NotYetInitialized') {
      await command({ replSetInitiate: { _id: setName, members: wanted, settings } });
      return;
    }
    const { config } = (await command({ replSetGetConfig: 1 })) as { config: Document };
    const hosts = (config['members'] as { host: string }[]).map(({ host }) => host);
    if (hosts.join() === wanted.map(({ host }) => host).join()) return;
    // The data comes from another start, on other ports.
    const moved = { ...config, version: Number(config['version']) + 1, members: wanted };
    await command({ replSetReconfig: moved, force: true });
  });
}

/** It is primary or follows one. */
export async function joined(port: number): Promise<void> {
  await until(`127.0.0.1:${port} has joined its set`, 120_000, async () => {
    const answer = await hello(port);
    return answer['isWritablePrimary'] || answer['secondary'] || undefined;
  });
}

export function hello(port: number): Promise<Document> {
  return asked(port, (command) => command({ hello: 1 }));
}

async function asked<T>(
  port: number | undefined,
  ask: (command: (body: Document) => Promise<Document>) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 2_000,
    socketTimeoutMS: 10_000,
  });
  try {
    return await ask((body) => client.db('admin').command(body));
  } finally {
    await client.close();
  }
}
