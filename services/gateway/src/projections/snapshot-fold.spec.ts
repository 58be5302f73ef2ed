import type { Recorded } from '@portolan/engine';
import { describe, expect, it } from 'vitest';
import { event } from '../rig/stand-ins.ts';
import { renderPayload } from './render.ts';
import { shownTo } from './shown.ts';
import { fold, type Thing } from './snapshot-fold.ts';

type Told = readonly [type: string, data: object];

/** What the events of one stream add up to, for its owner and for one of its audience. */
function after(stream: string, service: string, told: readonly Told[]): readonly (Thing | undefined)[] {
  const [owner = ''] = stream.split('/');
  const events = told.map(([type, data], index) => event(type, data, { stream, service, version: index + 1 }));
  return [owner, 'of-the-audience'].map((reader) => events.reduce<Thing | undefined>(takenBy(reader), undefined));
}

function takenBy(reader: string) {
  return (before: Thing | undefined, recorded: Recorded) => {
    const { type, meta } = recorded;
    const { tenant, time } = meta;
    const data = renderPayload(shownTo(reader, recorded));
    return fold({ type, tenant, time, version: String(meta.version), data }, before) ?? before;
  };
}

/** The same for both: what is not shown to the audience is in no snapshot. */
function expectBoth(things: readonly (Thing | undefined)[], kind: Thing['kind'], now: object): void {
  expect(things[0]).toMatchObject({ kind, now });
  expect(things[1]).toEqual(things[0]);
}

const bucket = { warehouseId: 'PDX-OSW-1', owner: 'merchant', sku: 'EARBUDS-X2', lot: '' };
const units = (quantity: bigint) => ({ bucket, parcelId: 'parcel-1', quantity });
const parcel = { parcelId: 'parcel-1', orderId: 'order-1' };
const inbound = { inboundId: 'inbound-1', orderId: 'order-1' };
const returned = { returnId: 'return-1', orderId: 'order-1' };
const about = { orderNo: 'TN-1', warehouseId: 'PDX-OSW-1', owner: 'merchant' };
const price = { minor: 11000n, currency: 'CNY' };

