import type { Catalogue, Complete } from '@portolan/contracts';
import type {
  Activity,
  Clock,
  CommandContext,
  Commands,
  Logger,
  MachineClock,
  Projection,
  Reaction,
  Requests,
  Timers,
} from '@portolan/engine';
import type { DomainEvent } from '@portolan/eventsourcing';
import type { CollectionSpec, DocumentStore } from '@portolan/store';
import type { CompatServiceDefinition } from 'nice-grpc';
import type { CallContext } from 'nice-grpc-common';
import type { Outside } from './outside/outside.ts';
import type { Vault } from './vault.ts';

/** What a service is given from outside; everything below main gets time, chance and addresses from here. */
export interface ServiceContext {
  readonly clock: Clock;
  readonly machine: MachineClock;
  readonly activity: Activity;
  readonly log: Logger;
  /** Test and demo mode: what chance is drawn from. Undefined in production. */
  readonly seed: string | undefined;
  /** HTTP to the outside world, and from it. */
  readonly outside: Outside;
  /**
   * A client of another service. Every call carries a deadline and who asks: a Caller (queries), a CommandContext
   * (commands of a process: role `service`), or both spread into one (a user's command, as the gateway gives it;
   * there an empty requestHash means that the owner hashes the request).
   * Its methods throw RefusedError for a "no", and Outage where there was no answer.
   * @param deadlineMs of each call, where the usual 5 seconds are not enough
   */
  client<Definition extends CompatServiceDefinition>(
    service: string,
    definition: Definition,
    deadlineMs?: number,
  ): ServiceClient<Definition>;
}

/** What a running service offers to its own handlers. */
export interface Runtime extends ServiceContext {
  readonly commands: Commands;
  /** The projection store: queries by declared index. */
  readonly documents: DocumentStore;
  readonly vault: Vault;
  /** Events of one of the service's own streams as the event store holds them now. @throws where one is unreadable */
  stream(name: string): AsyncIterable<DomainEvent & { readonly version: number }>;
  /**
   * Waits, bounded, until `projection` has passed this version of the stream.
   * Answers false where it did not get there in time or the stream is parked.
   */
  visible(projection: string, stream: string, version: number): Promise<boolean>;
}

/** Who calls, as gRPC metadata carries it. */
export interface Caller {
  /** The organisation behind the key. */
  readonly tenant: string;
  /** merchant, zone_operator, operations, service */
  readonly role: string;
}

/** One gRPC service and its handlers. Build with `serve`. */
export interface GrpcBinding {
  readonly definition: CompatServiceDefinition;
  readonly implementation: object;
  /** Calls of it are no activity: whoever asks whether anything is under way must not be it. */
  readonly uncounted?: true;
}

/** A handler as services write them: request in (complete), reply out; refuses with `RefusedError`. */
export type Handler<Request, Reply> = (request: Request, call: Call) => Promise<Reply>;

export interface Call {
  readonly caller: Caller;
  /**
   * Of the caller's own tenant; spread it with another tenant where the stream is someone else's.
   * @throws RefusedError COMMAND_ID_MISSING where the call came without a command id: queries use `caller`.
   */
  readonly context: CommandContext;
  readonly grpc: CallContext;
}

/** Something that lives beside the engine: an HTTP server. Started in order, stopped in reverse. */
export interface Living {
  readonly name: string;
  start(): Promise<void>;
  /** The service is leaving: no more calls are wanted, but those that come until `stop` are still answered. */
  leave?(): void;
  /** @param leftMs how long it may take; nobody waits longer. */
  stop(leftMs: number): Promise<void>;
  /** Instant at which it next acts by itself, for a suite clock that jumps. Only what keeps timers of its own has it. */
  nextTimer?(): Promise<string | undefined>;
}

/** A job at machine time, on one instance at a time. */
export interface Schedule {
  readonly name: string;
  /** Five fields, UTC. */
  readonly cron: string;
  run(): Promise<void>;
}

/** One value of a gauge. Labels come from a fixed, small set: no tenants, no ids, nothing of people. */
export interface Reading {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A figure of the trade for /metrics, read when somebody looks and at most twice a minute. */
export interface Gauge {
  /** As Prometheus shows it: portolan_<what>[_<unit>] */
  readonly name: string;
  readonly help: string;
  read(): Promise<readonly Reading[]>;
}

/** What a service consists of. Read `service.ts` of any service top to bottom. */
export interface ServiceDefinition {
  readonly name: string;
  /** What it publishes. Undefined: it owns no streams (gateway, sandbox). */
  readonly catalogue: Catalogue | undefined;
  readonly projections: readonly Projection<never>[];
  readonly reactions: readonly Reaction<never>[];
  readonly requests: readonly Requests<never>[];
  readonly timers: readonly Timers<never>[];
  /** Documents it owns that are not projections. */
  readonly collections?: Readonly<Record<string, CollectionSpec>>;
  readonly serves: readonly GrpcBinding[];
  readonly lives?: readonly Living[];
  readonly schedules?: readonly Schedule[];
  readonly gauges?: readonly Gauge[];
}

/** `service.ts` exports one of these. */
export type Compose<Config> = (config: Config, runtime: Runtime) => ServiceDefinition;

/** A client as callers see it: every method takes the complete request and who asks, and answers a complete reply. */
export type ServiceClient<Definition extends CompatServiceDefinition> = {
  readonly [Method in keyof Definition['methods']]: Definition['methods'][Method] extends {
    requestType: { decode(...args: never[]): infer Request };
    responseType: { decode(...args: never[]): infer Reply };
  }
    ? (request: Complete<Request>, as: CommandContext | Caller | (CommandContext & Caller)) => Promise<Complete<Reply>>
    : never;
};
