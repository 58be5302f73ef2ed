import type { Complete } from '@portolan/contracts';
import type { RateLockExpired } from '@portolan/contracts/fx/v1/events';
import type { AdviceReceived } from '@portolan/contracts/orders/v1/events';
import { Step } from '@portolan/contracts/orders/v1/types';
import { type Advice, type AdviceCase, type AdviceOf, type FulfilmentState, type Known, without } from './state.ts';

// Advice that may come again with something new to say; of the rest the first counts.
const repeatable: ReadonlySet<AdviceCase> = new Set<AdviceCase>([
  'paymentMismatched',
  'fundsReturned',
  'parcelShort',
  'labelRefused',
  'handoverRefused',
  'orderRecorded',
  'receiptRecorded',
  'waybillRecorded',
  'caseMatched',
  'caseMismatched',
  'declarationReturned',
  'declarationResubmitted',
  'statusUnknown',
  'underReview',
  'declarationOverdue',
  'cancellationReturned',
  'quoteRequested',
  'quoteRefused',
  'rateLocked',
  'rateLockExpired',
  'saleRequested',
  'payoutCreated',
  'payoutRejected',
  'refundCreated',
  'refundRejected',
  'taxPaymentCreated',
  'taxPaymentRejected',
]);

/** Advice as it is put on record: undefined where it is nothing new, or about nothing that this order waits for. */
type Hearing = Pick<FulfilmentState, 'known' | 'stray' | 'early'>;

export function heard(advice: Advice, state: Hearing): Advice | undefined {
  const { known } = state;
  const told = sorted(advice, state);
  if (told === undefined || (known[told.$case] !== undefined && !repeatable.has(told.$case))) return undefined;
  return told;
}

// Money that goes back to a payer is the order's refund only where it is the credit that funded the escrow. Of that the
// escrow's own stream tells, which may come later: until then it may be either.
function sorted(advice: Advice, { known, stray, early }: Hearing): Advice | undefined {
  switch (advice.$case) {
    case 'refundSettled':
      return isStray(advice.value, known) ? { $case: 'fundsReturned', value: advice.value } : advice;
    case 'refundCreated': {
      const maybe = isUnsure(known) && !stray.some(({ fundsId }) => fundsId === advice.value.fundsId);
      return maybe || !isStray(advice.value, known) ? advice : undefined;
    }
    case 'refundRejected': {
      const created = [known.refundCreated, ...early.map(({ value }) => value)];
      const { payoutId } = advice.value;
      return created.some((one) => one !== undefined && 'payoutId' in one && one.payoutId === payoutId)
        ? advice
        : undefined;
    }
    // What came back in part leaves the rest of the list as it was.
    case 'listReturned':
      return advice.value.all ? advice : undefined;
    default:
      return advice;
  }
}

const isUnsure = ({ escrowFunded, escrowRefunded }: Known): boolean =>
  escrowFunded === undefined && escrowRefunded === undefined;

function isStray({ fundsId }: { readonly fundsId: string }, { escrowFunded, escrowRefunded }: Known): boolean {
  return fundsId !== (escrowFunded ?? escrowRefunded)?.fundsId;
}

/** State with what another service told; what the news makes void is dropped. */
export function withAdvice(state: FulfilmentState, told: Complete<AdviceReceived>): FulfilmentState {
  const { advice, receivedAt } = told;
  if (isUnsure(state.known) && (advice.$case === 'refundCreated' || advice.$case === 'refundRejected'))
    return { ...state, early: [...state.early, advice] };
  const known: Known = { ...state.known, [advice.$case]: advice.value };
  const next = { ...state, known };
  switch (advice.$case) {
    case 'paymentMismatched':
      return isBack(state, advice.value.fundsId) ? next : { ...next, stray: [...state.stray, advice.value] };
    case 'fundsReturned':
      return {
        ...next,
        stray: state.stray.filter(({ fundsId }) => fundsId !== advice.value.fundsId),
        early: isUnsure(state.known) ? [...state.early, advice] : state.early,
      };
    case 'escrowFunded':
    case 'escrowRefunded':
      return withEarly(next, advice.value.fundsId);
    case 'parcelPacked':
      return { ...next, packedAt: receivedAt };
    case 'quoteRequested':
      return { ...next, known: without(known, 'quoteRefused') };
    case 'rateLockExpired':
      return withoutLock(next, advice.value);
    case 'caseMatched':
      return { ...next, known: without(known, 'caseMismatched') };
    case 'caseMismatched':
      return state.documentsNewer ? declaredAnew(next) : next;
    case 'declarationReturned':
      return releaseTakenBack(
        { ...next, known: without(known, 'underReview', 'statusUnknown', 'declarationOverdue') },
        advice.value,
      );
    case 'declarationReleased':
      return { ...next, takenBack: undefined };
    case 'parcelDispatched':
      return pastShippingBack(next);
    case 'dispatchRevoked':
      return keptIn(next);
    case 'declarationResubmitted':
      return {
        ...next,
        known: without(known, 'declarationReturned', 'underReview', 'statusUnknown', 'declarationOverdue'),
      };
    case 'underReview':
      return { ...next, known: without(known, 'declarationReturned', 'statusUnknown', 'declarationOverdue') };
    case 'statusUnknown':
      return { ...next, known: without(known, 'declarationOverdue') };
    default:
      return next;
  }
}