describe('what a snapshot is folded from', () => {
  it.each([
    ['OrderStocked', 'STOCKED'],
    ['OrderCancelled', 'CANCELLED'],
    ['OrderRefunded', 'REFUNDED'],
  ])('an order ends with %s', (type, state) => {
    const terms = { orderNo: 'TN-1', lines: [] };
    const placed = event('OrderPlaced', { orderId: 'order-1', terms }, { stream: 'merchant/order/order-1' });
    const stream = 'merchant/order/order-1';
    const ended = event(type, { orderId: 'order-1' }, { stream, version: 2 });
    const own = [placed, ended].reduce<Thing | undefined>(takenBy('merchant'), undefined);
    expect(own).toMatchObject({ kind: 'order', now: { state, version: 2n } });
  });

  it.each([
    ['PICKED', ['StockPicked']],
    ['PACKED', ['StockPicked', 'StockPacked']],
  ])('units of a parcel that was %s lie on the shelf again', (stage, steps) => {
    const moved = steps.map((type): Told => [type, units(2n)]);
    const things = after('merchant/stock/s', 'warehouse', [
      ['GoodsReceived', { bucket, quantity: 10n, document: 'DN-1' }],
      ['StockReserved', units(2n)],
      ...moved,
      ['StockPutBack', { ...units(2n), stage }],
    ]);
    expectBoth(things, 'stock', { onHand: 10n, available: 10n, reserved: 0n, picked: 0n, packed: 0n, damaged: 0n });
  });

  it('units that a buyer gave back are available where they sell again, and damaged where not', () => {
    const back = (grade: string): Told => ['StockReturned', { bucket, returnId: 'r', grade, quantity: 1n }];
    const things = after('merchant/stock/s', 'warehouse', ['A', 'B', 'C', 'D', 'X'].map(back));
    expectBoth(things, 'stock', { onHand: 5n, available: 2n, damaged: 3n });
  });

  it('a parcel is called off', () => {
    const things = after('merchant/parcel/parcel-1', 'warehouse', [
      ['ParcelPlanned', { ...parcel, orderNo: 'TN-1', warehouseId: 'PDX-OSW-1', lines: [] }],
      ['ParcelCancelled', { ...parcel, allocations: [], reason: 'the buyer moved' }],
    ]);
    expectBoth(things, 'parcel', { state: 'CANCELLED', owner: 'merchant' });
  });

  it('goods are expected, counted short, and the case is closed', () => {
    const lines = [{ sku: 'EARBUDS-X2', lot: '', quantity: 10n }];
    const counted = [{ sku: 'EARBUDS-X2', expected: 10n, counted: 8n }];
    const things = after('merchant/inbound/inbound-1', 'warehouse', [
      ['GoodsExpected', { ...inbound, ...about, lines }],
      ['ExpectedGoodsCounted', { ...inbound, deliveryId: 'd', lines: counted, differs: true }],
      ['InboundDiscrepancyOpened', { ...inbound, lines: counted, owner: 'merchant' }],
      ['InboundDiscrepancyResolved', { ...inbound, resolution: 'CLAIM', lines: counted }],
    ]);
    expectBoth(things, 'inbound', { state: 'RESOLVED', resolution: 'CLAIM', lines: counted });
  });

  it('goods come back and are graded', () => {
    const lines = [{ sku: 'EARBUDS-X2', lot: '', quantity: 1n }];
    const graded = [{ sku: 'EARBUDS-X2', grade: 'A', quantity: 1n }];
    const things = after('merchant/return/return-1', 'warehouse', [
      ['ReturnExpected', { ...returned, ...about, lines }],
      ['ReturnReceived', { ...returned, lines }],
      ['ReturnGraded', { ...returned, lines: graded }],
    ]);
    expectBoth(things, 'return', { state: 'GRADED', expected: lines, received: lines, graded });
  });

  it('a declaration stands where its milestones say', () => {
    const declaration = { declarationId: 'declaration-1', orderId: 'order-1' };
    const told: readonly Told[] = [
      ['DeclarationDrafted', declaration],
      ['DeclarationStored', { ...declaration, preNo: 'P1', invtNo: 'I1' }],
      ['DeclarationReturned', { ...declaration, kind: 'MESSAGE_KIND_CEB621', status: '100', info: 'price' }],
      ['DeclarationResubmitted', { ...declaration, listVersion: 2 }],
      ['DeclarationReleased', { ...declaration, invtNo: 'I1' }],
    ];
    const states = told.map((_, index) => after('m/declaration/d', 'customs', told.slice(0, index + 1))[1]?.now);
    const shown = states.map((now) => (now !== undefined && 'state' in now ? now.state : ''));
    expect(shown).toEqual(['DRAFTED', 'STORED', 'RETURNED', 'DRAFTED', 'RELEASED']);
    expectBoth(after('m/declaration/d', 'customs', told), 'declaration', { preNo: 'P1', invtNo: 'I1', version: 5n });
  });

  it('a verification list and its gate pass change the book', () => {
    const list = { listId: 'list-1', warehouseId: 'NGB-BND-1', direction: 'LIST_DIRECTION_IN' };
    const listed = { line: 1, sku: 'NZ-MILK-900', quantity: 600n, price };
    expectBoth(
      after('operator/verification-list/list-1', 'warehouse', [
        ['VerificationListFiled', { ...list, emsNo: 'T1', owner: 'merchant', lines: [listed] }],
        ['VerificationListSent', { listId: 'list-1', sha256: 'ab' }],
        ['VerificationListApproved', { listId: 'list-1', bondInvtNo: 'QD1', lines: [listed] }],
        ['VerificationListDeducted', { listId: 'list-1', bondInvtNo: 'QD1' }],
      ]),
      'list',
      { state: 'DEDUCTED', bondInvtNo: 'QD1', owner: 'merchant', direction: 'LIST_DIRECTION_IN' },
    );
    expectBoth(
      after('operator/gate-pass/pass-1', 'warehouse', [
        ['GatePassRequested', { ...list, passId: 'pass-1', bondInvtNo: 'QD1', vehicleNo: '浙B12345' }],
        ['GatePassApproved', { passId: 'pass-1', passportNo: 'P1' }],
        ['GatePassed', { passId: 'pass-1', passportNo: 'P1', listId: 'list-1' }],
      ]),
      'pass',
      { state: 'PASSED', passportNo: 'P1', listId: 'list-1' },
    );
    const line = { emsNo: 'T1', recordNo: '1' };
    const booked = (type: string, quantity: bigint): Told => [type, { ...line, listId: 'list-1', quantity }];
    expectBoth(
      after('operator/book-item/T1-1', 'warehouse', [
        ['BookItemOpened', { ...line, warehouseId: 'NGB-BND-1', owner: 'merchant', sku: 'NZ-MILK-900', price }],
        booked('BookIncreasePlanned', 600n),
        booked('BookIncreased', 600n),
        booked('BookReductionPlanned', 2n),
        booked('BookReductionPlanned', 1n),
        booked('BookReduced', 2n),
      ]),
      'bookItem',
      { increased: 600n, reduced: 2n, plannedIncrease: 0n, plannedReduction: 1n, stock: 598n, available: 597n },
    );
  });

  it('says nothing of what it does not hold, nor of a thing whose beginning nobody saw', () => {
    expect(after('merchant/order/o', 'orders', [['HoldCleared', { orderId: 'o', code: 'X' }]])).toEqual([
      undefined,
      undefined,
    ]);
    for (const type of ['ParcelPicked', 'ReturnGraded', 'GatePassed', 'BookReduced', 'DeclarationReleased'])
      expect(fold({ type, tenant: 't', time: '', version: '1', data: {} }, undefined), type).toBeUndefined();
  });
});
