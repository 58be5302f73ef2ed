import { entriesOf } from '@portolan/eventsourcing/persistent-map';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type Stock, type StockCommand, stockOf } from './stock.ts';

const bucket = { warehouseId: 'SZX-FWD-1', owner: 'merchant', sku: 'CABLE', lot: '' };
const parcelId = fc.constantFrom('P1', 'P2', 'P3');
const quantity = fc.bigInt({ min: -1n, max: 6n });

const wild: fc.Arbitrary<StockCommand> = fc.oneof(
  fc.record({ type: fc.constant('Receive'), bucket: fc.constant(bucket), quantity, document: fc.string() }),
  fc.record({ type: fc.constant('Reserve'), parcelId, quantity, holding: fc.bigInt({ min: 0n, max: 3n }) }),
  fc.record({ type: fc.constantFrom('Pick', 'Pack', 'Dispatch'), parcelId, quantity }),
  fc.record({ type: fc.constantFrom('Release', 'PutBack'), parcelId, reason: fc.constantFrom('SHORT', 'CANCELLED') }),
  fc.record({
    ...{ type: fc.constant('Return'), bucket: fc.constant(bucket), returnId: fc.constant('R1') },
    ...{ grade: fc.constantFrom('A', 'B', 'C', 'D', 'X'), quantity },
  }),
);

const reserve = (parcel: string, units: bigint): StockCommand => ({
  ...{ type: 'Reserve', parcelId: parcel, quantity: units, holding: 0n },
});
const of = (type: 'Pick' | 'Pack' | 'Dispatch', parcel: string, units: bigint): StockCommand => ({
  ...{ type, parcelId: parcel, quantity: units },
});
const road: readonly StockCommand[] = [
  { type: 'Receive', bucket, quantity: 9n, document: 'DN-1' },
  ...[reserve('P1', 3n), reserve('P2', 4n), of('Pick', 'P1', 3n), of('Pack', 'P1', 3n)],
  ...[of('Dispatch', 'P1', 3n), of('Pick', 'P2', 2n), of('Pack', 'P2', 1n)],
  { type: 'PutBack', parcelId: 'P2', reason: 'CANCELLED' },
];

/** Every unit that is here, in whatever place. */
const unitsIn = ({ available, damaged, held }: Stock): readonly bigint[] => [
  ...[available, damaged],
  ...[...entriesOf(held)].flatMap(([, { reserved, picked, packed }]) => [reserved, picked, packed]),
];
const total = (counts: readonly bigint[]) => counts.reduce((sum, count) => sum + count, 0n);

it('stock is what came less what went, in whole units in one place each, none ever below zero', () => {
  anyHistory('warehouse stock', {
    service: 'warehouse',
    aggregate: stockOf(() => 'operator'),
    roads: [road],
    wild,
    events: {
      ...{ GoodsReceived: true, StockReserved: true, ReservationReleased: true, StockPicked: true },
      ...{ StockPacked: true, StockDispatched: true, StockPutBack: true, StockReturned: true },
    },
    counts: ({ type }) => type !== 'Release' && type !== 'PutBack',
    laws({ after, history }) {
      const counts = unitsIn(after);
      holds(
        counts.every((count) => count >= 0n),
        'no place holds less than nothing',
        after,
      );
      let came = 0n;
      for (const { type, data } of history) {
        if (type === 'GoodsReceived' || type === 'StockReturned') came += data.quantity;
        if (type === 'StockDispatched') came -= data.quantity;
      }
      holds(total(counts) === came, 'what is here came and did not go', after);
      holds(
        [...entriesOf(after.held)].every(([, { reserved, picked, packed }]) => reserved + picked + packed > 0n),
        'who holds nothing is not listed',
        after,
      );
    },
  });
});
