import { allInvariants } from './all.ts';
import { type Answered, createAnswers } from './answers.ts';
import type { Breach, Invariant, Observed } from './invariant.ts';
import { type Acknowledged, createLogOrder, type Sent } from './log-order.ts';
import { tableOf } from './table.ts';
import { advance, closing, confirm, type Kept } from './watching.ts';

export interface InvariantsOptions {
  /**
   * causal (as in a simulation, where commits are seen as they happen): what is wrong is told at once.
   * merged (topics read side by side): an effect may be seen before its cause, so what is wrong across streams is only
   * suspected, until `settle` says that everything up to a mark has been read.
   */
  readonly arrival?: 'causal' | 'merged';
  /** Texts that stand for people's data: they may be in no event. */
  readonly canaries?: readonly string[];
  /** Those to watch: all where nothing is said. */
  readonly invariants?: readonly Invariant[];
}

/** The invariants of the suite, kept up with every event. Each call costs a few microseconds, however long the history. */
export interface Invariants {
  /** An event as its owner's store has it; those of one stream in order. Answers what no longer holds, each once. */
  take(event: Observed): readonly Breach[];
  /** A record as the log has it, whenever it was appended: a second copy of what was there is allowed, nothing else. */
  sent(record: Sent): readonly Breach[];
  /** A command was answered. Its events must have been taken before. */
  acknowledged(answer: Acknowledged): readonly Breach[];
  /** A process was answered. Commands of people are not told: their refusals are not remembered. */
  answered(answer: Answered): readonly Breach[];
  /** How many events were taken: what a reader of merged topics remembers before it asks where they end. */
  mark(): number;
  /** All that was there at this mark has been read: what is still suspect is a breach. */
  settle(mark: number): readonly Breach[];
  /** Nothing is under way any more. `now`: business time. */
  atEnd(now: string): readonly Breach[];
  /** What an invariant knows, by key: balances, counts, states. */
  states<State extends object>(invariant: Invariant<State>): Iterable<readonly [key: string, state: State]>;
}

const none: readonly Breach[] = [];

export function createInvariants(options: InvariantsOptions = {}): Invariants {
  const table = tableOf(options.invariants ?? allInvariants(options.canaries));
  const causal = options.arrival !== 'merged';
  const kept = new Map<Invariant, Map<string, Kept>>(table.all.map((invariant) => [invariant, new Map()]));
  const suspects = new Map<Kept, { readonly invariant: Invariant; readonly key: string }>();
  const statesOf = (invariant: Invariant) => kept.get(invariant) ?? new Map<string, Kept>();
  const log = createLogOrder();
  const answered = createAnswers();
  let taken = 0;

  function take(event: Observed): readonly Breach[] {
    taken += 1;
    log.committed(event.meta);
    const breaches: Breach[] = [];
    for (const { invariant, fold } of table.of(event.type)) {
      const states = statesOf(invariant);
      const via = fold.via === undefined ? undefined : states.get(fold.via(event))?.state;
      for (const key of fold.about(event, via)) {
        const before = states.get(key);
        const { kept: after, breach } = advance(invariant, fold, before, event, key, taken, causal);
        states.set(key, after);
        if (before !== undefined && before.suspect !== 0) suspects.delete(before);
        if (after.suspect !== 0) suspects.set(after, { invariant, key });
        if (breach !== undefined) breaches.push(breach);
      }
    }
    return breaches.length === 0 ? none : breaches;
  }

  return {
    take,
    sent: (record) => log.sent(record),
    acknowledged: (answer) => log.acknowledged(answer),
    answered,
    mark: () => taken,
    states: function* <State extends object>(invariant: Invariant<State>) {
      for (const [key, { state }] of statesOf(invariant as Invariant)) yield [key, state as State] as const;
    },
    settle(mark) {
      const breaches: Breach[] = [];
      for (const [suspect, { invariant, key }] of suspects) {
        if (suspect.suspect > mark) continue;
        suspects.delete(suspect);
        const { kept: after, breach } = confirm(invariant, key, suspect);
        statesOf(invariant).set(key, after);
        if (breach !== undefined) breaches.push(breach);
      }
      return breaches;
    },
    atEnd(now) {
      const breaches: Breach[] = [...log.atEnd()];
      for (const invariant of table.all) {
        for (const [key, each] of statesOf(invariant)) {
          const breach = closing(invariant, key, each, now);
          if (breach !== undefined) breaches.push(breach);
        }
      }
      return breaches;
    },
  };
}
