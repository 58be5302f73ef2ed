import type { Complete } from '@portolan/contracts';
import type * as Warehouse from '@portolan/contracts/warehouse/v1/warehouse';
import { isRefusal, refuse } from '@portolan/eventsourcing';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import type { Aggregates } from '../aggregates.ts';
import { bookId } from '../book/book.ts';
import { bookItemId } from '../book-item/book-item.ts';
import { gatePassId } from '../gate-pass/gate-pass.ts';
import type { SiteOf } from '../sites.ts';
import { type ListedParcel, listId } from '../verification-list/verification-list.ts';
import { announcedTo } from './announcing.ts';

/** Commands of a zone's operator: verification lists and gate passes. What they are decided by is read here. */
export function bondedCommands(runtime: Runtime, all: Aggregates, siteOf: SiteOf) {
  const { commands } = runtime;
  return {
    fileVerificationList: async (request: Complete<Warehouse.FileVerificationListRequest>, call: Call) => {
      const { caller, context } = call;
      const { warehouseId, parcelIds, ...asked } = request;
      if (caller.role !== 'zone_operator') throw new RefusedError(refuse('WAREHOUSE_NOT_FOUND', { warehouseId }));
      const emsNo = siteOf(warehouseId)?.emsNo ?? '';
      const id = listId(caller.tenant, context.commandId);
      const parcels: ListedParcel[] = [];
      for (const parcelId of parcelIds) parcels.push(await listed(runtime, all, call, parcelId));
      const bookLines = await linesOf(runtime, all, caller.tenant, emsNo, parcels);
      await agreeWithBook(runtime, all, caller.tenant, emsNo, request);
      const by = caller.tenant;
      const file = { type: 'File', by, listId: id, warehouseId, ...asked, parcels, bookLines } as const;
      return answered(await commands.execute(all.verificationList, id, file, context), id);
    },

    requestGatePass: async (request: Complete<Warehouse.RequestGatePassRequest>, { caller, context }: Call) => {
      const { listId, vehicleNo, grossWeight } = request;
      const { state } = await commands.load(all.verificationList, caller.tenant, listId);
      const { filed, bondInvtNo } = state;
      const known = caller.role === 'zone_operator' && filed !== undefined && state.state !== undefined;
      const list = known ? { ...filed, state: state.state, bondInvtNo } : undefined;
      const id = gatePassId(caller.tenant, listId);
      const ask = { type: 'Request', passId: id, listId, list, vehicleNo, grossWeight } as const;
      return answered(await commands.execute(all.gatePass, id, ask, context), id);
    },
  };
}

async function listed(runtime: Runtime, all: Aggregates, call: Call, parcelId: string): Promise<ListedParcel> {
  const { owner } = await announcedTo(runtime, all, call, 'PARCEL_NOT_FOUND', { parcelId });
  const { state: parcel } = await runtime.commands.load(all.parcel, owner, parcelId);
  const { orderNo, warehouseId, listId, invtNo, allocations, state = '' } = parcel;
  return { parcelId, owner, orderNo, warehouseId, listId, invtNo, allocations, state };
}

/** What the book says of every line that the parcels are taken from. */
async function linesOf(
  runtime: Runtime,
  all: Aggregates,
  operator: string,
  emsNo: string,
  parcels: readonly ListedParcel[],
) {
  const recordNos = new Set(parcels.flatMap(({ allocations }) => allocations.map(({ recordNo }) => recordNo)));
  const lines = [];
  for (const recordNo of recordNos) {
    const { state } = await runtime.commands.load(all.bookItem, operator, bookItemId(emsNo, recordNo));
    if (state.opened !== undefined) lines.push(state.opened);
  }
  return lines;
}

/** Says at once what the book would refuse later: goods that stand on it as something else. */
async function agreeWithBook(
  runtime: Runtime,
  all: Aggregates,
  operator: string,
  emsNo: string,
  { warehouseId, owner, lines }: Complete<Warehouse.FileVerificationListRequest>,
): Promise<void> {
  const { state } = await runtime.commands.load(all.book, operator, bookId(emsNo));
  for (const { sku, lot, hsCode, origin } of lines) {
    const line = { emsNo, warehouseId, owner, sku, lot, hsCode, origin, listId: '' };
    const decision = all.book.decide({ type: 'Number', ...line }, state);
    if (isRefusal(decision)) throw new RefusedError(decision);
  }
}
