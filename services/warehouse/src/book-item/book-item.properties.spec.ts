import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { availableOf, type BookItemCommand, bookItem } from './book-item.ts';

const opened = {
  ...{ emsNo: 'T1', recordNo: '1', warehouseId: 'W', owner: 'merchant', sku: 'MILK', lot: 'L' },
  ...{ hsCode: '1901101000', name: 'Infant formula', origin: 'NZ', price: { minor: 12050n, currency: 'CNY' } },
};
const listId = fc.constantFrom('L1', 'L2', 'L3', 'L4');
const wild: fc.Arbitrary<BookItemCommand> = fc.oneof(
  fc.record({ type: fc.constantFrom('PlanIncrease', 'PlanReduction'), listId, quantity: fc.bigInt(1n, 12n) }),
  fc.record({ type: fc.constantFrom('Increase', 'Reduce'), listId }),
);
const road: readonly BookItemCommand[] = [
  { type: 'Open', opened },
  { type: 'PlanIncrease', listId: 'L1', quantity: 10n },
  { type: 'Increase', listId: 'L1' },
  { type: 'PlanReduction', listId: 'L2', quantity: 4n },
  { type: 'Reduce', listId: 'L2' },
];

it('a line of the book takes out only what it has, and each list moves its units once', () => {
  anyHistory('warehouse book item', {
    service: 'warehouse',
    aggregate: bookItem,
    roads: [road],
    wild,
    events: {
      ...{ BookItemOpened: true, BookIncreasePlanned: true, BookIncreased: true },
      ...{ BookReductionPlanned: true, BookReduced: true },
    },
    laws({ after, history }) {
      const { increased, reduced, plannedReduction } = after;
      holds(availableOf(after) >= 0n, 'what may still be taken out is not less than nothing', after);
      holds(increased >= reduced && plannedReduction >= 0n, 'the stock of the book is not less than nothing', after);
      const sum = (type: string) =>
        history.reduce(
          (all, { type: is, data }) => (is === type && 'quantity' in data ? all + data.quantity : all),
          0n,
        );
      holds(sum('BookIncreased') === increased && sum('BookReduced') === reduced, 'it counts what moved', after);
      holds(sum('BookIncreased') <= sum('BookIncreasePlanned'), 'no more came in than lists planned', history);
      holds(sum('BookReduced') <= sum('BookReductionPlanned'), 'no more went out than lists planned', history);
    },
  });
});
