import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { namedEntry } from './named-entry.ts';
import { type StatementCommand, type StatementEvent, type Statements, statements } from './statement.ts';

const statement = (sequence: number, statementId = `S${sequence}`) => ({
  ...{ kind: 'camt.053.001.08', account: 'A', statementId, sequence: BigInt(sequence), from: '', entries: [] },
  to: `2026-03-${String(sequence + 1).padStart(2, '0')}`,
});
const take = (sequence: number, messageId = `M${sequence}`): StatementCommand => ({
  ...{ type: 'TakeStatement', messageId, statement: statement(sequence) },
});
const finish = (sequence: number): StatementCommand => ({
  ...{ type: 'FinishStatement', messageId: `M${sequence}`, statement: statement(sequence) },
});
const awaiting = (endToEndId: string): StatementCommand => ({
  ...{ type: 'AwaitPayment', account: 'A', payoutId: 'P', endToEndId, since: '2026-03-03T00:00:00Z' },
  sentOn: '2026-03-02',
});
const number = fc.integer({ min: 0, max: 6 });
const wild = fc.oneof(
  fc.tuple(number, fc.constantFrom('', 'other')).map(([sequence, other]) => take(sequence, other || `M${sequence}`)),
  number.map(finish),
  fc.constantFrom('E1', 'E2').map(awaiting),
);

const dataOf = <Type extends StatementEvent['type']>(history: readonly StatementEvent[], type: Type) =>
  history.filter((event): event is Extract<StatementEvent, { type: Type }> => event.type === type);

it('statements follow each other without a gap, each booked once', () => {
  anyHistory('fx statement', {
    service: 'fx',
    aggregate: statements,
    roads: [[take(1), finish(1), take(3), awaiting('E1'), take(2), finish(2), take(3), finish(3)]],
    wild,
    events: { BankStatementTaken: true, BankStatementHeld: true, BankStatementReceived: true, PaymentAwaited: true },
    over: (_: Statements) => undefined,
    laws({ history, before, after }) {
      const numbers = dataOf(history, 'BankStatementTaken')
        .map(({ data }) => data.sequence)
        .filter((sequence) => sequence !== 0n);
      holds(
        numbers.every((sequence, index) => index === 0 || sequence === (numbers[index - 1] ?? 0n) + 1n),
        'one after another',
        numbers,
      );
      const received = dataOf(history, 'BankStatementReceived');
      const ids = received.map(({ data }) => data.statement.statementId);
      holds(new Set(ids).size === ids.length, 'booked once', ids);
      holds(after.last >= before.last, 'numbers grow', before, after);
    },
  });
});

it('a credit keeps its first name', () => {
  const name = (servicerReference: string) => ({ account: 'A', uetr: 'u', servicerReference });
  anyHistory('fx entry', {
    service: 'fx',
    aggregate: namedEntry,
    roads: [[name('CR1'), name('CR2')]],
    wild: fc.constantFrom(name('CR1'), name('CR2')),
    events: { BankEntryNamed: true },
    over: ({ servicerReference }) => servicerReference || undefined,
  });
});
