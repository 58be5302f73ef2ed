import type { ServiceName } from '@portolan/contracts';
import type { EventDisk } from '@portolan/testkit/simulation';
import type { Edge } from '../simulation/edge.ts';
import { runSeed } from '../simulation/run.ts';
import { derive } from './derive.ts';
import { type KeptCommit, pastOf } from './past.ts';
import { processesOn, taped } from './ports.ts';
import { type Release, services } from './release.ts';
import { type Handling, keyOf, recorder } from './tape.ts';

/**
 * Plays orders on every road in a world where nothing goes wrong but what the orders ask for, and keeps what happened
 * and what each process did about it. One seed, one recording.
 * @throws where the run breaks an invariant, or does not come to its end
 */
export async function record(seed: string, orders: number): Promise<Release> {
  const disks = new Map<string, EventDisk>();
  const places = new Map<string, number>();
  const handlings = new Map<string, Handling>();
  const consumers = new Set<string>();
  const tape = recorder((handling) => {
    // What is repeated until it succeeds is kept as it succeeded.
    handlings.delete(keyOf(handling));
    if (handling.did.length > 0) handlings.set(keyOf(handling), handling);
  });
  const edge: Edge = {
    events(store, disk, { service }) {
      disks.set(service, disk);
      return store;
    },
    compose: (compose) => (config, runtime) => {
      const definition = compose(config, taped(runtime, tape));
      const { reactions, requests, timers, projections } = definition;
      for (const { name } of [...reactions, ...requests, ...timers, ...projections]) consumers.add(name);
      return processesOn(definition, tape);
    },
  };
  const { breaches } = await runSeed(seed, {
    ...{ orders, faults: false, edges: () => [edge] },
    watch: (_, { meta }) => void places.set(`${meta.service} ${meta.id}`, places.size),
  });
  if (breaches.length > 0) throw new Error(`seed ${seed} is no history to keep: ${breaches.join('; ')}`);
  const commits = Object.fromEntries(
    services.map((service) => [service, commitsOf(service, disks.get(service), places)]),
  );
  const kept = commits as unknown as Record<ServiceName, readonly KeptCommit[]>;
  return {
    made: { seed, orders, consumers: [...consumers].sort() },
    commits: kept,
    handlings: [...handlings.values()].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)),
    derived: await derive(pastOf(kept)),
  };
}

function commitsOf(service: string, disk: EventDisk | undefined, places: ReadonlyMap<string, number>): KeptCommit[] {
  const commits = (disk?.positioned ?? []).flat().map(({ commit, position }) => ({
    ...{ at: places.get(`${service} ${commit.stream}@${commit.version}`) ?? 0, stream: commit.stream },
    ...{ version: commit.version, time: commit.time, shard: commit.shard, position },
    commands: commit.commands.map(({ id, correlation, causation, events }) => ({
      ...{ id, correlation, causation },
      events: events.map(
        ({ type, payload, audience }) =>
          [type, Buffer.from(payload).toString('base64'), audience.map((who) => ({ ...who }))] as const,
      ),
    })),
  }));
  return commits.sort((left, right) => left.at - right.at);
}
