import { ExchangeDefinition } from '@portolan/contracts/fx/v1/exchange';
import { type Runtime, serve } from '@portolan/service';
import type { Charges } from '../../pricing/terms.ts';
import { cancelDeal, fundDeal, getDeal, listDeals, rollDeal, splitDeal } from './deals.ts';
import { designateHedge, listHedges, releaseHedge } from './hedges.ts';
import { acceptQuote, getIndication, getQuote, giveQuote, withdrawQuote } from './quotes.ts';
import { getValueDate, listLimits, listRates, publishRate, setLimit } from './rates.ts';
import { revalue } from './revaluing.ts';
import { getProfitAndLoss, listExposures } from './risk.ts';

/** Quotes, deals, rates, exposures and limits of the currency exchange. */
export function serveExchange(runtime: Runtime, charges: Charges) {
  return serve(ExchangeDefinition, {
    getIndication: getIndication(runtime, charges),
    giveQuote: giveQuote(runtime, charges),
    getQuote: getQuote(runtime),
    acceptQuote: acceptQuote(runtime),
    withdrawQuote: withdrawQuote(runtime),
    listDeals: listDeals(runtime),
    getDeal: getDeal(runtime),
    fundDeal: fundDeal(runtime),
    cancelDeal: cancelDeal(runtime),
    rollDeal: rollDeal(runtime, charges),
    splitDeal: splitDeal(runtime),
    publishRate: publishRate(runtime),
    listRates: listRates(runtime),
    getValueDate: getValueDate(runtime),
    listExposures: listExposures(runtime),
    designateHedge: designateHedge(runtime),
    releaseHedge: releaseHedge(runtime),
    listHedges: listHedges(runtime),
    setLimit: setLimit(runtime),
    listLimits: listLimits(runtime),
    getProfitAndLoss: getProfitAndLoss(runtime),
    revalue: revalue(runtime),
  });
}
