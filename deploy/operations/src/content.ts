import { catalogues } from '@portolan/contracts';
import type { ParkedItem } from '@portolan/contracts/engine/v1/operations';
import { toRecorded } from '@portolan/engine';
import { type Asked, operator } from './asking.ts';

/**
 * The event that an item is about, read from the history of the service that wrote it; undefined where that does not
 * answer. What is people's stands sealed in events, and stays so.
 */
export async function contentOf(item: ParkedItem, asked: readonly Asked[]): Promise<string | undefined> {
  const catalogue = Object.values(catalogues).find(({ topic }) => topic === item.topic);
  const owner = asked.find(({ service }) => service === catalogue?.service);
  const [, stream = '', version = '0'] = /^(.*)@(\d+)$/.exec(item.event) ?? [];
  if (catalogue === undefined || owner === undefined) return undefined;
  try {
    const place = await owner.historyOf.locate({ stream, version: BigInt(version) }, operator);
    const from = { shard: place.shard, from: place.position, limit: 1 };
    const [envelope] = (await owner.historyOf.read(from, operator)).events;
    return envelope === undefined ? undefined : JSON.stringify(toRecorded(catalogue, envelope).data, shown, 2);
  } catch {
    return undefined;
  }
}

function shown(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? `(${value.length} bytes)` : value;
}
