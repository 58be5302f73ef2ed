import type { Place } from '../parcel/leaving.ts';
import { type Pack, type ParcelEvent, parcelOf } from '../parcel/parcel.ts';

// A parcel of two articles on its way through a warehouse, as its events and the commands on it.

const places: Readonly<Record<string, Place>> = {
  'SZX-FWD-1': { operator: 'operator', kind: 'forwarder', emsNo: '' },
  'NGB-BND-1': { operator: 'operator', kind: 'bonded', emsNo: 'T3105W000293' },
  'PDX-OSW-1': { operator: 'operator', kind: 'overseas', emsNo: '' },
};
export const parcel = parcelOf((warehouseId) => places[warehouseId]);
export const lines = [
  { line: 1, sku: 'CABLE', quantity: 3n },
  { line: 2, sku: 'LAMP', quantity: 1n },
];
export const ids = { parcelId: 'P1', orderId: 'O1' };
export const plan = { ...ids, orderNo: 'NO-1', warehouseId: 'SZX-FWD-1', lines };
export const bucket = { warehouseId: 'SZX-FWD-1', owner: 'merchant', sku: 'CABLE', lot: '' };
export const allocations = [
  { bucket, quantity: 3n, recordNo: '' },
  { bucket: { ...bucket, sku: 'LAMP' }, quantity: 1n, recordNo: '' },
];
export const shortages = [{ sku: 'CABLE', wanted: 3n, available: 2n }];

export const planned: ParcelEvent = { type: 'ParcelPlanned', data: plan };
export const short: ParcelEvent = { type: 'ParcelShort', data: { ...ids, shortages } };
export const retried: ParcelEvent = { type: 'ReservationRetried', data: plan };
export const reserved: ParcelEvent = { type: 'ParcelReserved', data: { ...ids, allocations } };
export const picked: ParcelEvent = { type: 'ParcelPicked', data: { ...ids, allocations } };
export const packed: ParcelEvent = {
  type: 'ParcelPacked',
  data: { ...ids, grossWeight: '1.25', packs: 1, allocations, emsNo: '' },
};
export const authorised: ParcelEvent = {
  type: 'DispatchAuthorised',
  data: { ...ids, declarationId: 'D1', invtNo: '500020260000000001', ground: 'CUSTOMS_RELEASE' },
};
export const revoke = { type: 'RevokeDispatch', parcelId: 'P1', reason: '100 退单' } as const;
export const revoked: ParcelEvent = {
  type: 'DispatchRevoked',
  data: { ...ids, declarationId: 'D1', reason: '100 退单' },
};
export const dispatched: ParcelEvent = { type: 'ParcelDispatched', data: { ...ids, allocations } };

export const by = { parcelId: 'P1', by: 'operator' };
export const pack: Pack = { type: 'Pack', ...by, grossWeight: '1.25', packs: 1 };
export const authorise = {
  type: 'AuthoriseDispatch',
  parcelId: 'P1',
  declarationId: 'D1',
  invtNo: '500020260000000001',
  ground: '',
} as const;

export const untilPicked = [planned, reserved, picked];
export const untilPacked = [...untilPicked, packed];
export const untilAuthorised = [...untilPacked, authorised];
