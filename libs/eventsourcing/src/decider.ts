/** An event as the domain sees it: past tense, the trade's own word, and its payload. */
export interface DomainEvent {
  readonly type: string;
  readonly data: unknown;
}

/** "No", as a value: a code for machines, and the data that its sentence needs. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly data: Readonly<Record<string, string>>;
}

/** What a decision answers: the events that happened (none: nothing to do), or a refusal. */
export type Decision<Event extends DomainEvent, Code extends string = string> = readonly Event[] | Refusal<Code>;

/** What a decision may know beside command and state. It is all that comes from outside: no clock, no chance. */
export interface Facts {
  /** Business time of the command: RFC 3339 in UTC, milliseconds. */
  readonly at: string;
  /** Makes an id from the command, a role and an index: the same command makes the same id again. */
  id(role: string, index?: number): string;
}

/**
 * An aggregate or a process, pure: `decide` says what happens, `evolve` what it means.
 * `evolve` never refuses: what is in the past is true.
 */
export interface Decider<State, Command, Event extends DomainEvent, Code extends string = string> {
  readonly initial: State;
  decide(command: Command, state: State, facts: Facts): Decision<Event, Code>;
  evolve(state: State, event: Event): State;
}

/** A refusal with its code and the data for its sentence. */
export function refuse<Code extends string>(code: Code, data: Readonly<Record<string, string>> = {}): Refusal<Code> {
  return { refused: code, data };
}

export function isRefusal(decision: readonly DomainEvent[] | Refusal): decision is Refusal {
  return 'refused' in decision;
}

/** State after a history. */
export function fold<State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'evolve'>,
  state: State,
  events: Iterable<Event>,
): State {
  let folded = state;
  for (const event of events) folded = decider.evolve(folded, event);
  return folded;
}
