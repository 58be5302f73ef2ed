import type { Decider } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { equal, isZero, type Money } from '@portolan/money';
import { allot, clear, dropAllotment, hold, release, returnPart } from './parts.ts';
import {
  type AllotFunds,
  type Answer,
  type CameTo,
  type ClearFunds,
  type Credit,
  type Funds,
  type FundsEvent,
  type FundsRefusal,
  type HoldFunds,
  isWhole,
  leftOf,
  type ReleaseFunds,
  type ReturnPart,
} from './state.ts';

export type { Credit, Funds } from './state.ts';

export type FundsCommand =
  | {
      readonly type: 'ReceiveFunds';
      readonly fundsId: string;
      readonly entry: Credit;
      readonly orderNo: string;
      /** Absent: it came to an account that is configured. */
      readonly cameTo?: CameTo;
    }
  /** Also of money that waits in suspense. */
  | { readonly type: 'MatchFunds'; readonly fundsId: string; readonly escrowId: string; readonly orderId: string }
  /** It settles a claim. */
  | { readonly type: 'MatchClaim'; readonly fundsId: string; readonly claimId: string; readonly orderId: string }
  | { readonly type: 'LeaveUnmatched'; readonly fundsId: string; readonly reason: string }
  /** Out of suspense, back to its payer: what is left of it. */
  | {
      readonly type: 'ReturnFunds';
      readonly fundsId: string;
      /** Of the order that it names; '' where it names none. */
      readonly orderId: string;
      readonly orderNo: string;
      /** OPERATIONS, ESCROW_CANCELLED, ESCROW_OVER */
      readonly reason: string;
    }
  | ({ readonly type: 'AllotFunds' } & AllotFunds)
  | { readonly type: 'DropAllotment'; readonly fundsId: string; readonly lineId: string; readonly reason: string }
  | ({ readonly type: 'HoldFunds' } & HoldFunds)
  | ({ readonly type: 'ClearFunds' } & ClearFunds)
  | ({ readonly type: 'ReleaseFunds' } & ReleaseFunds)
  | ({ readonly type: 'ReturnPart' } & ReturnPart);

/** One id per account and the bank's own reference: a credit that is reported twice is one credit. */
export function fundsId(tenant: string, account: string, servicerReference: string): string {
  return madeId('funds', tenant, account, servicerReference);
}

/**
 * One credit that the bank booked: received once, then matched to an escrow or a claim, at once or out of suspense, or
 * sent back to its payer. In suspense it can also be divided: parts of it pay orders, are the merchant's, or go back.
 */
export const funds: Decider<Funds, FundsCommand, FundsEvent, FundsRefusal> & { readonly name: 'funds' } = {
  name: 'funds',
  initial: { status: 'NONE', lines: [], dropped: [], gone: 0n, parts: 0 },

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
      case 'ReturnFunds':
        return giveBack(command, amount, state);
      case 'AllotFunds':
        return allot(command, state);
      case 'DropAllotment':
        return dropAllotment(command.fundsId, command.lineId, command.reason, state);
      case 'HoldFunds':
        return hold(command, state);
      case 'ClearFunds':
        return clear(command, state);
      case 'ReleaseFunds':
        return release(command, state);
      case 'ReturnPart':
        return returnPart(command, state);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FundsReceived': {
        const { entry, virtualAccountId, accountOrderNo = '' } = event.data;
        const cameTo = virtualAccountId === undefined ? {} : { cameTo: { virtualAccountId, orderNo: accountOrderNo } };
        return { ...state, status: 'RECEIVED', entry, ...cameTo };
      }
      case 'FundsMatched':
        return { ...state, status: 'MATCHED', matchedTo: event.data.escrowId || event.data.claimId };
      case 'FundsUnmatched':
        return { ...state, status: 'UNMATCHED' };
      case 'FundsReturnRequested':
        return withoutHold({ ...state, status: 'RETURNING' });
      case 'FundsAllotted': {
        const { lineId, escrowId, orderId, orderNo, amount, charge } = event.data;
        const line = { lineId, escrowId, orderId, orderNo, amount, ...(charge === undefined ? {} : { charge }) };
        return { ...state, lines: [...state.lines, line] };
      }
      case 'FundsAllotmentDropped': {
        const { lineId } = event.data;
        const lines = state.lines.filter((line) => line.lineId !== lineId);
        return { ...state, lines, dropped: [...state.dropped, lineId] };
      }
      case 'FundsHeld':
        return { ...state, held: event.data.reason };
      case 'FundsCleared':
        return withoutHold(state);
      case 'FundsReleased':
      case 'FundsPartReturnRequested': {
        const { amount, part } = event.data;
        const after = { ...state, gone: state.gone + amount.minor, parts: part };
        return isZero(leftOf(after)) ? withoutHold(after) : after;
      }
    }
  },
};

function withoutHold({ held: _, ...state }: Funds): Funds {
  return state;
}

function receive(
  { fundsId: id, entry, orderNo, cameTo }: Extract<FundsCommand, { type: 'ReceiveFunds' }>,
  state: Funds,
): Answer {
  if (state.entry !== undefined) {
    const same = equal(state.entry.amount, entry.amount);
    return same ? [] : refuse('FUNDS_DIFFER', { reference: entry.servicerReference });
  }
  const ofOne = cameTo === undefined || cameTo.orderNo === '' ? {} : { accountOrderNo: cameTo.orderNo };
  const account = cameTo === undefined ? {} : { virtualAccountId: cameTo.virtualAccountId, ...ofOne };
  return [{ type: 'FundsReceived', data: { fundsId: id, entry, orderNo, ...account } }];
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
  if (state.held !== undefined) return refuse('FUNDS_HELD', { funds: id, reason: state.held });
  if (!isWhole(state)) return refuse('FUNDS_TAKEN', { funds: id });
  return [{ type: 'FundsMatched', data: { fundsId: id, ...to, orderId, amount } }];
}

function giveBack(
  { fundsId: id, orderId, orderNo, reason }: Extract<FundsCommand, { type: 'ReturnFunds' }>,
  amount: Money,
  state: Funds,
): Answer {
  if (state.status === 'RETURNING') return [];
  if (state.status !== 'UNMATCHED') return refuse('FUNDS_NOT_IN_SUSPENSE', { funds: id });
  const byPerson = reason === 'OPERATIONS';
  if (!byPerson && state.held !== undefined) return refuse('FUNDS_HELD', { funds: id, reason: state.held });
  if (isWhole(state))
    return [{ type: 'FundsReturnRequested', data: { fundsId: id, amount, orderId, reason, orderNo } }];
  if (isZero(leftOf(state))) return state.parts > 0 ? [] : refuse('FUNDS_NOT_IN_SUSPENSE', { funds: id });
  return returnPart({ fundsId: id, orderId, orderNo, reason, decidedBy: byPerson ? 'operations' : '' }, state);
}
