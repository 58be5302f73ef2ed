import type { FxEvent, Only } from '@portolan/contracts';
import type { Decider } from '@portolan/eventsourcing';

type PaymentEvent = Only<FxEvent, 'PaymentRegistered'>;

export interface Payment {
  /** Empty: nobody registered this payment. */
  readonly tenant: string;
  readonly orderId: string;
  /** Of every attempt, in order. */
  readonly endToEndIds: readonly string[];
}

/**
 * Whose payout a reference belongs to: the operator's stream `portolan/payment/<payout id>`, written before the message
 * can reach the bank, so that its answer never comes before we know. Each attempt registers its references anew; those
 * of earlier attempts still lead here.
 */
export const payment: Decider<Payment, PaymentEvent['data'], PaymentEvent, never> & { readonly name: 'payment' } = {
  name: 'payment',
  initial: { tenant: '', orderId: '', endToEndIds: [] },

  decide(data, state) {
    return state.endToEndIds.includes(data.endToEndId) ? [] : [{ type: 'PaymentRegistered', data }];
  },

  evolve(state, { data: { tenant, orderId, endToEndId } }) {
    return { tenant, orderId, endToEndIds: [...state.endToEndIds, endToEndId] };
  },
};
