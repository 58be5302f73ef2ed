import { describe, expect, it } from 'vitest';
import { allowance } from './allowance.ts';
import { allowanceReturned } from './allowance-returned.ts';
import { bookLines } from './book-lines.ts';
import { bookShelf } from './book-shelf.ts';
import { parcelUnits } from './parcel-units.ts';
import { release } from './release.ts';
import { breachesOf, codesOf, event, later } from './rig/history.ts';
import { shipments } from './shipments.ts';
import { stockUnits } from './stock-units.ts';

const bucket = { warehouseId: 'W', owner: 'm', sku: 'S', lot: '' };
const of = { correlation: 'o' };
const received = (quantity: bigint) => event('GoodsReceived', { bucket, quantity });
const reserved = (quantity: bigint) => event('StockReserved', { bucket, parcelId: 'p', quantity }, of);
const picked = event('StockPicked', { bucket, parcelId: 'p', quantity: 2n }, of);
const packed = event('StockPacked', { bucket, parcelId: 'p', quantity: 2n }, of);
const dispatched = event('StockDispatched', { bucket, parcelId: 'p', quantity: 2n }, of);
const freed = event('ReservationReleased', { bucket, parcelId: 'p', quantity: 2n }, of);

describe('stock-units', () => {
  it('hold on the way from the door to the carrier', () => {
    expect(codesOf(stockUnits, [received(5n), reserved(2n), picked, packed, dispatched])).toEqual([]);
  });

  it.each([
    ['available', [received(5n), reserved(6n)]],
    ['reserved', [received(5n), reserved(1n), picked]],
    ['picked', [received(5n), reserved(2n), packed]],
    ['packed', [received(5n), reserved(2n), picked, dispatched]],
  ])('break where more is taken from %s than lies there', (place, history) => {
    const [breach] = breachesOf(stockUnits, history);
    expect([breach?.code, breach?.data['place'], breach?.key]).toEqual(['BELOW_ZERO', place, 'W/m/S/']);
  });
});

describe('parcel-units', () => {
  const planned = event('ParcelPlanned', {
    ...{ parcelId: 'p', orderId: 'o', lines: [{ line: 1, sku: 'S', quantity: 2n }] },
  });
  const gone = event('ParcelDispatched', { parcelId: 'p', orderId: 'o' });
  const cancelled = event('ParcelCancelled', { parcelId: 'p', orderId: 'o' });

  it('hold where it is given what it was planned with, in parts too', () => {
    const history = [planned, reserved(1n), reserved(1n), picked, packed, gone, dispatched];
    expect(codesOf(parcelUnits, history, { end: later })).toEqual([]);
  });

  it('hold where the plan is read after what follows from it', () => {
    expect(codesOf(parcelUnits, [reserved(2n), planned], { arrival: 'merged' })).toEqual([]);
  });

  it.each([
    ['RESERVED_TWICE', [planned, reserved(2n), reserved(2n)]],
    ['MORE_TAKEN', [planned, reserved(1n), freed]],
    ['STILL_HELD', [planned, reserved(2n), cancelled]],
    ['STILL_HELD', [planned, reserved(2n), event('FulfilmentCompleted', { orderId: 'o', state: 'CANCELLED' })]],
  ])('break as %s', (code, history) => {
    expect(codesOf(parcelUnits, history, { end: later })).toEqual([code]);
    expect(codesOf(parcelUnits, history, { end: later, arrival: 'merged' })).toEqual([code]);
  });
});

const line = { emsNo: 'T1', recordNo: '1' };
const booked = (
  type: 'BookIncreasePlanned' | 'BookIncreased' | 'BookReductionPlanned' | 'BookReduced',
  quantity: bigint,
) => event(type, { ...line, listId: 'l', quantity });

describe('book-lines', () => {
  const entered = [booked('BookIncreasePlanned', 5n), booked('BookIncreased', 5n)];

  it('hold where goods enter and leave as planned', () => {
    expect(codesOf(bookLines, [...entered, booked('BookReductionPlanned', 5n), booked('BookReduced', 5n)])).toEqual([]);
  });

  it.each([
    ['available', [...entered, booked('BookReductionPlanned', 6n)]],
    ['plannedReduction', [...entered, booked('BookReduced', 1n)]],
    ['plannedIncrease', [booked('BookIncreased', 1n)]],
  ])('break where %s falls below zero', (figure, history) => {
    expect(breachesOf(bookLines, history)[0]?.data['figure']).toBe(figure);
  });
});

describe('book-shelf', () => {
  const opened = event('BookItemOpened', { ...line, ...bucket });
  const entered = booked('BookIncreased', 5n);
  const left = booked('BookReduced', 2n);

  it('hold while goods are in transit at the gate, and at rest', () => {
    expect(codesOf(bookShelf, [opened, entered, received(5n), left, dispatched], { end: later })).toEqual([]);
  });

  it.each([
    ['NOT_BOOKED', [opened, entered, received(6n)]],
    ['NOT_WRITTEN_OFF', [opened, entered, received(5n), dispatched]],
  ])('break as %s', (code, history) => {
    expect(codesOf(bookShelf, history)).toEqual([code]);
  });

  it('break where they differ at rest', () => {
    expect(codesOf(bookShelf, [opened, entered, received(5n), left])).toEqual([]);
    expect(codesOf(bookShelf, [opened, entered, received(5n), left], { end: later })).toEqual(['DIFFERS']);
  });

  it('say nothing of a warehouse without an account book', () => {
    expect(codesOf(bookShelf, [received(6n), dispatched], { end: later })).toEqual([]);
  });
});

