import { isDeepStrictEqual } from 'node:util';
import { allRefusals, type ServiceName } from '@portolan/contracts';
import { type Decision, type DomainEvent, type Facts, fold, isRefusal, madeId } from '@portolan/eventsourcing';
import fc from 'fast-check';
import { frozen, plain } from './plain.ts';
import { asStored } from './stored.ts';
import { tellingRuns, thorough } from './thorough.ts';

/** A command, or one that only the state can say, such as the answer to a number that the aggregate made. */
export type Asked<State, Command> = Command | ((state: State) => Command);

/** A command that changed something. `history`: everything that happened so far, its events included. */
export interface Step<State, Command, Event extends DomainEvent> {
  readonly before: State;
  readonly after: State;
  readonly command: Command;
  readonly events: readonly Event[];
  readonly history: readonly Event[];
  /** RFC 3339 */
  readonly at: string;
}

/** An aggregate, what may be asked of it, and what must hold whatever is asked. */
export interface Lawful<State, Command, Event extends DomainEvent> {
  readonly service: ServiceName;
  readonly aggregate: {
    readonly initial: State;
    decide(command: Command, state: State, facts: Facts): Decision<Event>;
    evolve(state: State, event: Event): State;
    audience?(event: Event, state: State): readonly unknown[];
  };
  /** How it usually goes. Every run takes one of them, leaves some of it out and mixes other commands in. */
  readonly roads: readonly (readonly Asked<NoInfer<State>, NoInfer<Command>>[])[];
  /** What else may be asked at any time, sense or nonsense. */
  readonly wild: fc.Arbitrary<Asked<NoInfer<State>, NoInfer<Command>>>;
  /** All types of its events. Runs in which one of them never happened have not tried it. */
  readonly events: Readonly<Record<Event['type'], true>>;
  /** What it ended as, undefined while it has not. Once said, it stays. */
  readonly over?: (state: NoInfer<State>) => string | undefined;
  /** Commands that count every time they are asked under another id, such as goods that came in. */
  readonly counts?: (command: NoInfer<Command>) => boolean;
  /** Its own laws: throws where one is broken (`holds`). Asked after every command that changed something. */
  readonly laws?: (step: Step<NoInfer<State>, NoInfer<Command>, NoInfer<Event>>) => void;
}

/** @throws where `is` is false, with what does not hold */
export function holds(is: boolean, what: string, ...about: readonly unknown[]): void {
  if (!is) throw new Error(`does not hold: ${what} ${about.map(plain).join(' ')}`.trimEnd());
}

type Move<State, Command> =
  | { readonly kind: 'next' | 'skip' }
  | { readonly kind: 'wild'; readonly asked: Asked<State, Command> }
  /** One that was asked before: under its own id, or under a new one. */
  | { readonly kind: 'again' | 'anew'; readonly which: number };

const waits = fc.constantFrom(0, 0, 0, 0, 1, 12, 24, 24 * 40);

const played = <Of>(move: fc.Arbitrary<Of>, maxLength: number) =>
  fc.array(fc.record({ move, waits }), { maxLength, size: 'max' });

interface Given<Command> {
  readonly id: string;
  readonly command: Command;
}

const start = Date.parse('2026-03-02T01:00:00.000Z');
const hour = 3_600_000;

/**
 * Plays an aggregate with any commands, in any order, repeated and mixed, and holds it to what holds for all of them:
 * it decides without a throw and the same both times, changes nothing that it was handed, refuses with codes that have
 * texts, makes events of its contract; state is the fold of the events, also of events that were stored; a command that
 * was carried out changes nothing when it comes again; what is over stays over. And to its own laws.
 * @param name for the seed, and to be told by
 */
