import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { BankEntry } from '@portolan/contracts/fx/v1/types';
import type { Decider, Decision } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { equal, type Money } from '@portolan/money';

export type Credit = Complete<BankEntry>;
type FundsEvent = Only<FxEvent, 'FundsReceived' | 'FundsMatched' | 'FundsUnmatched' | 'FundsReturnRequested'>;
type FundsRefusal = Extract<keyof typeof fxRefusals, `FUNDS_${string}`>;
type Answer = Decision<FundsEvent, FundsRefusal>;

export type FundsCommand =
  | { readonly type: 'ReceiveFunds'; readonly fundsId: string; readonly entry: Credit; readonly orderNo: string }
  /** Also of money that waits in suspense. */
  | { readonly type: 'MatchFunds'; readonly fundsId: string; readonly escrowId: string; readonly orderId: string }
  /** It settles a claim. */
  | { readonly type: 'MatchClaim'; readonly fundsId: string; readonly claimId: string; readonly orderId: string }
  | { readonly type: 'LeaveUnmatched'; readonly fundsId: string; readonly reason: string }
  /** Out of suspense, back to its payer. */
  | {
      readonly type: 'ReturnFunds';
      readonly fundsId: string;
      /** Of the order that it names; '' where it names none. */
      readonly orderId: string;
      readonly orderNo: string;
      /** OPERATIONS, ESCROW_CANCELLED, ESCROW_OVER */
      readonly reason: string;
    };

export interface Funds {
  readonly status: 'NONE' | 'RECEIVED' | 'MATCHED' | 'UNMATCHED' | 'RETURNING';
  /** As the bank booked it; undefined where it never did. */
  readonly entry?: Credit;
  /** Of the escrow or claim that it was matched to. */
  readonly matchedTo?: string;
}

/** One id per account and the bank's own reference: a credit that is reported twice is one credit. */
export function fundsId(tenant: string, account: string, servicerReference: string): string {
  return madeId('funds', tenant, account, servicerReference);
}

/**
 * One credit that the bank booked: received once, then matched to an escrow or a claim, at once or out of suspense, or
 * sent back to its payer.
 */
export const funds: Decider<Funds, FundsCommand, FundsEvent, FundsRefusal> & { readonly name: 'funds' } = {
  name: 'funds',
  initial: { status: 'NONE' },

  decide(command, state) {
    if (command.type === 'ReceiveFunds') return receive(command, state);
    if (state.entry === undefined) return refuse('FUNDS_UNKNOWN');
    const { amount } = state.entry;
    switch (command.type) {
      case 'MatchFunds':
        return match(command.fundsId, { escrowId: command.escrowId, claimId: '' }, command.orderId, amount, state);
      case 'MatchClaim':
        return match(command.fundsId, { escrowId: '', claimId: command.claimId }, command.orderId, amount, state);
      case 'LeaveUnmatched': {
        const { fundsId: id, reason } = command;
        return state.status === 'RECEIVED' ? [{ type: 'FundsUnmatched', data: { fundsId: id, amount, reason } }] : [];
      }
      case 'ReturnFunds': {
        const { fundsId: id, orderId, orderNo, reason } = command;
        if (state.status === 'RETURNING') return [];
        if (state.status !== 'UNMATCHED') return refuse('FUNDS_NOT_IN_SUSPENSE', { funds: id });
        return [{ type: 'FundsReturnRequested', data: { fundsId: id, amount, orderId, reason, orderNo } }];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FundsReceived':
        return { status: 'RECEIVED', entry: event.data.entry };
      case 'FundsMatched':
        return { ...state, status: 'MATCHED', matchedTo: event.data.escrowId || event.data.claimId };
      case 'FundsUnmatched':
        return { ...state, status: 'UNMATCHED' };
      case 'FundsReturnRequested':
        return { ...state, status: 'RETURNING' };
    }
  },
};

function receive(
  { fundsId: id, entry, orderNo }: Extract<FundsCommand, { type: 'ReceiveFunds' }>,
  state: Funds,
): Answer {
  if (state.entry === undefined) return [{ type: 'FundsReceived', data: { fundsId: id, entry, orderNo } }];
  const same = equal(state.entry.amount, entry.amount);
  return same ? [] : refuse('FUNDS_DIFFER', { reference: entry.servicerReference });
}

interface Purpose {
  readonly escrowId: string;
  readonly claimId: string;
}

function match(id: string, to: Purpose, orderId: string, amount: Money, state: Funds): Answer {
  if (state.status === 'RETURNING') return refuse('FUNDS_RETURNED', { funds: id });
  if (state.status === 'MATCHED') {
    return state.matchedTo === (to.escrowId || to.claimId) ? [] : refuse('FUNDS_TAKEN', { funds: id });
  }
  return [{ type: 'FundsMatched', data: { fundsId: id, ...to, orderId, amount } }];
}
