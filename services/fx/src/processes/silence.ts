import type { FxEvent } from '@portolan/contracts';
import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Commands, Timers } from '@portolan/engine';
import { funds } from '../funds/funds.ts';
import { payout } from '../payout/payout.ts';
import { endToEndIdOf } from '../payout/references.ts';
import type { Payout } from '../payout/state.ts';
import type { BankAccounts } from './bank-accounts.ts';

const hour = 3_600_000;

/**
 * A payment of which nothing final was heard for so many hours since it was created, or since the bank last accepted it,
 * is unknown: whatever became of it, its money stays reserved.
 */
export function payoutSilence(commands: Commands, accounts: BankAccounts, hours: number): Timers<FxEvent> {
  const later = (time: string) => new Date(Date.parse(time) + hours * hour).toISOString();
  return {
    name: 'fx.payout-silence.v1',
    on: {
      PayoutCreated: ({ data: { payoutId }, meta }, book) =>
        book.set({ id: payoutId, due: later(meta.time), data: {} }),
      PayoutAccepted: ({ data: { payoutId }, meta }, book) =>
        book.set({ id: payoutId, due: later(meta.time), data: {} }),
      PayoutRejected: ({ data: { payoutId } }, book) => book.cancel(payoutId),
      PayoutSettled: ({ data: { payoutId } }, book) => book.cancel(payoutId),
    },
    async fire({ id, tenant }, react) {
      const { state } = await commands.load(payout, tenant, id);
      const { attempt, executionDate, orderId: correlation } = state;
      const account = await accountOf(commands, accounts, tenant, state);
      const awaiting = { account, endToEndId: endToEndIdOf(id, attempt), sentOn: executionDate };
      await react.execute(payout, id, { type: 'MarkUnknown', attempt, ...awaiting }, { tenant, correlation });
    },
  };
}

/** The account that it leaves from: a refund from the one that was paid into. */
async function accountOf(commands: Commands, { payout: own }: BankAccounts, tenant: string, of: Payout) {
  if (of.purpose !== Purpose.PURPOSE_REFUND) return own.account;
  const { state } = await commands.load(funds, tenant, of.fundsId);
  return state.entry?.account ?? own.account;
}
