import { type Asked, anyHistory, holds, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type ImportCommand, type ImportState, orderImport, outcomes, type RowOutcome } from './import.ts';

const importId = 'I1';
const start = (rows: number): ImportCommand => ({
  ...{ type: 'StartImport', importId, fileName: 'orders.csv', sha256: 'aa', rows, file: sealed('file') },
});
const row = (number: number, outcome: RowOutcome) => ({
  ...{ row: number, orderNo: `SO-${number}`, outcome, orderId: '', code: '', column: '', data: {} },
});
/** The next rows, as many as asked and there are. */
const next =
  (many: number, outcome: RowOutcome) =>
  ({ done, rows }: ImportState): ImportCommand => ({
    ...{ type: 'RecordRows', importId },
    rows: Array.from({ length: Math.min(many, rows - done) }, (_, index) => row(done + 1 + index, outcome)),
  });
const outcome = fc.constantFrom(...outcomes);
const wild: fc.Arbitrary<Asked<ImportState, ImportCommand>> = fc.oneof(
  fc.constantFrom(3, 4).map(start),
  fc.tuple(fc.integer({ min: 1, max: 3 }), outcome).map((rows) => next(...rows)),
  fc
    .tuple(fc.constantFrom(1, 2, 9), outcome)
    .map(([from, what]): ImportCommand => ({ type: 'RecordRows', importId, rows: [row(from, what)] })),
);

it('every row of a file goes on record once, in order, and the import ends with the last', () => {
  anyHistory('orders import', {
    service: 'orders',
    aggregate: orderImport,
    roads: [[start(4), next(2, 'PLACED'), next(1, 'KNOWN'), next(1, 'REFUSED')]],
    wild,
    events: { ImportStarted: true, ImportRowsDone: true, ImportCompleted: true },
    over: ({ rows, done }) => (rows > 0 && done === rows ? String(done) : undefined),
    laws({ after, history }) {
      const { rows, done, placed, refused, known } = after;
      holds(placed + refused + known === done && done <= rows, 'each became one thing', after);
      const recorded = history.flatMap((event) => (event.type === 'ImportRowsDone' ? event.data.rows : []));
      holds(
        recorded.every(({ row: number }, index) => number === index + 1),
        'in order, without a gap',
        recorded,
      );
      const completed = history.filter(({ type }) => type === 'ImportCompleted').length;
      holds(completed === (done === rows ? 1 : 0), 'over with the last row', history);
    },
  });
});
