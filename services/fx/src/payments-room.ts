import type { Runtime, ServiceDefinition } from '@portolan/service';
import { servePayments } from './api/payments-service.ts';
import type { FxConfig } from './config.ts';
import type { BankAccounts } from './processes/bank-accounts.ts';
import { payoutSilence } from './processes/silence.ts';
import { payouts } from './projections/payouts.ts';

export const paymentsProjections = [payouts] as const;

/** Payments that leave the house: how far each has come, what comes back, and those of which nobody knows. */
export function paymentsRoom(config: FxConfig, runtime: Runtime, accounts: BankAccounts) {
  return {
    timers: [payoutSilence(runtime.commands, accounts, config.PORTOLAN_FX_PAYOUT_SILENCE_HOURS)],
    serves: [servePayments(runtime)],
  } satisfies Partial<ServiceDefinition>;
}
