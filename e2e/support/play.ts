import { join } from 'node:path';
import { openSqliteEventStore } from '@portolan/store';
import { startSuite } from '@portolan/suite';
import { connect } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { dataFolder } from './folder.ts';
import { freePort } from './ports.ts';

export interface Played {
  readonly folder: ReturnType<typeof dataFolder>;
  /** Every stream of every service: its events as text, bytes and times included. */
  readonly streams: ReadonlyMap<string, string>;
}

export const owningServices = ['orders', 'customs', 'fx', 'warehouse', 'tracking'] as const;

/** Plays the direct-mail story once in this process, from an empty folder, and stops the suite. */
export async function playOnce(seed: string): Promise<Played> {
  const folder = dataFolder('play');
  const suite = await startSuite({
    data: folder.path,
    seed,
    clock: 'step',
    gatewayPort: await freePort(),
    sandboxPort: await freePort(),
  });
  try {
    const as = (key: string) => connect({ baseUrl: () => suite.gatewayUrl, key, patienceMs: 5_000 });
    const cast = {
      merchant: as(suite.keys['merchant-shenzhen'] ?? ''),
      operator: as(suite.keys['operator'] ?? ''),
      outside: connect({ baseUrl: () => suite.sandboxUrl, key: '', patienceMs: 5_000 }),
    };
    const orderId = await begin(cast, 'SO-2026-0001');
    await finish(cast, orderId, suite.settle, suite.step);
    await suite.settle();
  } finally {
    await suite.stop();
  }
  return { folder, streams: await readStreams(folder.path) };
}

async function readStreams(data: string): Promise<ReadonlyMap<string, string>> {
  const streams = new Map<string, string>();
  for (const service of owningServices) {
    const store = openSqliteEventStore({ file: join(data, service, 'events.db'), shards: 8 });
    for (let shard = 0; shard < store.shards; shard++) {
      for (let from = 1; ; ) {
        const commits = await store.readShard(shard, from, 500);
        for (const { position, shard: _shard, ...commit } of commits) {
          streams.set(commit.stream, (streams.get(commit.stream) ?? '') + asText(commit));
          from = position + commit.commands.reduce((sum, { events }) => sum + events.length, 0);
        }
        if (commits.length === 0) break;
      }
    }
    await store.close();
  }
  return streams;
}

// Bytes as hex, so that a difference can be read.
function asText(value: unknown): string {
  return `${JSON.stringify(value, (_key, item) => (item instanceof Uint8Array ? Buffer.from(item).toString('hex') : item))}\n`;
}
