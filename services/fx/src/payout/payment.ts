import type { FxEvent, Only } from '@portolan/contracts';
import type { Decider } from '@portolan/eventsourcing';

type PaymentEvent = Only<FxEvent, 'PaymentRegistered'>;

export interface Payment {
  /** Empty: nobody registered this payment. */
  readonly tenant: string;
  readonly orderId: string;
}

/**
 * Whose payout a reference belongs to: the operator's stream `portolan/payment/<payout id>`, written before the message
 * can reach the bank, so that its answer never comes before we know.
 */
export const payment: Decider<Payment, PaymentEvent['data'], PaymentEvent, never> & { readonly name: 'payment' } = {
  name: 'payment',
  initial: { tenant: '', orderId: '' },

  decide(data, state) {
    return state.tenant === '' ? [{ type: 'PaymentRegistered', data }] : [];
  },

  evolve(_, { data }) {
    return { tenant: data.tenant, orderId: data.orderId };
  },
};
