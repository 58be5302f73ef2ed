import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Commands, React, Reaction } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { bookItemId } from '../book-item/book-item.ts';
import type { Filed, VerificationList } from '../verification-list/verification-list.ts';
import { accepted } from './accepted.ts';
import { storing } from './storing.ts';

type Answered = Only<WarehouseEvent, 'VerificationListApproved' | 'VerificationListReturned' | 'GatePassed'>;
type Line = VerificationList['lines'][number];

/**
 * An approved list plans the change of the book; the gate makes it true. What entered becomes stock, parcels that went
 * out are dispatched. The plan is made again at the gate, where nothing is to do if it stands: the gate may be quicker.
 */
export function bonded(commands: Commands, all: Aggregates): Reaction<Answered> {
  const listOf = async (operator: string, listId: string) => {
    const { state } = await commands.load(all.verificationList, operator, listId);
    if (state.filed === undefined) throw new Error(`verification list ${listId} was never filed`);
    return { filed: state.filed, lines: state.lines, bondInvtNo: state.bondInvtNo };
  };
  /** The parcels of a list, each in its merchant's stream, one after another. */
  const eachParcel = async (react: React, filed: Filed, operator: string, type: 'Unlist' | 'PassGate') => {
    const { listId } = filed;
    for (const parcelId of filed.parcelIds) {
      const { state } = await commands.load(all.announcement, operator, parcelId);
      const about = { tenant: state.owner, correlation: state.orderId };
      const outcome = await react.execute(all.parcel, parcelId, { type, parcelId, listId }, about);
      if (type === 'PassGate') accepted(outcome);
    }
  };
  return {
    name: 'warehouse.bonded.v1',
    reads: ['warehouse'],
    on: {
      VerificationListApproved: async ({ data, meta }, react) => {
        const { filed, lines } = await listOf(meta.tenant, data.listId);
        for (const line of lines) await plan(all, react, filed, line);
      },

      VerificationListReturned: async ({ data, meta }, react) => {
        const { filed } = await listOf(meta.tenant, data.listId);
        await eachParcel(react, filed, meta.tenant, 'Unlist');
      },

      GatePassed: async ({ data, meta }, react) => {
        const { listId } = data;
        const { filed, lines, bondInvtNo } = await listOf(meta.tenant, listId);
        for (const line of lines) {
          await plan(all, react, filed, line);
          const type = filed.direction === 'LIST_DIRECTION_IN' ? 'Increase' : 'Reduce';
          accepted(await react.execute(all.bookItem, bookItemId(filed.emsNo, line.recordNo), { type, listId }));
        }
        if (filed.direction === 'LIST_DIRECTION_IN') await enter(all, react, filed, lines, bondInvtNo);
        else await eachParcel(react, filed, meta.tenant, 'PassGate');
        accepted(await react.execute(all.verificationList, listId, { type: 'Deduct', listId }));
      },
    },
  };
}

async function plan({ bookItem }: Aggregates, react: React, filed: Filed, line: Line): Promise<void> {
  const { listId, emsNo, warehouseId, owner } = filed;
  const { recordNo, sku, lot, hsCode, name, origin, quantity, price } = line;
  const id = bookItemId(emsNo, recordNo);
  if (filed.direction === 'LIST_DIRECTION_OUT') {
    accepted(await react.execute(bookItem, id, { type: 'PlanReduction', listId, quantity }));
    return;
  }
  const opened = { emsNo, recordNo, warehouseId, owner, sku, lot, hsCode, name, origin, price };
  accepted(await react.execute(bookItem, id, { type: 'Open', opened }));
  accepted(await react.execute(bookItem, id, { type: 'PlanIncrease', listId, quantity }));
}

async function enter(all: Aggregates, react: React, filed: Filed, lines: readonly Line[], document: string) {
  const { warehouseId, owner } = filed;
  for (const { sku, lot, quantity } of lines) {
    await storing(all, react).receive({ warehouseId, owner, sku, lot }, quantity, document, { correlation: '' });
  }
}
