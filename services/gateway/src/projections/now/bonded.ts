import type { Complete } from '@portolan/contracts';
import type { ListDirection } from '@portolan/contracts/warehouse/v1/types';
import type { BookItemView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { DataOf, Shown } from './in-feed.ts';

/** A verification list as everybody may know it who may know of it at all: without what stands in it. */
export interface ListNow {
  readonly id: string;
  readonly warehouseId: string;
  readonly emsNo: string;
  readonly direction: ListDirection;
  readonly owner: string;
  /** FILED, SENT, APPROVED, RETURNED, DEDUCTED */
  readonly state: string;
  readonly bondInvtNo: string;
  readonly version: bigint;
}

const listStates: Readonly<Record<string, string>> = {
  VerificationListSent: 'SENT',
  VerificationListApproved: 'APPROVED',
  VerificationListReturned: 'RETURNED',
  VerificationListDeducted: 'DEDUCTED',
};

/** A verification list after an event of its stream; undefined where the event says nothing of it. */
export function listAfter(event: Shown, type: string, before: ListNow | undefined): ListNow | undefined {
  const version = BigInt(event.version);
  if (type === 'VerificationListFiled') {
    const { listId, warehouseId, emsNo, direction, owner } = event.data as unknown as DataOf<'VerificationListFiled'>;
    return { id: listId, warehouseId, emsNo, direction, owner, state: 'FILED', bondInvtNo: '', version };
  }
  const state = listStates[type];
  if (before === undefined || state === undefined) return undefined;
  const { bondInvtNo } = event.data as unknown as Partial<DataOf<'VerificationListApproved'>>;
  return { ...before, state, bondInvtNo: bondInvtNo || before.bondInvtNo, version };
}

/** A gate pass as everybody may know it who may know of it at all. */
export interface PassNow {
  readonly id: string;
  readonly warehouseId: string;
  readonly listId: string;
  readonly direction: ListDirection;
  /** REQUESTED, SENT, APPROVED, RETURNED, PASSED */
  readonly state: string;
  readonly passportNo: string;
  readonly version: bigint;
}

const passStates: Readonly<Record<string, string>> = {
  GatePassSent: 'SENT',
  GatePassApproved: 'APPROVED',
  GatePassReturned: 'RETURNED',
  GatePassed: 'PASSED',
};

/** A gate pass after an event of its stream; undefined where the event says nothing of it. */
export function passAfter(event: Shown, type: string, before: PassNow | undefined): PassNow | undefined {
  const version = BigInt(event.version);
  if (type === 'GatePassRequested') {
    const { passId, warehouseId, listId, direction } = event.data as unknown as DataOf<'GatePassRequested'>;
    return { id: passId, warehouseId, listId, direction, state: 'REQUESTED', passportNo: '', version };
  }
  const state = passStates[type];
  if (before === undefined || state === undefined) return undefined;
  const { passportNo } = event.data as unknown as Partial<DataOf<'GatePassApproved'>>;
  return { ...before, state, passportNo: passportNo || before.passportNo, version };
}

type Item = Complete<BookItemView>;
type Planned = 'plannedIncrease' | 'plannedReduction';
type Booked = 'increased' | 'reduced';

const bookings: Readonly<Record<string, readonly [planned: Planned, booked: Booked | undefined]>> = {
  BookIncreasePlanned: ['plannedIncrease', undefined],
  BookIncreased: ['plannedIncrease', 'increased'],
  BookReductionPlanned: ['plannedReduction', undefined],
  BookReduced: ['plannedReduction', 'reduced'],
};

/** A line of an account book after an event of its stream; undefined where the event says nothing of it. */
export function bookItemAfter({ data }: Shown, type: string, before: Item | undefined): Item | undefined {
  if (type === 'BookItemOpened') {
    const { emsNo, recordNo, warehouseId, owner, sku, lot, hsCode, name, origin } =
      data as unknown as DataOf<'BookItemOpened'>;
    const counts = { increased: 0n, reduced: 0n, plannedIncrease: 0n, plannedReduction: 0n, stock: 0n, available: 0n };
    return { emsNo, recordNo, warehouseId, owner, sku, lot, hsCode, name, origin, ...counts };
  }
  const booking = bookings[type];
  if (before === undefined || booking === undefined) return undefined;
  const units = BigInt((data as unknown as DataOf<'BookIncreased'>).quantity);
  const [planned, booked] = booking;
  const after = { ...before };
  after[planned] += booked === undefined ? units : -units;
  if (booked !== undefined) after[booked] += units;
  const stock = after.increased - after.reduced;
  return { ...after, stock, available: stock - after.plannedReduction };
}
