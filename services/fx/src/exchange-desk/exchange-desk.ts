import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { DealTerms } from '@portolan/contracts/fx/v1/types';
import { type Decider, type Decision, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import { formatMoney, type Money, money, parseMoney } from '@portolan/money';

type DeskEvent = Only<
  FxEvent,
  'FirmQuoteGiven' | 'FirmQuoteAccepted' | 'FirmQuoteExpired' | 'FirmQuoteWithdrawn' | 'DealLineFreed'
>;
type DeskRefusal = Extract<
  keyof typeof fxRefusals,
  `FIRM_QUOTE${string}` | 'MARKET_MOVED' | 'UNSETTLED_DEALS_EXCEEDED'
>;
type Answer = Decision<DeskEvent, DeskRefusal>;

export type DeskCommand =
  | {
      readonly type: 'GiveQuote';
      readonly quoteId: string;
      readonly terms: Complete<DealTerms>;
      readonly expiresAt: string;
      readonly reference: string;
      /** Limits of the day; '' is none. */
      readonly limits: { readonly openQuotes: string; readonly quoteSize: string };
    }
  | {
      readonly type: 'AcceptQuote';
      readonly quoteId: string;
      /** The middle of the market now, and how far it is from the quote's, a decimal. */
      readonly marketRate: string;
      readonly moved: string;
      readonly limits: { readonly marketMove: string; readonly unsettled: string };
    }
  | { readonly type: 'ExpireQuote' | 'WithdrawQuote'; readonly quoteId: string }
  /** It ended; `taken` are the deals that take its place. */
  | { readonly type: 'FreeLine'; readonly dealId: string; readonly taken: readonly Taken[] };

interface Taken {
  /** A deal. */
  readonly reference: string;
  readonly amount: Money;
}

export interface OpenQuote {
  readonly terms: Complete<DealTerms>;
  readonly expiresAt: string;
  readonly reference: string;
}

export interface ExchangeDesk {
  readonly open: Readonly<Record<string, OpenQuote>>;
  /** What became of every other quote: a deal's id, EXPIRED or WITHDRAWN. */
  readonly over: Readonly<Record<string, string>>;
  /** What each deal that is not settled sells. */
  readonly lines: Readonly<Record<string, Money>>;
}

/** A customer has one; its stream is `<tenant>/exchange-desk/main`. */
export const mainDesk = 'main';

export const firmQuoteId = (tenant: string, commandId: string) => madeId('firm-quote', tenant, commandId);
export const dealOfQuote = (quoteId: string) => madeId('deal', quoteId);

/**
 * A customer's firm quotes, and the deals that it has not settled. A quote is used once, before it expires and while
 * the market stands near it; accepting it again does nothing. Limits are decided here, one after another.
 */
export const exchangeDesk: Decider<ExchangeDesk, DeskCommand, DeskEvent, DeskRefusal> & { readonly name: string } = {
  name: 'exchange-desk',
  initial: { open: {}, over: {}, lines: {} },

  decide(command, state, facts) {
    switch (command.type) {
      case 'GiveQuote':
        return give(command, state, facts);
      case 'AcceptQuote':
        return accept(command, state, facts);
      case 'ExpireQuote': {
        const quote = state.open[command.quoteId];
        const runsOut = quote !== undefined && facts.at >= quote.expiresAt;
        return runsOut ? [{ type: 'FirmQuoteExpired', data: { quoteId: command.quoteId } }] : [];
      }
      case 'WithdrawQuote':
        return withdraw(command.quoteId, state);
      case 'FreeLine':
        return Object.hasOwn(state.lines, command.dealId)
          ? [{ type: 'DealLineFreed', data: { dealId: command.dealId, taken: [...command.taken] } }]
          : [];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FirmQuoteGiven': {
        const { quoteId, terms, expiresAt, reference } = event.data;
        return { ...state, open: { ...state.open, [quoteId]: { terms, expiresAt, reference } } };
      }
      case 'FirmQuoteAccepted': {
        const { quoteId, dealId, terms } = event.data;
        return { ...ended(state, quoteId, dealId), lines: { ...state.lines, [dealId]: terms.sell } };
      }
      case 'FirmQuoteExpired':
        return ended(state, event.data.quoteId, 'EXPIRED');
      case 'FirmQuoteWithdrawn':
        return ended(state, event.data.quoteId, 'WITHDRAWN');
      case 'DealLineFreed':
        return { ...state, lines: moved(state.lines, event.data.dealId, event.data.taken) };
    }
  },
};

