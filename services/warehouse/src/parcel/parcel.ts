import type { Complete, Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Allocation as AllocationMessage, ParcelLine, Shortage } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { linesFlaw, packingFlaw, sameLines } from './checks.ts';

/** Units of the parcel in one bucket. */
export type Allocation = Complete<AllocationMessage>;

/** Where a parcel stands; AUTHORISED is PACKED with the release of customs. */
export type ParcelState = 'PLANNED' | 'SHORT' | 'RESERVED' | 'PICKED' | 'PACKED' | 'AUTHORISED' | 'DISPATCHED';

export interface Parcel {
  /** Undefined where there is none. */
  readonly state: ParcelState | undefined;
  readonly orderId: string;
  readonly orderNo: string;
  readonly warehouseId: string;
  readonly lines: readonly ParcelLine[];
  readonly allocations: readonly Allocation[];
  readonly shortages: readonly Shortage[];
  /** Kilograms, decimal. */
  readonly grossWeight: string;
  readonly packs: number;
  readonly declarationId: string;
}

export type ParcelEvent = Only<
  WarehouseEvent,
  | 'ParcelPlanned'
  | 'ReservationRetried'
  | 'ParcelReserved'
  | 'ParcelShort'
  | 'ParcelPicked'
  | 'ParcelPacked'
  | 'DispatchAuthorised'
  | 'ParcelDispatched'
>;

/** `by` is the caller's tenant: only who operates the parcel's warehouse may lay hands on it. */
export type ParcelCommand =
  | { readonly type: 'Plan'; readonly planned: Extract<ParcelEvent, { type: 'ParcelPlanned' }>['data'] }
  | { readonly type: 'Retry'; readonly parcelId: string }
  | { readonly type: 'ConfirmReservation'; readonly parcelId: string; readonly allocations: readonly Allocation[] }
  | { readonly type: 'RecordShortage'; readonly parcelId: string; readonly shortages: readonly Shortage[] }
  | { readonly type: 'Pick'; readonly parcelId: string; readonly by: string }
  | Pack
  | {
      readonly type: 'AuthoriseDispatch';
      readonly parcelId: string;
      readonly declarationId: string;
      readonly invtNo: string;
    }
  | { readonly type: 'Dispatch'; readonly parcelId: string; readonly by: string };

/** Gross weight in kilograms, above 0, up to 3 decimals; at least one pack. */
export interface Pack {
  readonly type: 'Pack';
  readonly parcelId: string;
  readonly by: string;
  readonly grossWeight: string;
  readonly packs: number;
}

export type ParcelRefusal = Exclude<WarehouseRefusal, `STOCK_${string}` | 'DELIVERY_INVALID'>;

type Answer = Decision<ParcelEvent, ParcelRefusal>;
type OperatorOf = (warehouseId: string) => string | undefined;

export const parcelId = (tenant: string, orderId: string): string => madeId('parcel', tenant, orderId);

const initial: Parcel = {
  state: undefined,
  orderId: '',
  orderNo: '',
  warehouseId: '',
  lines: [],
  allocations: [],
  shortages: [],
  grossWeight: '',
  packs: 0,
  declarationId: '',
};

/** A parcel: planned for an order, reserved, picked, packed, and gone only after customs released it. */
export function parcelOf(operatorOf: OperatorOf) {
  return {
    name: 'parcel',
    initial,
    decide: (command: ParcelCommand, parcel: Parcel): Answer => decide(command, parcel, operatorOf),
    evolve,
    audience: (_: ParcelEvent, parcel: Parcel): Audience[] => {
      const operator = operatorOf(parcel.warehouseId);
      return operator === undefined ? [] : [{ tenant: operator, role: 'zone_operator' }];
    },
  };
}

function decide(command: ParcelCommand, parcel: Parcel, operatorOf: OperatorOf): Answer {
  if (command.type === 'Plan') return plan(command.planned, parcel, operatorOf);
  const { parcelId } = command;
  if (parcel.state === undefined || ('by' in command && command.by !== operatorOf(parcel.warehouseId))) {
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
      return pack(command, parcel);
    case 'AuthoriseDispatch':
      return authorise(command, parcel);
    case 'Dispatch':
      if (parcel.state === 'DISPATCHED') return [];
      if (parcel.state !== 'AUTHORISED') return refuse('NOT_RELEASED', { parcelId, orderNo: parcel.orderNo });
      return [{ type: 'ParcelDispatched', data: { parcelId, orderId, allocations: [...allocations] } }];
  }
}

