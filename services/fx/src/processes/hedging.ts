import type { FxEvent } from '@portolan/contracts';
import type { Commands, Reaction } from '@portolan/engine';
import { hedgeBook, mainHedgeBook } from '../hedge-book/hedge-book.ts';

/** An order that is called off, or given back in part, exposes less: its hedge is told. */
export function hedging(commands: Commands): Reaction<FxEvent> {
  const told = async (tenant: string, reference: string) => {
    const { state } = await commands.load(hedgeBook, tenant, mainHedgeBook);
    return Object.values(state.hedges).some(({ exposures }) => exposures.some((one) => one.reference === reference));
  };
  return {
    name: 'fx.hedging.v1',
    reads: ['fx'],
    on: {
      EscrowCancelled: async ({ data: { orderId }, meta }, react) => {
        if (!(await told(meta.tenant, orderId))) return;
        await react.execute(hedgeBook, mainHedgeBook, { type: 'ReduceExposure', reference: orderId, left: 0n });
      },
      EscrowRefunded: async ({ data: { orderId, left }, meta }, react) => {
        if (!(await told(meta.tenant, orderId))) return;
        await react.execute(hedgeBook, mainHedgeBook, { type: 'ReduceExposure', reference: orderId, left: left.minor });
      },
      DealCancelled: async ({ data: { dealId }, meta }, react) => {
        const { state } = await commands.load(hedgeBook, meta.tenant, mainHedgeBook);
        if (!Object.hasOwn(state.hedges, dealId)) return;
        await react.execute(hedgeBook, mainHedgeBook, { type: 'ReleaseHedge', dealId, reason: 'DEAL_CANCELLED' });
      },
    },
  };
}
