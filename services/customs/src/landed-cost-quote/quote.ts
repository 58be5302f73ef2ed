import type { Complete, CustomsEvent, landedCostRefusals, Only } from '@portolan/contracts';
import type { LandedCostQuestion } from '@portolan/contracts/customs/v1/types';
import { type Decider, madeId } from '@portolan/eventsourcing';
import { isRefused, landedCost, rules } from '@portolan/landed-cost';
import { questionOf } from './question.ts';
import { told } from './told.ts';

export type QuoteEvent = Only<CustomsEvent, 'LandedCostQuoted'>;

/** A landed cost that was worked out for somebody. Undefined: never asked for. */
export interface Quote {
  readonly quoted: QuoteEvent['data'] | undefined;
}

export interface QuoteCost {
  readonly type: 'QuoteCost';
  readonly quoteId: string;
  readonly question: Complete<LandedCostQuestion>;
}

/** One quote for each command: asked again, the same one is answered. */
export const costQuoteId = (tenant: string, commandId: string): string => madeId('cost-quote', tenant, commandId);

// A day, as platforms show prices to buyers; ours to choose.
const validMs = 24 * 3_600_000;

/** A landed-cost quote: worked out once by the rules of its day, and kept with what made it. */
export const costQuote: Decider<Quote, QuoteCost, QuoteEvent, keyof typeof landedCostRefusals> & {
  readonly name: string;
} = {
  name: 'landed-cost-quote',
  initial: { quoted: undefined },

  decide({ quoteId, question: asked }, { quoted }, { at }) {
    if (quoted !== undefined) return [];
    const question = { ...asked, at: asked.at === '' ? at : asked.at };
    const ready = questionOf(question);
    if ('refused' in ready) return ready;
    const cost = landedCost(ready, rules);
    if (isRefused(cost)) return cost;
    const expiresAt = new Date(Date.parse(at) + validMs).toISOString();
    return [{ type: 'LandedCostQuoted', data: { quoteId, question, cost: told(cost), quotedAt: at, expiresAt } }];
  },

  evolve(_state, { data }) {
    return { quoted: data };
  },
};
