import type { AnyEvent, Only, SuiteEvent } from '@portolan/contracts';

/** What stands on an event's envelope, as far as an invariant may ask for it. `Recorded` of the engine fits. */
export interface ObservedMeta {
  /** stream@version */
  readonly id: string;
  readonly service: string;
  readonly stream: string;
  readonly version: number;
  readonly shard: number;
  /** 0 until the relay has given one. */
  readonly position: number;
  /** Business time, RFC 3339. */
  readonly time: string;
  readonly tenant: string;
  /** The order it is about, or ''. */
  readonly correlation: string;
  readonly commandId: string;
  /** Version of its command's first event, where the commit is known: two runs of one command can be told apart by it. */
  readonly begun?: number;
}

/** An event as an invariant sees it. */
export type Observed<Event extends AnyEvent = AnyEvent> = Event & { readonly meta: ObservedMeta };

/** An event of the suite by its type: `Of<'OrderPlaced'>`. */
export type Of<Type extends SuiteEvent['type']> = Observed<Only<SuiteEvent, Type>>;

/** What may not be: a code of its invariant, and the figures that its sentence names. */
export interface Flaw {
  readonly code: string;
  readonly data: Readonly<Record<string, string>>;
}

/** A sentence in both languages; `{name}` is filled in from a flaw's data. */
export interface FlawText {
  readonly en: string;
  readonly zh: string;
}

/** How an event changes what an invariant knows. States are plain data, never changed in place. */
export interface Fold<State, Event> {
  /** Key of a state that `about` needs to know, where the event alone does not say what it is about. */
  via?(event: Event): string;
  /** Keys of the states it changes: an account, a bucket, an order. Empty: none. */
  about(event: Event, via: State | undefined): readonly string[];
  next(state: State, event: Event, key: string): State;
}

/**
 * A sentence that must hold after every event, as data: which events change which states, and what a state may never be.
 * Each event costs as much as the few states it is about, however long the history is.
 */
export interface Invariant<State extends object = object> {
  readonly name: string;
  /** What always holds. */
  readonly holds: FlawText;
  /** What can be wrong, by code. */
  readonly flaws: Readonly<Record<string, FlawText>>;
  /**
   * True where events of several streams meet in one state: whoever reads topics side by side may see an effect before
   * its cause, so a flaw counts only once all that was there before has been read.
   */
  readonly across: boolean;
  begin(): State;
  readonly on: { readonly [Type in SuiteEvent['type']]?: Fold<State, Of<Type>> };
  /** Of every event, whatever its type. */
  readonly each?: Fold<State, Observed>;
  never?(state: State, key: string): Flaw | undefined;
  /** What may be while something is under way, and not when all is at rest. `now`: business time. */
  atEnd?(state: State, key: string, now: string): Flaw | undefined;
}

/** An invariant that does not hold: which, of whom, and the events that led to it. */
export interface Breach {
  readonly invariant: string;
  readonly code: string;
  /** What the state is about: an account, a bucket, an order. */
  readonly key: string;
  readonly tenant: string;
  /** '' where it is about no order. */
  readonly orderId: string;
  /** Of the last event below. */
  readonly stream: string;
  /** Business time of that event. */
  readonly time: string;
  readonly data: Readonly<Record<string, string>>;
  /** Ids of the last events of this state, oldest first; the last one showed it. */
  readonly events: readonly string[];
}
