import { money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import type { BankLine, BookLine } from './lines.ts';
import { openDifference, type ReconciliationCommand, reconciliation } from './reconciliation.ts';
import type { ReconcileStatement, Reconciliation } from './state.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd');
const amount = fc.constantFrom(5n, 5n, 7n, -5n, -7n);
const bank: fc.Arbitrary<BankLine> = fc.record({ key, amount, charge: fc.boolean() }).map((of) => ({
  ...{ reference: `r-${of.key}`, keys: [of.key], once: of.amount < 0n ? `E-${of.key}` : '', charge: of.charge },
  ...{ amount: money(of.amount, 'USD'), date: '2026-03-02', reversal: false },
}));
const book: fc.Arbitrary<BookLine> = fc.record({ key, amount }).map((of) => ({
  ...{ id: `m/${of.key}${of.amount}/0`, tenant: 'm', transactionId: `t${of.key}`, key: of.key },
  ...{ amount: money(of.amount, 'USD'), date: '2026-03-02' },
}));
const day = (
  id: number,
  lines: readonly BankLine[] = [],
  books: readonly BookLine[] = [],
  isLate = false,
): ReconcileStatement => ({
  ...{ type: 'ReconcileStatement', account: 'A-1', currency: 'USD', date: '2026-03-02', statementId: `S${id}` },
  ...{ sequence: BigInt(id), messageId: 'm', bank: lines, toleranceDays: 2, tenant: 'm' },
  books: [...new Map(books.map((line) => [line.id, line])).values()],
  late: isLate ? [{ type: 'BREAK_TYPE_UNDECLARED', id: 'd', tenant: 'm', amount: money(5n, 'USD'), date: '' }] : [],
});
const gap: ReconciliationCommand = {
  ...{ type: 'NoteGap', account: 'A-1', currency: 'USD', date: '2026-03-03', expected: 7n, messageId: 'm' },
  tenant: 'm',
};
const last = ({ breaks }: Reconciliation) => Object.keys(breaks).at(-1) ?? '';
const explain = (state: Reconciliation): ReconciliationCommand => ({
  ...{ type: 'ExplainBreak', breakId: last(state), cause: 'BANK_ERROR', note: '', owner: '' },
});
const close =
  (entry: 'NONE' | 'CHARGE' | 'SUSPENSE') =>
  (state: Reconciliation): ReconciliationCommand => ({
    ...{ type: 'CloseBreak', breakId: last(state), entry, note: '' },
  });
const wild = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 3, max: 20 }),
        fc.array(bank, { maxLength: 5 }),
        fc.array(book, { maxLength: 5 }),
        fc.boolean(),
      )
      .map((of) => day(...of)),
  },
  { weight: 1, arbitrary: fc.constantFrom(explain, close('NONE'), close('CHARGE'), close('SUSPENSE'), gap) },
);

it('what bank and books are apart is always the sum of the breaks that are open', () => {
  anyHistory('fx reconciliation', {
    service: 'fx',
    aggregate: reconciliation,
    roads: [[day(1, [], [], true), day(2), gap, explain, close('NONE')]],
    wild,
    events: {
      StatementReconciled: true,
      ReconciliationBreakOpened: true,
      ReconciliationBreakExplained: true,
      ReconciliationBreakClosed: true,
    },
    laws({ before, after, command, events }) {
      if (command.type !== 'ReconcileStatement') return;
      // What the bank has more after this day, as the breaks say it, is what it had more, and what moved on either side.
      const [first] = events;
      if (first?.type !== 'StatementReconciled') return;
      const missed = new Set(Object.values(before.breaks).flatMap(({ evidence }) => evidence?.keys ?? []));
      const used = command.books.filter(({ id }) => first.data.matched.includes(id) && !missed.has(id));
      const fresh = Object.entries(after.breaks).filter(([id]) => before.breaks[id] === undefined);
      const awaited = fresh.filter(([, { type }]) => type === 'BREAK_TYPE_MISSING_IN_BANK');
      const moved = [...used.map((line) => line.amount.minor), ...awaited.map(([, one]) => -one.difference.minor)];
      const change = first.data.bankMovement.minor - moved.reduce((sum, one) => sum + one, 0n);
      const apart = openDifference(after).minor - openDifference({ ...before, currency: 'USD' }).minor;
      holds(change === apart, 'bank − books = breaks', { change, apart });
      holds(new Set(first.data.matched).size === first.data.matched.length, 'a line is matched once', first.data);
    },
  });
});
