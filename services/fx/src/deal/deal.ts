import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { CloseOut, DealPart, DealTerms } from '@portolan/contracts/fx/v1/types';
import { type Decider, type Decision, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import { add, type Money, money } from '@portolan/money';
import { addUp } from './parts.ts';

type DealEvent = Only<
  FxEvent,
  | 'DealBooked'
  | 'DealFundsAwaited'
  | 'DealFunded'
  | 'DealSettled'
  | 'DealClosed'
  | 'DealCancelled'
  | 'DealRolled'
  | 'DealSplit'
>;
type DealRefusal = Extract<keyof typeof fxRefusals, 'DEAL_NOT_FOUND' | 'DEAL_STATE_DIFFERS' | 'DEAL_PART_INVALID'>;
type Answer = Decision<DealEvent, DealRefusal>;
export type Terms = Complete<DealTerms>;

export type DealCommand =
  | {
      readonly type: 'BookDeal';
      readonly dealId: string;
      readonly terms: Terms;
      /** Of the quote, or of the deal that it comes from; the other is ''. */
      readonly quoteId: string;
      readonly parentId: string;
      readonly reference: string;
    }
  /** Its deposit is held. */
  | { readonly type: 'AwaitFunds' }
  /** Its client has no deposit: it never came about. */
  | { readonly type: 'VoidDeal' }
  /** What it sells is set aside. */
  | { readonly type: 'FundDeal' }
  /** The books have what its settlement brings. */
  | { readonly type: 'SettleDeal'; readonly spread: Money; readonly rounding: Money }
  | { readonly type: 'CloseDeal'; readonly bankReference: string; readonly bought: Money }
  | { readonly type: 'CancelDeal'; readonly reason: string; readonly closeOut: Complete<CloseOut> }
  | { readonly type: 'RollDeal'; readonly closeOut: Complete<CloseOut>; readonly renewed: Complete<DealPart> }
  | {
      readonly type: 'SplitDeal';
      readonly reason: 'SPLIT' | 'DRAWDOWN';
      readonly parts: readonly Complete<DealPart>[];
    };

export interface Deal {
  readonly status: DealStatus;
  readonly dealId: string;
  readonly terms?: Terms;
  readonly quoteId: string;
  readonly parentId: string;
  readonly reference: string;
}

export const dealStatuses = [
  ...['BOOKED', 'AWAITING_FUNDS', 'FUNDED', 'SETTLED', 'CLOSED', 'CANCELLED', 'ROLLED', 'SPLIT'],
] as const;
export type DealStatus =
  | 'NONE'
  | 'BOOKED'
  | 'AWAITING_FUNDS'
  | 'FUNDED'
  | 'SETTLED'
  | 'CLOSED'
  | 'CANCELLED'
  | 'ROLLED'
  | 'SPLIT';

/** A deal that comes from another: its part, or the deal that it was rolled into. */
export const dealFrom = (parentId: string, role: string, index = 0) => madeId('deal', parentId, role, index);

/** What its client brings: what it sells, and the fee. */
export const fundsOf = ({ sell, fee }: Terms): Money => add(sell, fee);

/**
 * A conversion that was agreed: booked, its deposit held, funded, settled on its value date, covered at the bank. Until
 * it is funded it can be cancelled, moved to another day, or split; each ends it once.
 */
export const deal: Decider<Deal, DealCommand, DealEvent, DealRefusal> & { readonly name: 'deal' } = {
  name: 'deal',
  initial: { status: 'NONE', dealId: '', quoteId: '', parentId: '', reference: '' },

  decide(command, state, facts) {
    if (command.type === 'BookDeal') {
      const { type: _, ...booked } = command;
      return state.status === 'NONE' ? [{ type: 'DealBooked', data: booked }] : [];
    }
    if (state.terms === undefined) return refuse('DEAL_NOT_FOUND', { deal: '' });
    return onward(command, state, state.terms, facts);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'DealBooked':
        return { ...event.data, status: 'BOOKED' };
      case 'DealFundsAwaited':
        return { ...state, status: 'AWAITING_FUNDS' };
      case 'DealFunded':
        return { ...state, status: 'FUNDED' };
      case 'DealSettled':
        return { ...state, status: 'SETTLED' };
      case 'DealClosed':
        return { ...state, status: 'CLOSED' };
      case 'DealCancelled':
        return { ...state, status: 'CANCELLED' };
      case 'DealRolled':
        return { ...state, status: 'ROLLED' };
      case 'DealSplit':
        return { ...state, status: 'SPLIT' };
    }
  },
};

