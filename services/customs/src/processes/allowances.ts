import type { CustomsEvent, Only } from '@portolan/contracts';
import type { Commands, Reaction } from '@portolan/engine';
import { allowance, allowanceId } from '../allowance/allowance.ts';
import { caseId, matchCase } from '../match-case/match-case.ts';

/**
 * The buyer's yearly allowance follows the list: released it is used, taken back for good it is given back. A list that
 * was sent back keeps what it reserved: it goes again, or is taken back.
 */
export function allowances(
  commands: Commands,
): Reaction<Only<CustomsEvent, 'DeclarationReleased' | 'DeclarationCancelled'>> {
  async function allowanceOf(tenant: string, orderId: string): Promise<string | undefined> {
    const { state } = await commands.load(matchCase, tenant, caseId(tenant, orderId));
    const entry = state.list?.import;
    const buyer = entry?.buyer.idNumber?.hash;
    return entry === undefined || buyer === undefined ? undefined : allowanceId(tenant, buyer, entry.year);
  }

  return {
    name: 'customs.allowances.v1',
    reads: ['customs'],
    on: {
      async DeclarationReleased({ data: { orderId }, meta }, react) {
        const id = await allowanceOf(meta.tenant, orderId);
        if (id !== undefined) await react.execute(allowance, id, { type: 'Use', allowanceId: id, orderId });
      },
      async DeclarationCancelled({ data: { orderId }, meta }, react) {
        const id = await allowanceOf(meta.tenant, orderId);
        if (id === undefined) return;
        await react.execute(allowance, id, { type: 'GiveBack', allowanceId: id, orderId, reason: 'CANCELLED' });
      },
    },
  };
}
