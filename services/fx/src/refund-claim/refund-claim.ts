import type { Complete } from '@portolan/contracts';
import type { RefundClaimOpened } from '@portolan/contracts/fx/v1/events';
import type { Decider } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, type Money, measureOf, measureText } from '@portolan/money';
import { isRate } from './amounts.ts';
import { type CheckDue, checkDue, type MoveGoods, moveGoods, settle, withdraw } from './goods.ts';
import { isDay, settleBy } from './periods.ts';
import {
  type Answer,
  cny,
  type Document,
  documentsOf,
  entitledGoods,
  entitledOf,
  evolve,
  isRefundable,
  missingOn,
  netOf,
  nothing,
  type RefundClaim,
  type RefundClaimEvent,
  type RefundClaimRefusal,
  refundableOf,
  standing,
  unsoldOf,
} from './state.ts';

export interface AnswerClaim {
  readonly type: 'AnswerClaim';
  readonly answer: string;
  readonly on: string;
  readonly amount: Money | undefined;
  readonly credited: Money | undefined;
  readonly text: string;
}

export type RefundClaimCommand =
  | ({ readonly type: 'OpenClaim' } & Complete<RefundClaimOpened>)
  | { readonly type: 'RecordDocument'; readonly document: Document }
  | { readonly type: 'Submit'; readonly submittedOn: string; readonly reference: string }
  | AnswerClaim
  | { readonly type: 'Correct'; readonly reason: string }
  | MoveGoods
  | { readonly type: 'Settle'; readonly settledOn: string }
  | CheckDue
  | { readonly type: 'Withdraw' };

/** One per line of a declaration: of one made elsewhere, by the number that customs gave it. */
export const refundClaimId = (tenant: string, declaration: string, line: number): string =>
  madeId('refund-claim', tenant, declaration, line);

/** The refund of the tax on one line of an export: its documents, filings, goods and money. */
export const refundClaim: Decider<RefundClaim, RefundClaimCommand, RefundClaimEvent, RefundClaimRefusal> & {
  readonly name: 'refund-claim';
} = { name: 'refund-claim', initial: nothing, decide, evolve };

function decide(command: RefundClaimCommand, state: RefundClaim): Answer {
  if (command.type === 'OpenClaim') return open(command, state);
  const { opened } = state;
  if (opened === undefined) return refuse('REFUND_CLAIM_NOT_FOUND', { id: '' });
  switch (command.type) {
    case 'RecordDocument':
      return record(command.document, state, opened);
    case 'Submit':
      return submit(command, state, opened);
    case 'AnswerClaim':
      return answer(command, state, opened);
    case 'Correct':
      return correct(command.reason, state, opened);
    case 'MoveGoods':
      return moveGoods(command, state, opened);
    case 'Settle':
      return settle(command.settledOn, state, opened);
    case 'CheckDue':
      return checkDue(command, state, opened);
    case 'Withdraw':
      return withdraw(state, opened);
  }
}

function open(
  { type: _, ...data }: Extract<RefundClaimCommand, { type: 'OpenClaim' }>,
  { opened }: RefundClaim,
): Answer {
  const { line, period } = data;
  if (opened !== undefined) {
    const same = opened.line.total.minor === line.total.minor && opened.line.quantity.value === line.quantity.value;
    return same ? [] : refuse('REFUND_CLAIM_EXISTS', { line: String(line.line) });
  }
  const wrong = (field: string) => refuse('REFUND_LINE_INVALID', { field });
  if ((measureOf(line.quantity.value) ?? 0n) === 0n) return wrong('quantity');
  if (!/^\d{10}$/.test(line.hsCode)) return wrong('hsCode');
  if (line.total.minor <= 0n) return wrong('total');
  if (!isRefundable(data.tradeMode)) return wrong('tradeMode');
  if (!isDay(data.exportedOn) || period.fileBy === '') return wrong('exportedOn');
  return [{ type: 'RefundClaimOpened', data }];
}

