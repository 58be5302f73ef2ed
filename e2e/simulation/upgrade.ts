import { type Catalogue, type Codec, catalogues, type EventType } from '@portolan/contracts';
import { Flaw } from '@portolan/contracts/common/v1/types';
import type { Commands, Projection, Recorded, View } from '@portolan/engine';
import type { DomainEvent } from '@portolan/eventsourcing';
import type { Compose, ServiceDefinition } from '@portolan/service';
import type { Life, Weather, World } from '@portolan/testkit/simulation';
import { type AnyAggregate, commanding, type Edge } from './edge.ts';
import type { Machine } from './machine.ts';

// A release to come, kept for this alone: each of its events has a field that ours does not know, and its aggregates
// write an event that ours does not know beside others. Its processes run beside ours until all are replaced.

/** Ours does not know it. */
export const releaseNoted = 'ReleaseNoted';

/** Number of the field, and that its bytes follow after their length. */
const fieldOfLater = (2_047 << 3) | 2;

/** The contracts of that release: what they cannot say, nobody writes. */
export const laterCatalogues: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  Object.entries(catalogues).map(([service, catalogue]) => [service, later(catalogue)]),
);

function later(catalogue: Catalogue): Catalogue {
  const fullName = `portolan.${catalogue.service}.v1.${releaseNoted}`;
  const types: readonly EventType[] = [
    ...[...catalogue.byName.values()].map((type) => ({ ...type, codec: withOneMore(type.codec) })),
    { name: releaseNoted, fullName, codec: withOneMore(Flaw as Codec) },
  ];
  return {
    ...catalogue,
    byName: new Map(types.map((type) => [type.name, type])),
    byFullName: new Map(types.map((type) => [type.fullName, type])),
  };
}

function withOneMore(codec: Codec): Codec {
  return {
    ...codec,
    encode: (message, writer) => codec.encode(message, writer).uint32(fieldOfLater).string('later'),
  };
}

export interface Upgrade {
  readonly edge: Edge;
  /** Machines are replaced one after another, at any moment. */
  begin(machines: readonly Machine[]): void;
  /** Whatever is not replaced by now is: an older process waits for ever before what it does not know. */
  end(machines: readonly Machine[]): void;
}

/** @param replace starts another life beside the one that runs, and lets that go */
export function createUpgrade(world: World, weather: Weather, replace: (machine: Machine) => void): Upgrade {
  const { chance } = world;
  /** Services whose processes start with the later release from now on. */
  const rolledOut = new Set<string>();
  const ofLater = new WeakSet<Life>();
  const share = chance.between(0.02, 0.2);

  function upgrade(machine: Machine): void {
    if (rolledOut.has(machine.service)) return;
    rolledOut.add(machine.service);
    untilReplaced(machine);
  }

  /** A machine that waits for nothing tests nothing. */
  function upgradeBusy(machine: Machine): void {
    if (weather.isClear()) return;
    if ((machine.current()?.life.underWay() ?? 0) === 0) world.after(chance.between(2, 30), () => upgradeBusy(machine));
    else {
      weather.note('upgrade');
      upgrade(machine);
    }
  }

  /** Who stands still, or has not come up yet, is replaced as soon as it goes on. */
  function untilReplaced(machine: Machine): void {
    const life = machine.current()?.life;
    if (life !== undefined && ofLater.has(life)) return;
    replace(machine);
    world.after(500, () => untilReplaced(machine));
  }

  return {
    edge: {
      catalogues: (life) => (rolledOut.has(life.service) ? laterCatalogues : undefined),
      compose(compose, life) {
        if (!rolledOut.has(life.service)) return compose;
        ofLater.add(life);
        return laterRelease(compose, () => chance.likely(share));
      },
    },
    begin(machines) {
      for (const machine of machines) world.after(chance.between(500, 60_000), () => upgradeBusy(machine));
    },
    end(machines) {
      for (const machine of machines) upgrade(machine);
    },
  };
}

type Load = (aggregate: AnyAggregate, tenant: string, id: string) => Promise<unknown>;

/** The service as that release has it. */
function laterRelease(compose: Compose<void>, notes: () => boolean): Compose<void> {
  const known = new WeakMap<AnyAggregate, AnyAggregate>();
  const ofLater = (aggregate: AnyAggregate): AnyAggregate => {
    const found = known.get(aggregate) ?? noting(aggregate, notes);
    known.set(aggregate, found);
    return found;
  };
  const writing = commanding(compose, ({ aggregate, command }, carry) => carry(ofLater(aggregate), command));
  return (config, runtime) => {
    const { commands } = runtime;
    const read = commands.load as unknown as Load;
    const load: Load = (aggregate, tenant, id) => read(ofLater(aggregate), tenant, id);
    const definition = writing(config, { ...runtime, commands: { ...commands, load } as unknown as Commands });
    return { ...definition, ...readingLater(definition) };
  };
}

/** It decides as before, and now and then says which release did. */
function noting(aggregate: AnyAggregate, notes: () => boolean): AnyAggregate {
  const inner = aggregate as unknown as {
    decide(...given: unknown[]): readonly DomainEvent[] | object;
    evolve(state: unknown, event: DomainEvent): unknown;
    audience?(event: DomainEvent, state: unknown): unknown;
  };
  return {
    ...aggregate,
    decide(...given: unknown[]) {
      const decided = inner.decide(...given);
      if (!Array.isArray(decided) || decided.length === 0 || !notes()) return decided;
      return [...decided, { type: releaseNoted, data: { field: 'release', reason: 'later' } }];
    },
    evolve: (state: unknown, event: DomainEvent) => (isNote(event) ? state : inner.evolve(state, event)),
    audience: (event: DomainEvent, state: unknown) => (isNote(event) ? [] : (inner.audience?.(event, state) ?? [])),
  } as unknown as AnyAggregate;
}

/**
 * What it derives says where notes stand: an older process that passed one over would leave it out for ever. Its records
 * show what our release has; what is new in its own is not for this to say.
 */
function readingLater({ name, catalogue, projections }: ServiceDefinition) {
  const reading = (projections as readonly AnyProjection[]).map((projection) => {
    const { onEach } = projection;
    if (onEach !== undefined)
      return {
        ...projection,
        onEach: (event: Recorded, view: View) => (isNote(event) ? undefined : onEach(event, view)),
      };
    const notes = `${projection.name}.notes`;
    const note = (event: Recorded, view: View) => view.put(notes, event.meta.tenant, event.meta.id, {});
    return {
      ...projection,
      collections: { ...projection.collections, [notes]: {} },
      on: { ...projection.on, [releaseNoted]: note },
    };
  });
  const later = catalogue === undefined ? {} : { catalogue: laterCatalogues[name] as Catalogue };
  return { ...later, projections: reading as unknown as ServiceDefinition['projections'] };
}

type Handle = (event: Recorded, view: View) => unknown;
type AnyProjection = Omit<Projection<never>, 'on' | 'onEach'> & {
  readonly on: Readonly<Record<string, Handle>>;
  readonly onEach?: Handle;
};

const isNote = ({ type }: DomainEvent): boolean => type === releaseNoted;
