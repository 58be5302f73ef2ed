import type { Complete } from '@portolan/contracts';
import type {
  GetLandedCostQuoteRequest,
  LandedCostQuoteView,
  QuoteLandedCostRequest,
} from '@portolan/contracts/customs/v1/customs';
import { answered, type Handler, RefusedError, type Runtime } from '@portolan/service';
import { costQuote, costQuoteId } from '../landed-cost-quote/quote.ts';
import type { Command } from './commands.ts';

/** Works a landed cost out for the caller; the same command again answers the same quote. */
export function quoteLandedCost({ commands }: Runtime): Command<QuoteLandedCostRequest> {
  return async ({ question }, { context }) => {
    const quoteId = costQuoteId(context.tenant, context.commandId);
    return answered(
      await commands.execute(costQuote, quoteId, { type: 'QuoteCost', quoteId, question }, context),
      quoteId,
    );
  };
}

/** A quote of the caller, and whether it still holds. @throws RefusedError COST_QUOTE_NOT_FOUND */
export function getLandedCostQuote({
  commands,
  clock,
}: Runtime): Handler<Complete<GetLandedCostQuoteRequest>, LandedCostQuoteView> {
  return async ({ id }, { caller: { tenant } }) => {
    const { state } = await commands.load(costQuote, tenant, id);
    if (state.quoted === undefined) throw new RefusedError({ refused: 'COST_QUOTE_NOT_FOUND', data: { id } });
    const { question, cost, quotedAt, expiresAt } = state.quoted;
    return { id, question, cost, quotedAt, expiresAt, expired: Date.parse(clock.now()) >= Date.parse(expiresAt) };
  };
}
