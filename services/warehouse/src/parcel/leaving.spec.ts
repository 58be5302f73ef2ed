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
