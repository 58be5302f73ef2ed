import { join } from 'node:path';
import { openSqliteEventStore } from '@portolan/store';
import { suiteSecrets } from '@portolan/suite';
import { type Api, connect } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { playAllRoads } from './all-roads.ts';
import type { dataFolder } from './folder.ts';
import { openStage } from './stage.ts';

export interface Played {
  readonly folder: ReturnType<typeof dataFolder>;
  /** Every stream of every service: its events as text, bytes and times included. */
  readonly streams: ReadonlyMap<string, string>;
}

export const owningServices = ['orders', 'customs', 'fx', 'warehouse', 'tracking'] as const;

export interface LivingPlay {
  readonly folder: ReturnType<typeof dataFolder>;
  readonly orderId: string;
  readonly baseUrl: () => string;
  readonly sandboxUrl: string;
  readonly keys: Readonly<Record<string, string>>;
  /** What an outside source signs with. */
  inboundSecret(source: string): string;
  /** A user by the tenant of its key. */
  as(tenant: string): Api;
  settle(): Promise<void>;
  /** Ends the suite; the folder stays until it is removed. */
  end(): Promise<void>;
  /** Ends the suite and removes its folder. */
  stop(): Promise<void>;
}

/** Plays the direct-mail story in this process, from an empty folder; the suite goes on running. */
export async function playAndStay(seed: string): Promise<LivingPlay> {
  const stage = await openStage(seed);
  const { suite, folder, cast } = stage;
  const baseUrl = () => suite.gatewayUrl;
  const as = (tenant: string) => connect({ baseUrl, key: suite.keys[tenant] ?? '', patienceMs: 5_000 });
  try {
    const orderId = await begin(cast, 'SO-2026-0001');
    await finish(cast, orderId, suite.settle, suite.step);
    await suite.settle();
    const { sandboxUrl, keys, settle, stop: end } = suite;
    const { stop } = stage;
    const secrets: Readonly<Record<string, unknown>> = { ...suiteSecrets(join(folder.path, 'secret'), seed) };
    const inboundSecret = (source: string) => String(secrets[source]);
    return { folder, orderId, baseUrl, sandboxUrl, keys, inboundSecret, as, settle, end, stop };
  } catch (error) {
    await suite.stop();
    throw error;
  }
}

/** Plays all roads once and ends the suite; answers what it wrote. */
export async function playOnce(seed: string): Promise<Played> {
  const stage = await openStage(seed);
  try {
    await playAllRoads(stage);
    await stage.time.settle();
  } finally {
    await stage.suite.stop();
  }
  return { folder: stage.folder, streams: await readStreams(stage.folder.path) };
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

/** How many events all services have written. */
export async function countEvents(data: string): Promise<number> {
  const streams = await readStreams(data);
  return [...streams.values()].reduce((sum, content) => sum + content.split('"payload":').length - 1, 0);
}

// Bytes as hex, so that a difference can be read.
function asText(value: unknown): string {
  return `${JSON.stringify(value, (_key, item) => (item instanceof Uint8Array ? Buffer.from(item).toString('hex') : item))}\n`;
}
