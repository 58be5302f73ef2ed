import type { FxEvent } from '@portolan/contracts';
import type { Timers } from '@portolan/engine';
import { ledger, mainBook } from '../ledger/ledger.ts';

/** What was set aside and neither posted nor voided in its time is free again. */
export const reservationExpiry: Timers<FxEvent> = {
  name: 'fx.reservation-expiry.v1',
  on: {
    TransferReserved: ({ data: { reservationId, expiresAt } }, book) => {
      if (expiresAt !== '') book.set({ id: reservationId, due: expiresAt, data: {} });
    },
    TransactionPosted: ({ data: { reservationId } }, book) => {
      if (reservationId !== undefined) book.cancel(reservationId);
    },
    TransferVoided: ({ data: { reservationId } }, book) => book.cancel(reservationId),
    TransferExpired: ({ data: { reservationId } }, book) => book.cancel(reservationId),
  },
  async fire({ id }, react) {
    await react.execute(ledger, mainBook, { type: 'ExpireReserved', reservationId: id });
  },
};
