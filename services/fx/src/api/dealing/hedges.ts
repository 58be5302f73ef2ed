import type { Complete } from '@portolan/contracts';
import type { DesignateHedgeRequest, HedgeView, ReleaseHedgeRequest } from '@portolan/contracts/fx/v1/exchange';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { deal } from '../../deal/deal.ts';
import { exposedBy, hedgeBook, mainHedgeBook, ratioOf } from '../../hedge-book/hedge-book.ts';
import { known } from '../amounts.ts';
import { limitsNow } from './market.ts';

const hedging: ReadonlySet<string> = new Set(['BOOKED', 'AWAITING_FUNDS', 'FUNDED']);

/** Says which orders a deal hedges. @throws RefusedError HEDGE_INVALID, HEDGE_RATIO_OUTSIDE, DEAL_NOT_FOUND */
export function designateHedge(runtime: Runtime) {
  const { commands } = runtime;
  return async ({ dealId, exposures: named }: Complete<DesignateHedgeRequest>, { context }: Call) => {
    const { state } = await commands.load(deal, context.tenant, dealId);
    if (state.terms === undefined) throw new RefusedError({ refused: 'DEAL_NOT_FOUND', data: { deal: dealId } });
    if (!hedging.has(state.status)) throw new RefusedError({ refused: 'HEDGE_INVALID', data: { deal: dealId } });
    const limits = await limitsNow(runtime);
    const exposures = named.map(({ reference, amount }) => ({ reference, amount: known(amount) }));
    const policy = { low: limits('HEDGE_LOW') || '0', high: limits('HEDGE_HIGH') || '9999' };
    const command = { type: 'DesignateHedge', dealId, hedged: state.terms.sell, exposures, ...policy } as const;
    return answered(await commands.execute(hedgeBook, mainHedgeBook, command, context), dealId);
  };
}

export function releaseHedge({ commands }: Runtime) {
  return async ({ dealId, reason }: ReleaseHedgeRequest, { context }: Call) => {
    const command = { type: 'ReleaseHedge', dealId, reason } as const;
    return answered(await commands.execute(hedgeBook, mainHedgeBook, command, context), dealId);
  };
}

/** The caller's hedges, each against the policy's band. */
export function listHedges(runtime: Runtime) {
  return async (_: object, { caller: { tenant } }: Call) => {
    const { state } = await runtime.commands.load(hedgeBook, tenant, mainHedgeBook);
    const limits = await limitsNow(runtime);
    const [low, high] = [Number(limits('HEDGE_LOW') || '0'), Number(limits('HEDGE_HIGH') || '9999')];
    const hedges = Object.entries(state.hedges).map(([dealId, { hedged, exposures }]): HedgeView => {
      const exposed = exposedBy({ hedged, exposures });
      const ratio = ratioOf(hedged, exposed);
      const stands = Number(ratio) > high ? 'OVER' : Number(ratio) < low ? 'UNDER' : 'WITHIN';
      return { dealId, hedged, exposures: [...exposures], exposed, ratio, state: stands };
    });
    return { hedges };
  };
}
