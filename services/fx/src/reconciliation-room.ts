import type { Runtime, ServiceDefinition } from '@portolan/service';
import { serveDeclarations } from './api/declarations.ts';
import { serveReconciliation } from './api/reconciliation.ts';
import type { FxConfig } from './config.ts';
import type { BankAccounts } from './processes/bank-accounts.ts';
import { declaring } from './processes/declaring.ts';
import { reconciling } from './processes/reconciling.ts';
import { safeguardingShortfalls } from './processes/safeguarding.ts';
import { aging } from './projections/aging.ts';
import { bankLines } from './projections/bank-lines.ts';
import { declarations } from './projections/declarations.ts';
import { reconciliations } from './projections/reconciliations.ts';

export const reconciliationProjections = [bankLines, aging, reconciliations, declarations] as const;

/** The bank against the books, customers' money against the bank, and what is declared of it. */
export function reconciliationRoom(config: FxConfig, runtime: Runtime, ours: BankAccounts) {
  const patience = {
    toleranceDays: config.PORTOLAN_FX_DATE_TOLERANCE_DAYS,
    transitDays: config.PORTOLAN_FX_TRANSIT_DAYS,
  };
  return {
    reactions: [
      reconciling(runtime, ours, patience),
      declaring(runtime.commands, config.PORTOLAN_FX_DECLARED_TRADE_MODE),
    ],
    gauges: [safeguardingShortfalls(runtime.documents)],
    serves: [serveReconciliation(runtime), serveDeclarations(runtime)],
  } satisfies Partial<ServiceDefinition>;
}