function record(document: Document, state: RefundClaim, { claimId, method }: Complete<RefundClaimOpened>): Answer {
  const { kind } = document;
  const kinds = [...documentsOf(method), 'RECEIPT'];
  if (!kinds.includes(kind)) return refuse('REFUND_DOCUMENT_KIND', { kind, kinds: kinds.join(', ') });
  const field = flawOf(document);
  if (field !== undefined) return refuse('REFUND_DOCUMENT_INVALID', { kind, field });
  const waits = state.status === 'OPEN' || state.status === 'DOCUMENTS_COMPLETE';
  // Money from abroad comes when it comes, and stands for the goods also while the tax office looks at them.
  if (!waits && (kind !== 'RECEIPT' || state.status === 'LAPSED'))
    return refuse('REFUND_NOT_NOW', { state: state.status });
  // Refunded money was worked out from the invoice: another one would leave nothing to compare it with.
  if (kind.endsWith('INVOICE') && state.approved > 0n) return refuse('REFUND_NOT_NOW', { state: state.status });
  if (sameDocument(state.documents[kind], document)) return [];
  const next = { ...state, documents: { ...state.documents, [kind]: document } };
  const refundable = refundableOf(next);
  return [
    {
      type: 'RefundDocumentRecorded',
      data: { claimId, document, state: standing(next), ...(refundable === undefined ? {} : { refundable }) },
    },
  ];
}

function sameDocument(known: Document | undefined, { amount, ...rest }: Document): boolean {
  if (known === undefined) return false;
  const same = known.amount && amount ? equal(known.amount, amount) : known.amount === amount;
  return same && Object.entries(rest).every(([field, value]) => known[field as keyof Document] === value);
}

function flawOf({ kind, number, dated, amount, vatRate, refundRate }: Document): string | undefined {
  if (number === '') return 'number';
  if (dated !== '' && !isDay(dated)) return 'dated';
  if (!kind.endsWith('INVOICE')) return undefined;
  if (amount === undefined || amount.currency !== 'CNY' || amount.minor <= 0n) return 'amount';
  if (!isRate(vatRate)) return 'vatRate';
  return isRate(refundRate) && Number(refundRate) <= Number(vatRate) ? undefined : 'refundRate';
}

function submit(
  { submittedOn, reference }: Extract<RefundClaimCommand, { type: 'Submit' }>,
  state: RefundClaim,
  { claimId, period, tradeMode }: Complete<RefundClaimOpened>,
): Answer {
  if (state.status !== 'OPEN' && state.status !== 'DOCUMENTS_COMPLETE')
    return refuse('REFUND_NOT_NOW', { state: state.status });
  const missing = missingOn(state, submittedOn);
  if (missing.length > 0) return refuse('REFUND_DOCUMENTS_MISSING', { missing: missing.join(', ') });
  if (period.lastDay !== '' && submittedOn > period.lastDay)
    return refuse('REFUND_TOO_LATE', { lastDay: period.lastDay });
  const amount = entitledOf(state) - netOf(state);
  if (amount <= 0n) return refuse('REFUND_NOTHING_TO_CLAIM', {});
  const beforeSale = tradeMode === '9810' && !state.settled && unsoldOf(state) > 0n;
  const data = { claimId, number: state.number + 1, submittedOn, reference, amount: cny(amount) };
  const quantity = measureText(entitledGoods(state));
  return [{ type: 'RefundClaimSubmitted', data: { ...data, quantity, beforeSale } }];
}

const answers: readonly string[] = ['QUERIED', 'APPROVED', 'REJECTED', 'PAID', 'REPAID'];