describe('release', () => {
  const placed = (mode: string) => event('OrderPlaced', { orderId: 'o', terms: { mode } });
  const at = (time: string) => ({ time: `2026-03-0${time}T00:00:00.000Z` });
  const freed = (time: string) =>
    event('DeclarationReleased', { orderId: 'o', declarationId: 'd', invtNo: 'i' }, at(time));
  const let_ = (time: string) =>
    event('DispatchAuthorised', { orderId: 'o', declarationId: 'd', ground: 'CUSTOMS_RELEASE' }, at(time));
  const kept = (time: string) =>
    event('DispatchRevoked', { orderId: 'o', parcelId: 'p', declarationId: 'd', reason: '100' }, at(time));
  const gone = (time: string) => event('ParcelDispatched', { orderId: 'o', parcelId: 'p' }, at(time));

  it('holds where customs was first, in whatever order it is read', () => {
    expect(codesOf(release, [placed('1210'), freed('2'), let_('3'), gone('4')])).toEqual([]);
    expect(codesOf(release, [gone('4'), let_('3'), freed('2')], { arrival: 'merged' })).toEqual([]);
  });

  it('holds where what was taken back was given again, or came too late', () => {
    expect(codesOf(release, [placed('9610'), freed('2'), let_('3'), kept('4'), let_('5'), gone('6')])).toEqual([]);
    const back = event('DeclarationReturned', { declarationId: 'd', status: '100' }, at('4'));
    expect(codesOf(release, [placed('9610'), freed('2'), let_('3'), back, gone('5')])).toEqual([]);
  });

  it('holds where nobody has to release it', () => {
    const free = event('DispatchAuthorised', { orderId: 'o', declarationId: '', ground: 'FREE_CIRCULATION' });
    expect(codesOf(release, [placed('LOCAL'), free, gone('2')])).toEqual([]);
  });

  it.each([
    ['LEFT_UNRELEASED', [placed('1210'), gone('2')]],
    ['LEFT_UNRELEASED', [placed('9610'), gone('2'), freed('3')]],
    ['AUTHORISED_UNRELEASED', [placed('1210'), let_('2')]],
    ['LEFT_TAKEN_BACK', [placed('9610'), freed('2'), let_('3'), kept('4'), gone('5')]],
    [
      'LEFT_CALLED_OFF',
      [placed('LOCAL'), event('ParcelCancelled', { orderId: 'o', parcelId: 'p' }, at('2')), gone('3')],
    ],
  ])('breaks as %s', (code, history) => {
    expect(codesOf(release, history)[0]).toBe(code);
    expect(codesOf(release, history, { arrival: 'merged' })).toEqual([code]);
  });
});

describe('allowance', () => {
  const cny = (minor: bigint) => ({ minor, currency: 'CNY' });
  const share = (type: 'AllowanceReserved' | 'AllowanceUsed' | 'AllowanceGivenBack', orderId: string, minor: bigint) =>
    event(type, { allowanceId: 'a', orderId, amount: cny(minor) });

  it('holds up to the limit', () => {
    const history = [
      share('AllowanceReserved', 'o1', 2_000_000n),
      share('AllowanceUsed', 'o1', 2_000_000n),
      share('AllowanceReserved', 'o2', 600_000n),
      share('AllowanceGivenBack', 'o2', 600_000n),
      share('AllowanceReserved', 'o3', 600_000n),
    ];
    expect(codesOf(allowance, history)).toEqual([]);
  });

  it.each([
    ['EXCEEDED', [share('AllowanceReserved', 'o1', 2_000_000n), share('AllowanceReserved', 'o2', 600_001n)]],
    ['SHARE_WRONG', [share('AllowanceReserved', 'o1', 1n), share('AllowanceReserved', 'o1', 1n)]],
    ['SHARE_WRONG', [share('AllowanceReserved', 'o1', 1n), share('AllowanceUsed', 'o1', 2n)]],
    ['SHARE_WRONG', [share('AllowanceGivenBack', 'o1', 1n)]],
  ])('breaks as %s', (code, history) => {
    expect(codesOf(allowance, history)).toEqual([code]);
  });

  it('is given back with the declaration, once all is at rest', () => {
    const reserved = share('AllowanceReserved', 'o1', 5n);
    const gone = event('DeclarationCancelled', { declarationId: 'd', orderId: 'o1' });
    const back = share('AllowanceGivenBack', 'o1', 5n);
    const over = event('FulfilmentCompleted', { orderId: 'o1', state: 'CANCELLED' });
    expect(codesOf(allowanceReturned, [reserved, gone, back, over], { end: later })).toEqual([]);
    expect(codesOf(allowanceReturned, [reserved, gone, over], { end: later })).toEqual(['NOT_GIVEN_BACK']);
    expect(codesOf(allowanceReturned, [reserved, over], { end: later })).toEqual(['STILL_RESERVED']);
  });
});

describe('shipments', () => {
  const id = { shipmentId: 's', orderId: 'o' };
  const [handed, delivered] = [event('ShipmentHandedOver', id), event('ShipmentDelivered', id)];
  const milestone = event('MilestoneReached', { ...id, milestone: 'MILESTONE_DELIVERED' });

  it('end once', () => {
    expect(codesOf(shipments, [handed, milestone, delivered])).toEqual([]);
  });

  it.each([
    ['ENDED_TWICE', [handed, delivered, event('ShipmentLost', id)]],
    ['ENDED_TWICE', [handed, delivered, delivered]],
    ['NOT_HANDED_OVER', [delivered]],
    ['MILESTONE_TWICE', [handed, milestone, milestone]],
  ])('break as %s', (code, history) => {
    expect(codesOf(shipments, history)).toEqual([code]);
  });
});
