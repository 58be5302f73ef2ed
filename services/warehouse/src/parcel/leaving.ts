import type { WarehouseRefusal } from '@portolan/contracts';
import { type Decision, refuse } from '@portolan/eventsourcing';
import { type Parcel, type ParcelEvent, reached } from './state.ts';

/** What a parcel needs to know of its warehouse. */
export interface Place {
  readonly operator: string;
  readonly kind: 'forwarder' | 'bonded' | 'overseas';
  /** Bonded: number of the account book, else empty. */
  readonly emsNo: string;
}

/** Why it may leave; '' is read as CUSTOMS_RELEASE. */
export interface AuthoriseDispatch {
  readonly type: 'AuthoriseDispatch';
  readonly parcelId: string;
  readonly declarationId: string;
  readonly invtNo: string;
  readonly ground: string;
}

/** Customs took its release back. */
export interface RevokeDispatch {
  readonly type: 'RevokeDispatch';
  readonly parcelId: string;
  readonly reason: string;
}

/** Bonded: it is put on a verification list, taken off one that was sent back, or goes through the gate with it. */
export interface OnList {
  readonly type: 'List' | 'Unlist' | 'PassGate';
  readonly parcelId: string;
  readonly listId: string;
}

export interface CancelParcel {
  readonly type: 'Cancel';
  readonly parcelId: string;
  readonly reason: string;
}

type Answer = Decision<ParcelEvent, WarehouseRefusal>;

const parcelNotReady = (parcelId: string, parcel: Parcel, needs: string): Answer =>
  refuse('PARCEL_NOT_READY', { parcelId, state: parcel.state ?? '', needs });

/** Goods under no customs' control lie abroad alone: everywhere else only the release of customs opens the door. */
export function authorise(command: AuthoriseDispatch, parcel: Parcel, place: Place): Answer {
  const { parcelId, declarationId, invtNo } = command;
  const ground = command.ground === '' ? 'CUSTOMS_RELEASE' : command.ground;
  const allowed = ground === 'CUSTOMS_RELEASE' || (ground === 'FREE_CIRCULATION' && place.kind === 'overseas');
  if (!allowed) return refuse('RELEASE_GROUND_INVALID', { ground, warehouseId: parcel.warehouseId });
  if (reached(parcel, 'AUTHORISED')) {
    if (parcel.declarationId === declarationId) return [];
    return refuse('RELEASED_OTHERWISE', { parcelId, declarationId: parcel.declarationId });
  }
  if (parcel.state !== 'PACKED') return parcelNotReady(parcelId, parcel, 'PACKED');
  return [{ type: 'DispatchAuthorised', data: { parcelId, orderId: parcel.orderId, declarationId, invtNo, ground } }];
}

/** Until it has left. One on a filed list is in customs' hands: it waits for the list's answer. */
export function revoke({ parcelId, reason }: RevokeDispatch, parcel: Parcel): Answer {
  const { state, orderId, orderNo, listId, declarationId } = parcel;
  if (state === 'DISPATCHED') return refuse('PARCEL_LEFT', { orderNo });
  if (listId !== '') return refuse('PARCEL_ON_LIST', { orderNo, listId });
  if (state === 'PACKED') return [];
  if (state !== 'AUTHORISED') return parcelNotReady(parcelId, parcel, 'AUTHORISED');
  return [{ type: 'DispatchRevoked', data: { parcelId, orderId, declarationId, reason } }];
}

/** Out of the door, except where only a gate pass opens it. */
export function dispatch(parcelId: string, parcel: Parcel, place: Place): Answer {
  const { state, orderNo } = parcel;
  if (state === 'DISPATCHED') return [];
  if (state === 'CANCELLED') return parcelNotReady(parcelId, parcel, 'AUTHORISED');
  if (place.kind === 'bonded') return refuse('BONDED_NEEDS_GATE_PASS', { orderNo, warehouseId: parcel.warehouseId });
  if (state !== 'AUTHORISED') return refuse('NOT_RELEASED', { parcelId, orderNo });
  return [gone(parcelId, parcel)];
}

export function onList({ type, parcelId, listId }: OnList, parcel: Parcel): Answer {
  const { orderId, orderNo } = parcel;
  const data = { parcelId, orderId, listId };
  const on = parcel.listId === listId;
  if (type === 'Unlist') return on && parcel.state === 'AUTHORISED' ? [{ type: 'ParcelUnlisted', data }] : [];
  if (on && (type === 'List' || parcel.state === 'DISPATCHED')) return [];
  if (parcel.state !== 'AUTHORISED') return refuse('NOT_RELEASED', { parcelId, orderNo });
  if (type === 'PassGate') return on ? [gone(parcelId, parcel)] : parcelNotReady(parcelId, parcel, 'LISTED');
  if (parcel.listId !== '') return refuse('PARCEL_ON_LIST', { orderNo, listId: parcel.listId });
  return [{ type: 'ParcelListed', data }];
}

/** Until it has left. One on a filed list is in customs' hands: it waits for the list's answer. */
export function cancel({ parcelId, reason }: CancelParcel, parcel: Parcel): Answer {
  const { state, orderId, orderNo, listId, allocations } = parcel;
  if (state === 'CANCELLED') return [];
  if (state === 'DISPATCHED') return refuse('PARCEL_LEFT', { orderNo });
  if (listId !== '') return refuse('PARCEL_ON_LIST', { orderNo, listId });
  return [{ type: 'ParcelCancelled', data: { parcelId, orderId, allocations: [...allocations], reason } }];
}

function gone(parcelId: string, { orderId, allocations }: Parcel): ParcelEvent {
  return { type: 'ParcelDispatched', data: { parcelId, orderId, allocations: [...allocations] } };
}
