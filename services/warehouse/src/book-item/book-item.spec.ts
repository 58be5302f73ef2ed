import { fold, isRefusal } from '@portolan/eventsourcing';
import { given } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableOf, type BookItemCommand, type BookItemEvent, bookItem, bookItemId } from './book-item.ts';

const line = { emsNo: 'T3105W000293', recordNo: '1' };
const data = {
  ...line,
  warehouseId: 'NGB-BND-1',
  owner: 'merchant',
  sku: 'NZ-MILK-900',
  lot: 'L2026-01',
  hsCode: '1901101000',
  name: 'Infant formula 900 g',
  origin: 'NZ',
  price: { minor: 12050n, currency: 'CNY' },
};
const opened: BookItemEvent = { type: 'BookItemOpened', data };
const event = <Type extends Exclude<BookItemEvent['type'], 'BookItemOpened'>>(
  type: Type,
  listId: string,
  quantity: bigint,
) => ({ type, data: { ...line, listId, quantity } }) as BookItemEvent;
const entered = [opened, event('BookIncreasePlanned', 'V1', 10n), event('BookIncreased', 'V1', 10n)];

describe('a line of the account book', () => {
  it('is opened once', () => {
    given(bookItem, []).when({ type: 'Open', opened: data }).then([opened]);
    given(bookItem, [opened]).when({ type: 'Open', opened: data }).thenNothing();
    given(bookItem, [])
      .when({ type: 'PlanIncrease', listId: 'V1', quantity: 1n })
      .thenRefused('BOOK_LINE_NOT_FOUND', { listId: 'V1' });
  });

  it('grows when what was planned is through the gate, once per list', () => {
    given(bookItem, [opened])
      .when({ type: 'PlanIncrease', listId: 'V1', quantity: 10n })
      .then([event('BookIncreasePlanned', 'V1', 10n)]);
    given(bookItem, entered.slice(0, 2))
      .when({ type: 'Increase', listId: 'V1' })
      .then([event('BookIncreased', 'V1', 10n)]);
    given(bookItem, entered).when({ type: 'Increase', listId: 'V1' }).thenNothing();
    given(bookItem, entered).when({ type: 'PlanIncrease', listId: 'V1', quantity: 10n }).thenNothing();
    given(bookItem, entered).when({ type: 'Increase', listId: 'V2' }).thenRefused('BOOK_LINE_NOT_FOUND');
    expect(availableOf(given(bookItem, entered.slice(0, 2)).state)).toBe(0n);
  });

  it('moves only in the direction in which the list was planned', () => {
    const [into, out] = [event('BookIncreasePlanned', 'V2', 1n), event('BookReductionPlanned', 'V3', 1n)];
    given(bookItem, [...entered, into])
      .when({ type: 'Reduce', listId: 'V2' })
      .thenRefused('BOOK_LINE_NOT_FOUND', { listId: 'V2' });
    given(bookItem, [...entered, out])
      .when({ type: 'Increase', listId: 'V3' })
      .thenRefused('BOOK_LINE_NOT_FOUND', { listId: 'V3' });
  });

  it('falls when what was planned is through the gate, and is not available from the plan on', () => {
    const planned = event('BookReductionPlanned', 'V2', 7n);
    given(bookItem, entered).when({ type: 'PlanReduction', listId: 'V2', quantity: 7n }).then([planned]);
    expect(availableOf(given(bookItem, [...entered, planned]).state)).toBe(3n);
    const reduced = event('BookReduced', 'V2', 7n);
    given(bookItem, [...entered, planned])
      .when({ type: 'Reduce', listId: 'V2' })
      .then([reduced]);
    given(bookItem, [...entered, planned, reduced])
      .when({ type: 'Reduce', listId: 'V2' })
      .thenNothing();
    expect(availableOf(given(bookItem, [...entered, planned, reduced]).state)).toBe(3n);
  });

  it('gives no more than is available', () => {
    given(bookItem, [...entered, event('BookReductionPlanned', 'V2', 7n)])
      .when({ type: 'PlanReduction', listId: 'V3', quantity: 4n })
      .thenRefused('BOOK_SHORT', { ...line, wanted: '4', available: '3' });
  });

  it('never has less than nothing, and loses no unit, whatever is asked', () => {
    const listId = fc.constantFrom('V1', 'V2', 'V3', 'V4');
    const command: fc.Arbitrary<Exclude<BookItemCommand, { type: 'Open' }>> = fc.oneof(
      fc.record({
        type: fc.constantFrom('PlanIncrease', 'PlanReduction'),
        listId,
        quantity: fc.bigInt({ min: 1n, max: 9n }),
      }),
      fc.record({ type: fc.constantFrom('Increase', 'Reduce'), listId }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let state = fold(bookItem, bookItem.initial, [opened]);
        for (const one of commands) {
          // A list only ever goes one way.
          const inwards = one.listId === 'V1' || one.listId === 'V2';
          const wrongWay = inwards ? ['PlanReduction', 'Reduce'] : ['PlanIncrease', 'Increase'];
          if (wrongWay.includes(one.type)) continue;
          const decision = bookItem.decide(one, state);
          if (isRefusal(decision)) continue;
          state = fold(bookItem, state, decision);
          expect(availableOf(state) >= 0n).toBe(true);
          expect(state.increased >= state.reduced && state.plannedReduction >= 0n).toBe(true);
        }
      }),
    );
  });

  it('is seen by who owns the goods', () => {
    expect(bookItem.audience(opened, bookItem.initial)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
    const { state } = given(bookItem, [opened]);
    expect(bookItem.audience(event('BookIncreased', 'V1', 1n), state)).toEqual([
      { tenant: 'merchant', role: 'merchant' },
    ]);
    expect(bookItem.audience(event('BookIncreased', 'V1', 1n), bookItem.initial)).toEqual([]);
    expect(bookItemId('T3105W000293', '1')).not.toBe(bookItemId('T3105W000293', '2'));
  });
});
