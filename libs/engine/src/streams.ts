import type { Catalogue } from '@portolan/contracts';
import type { DomainEvent } from '@portolan/eventsourcing';
import type { Commit, EventStore } from '@portolan/store';
import { COMMAND_REFUSED, decodeEvent, eventCount, eventsOf } from './envelope.ts';
import { createLru } from './lru.ts';
import type { Aggregate } from './model.ts';

/** State after a version. Never changed, only replaced: whoever holds one holds a true moment of the past. */
export interface Folded {
  readonly state: unknown;
  readonly version: number;
  /** Ids of the last commands, so that a repetition is seen before it is decided again. Shared and bounded. */
  readonly recent: Set<string>;
}

export type AnyAggregate = Aggregate<unknown, unknown, DomainEvent, string>;

/** Streams as far as this process knows them; a stale one costs a conflict, no more. */
export interface Streams {
  warm(stream: string): Folded | undefined;
  /** The warm state brought up to what the store has now. */
  refresh(stream: string, aggregate: AnyAggregate): Promise<Folded>;
  keep(stream: string, folded: Folded): void;
}

interface StreamsOptions {
  readonly events: EventStore;
  readonly catalogue: Catalogue;
  readonly capacity: number;
  /** Repeats a read until the store answers. */
  read<T>(work: () => Promise<T>): Promise<T>;
}

const pageSize = 500;
const recentIds = 64;

export function createStreams({ events, catalogue, capacity, read }: StreamsOptions): Streams {
  const cache = createLru<Folded>(capacity);

  function keep(stream: string, folded: Folded): void {
    const known = cache.get(stream);
    if (known === undefined || known.version <= folded.version) cache.set(stream, folded);
  }

  async function refresh(stream: string, aggregate: AnyAggregate): Promise<Folded> {
    let folded = cache.get(stream) ?? { state: aggregate.initial, version: 0, recent: new Set<string>() };
    for (;;) {
      const from = folded.version + 1;
      const page = await read(() => events.readStream(stream, from, pageSize));
      for (const commit of page) folded = foldCommit(catalogue, aggregate, folded, commit);
      if (page.length < pageSize) break;
    }
    if (folded.version > 0) keep(stream, folded);
    return folded;
  }

  return { warm: (stream) => cache.get(stream), refresh, keep };
}

function foldCommit(catalogue: Catalogue, aggregate: AnyAggregate, before: Folded, commit: Commit): Folded {
  if (commit.version !== before.version + 1)
    throw new Error(`${commit.stream} has version ${commit.version} after ${before.version}`);
  let state = before.state;
  for (const { event, version } of eventsOf(commit)) {
    const decoded = decodeEvent(catalogue, event, `${commit.stream}@${version}`);
    if (decoded.type !== COMMAND_REFUSED) state = aggregate.evolve(state, decoded);
  }
  for (const command of commit.commands) remember(before.recent, command.id);
  return { state, version: before.version + eventCount(commit), recent: before.recent };
}

/** Adds an id and drops the oldest above the bound. */
export function remember(recent: Set<string>, id: string): void {
  recent.add(id);
  if (recent.size <= recentIds) return;
  for (const oldest of recent) {
    recent.delete(oldest);
    break;
  }
}
