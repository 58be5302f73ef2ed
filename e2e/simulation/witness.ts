import type { Outcome, Projection, TimerBook } from '@portolan/engine';
import type { Breach, Invariants } from '@portolan/invariants';
import type { Compose, ServiceDefinition } from '@portolan/service';
import type { DocumentStore, EventStore, WriteOutcome } from '@portolan/store';
import type { Life } from '@portolan/testkit/simulation';
import { type AnyAggregate, commanding, type Edge, type Given } from './edge.ts';
import type { Sometime } from './sometimes.ts';

/** Stands at the edge of every life and tells what it sees, changing nothing. */
export interface Witness extends Edge {
  /** What each service derives, as it was composed last. */
  readonly projections: ReadonlyMap<string, readonly Projection<never>[]>;
  /** A line that somebody logged. */
  heard(message: string, fields: object): void;
}

interface Told {
  readonly invariants: Invariants;
  readonly now: () => string;
  breached(breaches: readonly Breach[]): void;
  reached(sometime: Sometime): void;
}

export function createWitness({ invariants, now, breached, reached }: Told): Witness {
  const projections = new Map<string, readonly Projection<never>[]>();
  const refusedBefore = new Set<string>();
  const notedBy = new Map<string, Life>();

  function answered(service: string, { aggregate, tenant, cause }: Given, outcome: Outcome): void {
    const { stream, version } = outcome;
    const time = now();
    if (outcome.ok) breached(invariants.acknowledged({ service, tenant, stream, version, orderId: '', time }));
    if (cause === '') return;
    const refused = outcome.ok ? '' : outcome.refusal.refused;
    breached(
      invariants.answered({ command: cause, tenant, stream, refused, passing: isPassing(aggregate, refused), time }),
    );
    if (refused === '') return;
    if (refusedBefore.has(cause)) reached('refusal repeated');
    refusedBefore.add(cause);
  }

  /** Who noted a deadline, and whether it is somebody else who keeps it. */
  function watchTimers({ timers }: ServiceDefinition, life: Life): ServiceDefinition['timers'] {
    return timers.map((each) => ({
      ...each,
      on: Object.fromEntries(
        Object.entries(each.on as Record<string, (event: { meta: { tenant: string } }, book: TimerBook) => void>).map(
          ([type, note]) => [
            type,
            (event: { meta: { tenant: string } }, book: TimerBook) =>
              note(event, {
                set(timer) {
                  notedBy.set(`${each.name}|${event.meta.tenant}|${timer.id}`, life);
                  book.set(timer);
                },
                cancel: (id) => book.cancel(id),
              }),
          ],
        ),
      ),
      fire(timer, react) {
        const by = notedBy.get(`${each.name}|${timer.tenant}|${timer.id}`);
        if (by !== undefined && by !== life) reached('timer after restart');
        return each.fire(timer, react);
      },
    }));
  }

  return {
    projections,
    compose(compose: Compose<void>, life): Compose<void> {
      const given = commanding(compose, async (command, carry) => {
        const outcome = await carry(command.aggregate, command.command);
        answered(life.service, command, outcome);
        return outcome;
      });
      return (config, runtime) => {
        const definition = given(config, runtime);
        projections.set(life.service, definition.projections);
        return { ...definition, timers: watchTimers(definition, life) };
      };
    },
    events: (store, _disk, life) => watchWrites(store, life, reached),
    documents: (store) => watchLeases(store, reached),
    heard(message, fields) {
      if (String((fields as { error?: unknown }).error).endsWith('is not in the catalogue'))
        reached('type not known yet');
      const sometime = lines[message];
      if (sometime !== undefined) reached(sometime);
    },
  };
}

/** Lines of the engine that say what a run must have come to. */
const lines: Readonly<Record<string, Sometime>> = {
  'another relay has taken over': 'fenced',
  'an event was parked': 'parked',
  'events are missing on the log': 'gap filled',
};

const isPassing = ({ passing = [] }: AnyAggregate, code: string): boolean => passing.includes(code);

function watchWrites(store: EventStore, _life: Life, reached: (sometime: Sometime) => void): EventStore {
  const unknown = new Set<string>();
  return {
    ...store,
    async insert(commits) {
      let outcomes: readonly WriteOutcome[] = commits.map(() => 'unknown');
      try {
        outcomes = await store.insert(commits);
        return outcomes;
      } finally {
        outcomes.forEach((outcome, at) => {
          if (outcome === 'conflict') reached('conflict');
          if (outcome === 'unknown') for (const { id } of commits[at]?.commands ?? []) unknown.add(id);
        });
      }
    },
    async findCommand(stream, commandId) {
      const found = await store.findCommand(stream, commandId);
      const lost = unknown.delete(commandId);
      if (lost) reached(found === undefined ? 'decided again' : 'settled by reading');
      else if (found !== undefined) reached('repeat answered');
      return found;
    },
    async stamp(shard, epoch, commits) {
      const stamped = await store.stamp(shard, epoch, commits);
      if (stamped.outcome === 'fenced') reached('fenced');
      return stamped;
    },
  };
}

function watchLeases(store: DocumentStore, reached: (sometime: Sometime) => void): DocumentStore {
  return {
    ...store,
    async lease(name, owner, now, ttlMs) {
      const epoch = await store.lease(name, owner, now, ttlMs);
      if (epoch !== undefined && epoch > 1 && ttlMs > 0) reached('leader changed');
      return epoch;
    },
  };
}
