import { type Money, money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import type { BankLine, BookLine } from './lines.ts';
import { closingId, openDifference, type ReconciliationCommand, reconciliation } from './reconciliation.ts';
import type { ReconcileStatement, ReconciliationEvent } from './state.ts';

const usd = (minor: bigint): Money => money(minor, 'USD');
const bank = (reference: string, minor: bigint, change: Partial<BankLine> = {}): BankLine => ({
  ...{ reference, keys: [reference], once: '', amount: usd(minor), date: '2026-03-02', charge: false, reversal: false },
  ...change,
});
const book = (key: string, minor: bigint, change: Partial<BookLine> = {}): BookLine => ({
  ...{ id: `m/${key}/0`, tenant: 'm', transactionId: `t-${key}`, key, amount: usd(minor), date: '2026-03-02' },
  ...change,
});
const day = (id: number, change: Partial<ReconcileStatement>): ReconcileStatement => ({
  ...{ type: 'ReconcileStatement', account: 'A-1', currency: 'USD', date: `2026-03-0${id}`, statementId: `S${id}` },
  ...{ sequence: BigInt(id), messageId: `msg${id}`, bank: [], books: [], late: [], toleranceDays: 2, tenant: 'm' },
  ...change,
});

/** What happened, command by command. */
function told(...commands: readonly ReconciliationCommand[]): readonly ReconciliationEvent[] {
  const history: ReconciliationEvent[] = [];
  for (const command of commands) {
    const { decision } = given(reconciliation, history).when(command);
    if ('refused' in decision) throw new Error(decision.refused);
    history.push(...decision);
  }
  return history;
}
const breaksOf = (events: readonly ReconciliationEvent[]) =>
  Object.values(given(reconciliation, events).state.breaks).map(({ type, state, difference }) => [
    type.replace('BREAK_TYPE_', ''),
    state,
    difference.minor,
  ]);
const idOf = (events: readonly ReconciliationEvent[]) =>
  Object.keys(given(reconciliation, events).state.breaks)[0] ?? '';

describe('a day of an account', () => {
  it('on which the bank and the books agree has no break', () => {
    const both = { bank: [bank('c1', 500n), bank('p1', -200n)], books: [book('c1', 500n), book('p1', -200n)] };
    const events = told(day(1, both));
    expect(events).toHaveLength(1);
    expect(events[0]?.data).toMatchObject({ matched: ['m/c1/0', 'm/p1/0'], bankMovement: usd(300n) });
  });

  it('is compared once', () => {
    const first = day(1, { bank: [bank('c1', 5n)] });
    given(reconciliation, told(first)).when(first).thenNothing();
  });

  it.each<[string, Partial<ReconcileStatement>, readonly [string, bigint]]>([
    ['the books alone have', { books: [book('c1', 500n)] }, ['MISSING_IN_BANK', -500n]],
    ['the bank alone has', { bank: [bank('c1', 500n)] }, ['MISSING_IN_LEDGER', 500n]],
    ['has another amount', { bank: [bank('c1', 9_975n)], books: [book('c1', 10_000n)] }, ['AMOUNT', -25n]],
    [
      'is in another currency',
      { bank: [bank('c1', 500n)], books: [book('c1', 500n, { amount: money(500n, 'EUR') })] },
      ['CURRENCY', 500n],
    ],
    ['has another day', { bank: [bank('c1', 500n, { date: '2026-03-05' })], books: [book('c1', 500n)] }, ['DATE', 0n]],
    [
      'the bank booked twice',
      { bank: [bank('c1', 500n), bank('c1', 500n)], books: [book('c1', 500n)] },
      ['DUPLICATE', 500n],
    ],
    [
      'the bank paid out twice under two references',
      {
        bank: [bank('d1', -5n, { keys: ['p'], once: 'Ep' }), bank('d2', -5n, { keys: ['p'], once: 'Ep' })],
        books: [book('p', -5n)],
      },
      ['DUPLICATE', -5n],
    ],
    ['the bank took for itself', { bank: [bank('f1', -12n, { charge: true })] }, ['UNEXPLAINED_CHARGE', -12n]],
  ])('what %s is a break', (_, change, [type, difference]) => {
    const events = told(day(1, change));
    expect(breaksOf(events)).toEqual([[type, 'OPEN', difference]]);
    expect(openDifference(given(reconciliation, events).state)).toEqual(usd(difference));
  });

  it('a day or two of the bank are no break', () => {
    expect(breaksOf(told(day(1, { bank: [bank('c1', 5n, { date: '2026-03-04' })], books: [book('c1', 5n)] })))).toEqual(
      [],
    );
  });

  it('of several lines for one thing takes that of the amount', () => {
    const books = [book('c1', 300n), book('c1', 500n, { id: 'm/c1/1' })];
    expect(told(day(1, { bank: [bank('c1', 500n)], books }))[0]?.data).toMatchObject({ matched: ['m/c1/1'] });
  });
});

describe('a break closes by itself', () => {
  it('when the bank has it later', () => {
    const events = told(
      day(1, { books: [book('c1', 5n)] }),
      day(2, { bank: [bank('c1', 5n)], books: [book('c1', 5n)] }),
    );
    expect(breaksOf(events)).toEqual([['MISSING_IN_BANK', 'CLOSED', -5n]]);
  });

  it('stays one while the bank still does not have it', () => {
    const books = [book('c1', 5n)];
    expect(breaksOf(told(day(1, { books }), day(2, { books })))).toEqual([['MISSING_IN_BANK', 'OPEN', -5n]]);
  });

  it('when the books have it later', () => {
    const events = told(day(1, { bank: [bank('c1', 5n)] }), day(2, { books: [book('c1', 5n)] }));
    expect(breaksOf(events)).toEqual([['MISSING_IN_LEDGER', 'CLOSED', 5n]]);
    expect(events.at(-2)?.data).toMatchObject({ matched: ['m/c1/0'] });
  });

  it('when the bank takes back what it had booked twice', () => {
    const events = told(
      day(1, { bank: [bank('c1', 5n), bank('c1', 5n)], books: [book('c1', 5n)] }),
      day(2, { bank: [bank('c1', -5n, { reversal: true })] }),
    );
    expect(breaksOf(events)).toEqual([['DUPLICATE', 'CLOSED', 5n]]);
  });

  it('when what was late has been done', () => {
    const late = { type: 'BREAK_TYPE_UNDECLARED', id: 'd1', tenant: 'm', amount: usd(5n), date: '2026-02-20' } as const;
    expect(breaksOf(told(day(1, { late: [late] }), day(2, { late: [late] })))).toEqual([['UNDECLARED', 'OPEN', 0n]]);
    expect(breaksOf(told(day(1, { late: [late] }), day(2, {})))).toEqual([['UNDECLARED', 'CLOSED', 0n]]);
  });

  it('when the missing statement comes', () => {
    const gap = {
      type: 'NoteGap',
      account: 'A-1',
      currency: 'USD',
      date: '2026-03-03',
      messageId: 'm',
      tenant: 'm',
    } as const;
    const events = told(day(1, {}), { ...gap, expected: 2n }, { ...gap, expected: 2n });
    expect(breaksOf(events)).toEqual([['STATEMENT_GAP', 'OPEN', 0n]]);
    expect(breaksOf([...events, ...told(day(2, {}))])).toEqual([['STATEMENT_GAP', 'OPEN', 0n]]);
    const { decision } = given(reconciliation, events).when(day(2, {}));
    expect(breaksOf([...events, ...(decision as readonly ReconciliationEvent[])])).toEqual([
      ['STATEMENT_GAP', 'CLOSED', 0n],
    ]);
  });
});

describe('a person closes a break', () => {
  const events = told(day(1, { bank: [bank('f1', -12n, { charge: true })] }));
  const breakId = idOf(events);
  const explained = {
    type: 'ExplainBreak',
    breakId,
    cause: 'BANK_CHARGE',
    note: 'Monthly fee',
    owner: 'treasury',
  } as const;
  const close = { type: 'CloseBreak', breakId, entry: 'CHARGE', note: '' } as const;

  it('who has explained it, with an entry', () => {
    const all = [...events, ...told(day(1, { bank: [bank('f1', -12n, { charge: true })] }), explained, close).slice(2)];
    expect(breaksOf(all)).toEqual([['UNEXPLAINED_CHARGE', 'CLOSED', -12n]]);
    expect(all.at(-1)?.data).toMatchObject({ closedBy: 'ENTRY', transactionId: closingId(breakId) });
    given(reconciliation, all).when(close).thenRefused('BREAK_CLOSED');
    given(reconciliation, all).when(explained).thenRefused('BREAK_CLOSED');
  });

  it('and not otherwise', () => {
    given(reconciliation, events).when(close).thenRefused('BREAK_UNEXPLAINED');
    given(reconciliation, events)
      .when({ ...close, breakId: 'b' })
      .thenRefused('BREAK_UNKNOWN');
    given(reconciliation, events)
      .when({ ...explained, breakId: 'b' })
      .thenRefused('BREAK_UNKNOWN');
    given(reconciliation, events)
      .when({ ...explained, cause: 'FATE' })
      .thenRefused('BREAK_CAUSE_UNKNOWN');
    const { decision } = given(reconciliation, events).when(explained);
    const then = [...events, ...(decision as readonly ReconciliationEvent[])];
    given(reconciliation, then)
      .when({ ...close, entry: 'NONE' })
      .thenRefused('BREAK_ENTRY_NEEDED');
    expect(given(reconciliation, then).state.breaks[breakId]).toMatchObject({ state: 'EXPLAINED', owner: 'treasury' });
  });

  it('of days with nothing to book without one', () => {
    const late = told(day(1, { bank: [bank('c1', 5n, { date: '2026-04-01' })], books: [book('c1', 5n)] }));
    const of = { ...explained, breakId: idOf(late) };
    const { decision } = given(reconciliation, late).when(of);
    const then = [...late, ...(decision as readonly ReconciliationEvent[])];
    given(reconciliation, then)
      .when({ ...close, breakId: of.breakId })
      .thenRefused('BREAK_NOTHING_TO_BOOK');
    const done = given(reconciliation, then).when({ ...close, breakId: of.breakId, entry: 'NONE' }).decision;
    expect(done).toMatchObject([{ data: { closedBy: 'ACCEPTED', transactionId: '' } }]);
  });
});
