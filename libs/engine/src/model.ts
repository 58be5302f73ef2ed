import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Decider, DomainEvent, Refusal } from '@portolan/eventsourcing';
import type { CollectionSpec, Document, Found, Place, Query } from '@portolan/store';

/** An aggregate as the engine hosts it: a decider, its name in stream names, and who else may see its events. */
export interface Aggregate<State, Command, Event extends DomainEvent, Code extends string = string>
  extends Decider<State, Command, Event, Code> {
  /** Streams are `<tenant>/<name>/<id>`. */
  readonly name: string;
  /** Refusals that only say "not yet": they are never written down, so the same command asked again is decided anew. */
  readonly passing?: readonly Code[];
  /** Who may see an event beside the owning tenant. `state` is the state after it. */
  audience?(event: Event, state: State): readonly Audience[];
}

/** Who asks, on whose behalf and why. Travels in gRPC metadata; see libs/service. */
export interface CommandContext {
  /** Owner of the stream. */
  readonly tenant: string;
  readonly commandId: string;
  /** Keyed hash of the request; '' where the command id says it all (made from an event). */
  readonly requestHash: string;
  /** The order it is about, or ''. */
  readonly correlation: string;
  /** Id of the event or command that led to it. */
  readonly causation: string;
  readonly traceparent: string;
  /** Write a refusal down (CommandRefused), so that it stays the answer to this command id. Processes ask for it. */
  readonly rememberRefusal?: boolean;
}

export interface EventMeta {
  /** stream@version */
  readonly id: string;
  readonly service: string;
  /** portolan.orders.v1.OrderPlaced */
  readonly fullType: string;
  readonly stream: string;
  readonly version: number;
  readonly shard: number;
  /** 0 until the relay has given one. */
  readonly position: number;
  readonly time: string;
  readonly tenant: string;
  readonly audience: readonly Audience[];
  readonly correlation: string;
  readonly causation: string;
  readonly traceparent: string;
  readonly commandId: string;
}

/** An event with everything known about it. */
export type Recorded<Event extends DomainEvent = DomainEvent> = Event & { readonly meta: EventMeta };

/** The answer to a command. `version` is the stream's version after it. */
export type Outcome<Event extends DomainEvent = DomainEvent, Code extends string = string> =
  | { readonly ok: true; readonly stream: string; readonly version: number; readonly events: readonly Event[] }
  | { readonly ok: false; readonly stream: string; readonly version: number; readonly refusal: Refusal<Code> };

/** Refused because the id was used before with another request. */
export const COMMAND_ID_REUSED = 'COMMAND_ID_REUSED';

export interface Commands {
  /** Carries a command out once, however often it is asked. Throws only for bugs and outages. */
  execute<State, Command, Event extends DomainEvent, Code extends string>(
    aggregate: Aggregate<State, Command, Event, Code>,
    id: string,
    command: Command,
    context: CommandContext,
  ): Promise<Outcome<Event, Code>>;

  /** State as the store has it now. Version 0: the stream does not exist. */
  load<State, Command, Event extends DomainEvent, Code extends string>(
    aggregate: Aggregate<State, Command, Event, Code>,
    tenant: string,
    id: string,
  ): Promise<{ readonly state: State; readonly version: number }>;
}

/** Commands that a reaction, a request or a timer gives. Ids are made from what caused them and a running number. */
export interface React {
  execute<State, Command, Event extends DomainEvent, Code extends string>(
    aggregate: Aggregate<State, Command, Event, Code>,
    id: string,
    command: Command,
    /** Where the stream is another tenant's, or the order only now becomes known. */
    override?: { readonly tenant?: string; readonly correlation?: string },
  ): Promise<Outcome<Event, Code>>;
}

type Handlers<Event extends DomainEvent, Rest extends readonly unknown[]> = {
  readonly [Type in Event['type']]?: (
    event: Recorded<Extract<Event, { type: Type }>>,
    ...rest: Rest
  ) => void | Promise<void>;
};

