import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import type { Decider, DomainEvent, Facts, Refusal } from '@portolan/eventsourcing';
import { fold, isRefusal, madeId } from '@portolan/eventsourcing';

/** Facts for specs: a fixed instant, and ids made from a fixed command. */
export function facts(at = '2026-03-02T01:00:00.000Z', commandId = 'command'): Facts {
  return { at, id: (role, index = 0) => madeId(role, commandId, index) };
}

/**
 * A spec of a decider: `given(order, [placed]).when(command).then([paid])`, or `.thenRefused('CODE')`.
 * A test over all spec files looks for `thenRefused('CODE')` to see that every refusal code is produced somewhere.
 */
export function given<State, Command, Event extends DomainEvent, Code extends string>(
  decider: Decider<State, Command, Event, Code>,
  history: readonly Event[],
) {
  const state = fold(decider, decider.initial, history);
  return {
    /** The state itself, for what no command shows. */
    state,
    when(command: Command, known: Facts = facts()) {
      const decision = decider.decide(command, state, known);
      return {
        decision,
        then(expected: readonly Event[]): void {
          same(decision, expected, 'events');
        },
        thenNothing(): void {
          same(decision, [], 'events');
        },
        thenRefused(code: Code, data?: Refusal['data']): void {
          if (!isRefusal(decision)) throw mismatch('a refusal', decision, { refused: code, data });
          same(decision.refused, code, 'refusal code');
          if (data !== undefined) same(decision.data, data, 'refusal data');
        },
      };
    },
  };
}

function same(actual: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(actual, expected)) throw mismatch(what, actual, expected);
}

function mismatch(what: string, actual: unknown, expected: unknown): AssertionError {
  return new AssertionError({ message: `not the expected ${what}`, actual, expected, operator: 'deepStrictEqual' });
}
