import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Terms } from '@portolan/contracts/fx/v1/types';
import type { Decider, Decision, Facts } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, isCurrency, type Money } from '@portolan/money';

type QuoteEvent = Only<
  FxEvent,
  'QuoteRequested' | 'QuoteRefused' | 'RateLocked' | 'RateLockExpired' | 'SaleRequested' | 'CurrencySold'
>;
type QuoteRefusal = Extract<keyof typeof fxRefusals, `QUOTE_${string}`>;
type Answer = Decision<QuoteEvent, QuoteRefusal>;

export type QuoteCommand =
  | {
      readonly type: 'RequestQuote';
      readonly quoteId: string;
      readonly orderId: string;
      readonly sell: Money;
      readonly buyCurrency: string;
      /** Reference that the bank is told. */
      readonly orderNo: string;
    }
  | { readonly type: 'LockRate'; readonly attempt: number; readonly terms: Complete<Terms> }
  /** The bank gives no rate. */
  | { readonly type: 'RefuseQuote'; readonly attempt: number; readonly reason: string }
  | { readonly type: 'ExpireLock'; readonly attempt: number }
  /** `attempt`: the lock whose sale is reserved; 0 where none was locked when it was looked at. */
  | { readonly type: 'Sell'; readonly quoteId: string; readonly orderId: string; readonly attempt: number }
  | { readonly type: 'RecordSale'; readonly dealReference: string; readonly bought: Money }
  /** The bank does not deal at the locked rate any more. */
  | { readonly type: 'WithdrawLock' };

export interface Quote {
  readonly status: 'NONE' | 'REQUESTED' | 'LOCKED' | 'SELLING' | 'SOLD' | 'EXPIRED' | 'REFUSED';
  readonly quoteId: string;
  readonly orderId: string;
  readonly sell: Money;
  readonly buyCurrency: string;
  readonly attempt: number;
  /** Undefined until a rate is locked. */
  readonly terms?: Complete<Terms>;
}

/** One quote per order; a rate that expired is asked for anew within it. */
export function quoteId(tenant: string, orderId: string): string {
  return madeId('quote', tenant, orderId);
}

/** What the bank knows an attempt by: it locks once per reference. */
export function lockReference(id: string, attempt: number): string {
  return attempt === 1 ? id : `${id}-${attempt}`;
}

/** A rate that is asked for, locked, and used once or expired. */
export const quote: Decider<Quote, QuoteCommand, QuoteEvent, QuoteRefusal> & { readonly name: 'quote' } = {
  name: 'quote',
  initial: {
    status: 'NONE',
    quoteId: '',
    orderId: '',
    sell: { minor: 0n, currency: 'USD' },
    buyCurrency: '',
    attempt: 0,
  },

  decide(command, state, facts) {
    switch (command.type) {
      case 'RequestQuote':
        return request(command, state, facts);
      case 'Sell':
        return sell(command, state, facts);
      case 'LockRate':
      case 'RefuseQuote':
        return answered(command, state);
      case 'ExpireLock':
        return state.status === 'LOCKED' && state.attempt === command.attempt && isOver(state, facts)
          ? [expired(state)]
          : [];
      case 'WithdrawLock':
        return state.status === 'SELLING' ? [expired(state)] : [];
      case 'RecordSale':
        return sold(command, state);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'QuoteRequested':
        return { ...event.data, status: 'REQUESTED' };
      case 'QuoteRefused':
        return { ...state, status: 'REFUSED' };
      case 'RateLocked':
        return { ...state, status: 'LOCKED', terms: event.data.terms };
      case 'RateLockExpired':
        return { ...state, status: 'EXPIRED' };
      case 'SaleRequested':
        return { ...state, status: 'SELLING' };
      case 'CurrencySold':
        return { ...state, status: 'SOLD', terms: event.data.terms };
    }
  },
};

function request(command: Extract<QuoteCommand, { type: 'RequestQuote' }>, state: Quote, facts: Facts): Answer {
  const { quoteId: id, orderId, sell: amount, buyCurrency, orderNo } = command;
  if (amount.minor <= 0n || !isCurrency(buyCurrency) || buyCurrency === amount.currency) {
    return refuse('QUOTE_PAIR_INVALID', { sell: formatMoney(amount), buyCurrency });
  }
  if (state.status === 'SELLING' || state.status === 'SOLD') return refuse('QUOTE_ALREADY_SOLD', { quote: id });
  const data = { quoteId: id, orderId, sell: amount, buyCurrency, attempt: state.attempt + 1, orderNo };
  if (state.status === 'LOCKED' && isOver(state, facts)) return [expired(state), { type: 'QuoteRequested', data }];
  if (state.status === 'REQUESTED' || state.status === 'LOCKED') {
    const same = equal(state.sell, amount) && state.buyCurrency === buyCurrency;
    return same ? [] : refuse('QUOTE_DIFFERS', { sell: formatMoney(state.sell) });
  }
  return [{ type: 'QuoteRequested', data }];
}

// An answer to an earlier attempt is too late to mean anything.
function answered(command: Extract<QuoteCommand, { type: 'LockRate' | 'RefuseQuote' }>, state: Quote): Answer {
  const { attempt } = command;
  const { quoteId: id, orderId } = state;
  if (state.status !== 'REQUESTED' || state.attempt !== attempt) return [];
  if (command.type === 'RefuseQuote') {
    return [{ type: 'QuoteRefused', data: { quoteId: id, orderId, reason: command.reason } }];
  }
  return [{ type: 'RateLocked', data: { quoteId: id, orderId, terms: command.terms, attempt } }];
}

// The server's clock decides, at the instant of expiry too; the timer that records it may come later.
// Only what is reserved is sold: a rate that was locked since then is sold when it is asked for again.
function sell(
  { quoteId: id, orderId, attempt }: Extract<QuoteCommand, { type: 'Sell' }>,
  state: Quote,
  facts: Facts,
): Answer {
  if (state.status === 'NONE' || state.orderId !== orderId) return refuse('QUOTE_UNKNOWN', { quote: id });
  if (state.status === 'SELLING' || state.status === 'SOLD') return [];
  if (state.terms === undefined || state.status === 'REQUESTED' || state.status === 'REFUSED') {
    return refuse('QUOTE_NOT_LOCKED', { quote: id });
  }
  if (state.status === 'LOCKED' && attempt === 0) return refuse('QUOTE_NOT_LOCKED', { quote: id });
  if (state.status === 'EXPIRED' || isOver(state, facts) || attempt !== state.attempt) {
    return refuse('QUOTE_EXPIRED', { quote: id, expiresAt: state.terms.expiresAt });
  }
  return [{ type: 'SaleRequested', data: { quoteId: id, orderId, terms: state.terms, attempt: state.attempt } }];
}

function sold({ dealReference, bought }: Extract<QuoteCommand, { type: 'RecordSale' }>, state: Quote): Answer {
  const { quoteId: id, orderId, terms } = state;
  if (state.status !== 'SELLING' || terms === undefined) return [];
  const data = { quoteId: id, orderId, terms: { ...terms, bankBuy: bought }, dealReference };
  return [{ type: 'CurrencySold', data }];
}

function isOver(state: Quote, facts: Facts): boolean {
  return state.terms !== undefined && facts.at >= state.terms.expiresAt;
}

function expired({ quoteId: id, orderId, attempt }: Quote): QuoteEvent {
  return { type: 'RateLockExpired', data: { quoteId: id, orderId, attempt } };
}
