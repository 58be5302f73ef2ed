import type { FxEvent } from '@portolan/contracts';
import type { Commands, Timers } from '@portolan/engine';
import { escrow } from '../escrow/escrow.ts';
import { quote } from '../quote/quote.ts';
import { carryOutRelease } from './releasing.ts';

/** The end of the inspection period releases the escrow, unless something is claimed back: then its refund does. */
export function releaseAfterInspection(commands: Commands): Timers<FxEvent> {
  return {
    name: 'fx.escrow-release.v1',
    on: {
      InspectionStarted: ({ data: { escrowId, endsAt }, meta }, book) =>
        book.set({ id: escrowId, due: endsAt, data: { causedBy: meta.id } }),
      ReleaseDecided: ({ data: { escrowId, reason } }, book) => {
        if (reason === 'ACCEPTED') book.cancel(escrowId);
      },
    },
    async fire({ id, tenant, data: { causedBy = '' } }, react) {
      const { state } = await commands.load(escrow, tenant, id);
      if (state.status === 'INSPECTION' ? state.disputed : state.status !== 'RELEASING') return;
      // A repetition gets its first answer; where the buyer was quicker, nothing was decided here.
      const ended = await react.execute(escrow, id, { type: 'EndInspection', orderNo: state.orderNo });
      if (ended.ok && ended.events.length > 0) await carryOutRelease(commands, tenant, id, causedBy);
    },
  };
}

/** The buyer's time to pay is over. */
export function paymentDue(commands: Commands): Timers<FxEvent> {
  return {
    name: 'fx.payment-due.v1',
    on: {
      EscrowOpened: ({ data: { escrowId, due } }, book) => {
        if (due !== '') book.set({ id: escrowId, due, data: {} });
      },
      EscrowFunded: ({ data: { escrowId } }, book) => book.cancel(escrowId),
      EscrowCancelled: ({ data: { escrowId } }, book) => book.cancel(escrowId),
    },
    async fire({ id, tenant }, react) {
      const { state } = await commands.load(escrow, tenant, id);
      await react.execute(escrow, id, { type: 'CheckPayment', orderNo: state.orderNo });
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
