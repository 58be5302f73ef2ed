import { fold, isRefusal } from '@portolan/eventsourcing';
import { entriesOf } from '@portolan/eventsourcing/persistent-map';
import { given } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StockCommand, type StockEvent, stockId, stockOf } from './stock.ts';

const stock = stockOf((warehouseId) => (warehouseId === 'SZX-FWD-1' ? 'operator' : undefined));
const bucket = { warehouseId: 'SZX-FWD-1', owner: 'merchant', sku: 'CABLE', lot: '' };
const received: StockEvent = { type: 'GoodsReceived', data: { bucket, quantity: 5n, document: 'DN-1' } };
const of = (parcelId: string, quantity: bigint) => ({ bucket, parcelId, quantity });
const reserved: StockEvent = { type: 'StockReserved', data: of('P1', 3n) };
const picked: StockEvent = { type: 'StockPicked', data: of('P1', 3n) };
const packed: StockEvent = { type: 'StockPacked', data: of('P1', 3n) };

describe('stock', () => {
  it('comes in', () => {
    const command = { type: 'Receive', bucket, quantity: 5n, document: 'DN-1' } as const;
    given(stock, []).when(command).then([received]);
    expect(given(stock, [received, received]).state.available).toBe(10n);
  });

  it('goes out by reserving, picking, packing and dispatching', () => {
    given(stock, [received]).when({ type: 'Reserve', parcelId: 'P1', quantity: 3n, holding: 0n }).then([reserved]);
    given(stock, [received, reserved]).when({ type: 'Pick', parcelId: 'P1', quantity: 3n }).then([picked]);
    given(stock, [received, reserved, picked]).when({ type: 'Pack', parcelId: 'P1', quantity: 3n }).then([packed]);
    given(stock, [received, reserved, picked, packed])
      .when({ type: 'Dispatch', parcelId: 'P1', quantity: 3n })
      .then([{ type: 'StockDispatched', data: of('P1', 3n) }]);
  });

  it('is reserved no more than there is', () => {
    given(stock, [received, reserved])
      .when({ type: 'Reserve', parcelId: 'P2', quantity: 3n, holding: 0n })
      .thenRefused('STOCK_SHORT', { sku: 'CABLE', wanted: '3', available: '2', parcelId: 'P2' });
    given(stock, []).when({ type: 'Reserve', parcelId: 'P2', quantity: 1n, holding: 0n }).thenRefused('STOCK_SHORT');
  });

  it('is reserved once, however late somebody comes who saw it before', () => {
    const late = { type: 'Reserve', parcelId: 'P1', quantity: 1n, holding: 0n } as const;
    for (const past of [[reserved], [reserved, picked], [reserved, picked, packed]]) {
      given(stock, [received, ...past])
        .when(late)
        .thenRefused('STOCK_HELD_OTHERWISE', { parcelId: 'P1', sku: 'CABLE', held: '3', holding: '0' });
    }
    given(stock, [received, reserved])
      .when({ ...late, holding: 3n })
      .then([{ type: 'StockReserved', data: of('P1', 1n) }]);
  });

  it('gives back what is still reserved, and no more', () => {
    given(stock, [received, reserved])
      .when({ type: 'Release', parcelId: 'P1', reason: 'SHORT' })
      .then([{ type: 'ReservationReleased', data: { ...of('P1', 3n), reason: 'SHORT' } }]);
    given(stock, [received, reserved, picked]).when({ type: 'Release', parcelId: 'P1', reason: 'SHORT' }).thenNothing();
    given(stock, []).when({ type: 'Release', parcelId: 'P1', reason: 'SHORT' }).thenNothing();
  });

  it('moves on only what the parcel holds for that step', () => {
    const all = [received, reserved];
    given(stock, all).when({ type: 'Pick', parcelId: 'P2', quantity: 1n }).thenRefused('STOCK_NOT_HELD');
    given(stock, all).when({ type: 'Pick', parcelId: 'P1', quantity: 4n }).thenRefused('STOCK_NOT_HELD');
    given(stock, all).when({ type: 'Pack', parcelId: 'P1', quantity: 3n }).thenRefused('STOCK_NOT_HELD');
    given(stock, all).when({ type: 'Dispatch', parcelId: 'P1', quantity: 3n }).thenRefused('STOCK_NOT_HELD');
  });

  it('puts back all that a called-off parcel holds, however far it has come', () => {
    const putBack = { type: 'PutBack', parcelId: 'P1', reason: 'CANCELLED' } as const;
    given(stock, [received, reserved])
      .when(putBack)
      .then([{ type: 'ReservationReleased', data: { ...of('P1', 3n), reason: 'CANCELLED' } }]);
    const back = (stage: string, quantity: bigint): StockEvent => ({
      type: 'StockPutBack',
      data: { ...of('P1', quantity), stage },
    });
    given(stock, [received, reserved, picked])
      .when(putBack)
      .then([back('PICKED', 3n)]);
    given(stock, [received, reserved, picked, packed])
      .when(putBack)
      .then([back('PACKED', 3n)]);
    given(stock, [received]).when(putBack).thenNothing();
    given(stock, []).when(putBack).thenNothing();
    const { available, held } = given(stock, [received, reserved, picked, back('PICKED', 3n)]).state;
    expect([available, [...entriesOf(held)]]).toEqual([5n, []]);
  });

  it('takes back what a buyer returned: A and B sell again, the others lie apart', () => {
    const came = (grade: string): StockEvent => ({
      type: 'StockReturned',
      data: { bucket, returnId: 'R1', grade, quantity: 1n },
    });
    given(stock, [])
      .when({ type: 'Return', bucket, returnId: 'R1', grade: 'B', quantity: 1n })
      .then([came('B')]);
    const { available, damaged } = given(stock, ['A', 'B', 'C', 'D', 'X'].map(came)).state;
    expect([available, damaged]).toEqual([2n, 3n]);
  });

  it('moves by whole units above zero', () => {
    const none = { type: 'Receive', bucket, quantity: 0n, document: 'DN-1' } as const;
    given(stock, []).when(none).thenRefused('STOCK_QUANTITY_INVALID');
    given(stock, [received])
      .when({ type: 'Reserve', parcelId: 'P1', quantity: -1n, holding: 0n })
      .thenRefused('STOCK_QUANTITY_INVALID', { sku: 'CABLE', quantity: '-1' });
  });

  it('is seen by the operator of its warehouse', () => {
    expect(stock.audience(received)).toEqual([{ tenant: 'operator', role: 'zone_operator' }]);
    const elsewhere = { ...received, data: { ...received.data, bucket: { ...bucket, warehouseId: 'ELSEWHERE' } } };
    expect(stock.audience(elsewhere)).toEqual([]);
  });

  it('has a stream for every lot', () => {
    expect(stockId(bucket)).toBe(stockId({ ...bucket }));
    expect(stockId(bucket)).not.toBe(stockId({ ...bucket, lot: 'L1' }));
  });

  it('never falls below zero and never loses a unit, whatever is asked', () => {
    const parcelId = fc.constantFrom('P1', 'P2');
    const quantity = fc.bigInt({ min: -1n, max: 6n });
    const command: fc.Arbitrary<StockCommand> = fc.oneof(
      fc.record({
        type: fc.constant('Receive' as const),
        bucket: fc.constant(bucket),
        quantity,
        document: fc.constant(''),
      }),
      fc.record({ type: fc.constant('Reserve'), parcelId, quantity, holding: fc.bigInt({ min: 0n, max: 3n }) }),
      fc.record({ type: fc.constantFrom('Pick', 'Pack', 'Dispatch'), parcelId, quantity }),
      fc.record({ type: fc.constantFrom('Release', 'PutBack'), parcelId, reason: fc.constant('SHORT') }),
      fc.record({
        type: fc.constant('Return' as const),
        bucket: fc.constant(bucket),
        returnId: fc.constant('R1'),
        grade: fc.constantFrom('A', 'B', 'C', 'D', 'X'),
        quantity,
      }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let state = stock.initial;
        const came = { in: 0n, out: 0n };
        for (const one of commands) {
          const decision = stock.decide(one, state);
          if (isRefusal(decision)) continue;
          for (const event of decision) {
            if (event.type === 'GoodsReceived' || event.type === 'StockReturned') came.in += event.data.quantity;
            if (event.type === 'StockDispatched') came.out += event.data.quantity;
          }
          state = fold(stock, state, decision);
          const held = [...entriesOf(state.held)].flatMap(([, each]) => [each.reserved, each.picked, each.packed]);
          const counts = [state.available, state.damaged, ...held];
          expect(counts.every((count) => count >= 0n)).toBe(true);
          expect(counts.reduce((sum, count) => sum + count, 0n)).toBe(came.in - came.out);
        }
      }),
    );
  });
});
