import { catalogues } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import type { Breach, Invariants } from '@portolan/invariants';
import type { LogRecord } from '@portolan/log';
import type { Kept } from '@portolan/testkit/simulation';
import { feedFlaws } from './feeds.ts';
import { foldDiffers, pastOf } from './fold.ts';
import type { SimulatedSuite } from './suite.ts';

const services = new Map<string, string>(Object.entries(catalogues).map(([service, { topic }]) => [topic, service]));

/** What came onto the log, held against what stands in the stores. */
export function sentRecords(
  invariants: Invariants,
  topic: string,
  shard: number,
  records: readonly LogRecord[],
): readonly Breach[] {
  const service = services.get(topic) ?? topic;
  const found: Breach[] = [];
  for (const { key: stream, position, headers } of records) {
    const { ce_id: id = '', ce_time: time = '', ce_tenant: tenant = '', ce_correlation: correlation = '' } = headers;
    const version = Number(headers['ce_version']);
    found.push(...invariants.sent({ id, service, stream, version, position, tenant, time, shard, correlation }));
  }
  return found;
}

/** Everything is at rest: whatever was derived is read anew, and held against what stands there. */
export async function derivedFlaws(
  { machines, ground }: SimulatedSuite,
  written: readonly Kept[],
  projections: ReadonlyMap<string, readonly Projection<never>[]>,
): Promise<readonly Breach[]> {
  const past = pastOf(machines, ground.log, written);
  const found: Breach[] = [];
  for (const { service, documents } of machines) {
    for (const projection of projections.get(service) ?? []) {
      if (projection.record !== true) found.push(...(await foldDiffers(projection, past, documents)));
    }
    if (service === 'gateway') found.push(...feedFlaws(past, documents));
  }
  return found;
}