export interface View {
  get<T extends Document>(collection: string, tenant: string, id: string): Promise<T | undefined>;
  put(collection: string, tenant: string, id: string, document: Document): Promise<void>;
  delete(collection: string, tenant: string, id: string): Promise<void>;
  find<T extends Document>(query: Query): Promise<readonly Found<T>[]>;
}

/** A read model: derived from events alone, in one transaction with the position; can always be rebuilt. */
export interface Projection<Event extends DomainEvent = DomainEvent> {
  /** <service>.<projection>.v<n>; a new n is built beside the old. */
  readonly name: string;
  /** Services whose topics it reads. */
  readonly reads: readonly string[];
  readonly collections: Readonly<Record<string, CollectionSpec>>;
  readonly on: Handlers<Event, [view: View]>;
  /** For readers of everything, such as a feed: every event, after its own handler. */
  readonly onEach?: (event: Recorded, view: View) => Promise<void>;
  /** Documents that an event's handlers will ask for, as far as the event tells: fetched together for a batch of events. */
  readonly expects?: (event: Recorded) => readonly Place[];
  /** Nobody waits for what it derives: it takes many events at once rather than each soon. */
  readonly unhurried?: true;
  /** What it keeps cannot be made again from events, such as the numbers of a feed: it is never rebuilt. */
  readonly record?: true;
}

/** "This event means that command", on aggregates of the same service. Repeated until acknowledged. */
export interface Reaction<Event extends DomainEvent = DomainEvent> {
  /** <service>.<reaction>.v<n> */
  readonly name: string;
  readonly reads: readonly string[];
  readonly on: Handlers<Event, [react: React]>;
}

/** What a request may use: answers to its own aggregates, and the context to call another service with. */
export interface RequestContext extends React {
  /** For gRPC metadata: its command id is made from the event, so that a repetition is recognised there. */
  readonly context: CommandContext;
  /** 1 for the first try. */
  readonly attempt: number;
}

/**
 * Calls to another service or to the outside world that an event asks for. Each is a row with its own back-off, kept
 * until its handler returns; those of one stream run in order. A handler must be safe to repeat.
 */
export interface Requests<Event extends DomainEvent = DomainEvent> {
  /** <service>.<requests>.v<n> */
  readonly name: string;
  /** Events of the own service that ask for something. */
  readonly on: Handlers<Event, [request: RequestContext]>;
}

/** A deadline in business time. Setting the same id again moves it. */
export interface Timer {
  readonly id: string;
  /** RFC 3339 */
  readonly due: string;
  readonly data: Readonly<Record<string, string>>;
}

export interface TimerBook {
  set(timer: Timer): void;
  cancel(id: string): void;
}

/** Deadlines that events of the own service set and cancel. Each fires once, also after a restart. */
export interface Timers<Event extends DomainEvent = DomainEvent> {
  /** <service>.<timers>.v<n> */
  readonly name: string;
  readonly on: {
    readonly [Type in Event['type']]?: (event: Recorded<Extract<Event, { type: Type }>>, book: TimerBook) => void;
  };
  fire(timer: Timer & { readonly tenant: string; readonly correlation: string }, react: React): Promise<void>;
}

/** Business time. Below main nothing asks the machine for the date. */
export interface Clock {
  /** RFC 3339 in UTC, milliseconds. Never runs backwards. */
  now(): string;
  /** Calls back whenever time was moved on request, so that timers need not wait for their next look. */
  watch(moved: () => void): () => void;
}

/** Machine time: back-off, leases, deadlines of calls. Only adapters and the engine's scheduler see it. */
export interface MachineClock {
  /** Milliseconds, monotonic enough for back-off. */
  now(): number;
  /** Calls back once after `ms`; the answer cancels it. */
  after(ms: number, callback: () => void): () => void;
  /** Calls back in a later turn, when what is ready has run. The event loop's own turn where nothing is said. */
  soon?(callback: () => void): void;
}

/** Knows whether anything is under way, so that a suite in one process may let its clock jump. */
export interface Activity {
  /** Counts the work as under way until it settles. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** A probe that answers true while its part has nothing to do. Answers how to take it back. */
  watch(idle: () => boolean): () => void;
}

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
