import { type Asked, anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Place } from './leaving.ts';
import { type Parcel, type ParcelCommand, type ParcelEvent, type ParcelState, parcelOf } from './parcel.ts';

const line = { line: 1, sku: 'CABLE', quantity: 2n };
const bucket = { warehouseId: 'W', owner: 'merchant', sku: 'CABLE', lot: '' };
const allocations = [{ bucket, quantity: 2n, recordNo: '1' }];
const planned = { parcelId: 'P1', orderId: 'O1', orderNo: 'SO-1', warehouseId: 'W', lines: [line], owner: 'merchant' };
const id = { parcelId: 'P1' } as const;
const by = 'operator';

const plan: ParcelCommand = { type: 'Plan', planned };
const short: ParcelCommand = {
  type: 'RecordShortage',
  ...id,
  shortages: [{ sku: 'CABLE', wanted: 2n, available: 0n }],
};
const reserve: ParcelCommand = { type: 'ConfirmReservation', ...id, allocations };
const pick: ParcelCommand = { type: 'Pick', ...id, by };
const pack: ParcelCommand = { type: 'Pack', ...id, by, grossWeight: '1.5', packs: 1 };
const release: ParcelCommand = { type: 'AuthoriseDispatch', ...id, declarationId: 'D1', invtNo: 'I1', ground: '' };
const keepIn: ParcelCommand = { type: 'RevokeDispatch', ...id, reason: '100' };
const onList = (type: 'List' | 'Unlist' | 'PassGate', listId: string): ParcelCommand => ({ type, ...id, listId });
const dispatch: ParcelCommand = { type: 'Dispatch', ...id, by };
const cancel: ParcelCommand = { type: 'Cancel', ...id, reason: 'BUYER' };
const retry: ParcelCommand = { type: 'Retry', ...id };

const toTheDoor = [plan, short, retry, reserve, pick, pack, release];
const roads: readonly (readonly Asked<Parcel, ParcelCommand>[])[] = [
  [...toTheDoor, dispatch],
  [
    ...toTheDoor,
    keepIn,
    release,
    onList('List', 'L1'),
    onList('Unlist', 'L1'),
    onList('List', 'L2'),
    onList('PassGate', 'L2'),
  ],
  [plan, reserve, pick, cancel],
];

const wild: fc.Arbitrary<ParcelCommand> = fc.oneof(
  fc.constantFrom(...toTheDoor, keepIn, dispatch, cancel),
  fc.record({
    ...{ type: fc.constantFrom('List', 'Unlist', 'PassGate'), parcelId: fc.constant('P1') },
    listId: fc.constantFrom('L1', 'L2'),
  }),
  fc.record({
    ...{ type: fc.constant('Pack'), parcelId: fc.constant('P1'), by: fc.constantFrom('operator', 'stranger') },
    ...{ grossWeight: fc.constantFrom('0', '1.5', '2', 'x'), packs: fc.constantFrom(0, 1, 2) },
  }),
  fc.record({
    ...{ type: fc.constant('AuthoriseDispatch'), parcelId: fc.constant('P1'), invtNo: fc.constant('I') },
    declarationId: fc.constantFrom('D1', 'D2'),
    ground: fc.constantFrom('', 'CUSTOMS_RELEASE', 'FREE_CIRCULATION', 'FRIENDSHIP'),
  }),
  fc.record({
    type: fc.constant('Plan'),
    planned: fc
      .array(fc.record({ line: fc.constantFrom(1, 2), sku: fc.constantFrom('', 'CABLE'), quantity: fc.bigInt(0n, 3n) }))
      .map((lines) => ({ ...planned, lines })),
  }),
);

const road: readonly ParcelState[] = ['PLANNED', 'RESERVED', 'PICKED', 'PACKED', 'AUTHORISED', 'DISPATCHED'];
const rank = ({ state }: Parcel): number => (state === 'SHORT' ? 0 : road.indexOf(state ?? 'PLANNED'));
const has = (history: readonly ParcelEvent[], type: ParcelEvent['type']) =>
  history.some((event) => event.type === type);

function lawsAt(kind: Place['kind']) {
  return ({ before, after, history }: { before: Parcel; after: Parcel; history: readonly ParcelEvent[] }) => {
    const keptIn = before.state === 'AUTHORISED' && after.state === 'PACKED';
    const onward = after.state === 'CANCELLED' || rank(after) >= rank(before);
    holds(onward || keptIn, 'a parcel goes back to the shelf or stays in, nothing else', before, after);
    holds(!keptIn || before.listId === '', 'what stands on a list is not kept in', before);
    if (after.state === 'DISPATCHED') {
      const last = history.findLast(({ type }) => type === 'DispatchAuthorised' || type === 'DispatchRevoked');
      holds(
        last?.type === 'DispatchAuthorised',
        'nothing leaves before it was released, nor after that was taken back',
      );
      holds(kind !== 'bonded' || after.listId !== '', 'nothing leaves bond but through the gate', history);
      holds(!has(history, 'ParcelCancelled'), 'what was called off does not leave', history);
    }
    const times = (type: ParcelEvent['type']) => history.filter((event) => event.type === type).length;
    holds(times('ParcelPacked') <= 1, 'packed once', history);
    const anew = times('DispatchAuthorised') <= 1 + times('DispatchRevoked');
    holds(anew, 'released once, and anew where that was taken back', history);
  };
}

describe('a parcel goes forward only, and out of the door only after its release', () => {
  it.each(['forwarder', 'bonded', 'overseas'] as const)('in a %s warehouse', (kind) => {
    const place: Place = { operator: by, kind, emsNo: kind === 'bonded' ? 'T1' : '' };
    anyHistory(`warehouse parcel ${kind}`, {
      service: 'warehouse',
      aggregate: parcelOf((warehouseId) => (warehouseId === 'W' ? place : undefined)),
      roads,
      wild,
      events: {
        ...{ ParcelPlanned: true, ReservationRetried: true, ParcelReserved: true, ParcelShort: true },
        ...{ ParcelPicked: true, ParcelPacked: true, ParcelCancelled: true, DispatchAuthorised: true },
        DispatchRevoked: true,
        ...{ ParcelListed: true, ParcelUnlisted: true, ParcelDispatched: true },
      },
      over: ({ state }) => (state === 'DISPATCHED' || state === 'CANCELLED' ? state : undefined),
      laws: lawsAt(kind),
    });
  });
});