function plan(
  planned: Extract<ParcelEvent, { type: 'ParcelPlanned' }>['data'],
  parcel: Parcel,
  of: OperatorOf,
): Answer {
  const { orderNo, warehouseId, lines } = planned;
  if (of(warehouseId) === undefined) return refuse('WAREHOUSE_NOT_FOUND', { warehouseId });
  const field = linesFlaw(lines);
  if (field !== undefined) return refuse('PARCEL_INVALID', { field });
  if (parcel.state === undefined) return [{ type: 'ParcelPlanned', data: planned }];
  const same = parcel.warehouseId === warehouseId && sameLines(parcel.lines, lines);
  return same ? [] : refuse('PARCEL_EXISTS', { orderNo });
}

function pack({ parcelId, grossWeight, packs }: Pack, parcel: Parcel): Answer {
  const field = packingFlaw(grossWeight, packs);
  if (field !== undefined) return refuse('PACKING_INVALID', { field });
  // Its papers are filed with the weight and packs of the first packing; another is not taken silently.
  if (reached(parcel, 'PACKED') && parcel.grossWeight === grossWeight && parcel.packs === packs) return [];
  if (parcel.state !== 'PICKED') return notReady(parcelId, parcel, 'PICKED');
  const { orderId, allocations } = parcel;
  return [{ type: 'ParcelPacked', data: { parcelId, orderId, grossWeight, packs, allocations: [...allocations] } }];
}

function authorise(command: Extract<ParcelCommand, { type: 'AuthoriseDispatch' }>, parcel: Parcel): Answer {
  const { parcelId, declarationId, invtNo } = command;
  if (reached(parcel, 'AUTHORISED')) {
    if (parcel.declarationId === declarationId) return [];
    return refuse('RELEASED_OTHERWISE', { parcelId, declarationId: parcel.declarationId });
  }
  if (parcel.state !== 'PACKED') return notReady(parcelId, parcel, 'PACKED');
  return [{ type: 'DispatchAuthorised', data: { parcelId, orderId: parcel.orderId, declarationId, invtNo } }];
}

const road: readonly (ParcelState | undefined)[] = ['RESERVED', 'PICKED', 'PACKED', 'AUTHORISED', 'DISPATCHED'];

const reached = (parcel: Parcel, state: ParcelState): boolean => road.indexOf(parcel.state) >= road.indexOf(state);

function notReady(parcelId: string, parcel: Parcel, needs: ParcelState): Answer {
  return refuse('PARCEL_NOT_READY', { parcelId, state: parcel.state ?? '', needs });
}

function retried(parcelId: string, { orderId, orderNo, warehouseId, lines }: Parcel) {
  return { parcelId, orderId, orderNo, warehouseId, lines: [...lines] };
}

function evolve(parcel: Parcel, event: ParcelEvent): Parcel {
  switch (event.type) {
    case 'ParcelPlanned': {
      const { orderId, orderNo, warehouseId, lines } = event.data;
      return { ...initial, state: 'PLANNED', orderId, orderNo, warehouseId, lines };
    }
    case 'ReservationRetried':
      return { ...parcel, state: 'PLANNED', shortages: [] };
    case 'ParcelReserved':
      return { ...parcel, state: 'RESERVED', allocations: event.data.allocations, shortages: [] };
    case 'ParcelShort':
      return { ...parcel, state: 'SHORT', shortages: event.data.shortages };
    case 'ParcelPicked':
      return { ...parcel, state: 'PICKED' };
    case 'ParcelPacked':
      return { ...parcel, state: 'PACKED', grossWeight: event.data.grossWeight, packs: event.data.packs };
    case 'DispatchAuthorised':
      return { ...parcel, state: 'AUTHORISED', declarationId: event.data.declarationId };
    case 'ParcelDispatched':
      return { ...parcel, state: 'DISPATCHED' };
  }
}
