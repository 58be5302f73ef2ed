import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import {
  allocations,
  authorise,
  authorised,
  bucket,
  by,
  dispatched,
  ids,
  pack,
  packed,
  parcel,
  picked,
  plan,
  planned,
  reserved,
  revoke,
  revoked,
  short,
  shortages,
  untilAuthorised,
  untilPacked,
  untilPicked,
} from '../rig/parcels.ts';
import type { ParcelEvent } from './parcel.ts';

describe('a parcel that nobody has to release', () => {
  const at = (warehouseId: string): ParcelEvent[] => [
    { type: 'ParcelPlanned', data: { ...plan, warehouseId } },
    reserved,
    picked,
    packed,
  ];
  const free = { ...authorise, declarationId: '', invtNo: '', ground: 'FREE_CIRCULATION' } as const;

  it('leaves an overseas warehouse in free circulation', () => {
    const data = { ...ids, declarationId: '', invtNo: '', ground: 'FREE_CIRCULATION' };
    const authorisedFree: ParcelEvent = { type: 'DispatchAuthorised', data };
    given(parcel, at('PDX-OSW-1')).when(free).then([authorisedFree]);
    given(parcel, [...at('PDX-OSW-1'), authorisedFree])
      .when(free)
      .thenNothing();
    given(parcel, [...at('PDX-OSW-1'), authorisedFree])
      .when({ type: 'Dispatch', ...by })
      .then([dispatched]);
  });

  it('does not exist where customs watches the door', () => {
    for (const warehouseId of ['SZX-FWD-1', 'NGB-BND-1']) {
      given(parcel, at(warehouseId))
        .when(free)
        .thenRefused('RELEASE_GROUND_INVALID', { ground: 'FREE_CIRCULATION', warehouseId });
    }
    given(parcel, at('PDX-OSW-1'))
      .when({ ...free, ground: 'ANYTHING' })
      .thenRefused('RELEASE_GROUND_INVALID');
  });
});

describe('a parcel in a bonded warehouse', () => {
  const emsNo = 'T3105W000293';
  const taken = [{ bucket: { ...bucket, warehouseId: 'NGB-BND-1' }, quantity: 3n, recordNo: '1' }];
  const until: ParcelEvent[] = [
    { type: 'ParcelPlanned', data: { ...plan, warehouseId: 'NGB-BND-1' } },
    { type: 'ParcelReserved', data: { ...ids, allocations: taken } },
    { type: 'ParcelPicked', data: { ...ids, allocations: taken } },
  ];
  const packedThere: ParcelEvent = {
    type: 'ParcelPacked',
    data: { ...ids, grossWeight: '1.25', packs: 1, allocations: taken, emsNo },
  };
  const free = [...until, packedThere, authorised];
  const on = { parcelId: 'P1', listId: 'L1' };
  const listed: ParcelEvent = { type: 'ParcelListed', data: { ...ids, listId: 'L1' } };
  const unlisted: ParcelEvent = { type: 'ParcelUnlisted', data: { ...ids, listId: 'L1' } };
  const gone: ParcelEvent = { type: 'ParcelDispatched', data: { ...ids, allocations: taken } };

  it('is packed under the number of its account book', () => {
    given(parcel, until).when(pack).then([packedThere]);
  });

  it('leaves with a gate pass only, released or not', () => {
    given(parcel, free)
      .when({ type: 'Dispatch', ...by })
      .thenRefused('BONDED_NEEDS_GATE_PASS', { orderNo: 'NO-1', warehouseId: 'NGB-BND-1' });
    given(parcel, until)
      .when({ type: 'Dispatch', ...by })
      .thenRefused('BONDED_NEEDS_GATE_PASS');
    given(parcel, [...free, listed])
      .when({ type: 'PassGate', ...on })
      .then([gone]);
    given(parcel, [...free, listed, gone])
      .when({ type: 'PassGate', ...on })
      .thenNothing();
    given(parcel, free)
      .when({ type: 'PassGate', ...on })
      .thenRefused('PARCEL_NOT_READY');
  });

  it('stands on one list, once it is released', () => {
    given(parcel, free)
      .when({ type: 'List', ...on })
      .then([listed]);
    given(parcel, [...free, listed])
      .when({ type: 'List', ...on })
      .thenNothing();
    given(parcel, [...free, listed])
      .when({ type: 'List', ...on, listId: 'L2' })
      .thenRefused('PARCEL_ON_LIST', { orderNo: 'NO-1', listId: 'L1' });
    given(parcel, [...until, packedThere])
      .when({ type: 'List', ...on })
      .thenRefused('NOT_RELEASED');
  });

  it('comes off a list that was sent back, and may stand on another', () => {
    given(parcel, [...free, listed])
      .when({ type: 'Unlist', ...on })
      .then([unlisted]);
    given(parcel, [...free, listed])
      .when({ type: 'Unlist', ...on, listId: 'L2' })
      .thenNothing();
    given(parcel, [...free, listed, gone])
      .when({ type: 'Unlist', ...on })
      .thenNothing();
    given(parcel, [...free, listed, unlisted])
      .when({ type: 'List', ...on, listId: 'L2' })
      .then([{ type: 'ParcelListed', data: { ...ids, listId: 'L2' } }]);
  });

  it('is not kept in while it stands on a list', () => {
    given(parcel, [...free, listed])
      .when(revoke)
      .thenRefused('PARCEL_ON_LIST', { orderNo: 'NO-1', listId: 'L1' });
    given(parcel, [...free, listed, unlisted])
      .when(revoke)
      .then([revoked]);
    given(parcel, [...free, listed, unlisted, revoked])
      .when({ type: 'List', ...on })
      .thenRefused('NOT_RELEASED');
  });

  it('is not called off while it stands on a list', () => {
    const cancel = { type: 'Cancel', parcelId: 'P1', reason: 'ORDER_CANCELLED' } as const;
    given(parcel, [...free, listed])
      .when(cancel)
      .thenRefused('PARCEL_ON_LIST', { orderNo: 'NO-1', listId: 'L1' });
    const cancelled: ParcelEvent = {
      type: 'ParcelCancelled',
      data: { ...ids, allocations: taken, reason: 'ORDER_CANCELLED' },
    };
    given(parcel, [...free, listed, unlisted])
      .when(cancel)
      .then([cancelled]);
    given(parcel, [...free, cancelled])
      .when({ type: 'List', ...on })
      .thenRefused('NOT_RELEASED');
  });
});

