import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { BankEntry } from '@portolan/contracts/fx/v1/types';
import type { Decider } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { equal, type Money } from '@portolan/money';

export type Credit = Complete<BankEntry>;
type FundsEvent = Only<FxEvent, 'FundsReceived' | 'FundsMatched' | 'FundsUnmatched'>;
type FundsRefusal = Extract<keyof typeof fxRefusals, `FUNDS_${string}`>;

export type FundsCommand =
  | { readonly type: 'ReceiveFunds'; readonly fundsId: string; readonly entry: Credit; readonly orderNo: string }
  /** Also of money that waits in suspense. */
  | { readonly type: 'MatchFunds'; readonly fundsId: string; readonly escrowId: string; readonly orderId: string }
  | { readonly type: 'LeaveUnmatched'; readonly fundsId: string; readonly reason: string };

export interface Funds {
  readonly status: 'NONE' | 'RECEIVED' | 'MATCHED' | 'UNMATCHED';
  readonly amount?: Money;
  readonly account?: string;
  /** Of the escrow that it funds. */
  readonly escrowId?: string;
}

/** One id per account and the bank's own reference: a credit that is reported twice is one credit. */
export function fundsId(tenant: string, account: string, servicerReference: string): string {
  return madeId('funds', tenant, account, servicerReference);
}

/** One credit that the bank booked: received once, then matched to an escrow, at once or out of suspense. */
export const funds: Decider<Funds, FundsCommand, FundsEvent, FundsRefusal> & { readonly name: 'funds' } = {
  name: 'funds',
  initial: { status: 'NONE' },

  decide(command, state) {
    if (command.type === 'ReceiveFunds') return receive(command, state);
    if (state.amount === undefined) return refuse('FUNDS_UNKNOWN');
    const { amount } = state;
    if (command.type === 'MatchFunds') {
      const { fundsId: id, escrowId, orderId } = command;
      if (state.status !== 'MATCHED')
        return [{ type: 'FundsMatched', data: { fundsId: id, escrowId, orderId, amount } }];
      return state.escrowId === escrowId ? [] : refuse('FUNDS_TAKEN', { funds: id });
    }
    if (state.status !== 'RECEIVED') return [];
    return [{ type: 'FundsUnmatched', data: { fundsId: command.fundsId, amount, reason: command.reason } }];
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FundsReceived':
        return { status: 'RECEIVED', amount: event.data.entry.amount, account: event.data.entry.account };
      case 'FundsMatched':
        return { ...state, status: 'MATCHED', escrowId: event.data.escrowId };
      case 'FundsUnmatched':
        return { ...state, status: 'UNMATCHED' };
    }
  },
};

function receive({ fundsId: id, entry, orderNo }: Extract<FundsCommand, { type: 'ReceiveFunds' }>, state: Funds) {
  if (state.amount === undefined) {
    return [{ type: 'FundsReceived', data: { fundsId: id, entry, orderNo } }] as const;
  }
  return equal(state.amount, entry.amount) ? [] : refuse('FUNDS_DIFFER', { reference: entry.servicerReference });
}
