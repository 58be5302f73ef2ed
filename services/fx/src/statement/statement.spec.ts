import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { namedEntry } from './named-entry.ts';
import { type StatementEvent, spokenOf, statements, statementsId } from './statement.ts';

const account = 'CN-1';
const statement = (sequence: bigint, to = `2026-03-0${sequence}`, statementId = `S${sequence}`) => ({
  ...{ kind: 'camt.053.001.08', account, statementId, sequence, from: to, to },
  ...{ opening: money(0n, 'CNY'), closing: money(0n, 'CNY'), entries: [] },
});
type Given = ReturnType<typeof statement>;

const take = (of: Given, messageId = `M${of.statementId}`) =>
  ({ type: 'TakeStatement', messageId, statement: of }) as const;
const finish = (of: Given) => ({ type: 'FinishStatement', messageId: `M${of.statementId}`, statement: of }) as const;
const what = ({ statementId, sequence }: Given) => ({ messageId: `M${statementId}`, account, statementId, sequence });
const taken = (of: Given) => ({ type: 'BankStatementTaken' as const, data: { ...what(of), to: of.to } });
const held = (of: Given, expected: bigint) => ({
  type: 'BankStatementHeld' as const,
  data: { ...what(of), expected },
});
const received = (of: Given) => ({
  type: 'BankStatementReceived' as const,
  data: { messageId: `M${of.statementId}`, statement: of },
});
const awaiting = { account, payoutId: 'P', endToEndId: 'E', since: '2026-03-02T09:00:00.000Z', sentOn: '2026-03-01' };
const awaited = { type: 'PaymentAwaited' as const, data: awaiting };
const [first, second, third] = [statement(1n), statement(2n), statement(3n)];

describe('statements of an account', () => {
  it('are taken in their order, each once', () => {
    given(statements, [])
      .when(take(first))
      .then([taken(first)]);
    given(statements, [taken(first)])
      .when(take(second))
      .then([taken(second)]);
    given(statements, [taken(first)])
      .when(take(first))
      .thenNothing();
    expect(statementsId('CN-1')).not.toBe(statementsId('CN-2'));
  });

  it('wait where one before them is missing', () => {
    given(statements, [taken(first)])
      .when(take(third))
      .then([held(third, 2n)]);
    given(statements, [taken(first), held(third, 2n), taken(second)])
      .when(take(third))
      .then([taken(third)]);
    expect(given(statements, [taken(first), held(third, 2n)]).state.numbered['3']?.messageId).toBe('MS3');
  });

  it('are not taken twice under other bytes, another id or another number', () => {
    const history = [taken(first), taken(second)];
    given(statements, history).when(take(second, 'other')).thenRefused('STATEMENT_DOUBLED');
    given(statements, history)
      .when(take(statement(2n, '2026-03-02', 'new')))
      .thenRefused('STATEMENT_DOUBLED', { statement: 'new', number: '2', account });
    given(statements, history)
      .when(take(statement(9n, '2026-03-09', 'S2'), 'other'))
      .thenRefused('STATEMENT_DOUBLED');
  });

  it('without numbers are told apart by their id alone', () => {
    const [one, two] = [statement(0n, '2026-03-01', 'A'), statement(0n, '2026-03-02', 'B')];
    given(statements, [taken(one)])
      .when(take(two))
      .then([taken(two)]);
    given(statements, [taken(one)])
      .when(take(one, 'other'))
      .thenRefused('STATEMENT_DOUBLED');
  });

  it('are there to be compared once all of them is booked', () => {
    given(statements, [taken(first)])
      .when(finish(first))
      .then([received(first)]);
    given(statements, [taken(first), received(first)])
      .when(finish(first))
      .thenNothing();
    given(statements, []).when(finish(first)).thenNothing();
  });
});

describe('a payment of which nobody knows', () => {
  const spoken = (history: readonly StatementEvent[], of: Given) =>
    spokenOf(given(statements, history).state, of).map(({ payoutId }) => payoutId);

  it('is noted once', () => {
    given(statements, [])
      .when({ type: 'AwaitPayment', ...awaiting })
      .then([awaited]);
    given(statements, [awaited])
      .when({ type: 'AwaitPayment', ...awaiting })
      .thenNothing();
  });

  it('is spoken on by a statement that ends on a later day, and by no earlier one', () => {
    const history = [taken(first), received(first), awaited, taken(second)];
    expect(spoken(history, second)).toEqual([]);
    expect(spoken([...history, received(second), taken(third)], third)).toEqual(['P']);
    expect(spoken([...history, received(second), taken(third), received(third)], third)).toEqual([]);
  });

  it('is not spoken on where days before it may be missing', () => {
    expect(spoken([awaited, taken(third)], third)).toEqual([]);
    expect(spoken([taken(first), awaited], statement(0n, '2026-03-09', 'A'))).toEqual([]);
  });
});

describe('a credit with a UETR', () => {
  it('keeps the name that it was told by first', () => {
    const data = { account, uetr: 'u', servicerReference: 'CR1' };
    const named = { type: 'BankEntryNamed' as const, data };
    given(namedEntry, []).when(data).then([named]);
    given(namedEntry, [named])
      .when({ ...data, servicerReference: 'CR2' })
      .thenNothing();
  });
});
