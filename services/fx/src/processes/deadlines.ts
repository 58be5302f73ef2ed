import type { FxEvent } from '@portolan/contracts';
import type { Commands, Timers } from '@portolan/engine';
import { isZero } from '@portolan/money';
import { dispute } from '../dispute/dispute.ts';
import type { Days } from '../dispute/state.ts';
import { escrow } from '../escrow/escrow.ts';
import { quote } from '../quote/quote.ts';
import { security } from '../security/security.ts';
import { carryOutRelease } from './releasing.ts';

/** The end of the inspection period releases the escrow, unless something is claimed back: then its refund does. */
export function releaseAfterInspection(commands: Commands): Timers<FxEvent> {
  return {
    name: 'fx.escrow-release.v1',
    on: {
      InspectionStarted: ({ data: { escrowId, endsAt }, meta }, book) =>
        book.set({ id: escrowId, due: endsAt, data: { causedBy: meta.id } }),
      InspectionExtended: ({ data: { escrowId, endsAt }, meta }, book) =>
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

/** Nobody answered a dispute in time: an inquiry escalates, what is not challenged is lost. */
export function disputeDue(days: Days): Timers<FxEvent> {
  return {
    name: 'fx.dispute-due.v1',
    on: {
      DisputeOpened: ({ data: { disputeId, due } }, book) => book.set({ id: disputeId, due, data: { due } }),
      DisputeEscalated: ({ data: { disputeId, due } }, book) => book.set({ id: disputeId, due, data: { due } }),
      DisputeResolved: ({ data: { disputeId } }, book) => book.cancel(disputeId),
    },
    async fire({ id, data: { due = '' } }, react) {
      const outcome = await react.execute(dispute, id, { type: 'MissDeadline', due, days });
      if (!outcome.ok) throw new Error(`dispute ${id}: ${outcome.refusal.refused}`);
    },
  };
}

/** What the platform advanced has not come back in time. */
export const advanceDue: Timers<FxEvent> = {
  name: 'fx.advance-due.v1',
  on: {
    AdvanceGiven: ({ data: { securityId, due } }, book) => book.set({ id: securityId, due, data: {} }),
    AdvanceRecovered: ({ data: { securityId, owed } }, book) => {
      if (isZero(owed)) book.cancel(securityId);
    },
  },
  async fire({ id }, react) {
    await react.execute(security, id, { type: 'CheckAdvance', securityId: id });
  },
};

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
