import type { WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { linesFlaw, packingFlaw, sameLines } from './checks.ts';
import {
  type AuthoriseDispatch,
  authorise,
  type CancelParcel,
  cancel,
  dispatch,
  type OnList,
  onList,
  type Place,
  type RevokeDispatch,
  revoke,
} from './leaving.ts';
import { type Allocation, evolve, initial, type Parcel, type ParcelEvent, type ParcelState, reached } from './state.ts';

export type { Allocation, Parcel, ParcelEvent, ParcelState } from './state.ts';

/** `by` is the caller's tenant: only who operates the parcel's warehouse may lay hands on it. */
export type ParcelCommand =
  | { readonly type: 'Plan'; readonly planned: Extract<ParcelEvent, { type: 'ParcelPlanned' }>['data'] }
  | { readonly type: 'Retry'; readonly parcelId: string }
  | { readonly type: 'ConfirmReservation'; readonly parcelId: string; readonly allocations: readonly Allocation[] }
  | {
      readonly type: 'RecordShortage';
      readonly parcelId: string;
      readonly shortages: Extract<ParcelEvent, { type: 'ParcelShort' }>['data']['shortages'];
    }
  | { readonly type: 'Pick'; readonly parcelId: string; readonly by: string }
  | Pack
  | AuthoriseDispatch
  | RevokeDispatch
  | OnList
  | CancelParcel
  | { readonly type: 'Dispatch'; readonly parcelId: string; readonly by: string };

/** Gross weight in kilograms, above 0, up to 3 decimals; at least one pack. */
export interface Pack {
  readonly type: 'Pack';
  readonly parcelId: string;
  readonly by: string;
  readonly grossWeight: string;
  readonly packs: number;
}

type Answer = Decision<ParcelEvent, WarehouseRefusal>;
type PlaceOf = (warehouseId: string) => Place | undefined;

export const parcelId = (tenant: string, orderId: string): string => madeId('parcel', tenant, orderId);

/** A parcel: planned for an order, reserved, picked, packed, and gone only after it was released; or called off. */
export function parcelOf(placeOf: PlaceOf) {
  return {
    name: 'parcel',
    initial,
    decide: (command: ParcelCommand, parcel: Parcel): Answer => decide(command, parcel, placeOf),
    evolve,
    audience: (_: ParcelEvent, parcel: Parcel): Audience[] => {
      const place = placeOf(parcel.warehouseId);
      return place === undefined ? [] : [{ tenant: place.operator, role: 'zone_operator' }];
    },
  };
}

function decide(command: ParcelCommand, parcel: Parcel, placeOf: PlaceOf): Answer {
  if (command.type === 'Plan') return plan(command.planned, parcel, placeOf);
  const { parcelId } = command;
  const place = placeOf(parcel.warehouseId);
  if (parcel.state === undefined || place === undefined || ('by' in command && command.by !== place.operator)) {
    return refuse('PARCEL_NOT_FOUND', { parcelId });
  }
  const { orderId, allocations } = parcel;
  switch (command.type) {
    case 'Retry':
      return parcel.state === 'SHORT' ? [{ type: 'ReservationRetried', data: retried(parcelId, parcel) }] : [];
    case 'ConfirmReservation': {
      if (parcel.state !== 'PLANNED') return [];
      return [{ type: 'ParcelReserved', data: { parcelId, orderId, allocations: [...command.allocations] } }];
    }
    case 'RecordShortage': {
      if (parcel.state !== 'PLANNED') return [];
      return [{ type: 'ParcelShort', data: { parcelId, orderId, shortages: [...command.shortages] } }];
    }
    case 'Pick':
      if (reached(parcel, 'PICKED')) return [];
      if (parcel.state !== 'RESERVED') return notReady(parcelId, parcel, 'RESERVED');
      return [{ type: 'ParcelPicked', data: { parcelId, orderId, allocations: [...allocations] } }];
    case 'Pack':
      return pack(command, parcel, place.emsNo);
    case 'AuthoriseDispatch':
      return authorise(command, parcel, place);
    case 'RevokeDispatch':
      return revoke(command, parcel);
    case 'List':
    case 'Unlist':
    case 'PassGate':
      return onList(command, parcel);
    case 'Dispatch':
      return dispatch(parcelId, parcel, place);
    case 'Cancel':
      return cancel(command, parcel);
  }
}

function plan(
  planned: Extract<ParcelEvent, { type: 'ParcelPlanned' }>['data'],
  parcel: Parcel,
  placeOf: PlaceOf,
): Answer {
  const { orderNo, warehouseId, lines } = planned;
  if (placeOf(warehouseId) === undefined) return refuse('WAREHOUSE_NOT_FOUND', { warehouseId });
  const field = linesFlaw(lines);
  if (field !== undefined) return refuse('PARCEL_INVALID', { field });
  if (parcel.state === undefined) return [{ type: 'ParcelPlanned', data: planned }];
  const same = parcel.warehouseId === warehouseId && sameLines(parcel.lines, lines);
  return same ? [] : refuse('PARCEL_EXISTS', { orderNo });
}

function pack({ parcelId, grossWeight, packs }: Pack, parcel: Parcel, emsNo: string): Answer {
  const field = packingFlaw(grossWeight, packs);
  if (field !== undefined) return refuse('PACKING_INVALID', { field });
  // Its papers are filed with the weight and packs of the first packing; another is not taken silently.
  if (reached(parcel, 'PACKED') && parcel.grossWeight === grossWeight && parcel.packs === packs) return [];
  if (parcel.state !== 'PICKED') return notReady(parcelId, parcel, 'PICKED');
  const { orderId, allocations } = parcel;
  const data = { parcelId, orderId, grossWeight, packs, allocations: [...allocations], emsNo };
  return [{ type: 'ParcelPacked', data }];
}

function notReady(parcelId: string, parcel: Parcel, needs: ParcelState): Answer {
  return refuse('PARCEL_NOT_READY', { parcelId, state: parcel.state ?? '', needs });
}

function retried(parcelId: string, { orderId, orderNo, warehouseId, lines }: Parcel) {
  return { parcelId, orderId, orderNo, warehouseId, lines: [...lines] };
}
