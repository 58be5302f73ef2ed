import { OperationsDefinition } from '@portolan/contracts/engine/v1/operations';
import type { Runtime } from '@portolan/service';
import { asService } from './look.ts';

type Asking = Pick<Runtime, 'client'>;

/** Last positions given, at an instant: `<service>/<shard>` → position. */
export type Positions = ReadonlyMap<string, number>;

/** What a consumer has come to, by its full name. */
type Consumers = ReadonlyMap<string, { readonly reached: Positions; readonly parked: boolean }>;

// More instances than a service has.
const most = 16;

/** Where the histories of a service end now. */
export async function headsOf({ client }: Asking, service: string): Promise<Positions> {
  const { shards } = await client(service, OperationsDefinition).status({}, asService);
  return new Map(shards.map(({ shard, position }) => [`${service}/${shard}`, Number(position)]));
}

/** How far a service has read, its instances taken together: each knows only the partitions that it reads itself. */
export async function readBy({ client }: Asking, service: string): Promise<Consumers> {
  const owner = client(service, OperationsDefinition);
  const consumers = new Map<string, { readonly reached: Map<string, number>; parked: boolean }>();
  const heard = new Set<string>();
  // Calls go to one instance after another: who answers again has been asked before.
  for (let asked = 0; asked === heard.size && asked < most; asked++) {
    const reply = await owner.status({}, asService);
    heard.add(reply.instance);
    for (const { name, readings, parkedKeys } of reply.consumers) {
      const known = consumers.get(name) ?? { reached: new Map<string, number>(), parked: false };
      for (const { service: of, shard, position } of readings) {
        const place = `${of}/${shard}`;
        known.reached.set(place, Math.max(known.reached.get(place) ?? 0, Number(position)));
      }
      consumers.set(name, { ...known, parked: known.parked || parkedKeys > 0n });
    }
  }
  return consumers;
}

/**
 * Does everything up to these positions stand in what a projection keeps? Not where anything of it is parked: then
 * nobody can tell what is missing. `projection`: its name without the version; each version that runs must be as far.
 */
export function passed(consumers: Consumers, projection: string, positions: Positions): boolean {
  const versions = [...consumers].filter(([name]) => name.startsWith(`${projection}.v`));
  const all = (reached: Positions) => [...positions].every(([place, at]) => (reached.get(place) ?? 0) >= at);
  return versions.length > 0 && versions.every(([, { reached, parked }]) => !parked && all(reached));
}

/** Has the checker itself taken everything up to these positions? `consumers`: its own. */
export const taken = (consumers: Consumers, positions: Positions): boolean =>
  passed(consumers, 'checker.invariants', positions);
