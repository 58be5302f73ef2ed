import { refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, type Money } from '@portolan/money';
import { recallIdOf } from './references.ts';
import type { Answer, Payout } from './state.ts';
import { acceptedRank, rankOf, refusing, settledRank } from './status.ts';

/** What the bank, its statements and the clock say of a payment that was created. */
export type OutcomeCommand =
  /** A status of a pain.002 or pacs.002. */
  | {
      readonly type: 'ReportStatus';
      readonly attempt: number;
      readonly status: string;
      readonly reason: string;
      readonly additionalInformation: string;
    }
  /** A booked debit of a camt entry. */
  | {
      readonly type: 'SettlePayout';
      readonly attempt: number;
      readonly amount: Money;
      readonly servicerReference: string;
      readonly valueDate: string;
    }
  /** Nothing final was heard in time. */
  | {
      readonly type: 'MarkUnknown';
      readonly attempt: number;
      readonly account: string;
      readonly endToEndId: string;
      readonly sentOn: string;
    }
  /** Every statement up to now is there, and the payment is on none. */
  | { readonly type: 'ReportNotBooked'; readonly attempt: number }
  /** A pacs.004. */
  | {
      readonly type: 'AnnounceReturn';
      readonly attempt: number;
      readonly amount: Money;
      readonly reason: string;
      readonly additionalInformation: string;
    }
  /** A booked credit that is this payment come back. */
  | {
      readonly type: 'ReturnPayout';
      readonly attempt: number;
      readonly amount: Money;
      readonly reason: string;
      readonly servicerReference: string;
      readonly creditedTo: 'MERCHANT' | 'SUSPENSE';
    }
  | { readonly type: 'RecallPayout'; readonly reason: string }
  /** A camt.029. */
  | { readonly type: 'AnswerRecall'; readonly attempt: number; readonly status: string; readonly reason: string };

type Of<Type extends OutcomeCommand['type']> = Extract<OutcomeCommand, { type: Type }>;

/** What follows for a payment that exists. */
export function decideOutcome(command: OutcomeCommand, state: Payout): Answer {
  switch (command.type) {
    case 'ReportStatus':
      return report(command, state);
    case 'SettlePayout':
      return settle(command, state);
    case 'MarkUnknown':
      return markUnknown(command, state);
    case 'ReportNotBooked':
      return notBooked(command, state);
    case 'AnnounceReturn':
      return announceReturn(command, state);
    case 'ReturnPayout':
      return takeBack(command, state);
    case 'RecallPayout':
      return recall(command, state);
    case 'AnswerRecall':
      return answerRecall(command, state);
  }
}

const isOpen = ({ status }: Payout) => status === 'CREATED' || status === 'ACCEPTED' || status === 'UNKNOWN';
const aboutOf = ({ payoutId, orderId, attempt }: Payout) => ({ payoutId, orderId, attempt });

function report({ attempt, status, reason, additionalInformation }: Of<'ReportStatus'>, state: Payout): Answer {
  const { payoutId } = state;
  // An earlier attempt was rejected, or there would be no later one: no status changes that.
  if (attempt < state.attempt) return [];
  if (!refusing.has(status)) {
    const rank = rankOf(status);
    const further = isOpen(state) && rank >= acceptedRank && (rank > state.rank || state.status === 'UNKNOWN');
    if (further) return [{ type: 'PayoutAccepted', data: { payoutId, status } }];
    const late = rank > 0 && (rank < state.rank || state.status === 'REJECTED') && !state.late.includes(status);
    return late ? [{ type: 'PayoutStatusIgnored', data: { ...aboutOf(state), status, reason } }] : [];
  }
  if (state.status === 'REJECTED') return [];
  // Money that is gone, or said to be gone, does not come back by a status.
  if (!isOpen(state) || state.rank >= settledRank) {
    const contradiction = { ...aboutOf(state), status, reason };
    return state.contradicted ? [] : [{ type: 'PayoutContradicted', data: contradiction }];
  }
  return rejected(state, reason === '' ? status : reason, additionalInformation);
}

function rejected(state: Payout, reason: string, additionalInformation: string): Answer {
  const data = { ...aboutOf(state), reason, additionalInformation, purpose: state.purpose };
  return [{ type: 'PayoutRejected', data }];
}

