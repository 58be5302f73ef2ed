import type { Complete, Only, WarehouseEvent } from '@portolan/contracts';
import type { Allocation as AllocationMessage, ParcelLine, Shortage } from '@portolan/contracts/warehouse/v1/types';

/** Units of the parcel in one bucket. */
export type Allocation = Complete<AllocationMessage>;

/** Where a parcel stands; AUTHORISED is PACKED and free to leave. */
export type ParcelState =
  | 'PLANNED'
  | 'SHORT'
  | 'RESERVED'
  | 'PICKED'
  | 'PACKED'
  | 'AUTHORISED'
  | 'DISPATCHED'
  | 'CANCELLED';

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
  /** Number of the released list; empty where nobody had to release it. */
  readonly invtNo: string;
  /** Bonded: the verification list that it stands on, else empty. */
  readonly listId: string;
}

export type ParcelEvent = Only<
  WarehouseEvent,
  | 'ParcelPlanned'
  | 'ReservationRetried'
  | 'ParcelReserved'
  | 'ParcelShort'
  | 'ParcelPicked'
  | 'ParcelPacked'
  | 'ParcelCancelled'
  | 'DispatchAuthorised'
  | 'DispatchRevoked'
  | 'ParcelListed'
  | 'ParcelUnlisted'
  | 'ParcelDispatched'
>;

export const initial: Parcel = {
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
  invtNo: '',
  listId: '',
};

const road: readonly (ParcelState | undefined)[] = ['RESERVED', 'PICKED', 'PACKED', 'AUTHORISED', 'DISPATCHED'];

export const reached = (parcel: Parcel, state: ParcelState): boolean =>
  road.indexOf(parcel.state) >= road.indexOf(state);

export function evolve(parcel: Parcel, event: ParcelEvent): Parcel {
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
    case 'DispatchAuthorised': {
      const { declarationId, invtNo } = event.data;
      return { ...parcel, state: 'AUTHORISED', declarationId, invtNo };
    }
    case 'DispatchRevoked':
      return { ...parcel, state: 'PACKED', declarationId: '', invtNo: '' };
    case 'ParcelListed':
      return { ...parcel, listId: event.data.listId };
    case 'ParcelUnlisted':
      return { ...parcel, listId: '' };
    case 'ParcelDispatched':
      return { ...parcel, state: 'DISPATCHED' };
    case 'ParcelCancelled':
      return { ...parcel, state: 'CANCELLED', allocations: [], shortages: [] };
  }
}