describe('a release that customs takes back', () => {
  const twice: ParcelEvent = {
    type: 'DispatchAuthorised',
    data: { ...ids, declarationId: 'D2', invtNo: '500020260000000002', ground: 'CUSTOMS_RELEASE' },
  };

  it('keeps the parcel in until it is released anew, by whatever declaration', () => {
    given(parcel, untilAuthorised).when(revoke).then([revoked]);
    const keptIn = [...untilAuthorised, revoked];
    given(parcel, keptIn)
      .when({ type: 'Dispatch', ...by })
      .thenRefused('NOT_RELEASED', { parcelId: 'P1', orderNo: 'NO-1' });
    expect(given(parcel, keptIn).state).toMatchObject({ state: 'PACKED', declarationId: '', invtNo: '' });
    given(parcel, keptIn)
      .when({ ...authorise, declarationId: 'D2', invtNo: '500020260000000002' })
      .then([twice]);
    given(parcel, [...keptIn, twice])
      .when({ type: 'Dispatch', ...by })
      .then([dispatched]);
  });

  it('changes nothing where the parcel was not free to leave', () => {
    given(parcel, untilPacked).when(revoke).thenNothing();
    given(parcel, [...untilAuthorised, revoked])
      .when(revoke)
      .thenNothing();
  });

  it('comes too late for what has left, and is nothing to what is not packed or was called off', () => {
    given(parcel, [...untilAuthorised, dispatched])
      .when(revoke)
      .thenRefused('PARCEL_LEFT', { orderNo: 'NO-1' });
    given(parcel, untilPicked)
      .when(revoke)
      .thenRefused('PARCEL_NOT_READY', { parcelId: 'P1', state: 'PICKED', needs: 'AUTHORISED' });
    const off: ParcelEvent = { type: 'ParcelCancelled', data: { ...ids, allocations, reason: 'ORDER_CANCELLED' } };
    given(parcel, [...untilAuthorised, off])
      .when(revoke)
      .thenRefused('PARCEL_NOT_READY');
    given(parcel, []).when(revoke).thenRefused('PARCEL_NOT_FOUND');
  });

  it('does not call it off, and leaves it where it may be called off', () => {
    const off: ParcelEvent = { type: 'ParcelCancelled', data: { ...ids, allocations, reason: 'ORDER_CANCELLED' } };
    given(parcel, [...untilAuthorised, revoked])
      .when({ type: 'Cancel', parcelId: 'P1', reason: 'ORDER_CANCELLED' })
      .then([off]);
  });
});

describe('calling a parcel off', () => {
  const cancel = { type: 'Cancel', parcelId: 'P1', reason: 'ORDER_CANCELLED' } as const;
  const cancelled = (held: typeof allocations): ParcelEvent => ({
    type: 'ParcelCancelled',
    data: { ...ids, allocations: held, reason: 'ORDER_CANCELLED' },
  });

  it('is possible in every state before it leaves, once', () => {
    given(parcel, [planned])
      .when(cancel)
      .then([cancelled([])]);
    given(parcel, [planned, short])
      .when(cancel)
      .then([cancelled([])]);
    for (const history of [[planned, reserved], untilPicked, untilPacked, untilAuthorised]) {
      given(parcel, history)
        .when(cancel)
        .then([cancelled(allocations)]);
    }
    given(parcel, [planned, cancelled([])])
      .when(cancel)
      .thenNothing();
    given(parcel, [...untilAuthorised, dispatched])
      .when(cancel)
      .thenRefused('PARCEL_LEFT', { orderNo: 'NO-1' });
    given(parcel, []).when(cancel).thenRefused('PARCEL_NOT_FOUND');
  });

  it('ends it: nothing brings it back', () => {
    const off = [planned, short, cancelled([])];
    given(parcel, off).when({ type: 'ConfirmReservation', parcelId: 'P1', allocations }).thenNothing();
    given(parcel, off).when({ type: 'RecordShortage', parcelId: 'P1', shortages }).thenNothing();
    given(parcel, off).when({ type: 'Retry', parcelId: 'P1' }).thenNothing();
    given(parcel, off)
      .when({ type: 'Pick', ...by })
      .thenRefused('PARCEL_NOT_READY');
    given(parcel, off).when(pack).thenRefused('PARCEL_NOT_READY');
    given(parcel, off).when(authorise).thenRefused('PARCEL_NOT_READY');
    given(parcel, off)
      .when({ type: 'Dispatch', ...by })
      .thenRefused('PARCEL_NOT_READY');
    expect(given(parcel, off).state).toMatchObject({ state: 'CANCELLED', allocations: [], shortages: [] });
  });
});
