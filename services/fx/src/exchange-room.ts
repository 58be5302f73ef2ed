import type { FxEvent } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import type { Runtime } from '@portolan/service';
import { serveExchange } from './api/dealing/service.ts';
import type { FxConfig } from './config.ts';
import type { Bank } from './processes/bank.ts';
import { dealing, quoteExpiry, valueDates } from './processes/dealing.ts';
import { hedging } from './processes/hedging.ts';
import { exchange } from './projections/exchange.ts';
import { exposures } from './projections/exposures.ts';

export const exchangeProjections: readonly Projection<FxEvent>[] = [exchange, exposures];

/** The currency exchange: firm quotes, deals and their value dates, rates, exposures, hedges, limits. */
export function exchangeRoom(config: FxConfig, runtime: Runtime, bank: Bank) {
  const charges = { fee: config.PORTOLAN_FX_DEAL_FEE, deposit: config.PORTOLAN_FX_DEAL_DEPOSIT };
  return {
    reactions: [hedging(runtime.commands)],
    requests: [dealing(bank, runtime.commands)],
    timers: [quoteExpiry, valueDates(runtime.commands)],
    serves: [serveExchange(runtime, charges)],
  };
}
