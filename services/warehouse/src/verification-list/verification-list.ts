import { chinaDay } from '@portolan/china';
import type { Complete, Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Allocation, ListDirection } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import { type BookLine, type Line, lineFlaw, summedUp } from './lines.ts';

/** A verification list (核注清单): proposes to customs what goes into the account book or out of it. */
export interface VerificationList {
  readonly state: 'FILED' | 'SENT' | 'APPROVED' | 'RETURNED' | 'DEDUCTED' | undefined;
  readonly filed: Filed | undefined;
  /** With the book's numbers once it was approved. */
  readonly lines: readonly Line[];
  readonly bondInvtNo: string;
}

export type ListEvent = Only<
  WarehouseEvent,
  | 'VerificationListFiled'
  | 'VerificationListSent'
  | 'VerificationListApproved'
  | 'VerificationListReturned'
  | 'VerificationListDeducted'
>;

export type Filed = Extract<ListEvent, { type: 'VerificationListFiled' }>['data'];

/** A parcel that shall stand on a list, as its own stream has it. */
export interface ListedParcel {
  readonly parcelId: string;
  readonly orderNo: string;
  readonly owner: string;
  readonly warehouseId: string;
  readonly state: string;
  /** List that it stands on already, else empty. */
  readonly listId: string;
  readonly invtNo: string;
  readonly allocations: readonly Complete<Allocation>[];
}

/** `by` is the caller's tenant. IN takes owner and lines; OUT takes parcels, and the book's lines that they are from. */
export interface FileList {
  readonly type: 'File';
  readonly by: string;
  readonly listId: string;
  readonly warehouseId: string;
  readonly direction: ListDirection;
  readonly owner: string;
  readonly lines: readonly Line[];
  readonly parcels: readonly ListedParcel[];
  readonly bookLines: readonly BookLine[];
}

export type ListCommand =
  | FileList
  | { readonly type: 'RecordSent'; readonly listId: string; readonly sha256: string }
  | {
      readonly type: 'Approve';
      readonly listId: string;
      readonly bondInvtNo: string;
      readonly lines: readonly Line[];
    }
  | { readonly type: 'Return'; readonly listId: string; readonly reason: string }
  | { readonly type: 'Deduct'; readonly listId: string };

type Answer = Decision<ListEvent, WarehouseRefusal>;

interface Place {
  readonly operator: string;
  readonly emsNo: string;
}

type PlaceOf = (warehouseId: string) => Place | undefined;

/** Made from the command that files it. */
export const listId = (operator: string, commandId: string): string => madeId('verification-list', operator, commandId);

/** A stream of the operator; the merchant sees it where all goods on it are its own. */
export function verificationListOf(placeOf: PlaceOf) {
  return {
    name: 'verification-list',
    initial: { state: undefined, filed: undefined, lines: [], bondInvtNo: '' } as VerificationList,
    decide(command: ListCommand, list: VerificationList, facts: Facts): Answer {
      return command.type === 'File' ? file(command, list, placeOf, facts) : goOn(command, list);
    },
    evolve,
    audience: (event: ListEvent, list: VerificationList): Audience[] => {
      const owner = event.type === 'VerificationListFiled' ? event.data.owner : (list.filed?.owner ?? '');
      return owner === '' ? [] : [{ tenant: owner, role: 'merchant' }];
    },
  };
}

function file(command: FileList, list: VerificationList, placeOf: PlaceOf, facts: Facts): Answer {
  const { listId, warehouseId, direction } = command;
  const place = placeOf(warehouseId);
  if (place?.operator !== command.by) return refuse('WAREHOUSE_NOT_FOUND', { warehouseId });
  if (place.emsNo === '') return refuse('WAREHOUSE_NOT_BONDED', { warehouseId });
  if (list.state !== undefined) return [];
  const proposed = direction === 'LIST_DIRECTION_IN' ? entering(command, facts) : leaving(command);
  if ('refused' in proposed) return proposed;
  const messageNo = facts.id('verification-list').toUpperCase();
  const data = { listId, warehouseId, emsNo: place.emsNo, direction, messageNo, ...proposed };
  return [{ type: 'VerificationListFiled', data }];
}

function entering({ owner, lines, parcels }: FileList, { at }: Facts) {
  const field = owner === '' ? 'owner' : parcels.length > 0 ? 'parcelIds' : lineFlaw(lines, chinaDay(at));
  if (field !== undefined) return refuse('LIST_INVALID', { field });
  const numbered = lines.map((line, index) => ({ ...line, line: index + 1, recordNo: '' }));
  return { listType: '0', owner, lines: numbered, parcelIds: [], invtNos: [] };
}

function leaving({ direction, warehouseId, lines: given, parcels, bookLines, listId }: FileList) {
  if (direction !== 'LIST_DIRECTION_OUT') return refuse('LIST_INVALID', { field: 'direction' });
  if (given.length > 0) return refuse('LIST_INVALID', { field: 'lines' });
  const ids = parcels.map(({ parcelId }) => parcelId);
  if (ids.length === 0 || new Set(ids).size < ids.length) return refuse('LIST_INVALID', { field: 'parcelIds' });
  for (const { parcelId, orderNo, state, invtNo, listId: on, ...parcel } of parcels) {
    if (parcel.warehouseId !== warehouseId) return refuse('PARCEL_ELSEWHERE', { orderNo, warehouseId });
    if (on !== '' && on !== listId) return refuse('PARCEL_ON_LIST', { orderNo, listId: on });
    if (state !== 'AUTHORISED' || invtNo === '') return refuse('NOT_RELEASED', { parcelId, orderNo });
  }
  const allocations = parcels.flatMap((parcel) => parcel.allocations);
  const lines = summedUp(allocations, bookLines);
  if (lines === undefined) return refuse('BOOK_LINE_NOT_FOUND', { listId });
  const owners = new Set(parcels.map(({ owner }) => owner));
  const owner = owners.size === 1 ? (parcels[0]?.owner ?? '') : '';
  return { listType: '8', owner, lines, parcelIds: ids, invtNos: parcels.map(({ invtNo }) => invtNo) };
}

/** What the zone says counts once: an answer to a list that has one changes nothing. */
function goOn(command: Exclude<ListCommand, FileList>, { state, bondInvtNo }: VerificationList): Answer {
  const { listId } = command;
  const unanswered = state === 'FILED' || state === 'SENT';
  switch (command.type) {
    case 'RecordSent':
      return state === 'FILED' ? [{ type: 'VerificationListSent', data: { listId, sha256: command.sha256 } }] : [];
    case 'Approve': {
      const data = { listId, bondInvtNo: command.bondInvtNo, lines: [...command.lines] };
      return unanswered ? [{ type: 'VerificationListApproved', data }] : [];
    }
    case 'Return':
      return unanswered ? [{ type: 'VerificationListReturned', data: { listId, reason: command.reason } }] : [];
    case 'Deduct':
      return state === 'APPROVED' ? [{ type: 'VerificationListDeducted', data: { listId, bondInvtNo } }] : [];
  }
}

function evolve(list: VerificationList, event: ListEvent): VerificationList {
  switch (event.type) {
    case 'VerificationListFiled':
      return { ...list, state: 'FILED', filed: event.data, lines: event.data.lines };
    case 'VerificationListSent':
      return { ...list, state: 'SENT' };
    case 'VerificationListApproved':
      return { ...list, state: 'APPROVED', bondInvtNo: event.data.bondInvtNo, lines: event.data.lines };
    case 'VerificationListReturned':
      return { ...list, state: 'RETURNED' };
    case 'VerificationListDeducted':
      return { ...list, state: 'DEDUCTED' };
  }
}