export function anyHistory<State, Command, Event extends DomainEvent>(
  name: string,
  lawful: Lawful<State, Command, Event>,
): void {
  const seen = new Set<string>();
  const { roads, wild, events } = lawful;
  const next = fc.constant({ kind: 'next' as const });
  const before = fc.record({ kind: fc.constantFrom('again' as const, 'anew' as const), which: fc.nat({ max: 30 }) });
  const move: fc.Arbitrary<Move<State, Command>> = fc.oneof(
    { weight: 8, arbitrary: next },
    { weight: 4, arbitrary: wild.map((asked) => ({ kind: 'wild' as const, asked })) },
    { weight: 1, arbitrary: fc.constant({ kind: 'skip' as const }) },
    { weight: 1, arbitrary: before },
  );
  const longest = Math.max(...roads.map(({ length }) => length));
  const moves = fc.oneof(
    { weight: 3, arbitrary: played(move, 30) },
    // Now and then nearly nothing comes between, so that the end of the longest road is seen, too.
    { weight: 1, arbitrary: played(fc.oneof({ weight: 12, arbitrary: next }, before), longest + 6) },
  );
  const params = thorough(name);
  fc.assert(
    fc.property(fc.constantFrom(...roads), moves, (road, all) => {
      const run = begin(lawful, road, seen);
      for (const one of all) run.make(one.move, one.waits * hour);
      run.compare();
    }),
    params,
  );
  const never = Object.keys(events).filter((type) => !seen.has(type));
  if (params.numRuns >= tellingRuns) holds(never.length === 0, `${name}: every event happens; never did`, never);
}

function begin<State, Command, Event extends DomainEvent>(
  lawful: Lawful<State, Command, Event>,
  road: readonly Asked<State, Command>[],
  seen: Set<string>,
) {
  const { aggregate, service, laws } = lawful;
  const history: Event[] = [];
  const given: Given<Command>[] = [];
  const carriedOut = new Set<string>();
  let state = frozen(aggregate.initial);
  let [at, along] = [start, 0];

  const resolve = (asked: Asked<State, Command>): Command =>
    typeof asked === 'function' ? (asked as (known: State) => Command)(state) : asked;

  function pick(move: Move<State, Command>): Given<Command> | undefined {
    if (move.kind === 'skip') along += 1;
    if (move.kind === 'again' || move.kind === 'anew') {
      const before = given[move.which % Math.max(given.length, 1)];
      return before === undefined || move.kind === 'again' ? before : { ...before, id: `c${given.length}` };
    }
    const asked = move.kind === 'wild' ? move.asked : move.kind === 'next' ? road[along++] : undefined;
    return asked === undefined ? undefined : { id: `c${given.length}`, command: frozen(resolve(asked)) };
  }

  function decide({ id, command }: Given<Command>): Decision<Event> {
    const facts: Facts = { at: new Date(at).toISOString(), id: (role, index = 0) => madeId(role, id, index) };
    const decision = frozen(aggregate.decide(command, state, facts));
    holds(isDeepStrictEqual(aggregate.decide(command, state, facts), decision), 'the same is decided twice', command);
    return decision;
  }

  function happen(one: Given<Command>, events: readonly Event[]): void {
    const before = state;
    for (const event of events) {
      state = frozen(aggregate.evolve(state, event));
      aggregate.audience?.(event, state);
      seen.add(event.type);
      history.push(event);
    }
    const was = lawful.over?.(before);
    if (was !== undefined) holds(lawful.over?.(state) === was, `what is ${was} stays so`, one.command, events);
    laws?.({ before, after: state, command: one.command, events, history, at: new Date(at).toISOString() });
    if (lawful.counts?.(one.command) === true) return;
    const repeated = decide(one);
    holds(isRefusal(repeated) || repeated.length === 0, 'asked again, it changes nothing', one.command, repeated);
  }

  return {
    make(move: Move<State, Command>, wait: number): void {
      at += wait;
      const one = pick(move);
      // As the engine has it: the id of a command that was carried out is answered, not decided.
      if (one === undefined || carriedOut.has(one.id)) return;
      given.push(one);
      const decision = decide(one);
      if (isRefusal(decision)) {
        holds(decision.refused in allRefusals, 'a refusal has its texts', decision);
      } else if (decision.length > 0) {
        carriedOut.add(one.id);
        happen(one, decision);
      }
    },
    /** What a rebuild would make of the same history, from memory and from the store. */
    compare(): void {
      const folded = fold(aggregate, aggregate.initial, history);
      holds(plain(folded) === plain(state), 'state is the fold of its events');
      const stored = fold(
        aggregate,
        aggregate.initial,
        history.map((event) => asStored(service, event)),
      );
      holds(plain(stored) === plain(state), 'events say the same when they were stored', stored, state);
    },
  };
}