function answer(command: AnswerClaim, state: RefundClaim, { claimId }: Complete<RefundClaimOpened>): Answer {
  const { answer: given, on, text } = command;
  if (!answers.includes(given)) return refuse('REFUND_ANSWER_UNKNOWN', { answer: given });
  if (given === 'PAID') return paid(command, state, claimId);
  if (given === 'REPAID') return repaid(command, state, claimId);
  if (state.status !== 'SUBMITTED' && state.status !== 'QUERIED')
    return refuse('REFUND_NOT_NOW', { state: state.status });
  const { number } = state;
  if (given === 'QUERIED' && state.question === text) return [];
  if (given === 'QUERIED') return [{ type: 'RefundClaimQueried', data: { claimId, number, question: text } }];
  if (given === 'REJECTED') return [{ type: 'RefundClaimRejected', data: { claimId, number, reason: text } }];
  const amount = fen(command.amount);
  const credited = command.credited === undefined ? 0n : fen(command.credited, 0n);
  if (amount === undefined || credited === undefined || credited > amount) return badAmount(command);
  if (amount > state.submitted) return exceeded(amount, state.submitted);
  const until = state.beforeSale && !state.settled ? settleBy(on) : '';
  const data = { claimId, number, amount: cny(amount), credited: cny(credited), approvedOn: on, settleBy: until };
  const approved: RefundClaimEvent = { type: 'RefundClaimApproved', data };
  // Goods may have come back while the tax office looked at it.
  const after = evolve(state, approved);
  const excess = netOf(after) - entitledOf(after);
  if (excess <= 0n) return [approved];
  const reason = after.returned > 0n ? 'RETURNED' : 'LOST';
  const owed = cny(after.owed + excess);
  return [approved, { type: 'RefundRepaymentDue', data: { claimId, amount: cny(excess), reason, owed } }];
}

function paid(command: AnswerClaim, state: RefundClaim, claimId: string): Answer {
  const amount = fen(command.amount);
  if (amount === undefined) return badAmount(command);
  const expected = state.approved - state.credited - state.paid;
  if (expected <= 0n) return refuse('REFUND_NOT_NOW', { state: state.status });
  if (amount !== expected) {
    return refuse('REFUND_AMOUNT_DIFFERS', { amount: formatMoney(cny(amount)), expected: formatMoney(cny(expected)) });
  }
  const { on: paidOn, text: reference } = command;
  return [{ type: 'RefundClaimPaid', data: { claimId, amount: cny(amount), paidOn, reference } }];
}

function repaid(command: AnswerClaim, state: RefundClaim, claimId: string): Answer {
  const amount = fen(command.amount);
  if (amount === undefined) return badAmount(command);
  if (state.repayments.includes(command.text)) return [];
  if (state.owed === 0n) return refuse('REFUND_NOT_NOW', { state: state.status });
  if (amount > state.owed) return exceeded(amount, state.owed);
  const { on: repaidOn, text: reference } = command;
  const owed = cny(state.owed - amount);
  return [{ type: 'RefundRepaid', data: { claimId, amount: cny(amount), repaidOn, reference, owed } }];
}

function correct(reason: string, state: RefundClaim, { claimId }: Complete<RefundClaimOpened>): Answer {
  const { status } = state;
  const filed = status === 'SUBMITTED' || status === 'QUERIED' || status === 'REJECTED';
  const more = (status === 'PAID' || status === 'APPROVED' || status === 'REPAID') && entitledOf(state) > netOf(state);
  if (!filed && !more) return refuse('REFUND_NOT_NOW', { state: status });
  return [{ type: 'RefundClaimCorrected', data: { claimId, reason, state: standing(state) } }];
}

function fen(amount: Money | undefined, least = 1n): bigint | undefined {
  return amount?.currency === 'CNY' && amount.minor >= least ? amount.minor : undefined;
}

const badAmount = ({ amount }: AnswerClaim): Answer =>
  refuse('REFUND_AMOUNT_INVALID', { amount: amount === undefined ? '–' : formatMoney(amount) });

const exceeded = (amount: bigint, most: bigint): Answer =>
  refuse('REFUND_AMOUNT_EXCEEDED', { amount: formatMoney(cny(amount)), most: formatMoney(cny(most)) });