/** 退运: customs ships the goods back. */
export const shippedBack = '700';

/**
 * A list that comes back after its release has to be released anew, wherever the goods are by then: until it is, nothing
 * goes on. Only what left already can't be shipped back.
 */
function releaseTakenBack(state: FulfilmentState, { status, info }: AdviceOf<'declarationReturned'>): FulfilmentState {
  const released = state.known.declarationReleased ?? state.takenBack?.released;
  if (released === undefined) return state;
  const known = without(state.known, 'declarationReleased');
  const next = { ...state, known, takenBack: { released, status, info }, steps: askedAtMost(state.steps) };
  return known.parcelDispatched === undefined ? next : pastShippingBack(next);
}

// The warehouse said no to an earlier one: this one is asked for as if there had been none.
function askedAtMost({ [Step.STEP_REVOKE_DISPATCH]: revoke, ...steps }: FulfilmentState['steps']) {
  return revoke?.status === 'asked' ? { ...steps, [Step.STEP_REVOKE_DISPATCH]: revoke } : steps;
}

// It left before anybody could keep it in.
function pastShippingBack(state: FulfilmentState): FulfilmentState {
  const { takenBack, known } = state;
  if (takenBack?.status !== shippedBack) return state;
  return { ...state, known: { ...known, declarationReleased: takenBack.released }, takenBack: undefined };
}

/** The parcel stays in: what let it go is forgotten as a whole, so the next release lets it go anew. */
function keptIn(state: FulfilmentState): FulfilmentState {
  const { [Step.STEP_AUTHORISE_DISPATCH]: _go, [Step.STEP_REVOKE_DISPATCH]: _stay, ...steps } = state.steps;
  return { ...state, steps, known: without(state.known, 'dispatchAuthorised', 'dispatchRevoked') };
}

const isBack = ({ early }: Hearing, fundsId: string): boolean =>
  early.some((advice) => advice.$case === 'fundsReturned' && advice.value.fundsId === fundsId);

/** Now it is known which credit is the order's: what was heard of its way back counts. */
function withEarly(state: FulfilmentState, fundsId: string): FulfilmentState {
  let own: Known = {};
  for (const advice of state.early) {
    if (advice.$case === 'refundCreated' && advice.value.fundsId === fundsId)
      own = { ...own, refundCreated: advice.value };
    else if (advice.$case === 'refundRejected' && advice.value.payoutId === own.refundCreated?.payoutId)
      own = { ...own, refundRejected: advice.value };
    else if (advice.$case === 'fundsReturned' && advice.value.fundsId === fundsId)
      own = { ...own, refundSettled: advice.value };
  }
  return { ...state, known: { ...state.known, ...own }, early: [] };
}

/**
 * The documents have changed since they were found to disagree: the next turn to declare asks again. Where they had
 * agreed before, a list that customs sent back is what they are declared with.
 */
export function declaredAnew(state: FulfilmentState): FulfilmentState {
  const { [Step.STEP_DECLARE]: _declared, ...steps } = state.steps;
  const next = { ...state, steps, known: without(state.known, 'caseMismatched') };
  if (state.known.caseMatched === undefined) return next;
  const times = (state.retried.STEP_DECLARE?.times ?? 0) + 1;
  return { ...next, retried: { ...state.retried, STEP_DECLARE: { times, after: 'declarationReturned' } } };
}

/** A rate lock that ran out unused takes its two steps back: both are asked for again. */
function withoutLock(state: FulfilmentState, { attempt }: RateLockExpired): FulfilmentState {
  const { quoteRequested: _quote, rateLocked, saleRequested: _sale, ...known } = state.known;
  const unused = rateLocked !== undefined && rateLocked.attempt <= attempt && known.currencySold === undefined;
  if (!unused) return state;
  const { [Step.STEP_LOCK_RATE]: _lock, [Step.STEP_SELL]: _sell, ...steps } = state.steps;
  return { ...state, known, steps };
}
