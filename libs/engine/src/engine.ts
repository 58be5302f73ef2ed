import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { DomainEvent } from '@portolan/eventsourcing';
import type { Log } from '@portolan/log';
import type { DocumentStore, EventStore } from '@portolan/store';
import type { EngineLimits } from './limits.ts';
import type {
  Activity,
  Clock,
  Commands,
  Logger,
  MachineClock,
  Projection,
  Reaction,
  Requests,
  Timers,
} from './model.ts';
import type {
  Drop,
  Dropped,
  ParkedFilter,
  ParkedPage,
  ParkedPageRequest,
  Progress,
  Reach,
  RebuildProgress,
  Redriven,
} from './operations.ts';

/** What a service's engine stands on. */
export interface EngineOptions {
  readonly service: string;
  /** What the service publishes, and the store it keeps that in. Both undefined where it owns no streams. */
  readonly catalogue: Catalogue | undefined;
  readonly events: EventStore | undefined;
  readonly documents: DocumentStore;
  readonly eventLog: Log;
  /** Every catalogue by service name: consumers decode through these. */
  readonly catalogues: Readonly<Record<string, Catalogue>>;
  /** The past of another service (its History gRPC): for gaps. */
  history(service: string): History;
  readonly clock: Clock;
  readonly machine: MachineClock;
  readonly activity: Activity;
  readonly log: Logger;
  /** Names this process among those that compete for leases. */
  readonly instance: string;
  /** Bounds that differ from the usual ones. */
  readonly limits?: Partial<EngineLimits>;
}

/** A service's past, by position or by version. */
export interface History {
  /** Events of a shard from this position on, dense and in order. */
  read(shard: number, from: number, limit: number): Promise<readonly Envelope[]>;
  /** Last position given in a shard. */
  head(shard: number): Promise<number>;
  /** Position 0: not stamped yet. Undefined: no such version. */
  locate(stream: string, version: number): Promise<{ readonly shard: number; readonly position: number } | undefined>;
}

/** What runs beside the commands. */
export interface EngineParts {
  readonly projections: readonly Projection<never>[];
  readonly reactions: readonly Reaction<never>[];
  readonly requests: readonly Requests<never>[];
  readonly timers: readonly Timers<never>[];
}

export interface Engine {
  readonly commands: Commands;
  /** Undefined where the service owns no streams. */
  readonly history: History | undefined;
  start(parts: EngineParts): Promise<void>;
  /** Finishes what is under way and stops: consumers, timers, requests, relay, in this order. */
  stop(): Promise<void>;
  /** Events of one of its own streams, straight from the event store, past every cache. @throws where one is unreadable */
  stream(name: string): AsyncIterable<DomainEvent & { readonly version: number }>;
  /** Waits, bounded, until a projection has passed this version. False: it did not, or the stream is parked there. */
  visible(projection: string, stream: string, version: number): Promise<boolean>;
  /** Due instant of the next timer, for a suite clock that jumps. */
  nextTimer(): Promise<string | undefined>;
  /** How far relay and consumers of this instance have come, without a question to the store: it is asked often. */
  reach(): Reach;
  /** How far everything here has come, and what waits. */
  progress(): Promise<Progress>;
  /** What is parked in the whole service. @throws CursorUnknown for a token of something else */
  parked(filter?: ParkedFilter, page?: Partial<ParkedPageRequest>): Promise<ParkedPage>;
  /** Works a parked key, request or timer off, first come first; what fails stays parked. */
  redrive(consumer: string, key: string): Promise<Redriven>;
  /** Gives the first that waits of a parked key up, for good: an event, a request or a timer. */
  drop(drop: Drop): Promise<Dropped>;
  /** Builds a projection anew beside the live one, compares and swaps. Answers how that gets on; asked again, the same. */
  rebuild(projection: string): Promise<RebuildProgress>;
}
