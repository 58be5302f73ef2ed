import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { BankStatement } from '@portolan/contracts/fx/v1/types';
import { type Decider, type Decision, madeId, refuse } from '@portolan/eventsourcing';

export type StatementEvent = Only<
  FxEvent,
  'BankStatementTaken' | 'BankStatementHeld' | 'BankStatementReceived' | 'PaymentAwaited'
>;
type StatementRefusal = Extract<keyof typeof fxRefusals, `STATEMENT_${string}`>;

type Statement = Complete<BankStatement>;

export type StatementCommand =
  /** Is it the account's turn? */
  | { readonly type: 'TakeStatement'; readonly messageId: string; readonly statement: Statement }
  /** All of it is booked. */
  | { readonly type: 'FinishStatement'; readonly messageId: string; readonly statement: Statement }
  | {
      readonly type: 'AwaitPayment';
      readonly account: string;
      readonly payoutId: string;
      readonly endToEndId: string;
      readonly since: string;
      readonly sentOn: string;
    };

/** A payment on which the next statements speak. */
export interface Awaited {
  readonly payoutId: string;
  readonly endToEndId: string;
  /** A statement speaks that ends later. */
  readonly since: string;
  /** Day from which on it may stand on a statement. */
  readonly sentOn: string;
}

/** The statements of one account at the bank. */
export interface Statements {
  /** Number of the last one that was taken; 0 before the first. */
  readonly last: bigint;
  /** End of the first that has a number; '' before it. From that day on nothing is missing. */
  readonly since: string;
  /** By the bank's own id: the message that it came in. */
  readonly taken: Readonly<Record<string, string>>;
  readonly finished: readonly string[];
  /** By number: what came too early, and what followed. */
  readonly numbered: Readonly<Record<string, { readonly messageId: string; readonly statementId: string }>>;
  readonly awaited: readonly Awaited[];
}

/** One stream per account at the bank. */
export function statementsId(account: string): string {
  return madeId('statement', account);
}

/**
 * The statements of one account, taken in the order of their numbers, each once. One that comes before its turn is held
 * until those before it have come: a day that is missing would make every later balance wrong.
 */
export const statements: Decider<Statements, StatementCommand, StatementEvent, StatementRefusal> & {
  readonly name: 'statement';
} = {
  name: 'statement',
  initial: { last: 0n, since: '', taken: {}, finished: [], numbered: {}, awaited: [] },

  decide(command, state) {
    switch (command.type) {
      case 'TakeStatement':
        return take(command, state);
      case 'FinishStatement': {
        const { messageId, statement } = command;
        const { statementId } = statement;
        const open = state.taken[statementId] === messageId && !state.finished.includes(statementId);
        return open ? [{ type: 'BankStatementReceived', data: { messageId, statement } }] : [];
      }
      case 'AwaitPayment': {
        const { type: _, ...data } = command;
        const known = state.awaited.some((awaited) => awaited.endToEndId === data.endToEndId);
        return known ? [] : [{ type: 'PaymentAwaited', data }];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'BankStatementTaken': {
        const { messageId, statementId, sequence, to } = event.data;
        const taken = { ...state.taken, [statementId]: messageId };
        if (sequence === 0n) return { ...state, taken };
        const numbered = { ...state.numbered, [String(sequence)]: { messageId, statementId } };
        return { ...state, taken, numbered, last: sequence, since: state.since || to };
      }
      case 'BankStatementHeld': {
        const { messageId, statementId, sequence } = event.data;
        return { ...state, numbered: { ...state.numbered, [String(sequence)]: { messageId, statementId } } };
      }
      case 'BankStatementReceived': {
        const { statement } = event.data;
        const spoken = spokenOf(state, statement);
        const awaited = state.awaited.filter((payment) => !spoken.includes(payment));
        return { ...state, finished: [...state.finished, statement.statementId], awaited };
      }
      case 'PaymentAwaited':
        return { ...state, awaited: [...state.awaited, event.data] };
    }
  },
};

/**
 * The payments on which a statement speaks: unknown since before the day on which it ends, sent since statements follow
 * each other without a gap. What stands on none of them was never carried out.
 */
export function spokenOf(state: Statements, { sequence, to }: Statement): readonly Awaited[] {
  if (sequence === 0n || state.since === '') return [];
  return state.awaited.filter(({ since, sentOn }) => dayOf(to) > dayOf(since) && dayOf(state.since) <= dayOf(sentOn));
}

// Days as the bank writes them.
const dayOf = (time: string) => time.slice(0, 10);

function take(
  { messageId, statement }: Extract<StatementCommand, { type: 'TakeStatement' }>,
  state: Statements,
): Decision<StatementEvent, StatementRefusal> {
  const { account, statementId, sequence, to } = statement;
  const before = state.taken[statementId];
  if (before === messageId) return [];
  const numberTaken = sequence !== 0n && state.last !== 0n && sequence <= state.last;
  if (before !== undefined || numberTaken) {
    return refuse('STATEMENT_DOUBLED', { statement: statementId, number: String(sequence), account });
  }
  const what = { messageId, account, statementId, sequence };
  const expected = state.last + 1n;
  if (sequence === 0n || state.last === 0n || sequence === expected) {
    return [{ type: 'BankStatementTaken', data: { ...what, to } }];
  }
  const held = state.numbered[String(sequence)]?.messageId === messageId;
  return held ? [] : [{ type: 'BankStatementHeld', data: { ...what, expected } }];
}