type Onward = Exclude<DealCommand, { readonly type: 'BookDeal' }>;

/** From where each command leads, and what says that it was carried out before. */
const ways: Readonly<
  Record<Onward['type'], { readonly from: readonly DealStatus[]; readonly done: readonly DealStatus[] }>
> = {
  AwaitFunds: {
    from: ['BOOKED'],
    done: ['AWAITING_FUNDS', 'FUNDED', 'SETTLED', 'CLOSED', 'CANCELLED', 'ROLLED', 'SPLIT'],
  },
  FundDeal: { from: ['AWAITING_FUNDS'], done: ['FUNDED', 'SETTLED', 'CLOSED'] },
  SettleDeal: { from: ['FUNDED'], done: ['SETTLED', 'CLOSED'] },
  CloseDeal: { from: ['SETTLED'], done: ['CLOSED'] },
  VoidDeal: { from: ['BOOKED'], done: ['CANCELLED'] },
  CancelDeal: { from: ['AWAITING_FUNDS'], done: ['CANCELLED'] },
  RollDeal: { from: ['AWAITING_FUNDS'], done: ['ROLLED'] },
  SplitDeal: { from: ['AWAITING_FUNDS'], done: ['SPLIT'] },
};

function onward(command: Onward, state: Deal, terms: Terms, { at }: Facts): Answer {
  const { from, done } = ways[command.type];
  if (done.includes(state.status)) return [];
  // What is sold is not the client's before the day on which it is due.
  const early = command.type === 'SettleDeal' && at < terms.cutOff;
  if (!from.includes(state.status) || early) {
    return refuse('DEAL_STATE_DIFFERS', { deal: state.dealId, state: state.status });
  }
  return happened(command, state.dealId, terms);
}

function happened(command: Onward, dealId: string, terms: Terms): Answer {
  switch (command.type) {
    case 'AwaitFunds':
      return [{ type: 'DealFundsAwaited', data: { dealId, until: terms.cutOff } }];
    case 'FundDeal':
      return [{ type: 'DealFunded', data: { dealId, amount: fundsOf(terms) } }];
    case 'SettleDeal':
      return [{ type: 'DealSettled', data: { dealId, terms, spread: command.spread, rounding: command.rounding } }];
    case 'CloseDeal':
      return [{ type: 'DealClosed', data: { dealId, bankReference: command.bankReference, bought: command.bought } }];
    case 'VoidDeal':
      return [{ type: 'DealCancelled', data: { dealId, reason: 'DEPOSIT_SHORT', closeOut: nothing(terms) } }];
    case 'CancelDeal':
      return [{ type: 'DealCancelled', data: { dealId, reason: command.reason, closeOut: command.closeOut } }];
    case 'RollDeal':
      return [{ type: 'DealRolled', data: { dealId, closeOut: command.closeOut, renewed: command.renewed } }];
    case 'SplitDeal':
      return addUp(terms, command.parts)
        ? [{ type: 'DealSplit', data: { dealId, reason: command.reason, parts: [...command.parts] } }]
        : refuse('DEAL_PART_INVALID', { deal: dealId, sell: '' });
  }
}

// No rate: it was never held against the market.
const nothing = ({ pair }: Terms) => ({ rate: '', result: money(0n, pair.slice(4)) });
