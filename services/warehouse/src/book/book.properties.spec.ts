import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { book } from './book.ts';

const wild = fc.record({
  ...{ type: fc.constant('Number' as const), emsNo: fc.constant('T1'), warehouseId: fc.constant('W') },
  ...{ owner: fc.constantFrom('one', 'other'), sku: fc.constantFrom('MILK', 'TEA'), lot: fc.constantFrom('', 'L') },
  ...{ hsCode: fc.constantFrom('1901101000', '0902301000'), origin: fc.constantFrom('NZ', 'CN') },
  listId: fc.constantFrom('V1', 'V2'),
});

it('goods have one line of the book, and no two have the same', () => {
  anyHistory('warehouse book', {
    service: 'warehouse',
    aggregate: book,
    roads: [[]],
    wild,
    events: { BookLineNumbered: true },
    laws({ before, after }) {
      const numbers = Object.values(after.lines).map(({ recordNo }) => Number(recordNo));
      holds(new Set(numbers).size === numbers.length, 'no number is given twice', after);
      holds(Math.max(...numbers) === numbers.length, 'they run from 1 without a gap', after);
      const kept = Object.entries(before.lines).every(([key, line]) => after.lines[key] === line);
      holds(kept, 'a line stays as it was entered', before, after);
    },
  });
});
