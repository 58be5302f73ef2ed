import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import {
  allocations,
  authorise,
  authorised,
  by,
  dispatched,
  lines,
  pack,
  packed,
  parcel,
  picked,
  plan,
  planned,
  reserved,
  retried,
  short,
  shortages,
  untilAuthorised,
  untilPacked,
  untilPicked,
} from '../rig/parcels.ts';

describe('planning a parcel', () => {
  it('happens once', () => {
    given(parcel, []).when({ type: 'Plan', planned: plan }).then([planned]);
    given(parcel, [planned, reserved]).when({ type: 'Plan', planned: plan }).thenNothing();
  });

  it('is refused for another content, another warehouse or wrong lines', () => {
    const other = { ...plan, lines: lines.slice(1) };
    given(parcel, [planned]).when({ type: 'Plan', planned: other }).thenRefused('PARCEL_EXISTS', { orderNo: 'NO-1' });
    const elsewhere = { ...plan, warehouseId: 'ELSEWHERE' };
    given(parcel, []).when({ type: 'Plan', planned: elsewhere }).thenRefused('WAREHOUSE_NOT_FOUND');
  });

  it.each([
    ['lines', []],
    ['lines[0].sku', [{ line: 1, sku: '', quantity: 1n }]],
    ['lines[0].quantity', [{ line: 1, sku: 'CABLE', quantity: 0n }]],
    [
      'lines[1].line',
      [
        { line: 1, sku: 'CABLE', quantity: 1n },
        { line: 1, sku: 'CABLE', quantity: 1n },
      ],
    ],
  ])('names a wrong %s', (field, wrong) => {
    given(parcel, [])
      .when({ type: 'Plan', planned: { ...plan, lines: wrong } })
      .thenRefused('PARCEL_INVALID', { field });
  });
});

describe('reserving a parcel', () => {
  it('ends reserved or short', () => {
    given(parcel, [planned]).when({ type: 'ConfirmReservation', parcelId: 'P1', allocations }).then([reserved]);
    given(parcel, [planned]).when({ type: 'RecordShortage', parcelId: 'P1', shortages }).then([short]);
    given(parcel, [planned, reserved]).when({ type: 'RecordShortage', parcelId: 'P1', shortages }).thenNothing();
    given(parcel, [planned, short]).when({ type: 'ConfirmReservation', parcelId: 'P1', allocations }).thenNothing();
  });

  it('is tried again only where it was short', () => {
    given(parcel, [planned, short]).when({ type: 'Retry', parcelId: 'P1' }).then([retried]);
    given(parcel, [planned]).when({ type: 'Retry', parcelId: 'P1' }).thenNothing();
    expect(given(parcel, [planned, short, retried]).state.shortages).toEqual([]);
    given(parcel, [planned, short, retried])
      .when({ type: 'ConfirmReservation', parcelId: 'P1', allocations })
      .then([reserved]);
  });
});

describe('picking and packing', () => {
  it('follow each other, each once', () => {
    given(parcel, [planned, reserved])
      .when({ type: 'Pick', ...by })
      .then([picked]);
    given(parcel, untilPicked)
      .when({ type: 'Pick', ...by })
      .thenNothing();
    given(parcel, untilPicked).when(pack).then([packed]);
    given(parcel, untilPacked).when(pack).thenNothing();
  });

  it('wait for the step before', () => {
    given(parcel, [planned, short])
      .when({ type: 'Pick', ...by })
      .thenRefused('PARCEL_NOT_READY', { parcelId: 'P1', state: 'SHORT', needs: 'RESERVED' });
    given(parcel, [planned, reserved]).when(pack).thenRefused('PARCEL_NOT_READY');
  });

  it('take no second weight, since its papers were filed with the first', () => {
    given(parcel, untilPacked)
      .when({ ...pack, grossWeight: '1.3' })
      .thenRefused('PARCEL_NOT_READY');
  });

  it.each(['0', '0.000', '-1', '1.2345', '1,2', '', '1e3'])('refuse the weight %j', (grossWeight) => {
    given(parcel, untilPicked)
      .when({ ...pack, grossWeight })
      .thenRefused('PACKING_INVALID', { field: 'grossWeight' });
  });

  it.each([0, -1, 1.5])('refuse %d packs', (packs) => {
    given(parcel, untilPicked)
      .when({ ...pack, packs })
      .thenRefused('PACKING_INVALID', { field: 'packs' });
  });

  it('are not for other operators, nor for the owner', () => {
    for (const stranger of ['merchant', 'another-operator']) {
      given(parcel, [planned, reserved])
        .when({ type: 'Pick', parcelId: 'P1', by: stranger })
        .thenRefused('PARCEL_NOT_FOUND', { parcelId: 'P1' });
    }
    given(parcel, [])
      .when({ type: 'Pick', ...by })
      .thenRefused('PARCEL_NOT_FOUND');
  });
});

describe('dispatching', () => {
  it('is refused until customs has released the parcel', () => {
    for (const history of [[planned], untilPicked, untilPacked]) {
      given(parcel, history)
        .when({ type: 'Dispatch', ...by })
        .thenRefused('NOT_RELEASED', { parcelId: 'P1', orderNo: 'NO-1' });
    }
    given(parcel, untilAuthorised)
      .when({ type: 'Dispatch', ...by })
      .then([dispatched]);
    given(parcel, [...untilAuthorised, dispatched])
      .when({ type: 'Dispatch', ...by })
      .thenNothing();
  });

  it('is authorised once, for a packed parcel, by one declaration', () => {
    given(parcel, untilPacked).when(authorise).then([authorised]);
    given(parcel, untilAuthorised).when(authorise).thenNothing();
    given(parcel, untilPicked).when(authorise).thenRefused('PARCEL_NOT_READY');
    given(parcel, untilAuthorised)
      .when({ ...authorise, declarationId: 'D2' })
      .thenRefused('RELEASED_OTHERWISE', { parcelId: 'P1', declarationId: 'D1' });
  });
});

describe('a parcel', () => {
  it('is seen by the operator of its warehouse', () => {
    const { state } = given(parcel, [planned]);
    expect(parcel.audience(planned, state)).toEqual([{ tenant: 'operator', role: 'zone_operator' }]);
    expect(parcel.audience(planned, parcel.initial)).toEqual([]);
  });
});
