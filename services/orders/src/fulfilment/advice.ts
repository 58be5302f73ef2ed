import type { RateLockExpired } from '@portolan/contracts/fx/v1/events';
import { Step } from '@portolan/contracts/orders/v1/types';
import type { Advice, FulfilmentState, Known } from './state.ts';

/** State with what another service told; what the news makes void is dropped. */
export function withAdvice(state: FulfilmentState, advice: Advice): FulfilmentState {
  const known: Known = { ...state.known, [advice.$case]: advice.value };
  switch (advice.$case) {
    case 'quoteRequested': {
      const { quoteRefused: _answered, ...rest } = known;
      return { ...state, known: rest };
    }
    case 'rateLockExpired':
      return withoutLock({ ...state, known }, advice.value);
    default:
      return { ...state, known };
  }
}

/** A rate lock that ran out unused takes its two steps back: both are asked for again. */
function withoutLock(state: FulfilmentState, { attempt }: RateLockExpired): FulfilmentState {
  const { quoteRequested: _quote, rateLocked, saleRequested: _sale, ...known } = state.known;
  const unused = rateLocked !== undefined && rateLocked.attempt <= attempt && known.currencySold === undefined;
  if (!unused) return state;
  const { [Step.STEP_LOCK_RATE]: _lock, [Step.STEP_SELL]: _sell, ...steps } = state.steps;
  return { ...state, known, steps };
}
