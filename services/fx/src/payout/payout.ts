import { chinaDay } from '@portolan/china';
import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Decider, Facts } from '@portolan/eventsourcing';
import { refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, type Money } from '@portolan/money';
import { decideOutcome, type OutcomeCommand } from './outcome.ts';
import { endToEndIdOf, messageIdOf } from './references.ts';
import type { Answer, Payout, PayoutEvent, PayoutRefusal } from './state.ts';
import { rankOf } from './status.ts';

export interface CreatePayout {
  readonly payoutId: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly purpose: Purpose;
  /** 1 for the first; the next number only after the bank rejected the last. */
  readonly attempt: number;
  /** Name of the account it goes to; empty where none is on record, and for a refund: payers are people. */
  readonly beneficiary: string;
  readonly tenant: string;
  /** The currency in which it must be made. */
  readonly currency: string;
  /** REFUND: the credit that goes back. */
  readonly fundsId: string;
  /** TAX: number of the tax bill. */
  readonly reference: string;
  readonly orderNo: string;
}

export type PayoutCommand =
  | ({ readonly type: 'CreatePayout' } & CreatePayout)
  | { readonly type: 'RecordSent'; readonly attempt: number; readonly sha256: string }
  | OutcomeCommand;

const fresh = {
  ...{ sent: false, rank: 0, servicerReference: '', contradicted: false, returnReason: '', late: [] },
  recall: { id: '', reason: '', answer: '' },
};

/**
 * One payment to a merchant, back to a payer or to the treasury: created, sent, accepted, and settled when the bank has
 * booked it. What the bank rejects is created anew under the next attempt, with references of its own; what is not
 * known to be rejected is never sent a second time.
 */
export const payout: Decider<Payout, PayoutCommand, PayoutEvent, PayoutRefusal> & { readonly name: 'payout' } = {
  name: 'payout',
  initial: {
    status: 'NONE',
    payoutId: '',
    orderId: '',
    amount: { minor: 0n, currency: 'CNY' },
    purpose: Purpose.PURPOSE_MERCHANT,
    attempt: 0,
    fundsId: '',
    reference: '',
    orderNo: '',
    executionDate: '',
    ...fresh,
  },

  decide(command, state, facts) {
    if (command.type === 'CreatePayout') return create(command, state, facts);
    if (state.status === 'NONE') return refuse('PAYOUT_UNKNOWN');
    switch (command.type) {
      case 'RecordSent': {
        const { payoutId } = state;
        const known = state.sent || command.attempt !== state.attempt;
        return known ? [] : [{ type: 'PayoutSent', data: { payoutId, sha256: command.sha256 } }];
      }
      default:
        return decideOutcome(command, state);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'PayoutCreated': {
        const { payoutId, orderId, amount, fundsId, reference, orderNo, executionDate } = event.data;
        // What was written before there were purposes and attempts is the first payment to a merchant.
        const attempt = Math.max(event.data.attempt, 1);
        const purpose = purposeOf(event.data.purpose);
        const what = { purpose, attempt, fundsId, reference, orderNo, executionDate };
        return { status: 'CREATED', payoutId, orderId, amount, ...what, ...fresh };
      }
      case 'PayoutSent':
        return { ...state, sent: true };
      case 'PayoutAccepted':
        return { ...state, status: 'ACCEPTED', rank: rankOf(event.data.status) };
      case 'PayoutRejected':
        return { ...state, status: 'REJECTED' };
      case 'PayoutSettled':
        return { ...state, status: 'SETTLED', servicerReference: event.data.servicerReference };
      case 'PayoutUnknown':
        return { ...state, status: 'UNKNOWN' };
      case 'PayoutStatusIgnored':
        return { ...state, late: [...state.late, event.data.status] };
      case 'PayoutContradicted':
        return { ...state, contradicted: true };
      case 'PayoutReturnAnnounced':
        return { ...state, returnReason: event.data.reason };
      case 'PayoutReturned':
        return { ...state, status: 'RETURNED', servicerReference: event.data.servicerReference };
      case 'PayoutRecallRequested':
        return { ...state, recall: { id: event.data.recallId, reason: event.data.reason, answer: '' } };
      case 'PayoutRecallAnswered':
        return { ...state, recall: { ...state.recall, answer: event.data.status } };
    }
  },
};

/** Unspecified means the merchant. */
export function purposeOf(purpose: Purpose): Purpose {
  return purpose === Purpose.PURPOSE_UNSPECIFIED ? Purpose.PURPOSE_MERCHANT : purpose;
}

/** What speaks against creating it: a refusal, or [] where it was created already. Undefined: nothing does. */
export function againstCreating(command: CreatePayout, state: Payout): Answer | undefined {
  const { amount, beneficiary, currency, tenant, attempt, purpose } = command;
  if (state.status !== 'NONE') {
    if (!equal(state.amount, amount)) return refuse('PAYOUT_EXISTS', { amount: formatMoney(state.amount) });
    if (attempt <= state.attempt) return [];
  }
  const rejected = state.status === 'NONE' ? 0 : state.status === 'REJECTED' ? state.attempt : state.attempt - 1;
  if (attempt !== rejected + 1) return refuse('PAYOUT_NOT_REJECTED', { attempt: String(attempt - 1) });
  if (amount.minor <= 0n || amount.currency !== currency) {
    return refuse('PAYOUT_AMOUNT_INVALID', { amount: formatMoney(amount), currency });
  }
  const known = beneficiary !== '' || purpose === Purpose.PURPOSE_REFUND;
  return known ? undefined : refuse('PAYOUT_NO_BENEFICIARY', { tenant });
}

function create(command: CreatePayout, state: Payout, facts: Facts): Answer {
  const against = againstCreating(command, state);
  if (against !== undefined) return against;
  const { payoutId, orderId, amount, beneficiary, purpose, attempt, fundsId, reference, orderNo } = command;
  const references = { messageId: messageIdOf(payoutId, attempt), endToEndId: endToEndIdOf(payoutId, attempt) };
  const what = { purpose, attempt, fundsId, reference, orderNo };
  const executionDate = chinaDay(facts.at);
  const data = { payoutId, orderId, amount, beneficiary, ...references, executionDate, ...what };
  return [{ type: 'PayoutCreated', data }];
}
