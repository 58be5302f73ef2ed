import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Decider, Decision, Facts } from '@portolan/eventsourcing';
import { refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, type Money } from '@portolan/money';
import { endToEndIdOf, messageIdOf } from './references.ts';
import { acceptedRank, rankOf, refusing, settledRank } from './status.ts';

type PayoutEvent = Only<
  FxEvent,
  'PayoutCreated' | 'PayoutSent' | 'PayoutAccepted' | 'PayoutRejected' | 'PayoutSettled'
>;
type PayoutRefusal = Extract<keyof typeof fxRefusals, `PAYOUT_${string}`>;
type Answer = Decision<PayoutEvent, PayoutRefusal>;

export type PayoutCommand =
  | {
      readonly type: 'CreatePayout';
      readonly payoutId: string;
      readonly orderId: string;
      readonly amount: Money;
      /** Name of the merchant's account; empty where none is on record. */
      readonly beneficiary: string;
      readonly tenant: string;
      /** The currency in which payouts are made. */
      readonly currency: string;
    }
  | { readonly type: 'RecordSent'; readonly sha256: string }
  /** A status of a pain.002. */
  | {
      readonly type: 'ReportStatus';
      readonly status: string;
      readonly reason: string;
      readonly additionalInformation: string;
    }
  /** A booked debit of a camt.054. */
  | {
      readonly type: 'SettlePayout';
      readonly amount: Money;
      readonly servicerReference: string;
      readonly valueDate: string;
    };

export interface Payout {
  readonly status: 'NONE' | 'CREATED' | 'ACCEPTED' | 'REJECTED' | 'SETTLED';
  readonly payoutId: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly sent: boolean;
  /** How far the bank's statuses have come. */
  readonly rank: number;
  readonly servicerReference: string;
}

/** One payment to a merchant's account: created, sent, accepted, and settled when the bank has booked it. */
export const payout: Decider<Payout, PayoutCommand, PayoutEvent, PayoutRefusal> & { readonly name: 'payout' } = {
  name: 'payout',
  initial: {
    status: 'NONE',
    payoutId: '',
    orderId: '',
    amount: { minor: 0n, currency: 'CNY' },
    sent: false,
    rank: 0,
    servicerReference: '',
  },

  decide(command, state, facts) {
    if (command.type === 'CreatePayout') return create(command, state, facts);
    if (state.status === 'NONE') return refuse('PAYOUT_UNKNOWN');
    switch (command.type) {
      case 'RecordSent': {
        const { payoutId } = state;
        return state.sent ? [] : [{ type: 'PayoutSent', data: { payoutId, sha256: command.sha256 } }];
      }
      case 'ReportStatus':
        return report(command, state);
      case 'SettlePayout':
        return settle(command, state);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'PayoutCreated': {
        const { payoutId, orderId, amount } = event.data;
        return { ...state, status: 'CREATED', payoutId, orderId, amount };
      }
      case 'PayoutSent':
        return { ...state, sent: true };
      case 'PayoutAccepted':
        return { ...state, status: 'ACCEPTED', rank: rankOf(event.data.status) };
      case 'PayoutRejected':
        return { ...state, status: 'REJECTED' };
      case 'PayoutSettled':
        return { ...state, status: 'SETTLED', servicerReference: event.data.servicerReference };
    }
  },
};

/** The calendar day in China: UTC+8 the whole year. */
export function shanghaiDate(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function create(command: Extract<PayoutCommand, { type: 'CreatePayout' }>, state: Payout, facts: Facts): Answer {
  const { payoutId, orderId, amount, beneficiary, currency, tenant } = command;
  if (state.status !== 'NONE') {
    return equal(state.amount, amount) ? [] : refuse('PAYOUT_EXISTS', { amount: formatMoney(state.amount) });
  }
  if (amount.minor <= 0n || amount.currency !== currency) {
    return refuse('PAYOUT_AMOUNT_INVALID', { amount: formatMoney(amount), currency });
  }
  if (beneficiary === '') return refuse('PAYOUT_NO_BENEFICIARY', { tenant });
  const references = { messageId: messageIdOf(payoutId), endToEndId: endToEndIdOf(payoutId) };
  const executionDate = shanghaiDate(facts.at);
  return [{ type: 'PayoutCreated', data: { payoutId, orderId, amount, beneficiary, ...references, executionDate } }];
}

function report(command: Extract<PayoutCommand, { type: 'ReportStatus' }>, state: Payout): Answer {
  const { status, reason, additionalInformation } = command;
  const { payoutId, orderId } = state;
  if (!refusing.has(status)) {
    const rank = rankOf(status);
    const open = state.status === 'CREATED' || state.status === 'ACCEPTED';
    const further = open && rank >= acceptedRank && rank > state.rank;
    return further ? [{ type: 'PayoutAccepted', data: { payoutId, status } }] : [];
  }
  if (state.status === 'REJECTED') return [];
  // Money that is gone, or said to be gone, does not come back by a status.
  if (state.status === 'SETTLED' || state.rank >= settledRank) {
    return refuse('PAYOUT_ALREADY_SETTLED', { payout: payoutId });
  }
  const data = { payoutId, orderId, reason: reason === '' ? status : reason, additionalInformation };
  return [{ type: 'PayoutRejected', data }];
}

function settle(command: Extract<PayoutCommand, { type: 'SettlePayout' }>, state: Payout): Answer {
  const { amount, servicerReference, valueDate } = command;
  const { payoutId, orderId } = state;
  if (state.status === 'SETTLED') {
    const again = state.servicerReference === servicerReference;
    return again ? [] : refuse('PAYOUT_ALREADY_SETTLED', { payout: payoutId });
  }
  if (state.status === 'REJECTED') return refuse('PAYOUT_WAS_REJECTED', { payout: payoutId });
  if (!equal(amount, state.amount)) {
    const booked = formatMoney(amount);
    return refuse('PAYOUT_AMOUNT_DIFFERS', { payout: payoutId, amount: formatMoney(state.amount), booked });
  }
  return [{ type: 'PayoutSettled', data: { payoutId, orderId, amount, servicerReference, valueDate } }];
}
