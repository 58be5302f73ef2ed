import { Step } from '@portolan/contracts/orders/v1/types';
import { type Advice, type FulfilmentState, type Known, unanswered } from './state.ts';

/** State with what another service told; what the news makes void is dropped. */
export function withAdvice(state: FulfilmentState, advice: Advice): FulfilmentState {
  const known: Known = { ...state.known, [advice.$case]: advice.value };
  switch (advice.$case) {
    case 'parcelReserved':
      return { ...state, known: without(known, 'parcelShort') };
    case 'caseMatched':
      return { ...state, known: without(known, 'caseMismatched') };
    case 'rateLocked':
      return { ...state, known: without(known, 'quoteRefused') };
    case 'rateLockExpired':
      return state.known.rateLocked === undefined || state.known.currencySold !== undefined
        ? { ...state, known }
        : withoutExpiredLock({ ...state, known: without(known, 'rateLocked'), lockExpired: true });
    default:
      return { ...state, known };
  }
}

/**
 * A rate lock that ran out unused takes its steps back: both are asked for again. While one of them still waits for
 * its answer that must wait too, or two answers to one step would be under way.
 */
export function withoutExpiredLock(state: FulfilmentState): FulfilmentState {
  if (!state.lockExpired || unanswered(state) !== undefined) return state;
  const { [Step.STEP_LOCK_RATE]: _lock, [Step.STEP_SELL]: _sale, ...steps } = state.steps;
  return { ...state, steps, lockExpired: false };
}

function without<Name extends keyof Known>(known: Known, name: Name): Known {
  const { [name]: _dropped, ...rest } = known;
  return rest;
}