function settle({ attempt, amount, servicerReference, valueDate }: Of<'SettlePayout'>, state: Payout): Answer {
  const { payoutId, orderId, purpose, fundsId } = state;
  if (attempt < state.attempt) return refuse('PAYOUT_WAS_REJECTED', { payout: payoutId });
  if (state.status === 'SETTLED' || state.status === 'RETURNED') {
    const again = state.status === 'RETURNED' || state.servicerReference === servicerReference;
    return again ? [] : refuse('PAYOUT_ALREADY_SETTLED', { payout: payoutId });
  }
  if (state.status === 'REJECTED') return refuse('PAYOUT_WAS_REJECTED', { payout: payoutId });
  if (!equal(amount, state.amount)) {
    const booked = formatMoney(amount);
    return refuse('PAYOUT_AMOUNT_DIFFERS', { payout: payoutId, amount: formatMoney(state.amount), booked });
  }
  const data = { payoutId, orderId, amount, servicerReference, valueDate, purpose, fundsId };
  return [{ type: 'PayoutSettled', data }];
}

function markUnknown({ attempt, account, endToEndId, sentOn }: Of<'MarkUnknown'>, state: Payout): Answer {
  if (attempt !== state.attempt || !isOpen(state) || state.status === 'UNKNOWN') return [];
  const data = { ...aboutOf(state), reason: 'SILENT', account, endToEndId, sentOn };
  return [{ type: 'PayoutUnknown', data }];
}

// Only of one whose outcome nobody knows: the bank that is known to have it may book it later.
function notBooked({ attempt }: Of<'ReportNotBooked'>, state: Payout): Answer {
  if (attempt !== state.attempt || state.status !== 'UNKNOWN') return [];
  return rejected(state, 'NOT_BOOKED', '');
}

function announceReturn(command: Of<'AnnounceReturn'>, state: Payout): Answer {
  const { attempt, amount, reason, additionalInformation } = command;
  if (attempt < state.attempt || state.status === 'REJECTED') {
    return refuse('PAYOUT_WAS_REJECTED', { payout: state.payoutId });
  }
  if (state.returnReason !== '' || state.status === 'RETURNED') return [];
  return [{ type: 'PayoutReturnAnnounced', data: { ...aboutOf(state), amount, reason, additionalInformation } }];
}

function takeBack(command: Of<'ReturnPayout'>, state: Payout): Answer {
  const { attempt, amount, servicerReference, creditedTo } = command;
  const { payoutId, purpose } = state;
  if (state.status === 'RETURNED') {
    const again = state.servicerReference === servicerReference;
    return again ? [] : refuse('PAYOUT_ALREADY_RETURNED', { payout: payoutId });
  }
  if (attempt !== state.attempt || state.status !== 'SETTLED') {
    return refuse('PAYOUT_NOT_SETTLED', { payout: payoutId });
  }
  const reason = command.reason || state.returnReason;
  return [
    { type: 'PayoutReturned', data: { ...aboutOf(state), amount, reason, servicerReference, purpose, creditedTo } },
  ];
}

function recall({ reason }: Of<'RecallPayout'>, state: Payout): Answer {
  const { payoutId, attempt, status } = state;
  const asked = state.recall.id !== '';
  if (asked && state.recall.answer === '') return [];
  if (asked || !state.sent || !(isOpen(state) || status === 'SETTLED')) {
    const stands = asked ? `RECALL ${state.recall.answer}` : status;
    return refuse('PAYOUT_NOT_RECALLABLE', { payout: payoutId, state: stands });
  }
  const recallId = recallIdOf(payoutId, attempt);
  return [{ type: 'PayoutRecallRequested', data: { ...aboutOf(state), recallId, reason } }];
}

function answerRecall({ attempt, status, reason }: Of<'AnswerRecall'>, state: Payout): Answer {
  const { id: recallId, answer, reason: asked } = state.recall;
  if (attempt !== state.attempt || recallId === '') return refuse('PAYOUT_NOT_RECALLED', { payout: state.payoutId });
  // A recall that is decided stays so; one that is looked at may be decided later.
  if (answer !== '' && answer !== 'PDCR') return [];
  if (answer === status) return [];
  const answered: Answer = [{ type: 'PayoutRecallAnswered', data: { ...aboutOf(state), recallId, status, reason } }];
  const cancelled = status === 'CNCL' && isOpen(state);
  return cancelled ? [...answered, ...(rejected(state, asked, 'recalled') as typeof answered)] : answered;
}
