import type { ordersRefusals } from '@portolan/contracts';
import { Ending } from '@portolan/contracts/orders/v1/types';
import { type Decision, refuse, sameContent } from '@portolan/eventsourcing';
import { withBuyer } from './documents.ts';
import type { FulfilmentEvent } from './evolve.ts';
import { requestReturn } from './returns.ts';
import type { CaseDocument, FulfilmentState, Returning, Started } from './state.ts';

type Code = keyof typeof ordersRefusals;

/** What people want of an order that is under way. */
export type Wish =
  | { readonly type: 'Cancel'; readonly orderId: string; readonly reason: string }
  | { readonly type: 'WithdrawCancellation'; readonly orderId: string; readonly reason: string }
  | { readonly type: 'Return'; readonly orderId: string; readonly terms: Returning }
  | { readonly type: 'RetryStep'; readonly orderId: string }
  /** `by`: tenant that puts it. */
  | {
      readonly type: 'PutDocument';
      readonly orderId: string;
      readonly document: CaseDocument;
      readonly by: string;
    };

/** What a wish puts on record, or why it can't be granted. */
export function granted(wish: Wish, state: FulfilmentState): Decision<FulfilmentEvent, Code> {
  const { orderId } = wish;
  const { started } = state;
  if (started === undefined) return refuse('ORDER_NOT_UNDER_WAY', { orderId });
  switch (wish.type) {
    case 'Cancel':
      return cancel(wish.reason, state, started);
    case 'WithdrawCancellation':
      return withdraw(wish.reason, state, started);
    case 'Return':
      return requestReturn(wish.terms, state, started);
    case 'RetryStep':
      return retry(state, started);
    case 'PutDocument':
      return putDocument(wish, state, started);
  }
}

function cancel(reason: string, state: FulfilmentState, { orderId, terms }: Started): Decision<FulfilmentEvent, Code> {
  if (state.ending !== undefined) return refuse('ORDER_ENDS_ALREADY', { orderId, ending: state.ending.ending });
  if (isOnItsWay(state, terms.mode) || state.completed) {
    return refuse('ORDER_ON_ITS_WAY', { orderId });
  }
  return [{ type: 'EndingDecided', data: { orderId, ending: Ending.ENDING_CANCELLED, reason } }];
}

// What passed the gate of a zone is not fetched back through it.
function isOnItsWay({ steps, known }: FulfilmentState, mode: string): boolean {
  if (mode === '1210' && known.parcelDispatched !== undefined) return true;
  return steps.STEP_HAND_OVER !== undefined || known.shipmentHandedOver !== undefined;
}

// Only where customs said no: elsewhere it is being undone, and what is half undone goes no further the other way.
function withdraw(reason: string, state: FulfilmentState, { orderId }: Started): Decision<FulfilmentEvent, Code> {
  const { hold, known } = state;
  if (hold?.code !== 'CANCELLATION_REFUSED' || known.parcelCancelled !== undefined) {
    return refuse('ORDER_CANCELLATION_STANDS', { orderId, hold: hold?.code ?? '' });
  }
  return [{ type: 'EndingWithdrawn', data: { orderId, cause: 'WANTED', reason } }];
}

/** Holds that a repetition of their step can clear. */
export const retryable: ReadonlySet<string> = new Set([
  'AWAITING_LABEL',
  'LABEL_REFUSED',
  'HANDOVER_REFUSED',
  'CUSTOMS_RETURNED',
  'CUSTOMS_STATUS_UNKNOWN',
  'CUSTOMS_SILENT',
  'RATE_REFUSED',
  'AWAITING_RATE',
  'AWAITING_SALE',
  'PAYOUT_REJECTED',
  'REFUND_REJECTED',
  'CANCELLATION_REFUSED',
  'LIST_STANDS',
  'STEP_REFUSED',
]);

function retry({ hold }: FulfilmentState, { orderId }: Started): Decision<FulfilmentEvent, Code> {
  if (hold === undefined || !retryable.has(hold.code)) {
    return refuse('ORDER_NOTHING_TO_RETRY', { orderId, hold: hold?.code ?? '' });
  }
  return [{ type: 'StepRetried', data: { orderId, step: hold.step } }];
}

const documentsOf: Readonly<Record<string, readonly CaseDocument['$case'][]>> = {
  '9610': ['order', 'receipt', 'waybill'],
  '1210': ['order', 'payment', 'waybill'],
  '9810': ['order', 'waybill'],
  LOCAL: [],
};

function putDocument(
  wish: Extract<Wish, { type: 'PutDocument' }>,
  state: FulfilmentState,
  started: Started,
): Decision<FulfilmentEvent, Code> {
  const { orderId, terms } = started;
  const { $case: kind, value } = wish.document;
  if (!(documentsOf[terms.mode] ?? []).includes(kind)) {
    return refuse('ORDER_DOCUMENT_NOT_NEEDED', { document: kind, mode: terms.mode });
  }
  if (value.orderNo !== terms.orderNo) {
    return refuse('ORDER_DOCUMENT_OF_ANOTHER', { field: 'orderNo', actual: value.orderNo, expected: terms.orderNo });
  }
  if (state.ending !== undefined) return refuse('ORDER_ENDS_ALREADY', { orderId, ending: state.ending.ending });
  const { caseMatched, caseMismatched, declarationReturned, declarationReleased } = state.known;
  const declared = caseMatched !== undefined && (caseMismatched ?? declarationReturned) === undefined;
  if (declared || declarationReleased !== undefined) return refuse('ORDER_DOCUMENT_TOO_LATE', { document: kind });
  const document = withBuyer(wish.document, started);
  // Customs clearance does not answer to what it has already.
  if (sameContent(document, state.submitted[kind] ?? state.told[kind])) return [];
  return [{ type: 'DocumentSubmitted', data: { orderId, document, by: wish.by } }];
}
