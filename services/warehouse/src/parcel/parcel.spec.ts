import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import type { Place } from './leaving.ts';
import { type Pack, type ParcelEvent, parcelOf } from './parcel.ts';

const places: Readonly<Record<string, Place>> = {
  'SZX-FWD-1': { operator: 'operator', kind: 'forwarder', emsNo: '' },
  'NGB-BND-1': { operator: 'operator', kind: 'bonded', emsNo: 'T3105W000293' },
  'PDX-OSW-1': { operator: 'operator', kind: 'overseas', emsNo: '' },
};
const parcel = parcelOf((warehouseId) => places[warehouseId]);
const lines = [
  { line: 1, sku: 'CABLE', quantity: 3n },
  { line: 2, sku: 'LAMP', quantity: 1n },
];
const ids = { parcelId: 'P1', orderId: 'O1' };
const plan = { ...ids, orderNo: 'NO-1', warehouseId: 'SZX-FWD-1', lines };
const bucket = { warehouseId: 'SZX-FWD-1', owner: 'merchant', sku: 'CABLE', lot: '' };
const allocations = [
  { bucket, quantity: 3n, recordNo: '' },
  { bucket: { ...bucket, sku: 'LAMP' }, quantity: 1n, recordNo: '' },
];
const shortages = [{ sku: 'CABLE', wanted: 3n, available: 2n }];

const planned: ParcelEvent = { type: 'ParcelPlanned', data: plan };
const short: ParcelEvent = { type: 'ParcelShort', data: { ...ids, shortages } };
const retried: ParcelEvent = { type: 'ReservationRetried', data: plan };
const reserved: ParcelEvent = { type: 'ParcelReserved', data: { ...ids, allocations } };
const picked: ParcelEvent = { type: 'ParcelPicked', data: { ...ids, allocations } };
const packed: ParcelEvent = {
  type: 'ParcelPacked',
  data: { ...ids, grossWeight: '1.25', packs: 1, allocations, emsNo: '' },
};
const authorised: ParcelEvent = {
  type: 'DispatchAuthorised',
  data: { ...ids, declarationId: 'D1', invtNo: '500020260000000001', ground: 'CUSTOMS_RELEASE' },
};
const dispatched: ParcelEvent = { type: 'ParcelDispatched', data: { ...ids, allocations } };

const by = { parcelId: 'P1', by: 'operator' };
const pack: Pack = { type: 'Pack', ...by, grossWeight: '1.25', packs: 1 };
const authorise = {
  type: 'AuthoriseDispatch',
  parcelId: 'P1',
  declarationId: 'D1',
  invtNo: '500020260000000001',
  ground: '',
} as const;

const untilPicked = [planned, reserved, picked];
const untilPacked = [...untilPicked, packed];
const untilAuthorised = [...untilPacked, authorised];

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
