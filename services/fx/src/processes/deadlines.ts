import type { FxEvent } from '@portolan/contracts';
import type { Commands, Timers } from '@portolan/engine';
import { escrow, releaseOf } from '../escrow/escrow.ts';
import { accountId } from '../ledger/accounts.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { escrowRelease } from '../ledger/postings.ts';
import { quote } from '../quote/quote.ts';
import { post } from './posting.ts';

/**
 * The end of the inspection period releases the escrow. The books come before EscrowReleased: whoever hears of it
 * finds the money in the merchant's account. The commission is the one that the escrow was opened with, so that a
 * repetition posts the same.
 */
export function releaseAfterInspection(commands: Commands): Timers<FxEvent> {
  return {
    name: 'fx.escrow-release.v1',
    on: {
      InspectionStarted: ({ data: { escrowId, endsAt } }, book) => book.set({ id: escrowId, due: endsAt, data: {} }),
    },
    async fire({ id, tenant }, react) {
      const { state } = await commands.load(escrow, tenant, id);
      if (state.status !== 'INSPECTION' && state.status !== 'RELEASED') return;
      const { orderNo, amount, commission } = state;
      const { state: book } = await commands.load(ledger, tenant, mainBook);
      const held = book.balances[accountId(2100, amount.currency, id)] ?? 0n;
      if (state.status === 'INSPECTION' && held < amount.minor) throw new Error(`escrow ${id} is not in the books yet`);
      await post(react, escrowRelease(id, tenant, amount, releaseOf(amount, commission).fee), {});
      await react.execute(escrow, id, { type: 'ReleaseEscrow', orderNo });
    },
  };
}

/** A locked rate that nobody used runs out. */
export const lockExpiry: Timers<FxEvent> = {
  name: 'fx.lock-expiry.v1',
  on: {
    RateLocked: ({ data: { quoteId, terms, attempt } }, book) =>
      book.set({ id: quoteId, due: terms.expiresAt, data: { attempt: String(attempt) } }),
    SaleRequested: ({ data: { quoteId } }, book) => book.cancel(quoteId),
    RateLockExpired: ({ data: { quoteId } }, book) => book.cancel(quoteId),
  },
  async fire({ id, data }, react) {
    await react.execute(quote, id, { type: 'ExpireLock', attempt: Number(data.attempt) });
  },
};