function give(command: Extract<DeskCommand, { type: 'GiveQuote' }>, state: ExchangeDesk, { at }: Facts): Answer {
  const { quoteId, terms, expiresAt, reference, limits } = command;
  if (Object.hasOwn(state.open, quoteId) || Object.hasOwn(state.over, quoteId)) return [];
  const { sell } = terms;
  if (limits.quoteSize !== '' && sell.minor > atMost(limits.quoteSize, sell.currency)) {
    return refuse('FIRM_QUOTE_TOO_LARGE', { sell: formatMoney(sell), limit: limits.quoteSize });
  }
  // What has run out counts no more, although its timer may be late.
  const open = Object.values(state.open).filter((quote) => quote.expiresAt > at).length;
  if (limits.openQuotes !== '' && open >= Number(limits.openQuotes)) {
    return refuse('FIRM_QUOTES_TOO_MANY', { open: String(open) });
  }
  return [{ type: 'FirmQuoteGiven', data: { quoteId, terms, expiresAt, reference } }];
}

// The server's clock decides, at the instant of expiry too.
function accept(command: Extract<DeskCommand, { type: 'AcceptQuote' }>, state: ExchangeDesk, { at }: Facts): Answer {
  const { quoteId, marketRate, moved, limits } = command;
  const quote = state.open[quoteId];
  if (quote === undefined) return gone(quoteId, state);
  const { terms, expiresAt, reference } = quote;
  if (at >= expiresAt) return refuse('FIRM_QUOTE_OVER', { quote: quoteId, expiresAt });
  if (limits.marketMove !== '' && Number(moved) > Number(limits.marketMove)) {
    return refuse('MARKET_MOVED', { quote: quoteId, moved, limit: limits.marketMove });
  }
  const unsettled = Object.values(state.lines)
    .filter(({ currency }) => currency === terms.sell.currency)
    .reduce((sum, { minor }) => sum + minor, terms.sell.minor);
  if (limits.unsettled !== '' && unsettled > atMost(limits.unsettled, terms.sell.currency)) {
    const sum = formatMoney(money(unsettled, terms.sell.currency));
    return refuse('UNSETTLED_DEALS_EXCEEDED', { unsettled: sum, limit: limits.unsettled });
  }
  const data = { quoteId, dealId: dealOfQuote(quoteId), terms, marketRate, reference };
  return [{ type: 'FirmQuoteAccepted', data }];
}

function withdraw(quoteId: string, state: ExchangeDesk): Answer {
  if (Object.hasOwn(state.open, quoteId)) return [{ type: 'FirmQuoteWithdrawn', data: { quoteId } }];
  const over = state.over[quoteId];
  if (over === undefined) return refuse('FIRM_QUOTE_NOT_FOUND', { quote: quoteId });
  return isDeal(over) ? refuse('FIRM_QUOTE_ACCEPTED', { quote: quoteId }) : [];
}

function gone(quoteId: string, state: ExchangeDesk): Answer {
  const over = state.over[quoteId];
  if (over === undefined) return refuse('FIRM_QUOTE_NOT_FOUND', { quote: quoteId });
  if (over === 'EXPIRED') return refuse('FIRM_QUOTE_OVER', { quote: quoteId, expiresAt: '' });
  return over === 'WITHDRAWN' ? refuse('FIRM_QUOTE_WITHDRAWN', { quote: quoteId }) : [];
}

export const isDeal = (over: string) => over !== 'EXPIRED' && over !== 'WITHDRAWN';

// A limit in main units, such as '100000.00'; more places than the currency has are cut off.
function atMost(limit: string, currency: string): bigint {
  const [whole = '0'] = limit.split('.');
  return parseMoney(whole, currency).minor;
}

function ended(state: ExchangeDesk, quoteId: string, as: string): ExchangeDesk {
  return { ...state, open: without(state.open, quoteId), over: { ...state.over, [quoteId]: as } };
}

function moved(lines: ExchangeDesk['lines'], from: string, taken: readonly Taken[]): ExchangeDesk['lines'] {
  const taking = taken.map(({ reference, amount }) => [reference, amount] as const);
  return { ...without(lines, from), ...Object.fromEntries(taking) };
}

function without<Value>(all: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  const { [key]: _, ...rest } = all;
  return rest;
}
