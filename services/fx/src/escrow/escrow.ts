import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Decider, Decision, Facts } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, type Money, multiply, subtract } from '@portolan/money';
import { type EarlyFunds, fits, withoutFunds } from './early-funds.ts';

export type EscrowEvent = Only<
  FxEvent,
  'EscrowOpened' | 'FundsSetAside' | 'FundsPassedOver' | 'EscrowFunded' | 'InspectionStarted' | 'EscrowReleased'
>;
type EscrowRefusal = Extract<keyof typeof fxRefusals, `ESCROW_${string}`>;
type Answer = Decision<EscrowEvent, EscrowRefusal>;

export type EscrowCommand =
  | {
      readonly type: 'OpenEscrow';
      readonly escrowId: string;
      readonly orderId: string;
      readonly orderNo: string;
      readonly amount: Money;
      /** The platform's share as a decimal, such as 0.015. */
      readonly commission: string;
    }
  /** Money in suspense names this order number. */
  | ({ readonly type: 'SetFundsAside'; readonly escrowId: string; readonly orderNo: string } & EarlyFunds)
  | {
      readonly type: 'PassFundsOver';
      readonly orderNo: string;
      readonly fundsId: string;
      readonly reason: string;
    }
  | ({ readonly type: 'FundEscrow'; readonly orderNo: string } & EarlyFunds)
  | {
      readonly type: 'StartInspection';
      readonly orderId: string;
      readonly orderNo: string;
      /** RFC 3339 */
      readonly deliveredAt: string;
      readonly days: number;
    }
  | { readonly type: 'ReleaseEscrow'; readonly orderNo: string };

export interface Escrow {
  readonly status: 'NONE' | 'AWAITING_FUNDING' | 'FUNDED' | 'INSPECTION' | 'RELEASED';
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly amount: Money;
  readonly commission: string;
  readonly fundsId: string;
  readonly endsAt: string;
  /** Money in suspense that names this order number and was not dealt with yet, in order of coming. */
  readonly early: readonly EarlyFunds[];
}

/** One escrow per merchant and order number: what the buyer writes on the payment leads to it. */
export function escrowId(tenant: string, orderNo: string): string {
  return madeId('escrow', tenant, orderNo);
}

/** What a release takes and gives: the fee is rounded once, half to even, and the rest is the merchant's. */
export function releaseOf(amount: Money, commission: string): { readonly fee: Money; readonly net: Money } {
  const fee = multiply(amount, commission);
  return { fee, net: subtract(amount, fee) };
}

/** Guaranteed trade (担保交易): the platform holds the buyer's money until the goods are delivered and inspected. */
export const escrow: Decider<Escrow, EscrowCommand, EscrowEvent, EscrowRefusal> & { readonly name: 'escrow' } = {
  name: 'escrow',
  initial: {
    status: 'NONE',
    escrowId: '',
    orderId: '',
    orderNo: '',
    amount: { minor: 0n, currency: 'USD' },
    commission: '',
    fundsId: '',
    endsAt: '',
    early: [],
  },

  decide(command, state, facts) {
    if (command.type === 'OpenEscrow') return open(command, state);
    if (command.type === 'SetFundsAside') return setAside(command, state);
    if (state.status === 'NONE') return refuse('ESCROW_UNKNOWN', { orderNo: command.orderNo });
    switch (command.type) {
      case 'FundEscrow':
        return fund(command, state);
      case 'PassFundsOver':
        return passOver(command, state);
      case 'StartInspection':
        return startInspection(command, state);
      case 'ReleaseEscrow':
        return release(state, facts);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'EscrowOpened':
        return { ...state, ...event.data, status: 'AWAITING_FUNDING' };
      case 'FundsSetAside': {
        const { fundsId, amount, servicerReference, bookedAt } = event.data;
        return { ...state, early: [...state.early, { fundsId, amount, servicerReference, bookedAt }] };
      }
      case 'FundsPassedOver':
        return { ...state, early: withoutFunds(state.early, event.data.fundsId) };
      case 'EscrowFunded': {
        const { fundsId } = event.data;
        return { ...state, fundsId, early: withoutFunds(state.early, fundsId), status: 'FUNDED' };
      }
      case 'InspectionStarted':
        return { ...state, endsAt: event.data.endsAt, status: 'INSPECTION' };
      case 'EscrowReleased':
        return { ...state, status: 'RELEASED' };
    }
  },
};

function open(command: Extract<EscrowCommand, { type: 'OpenEscrow' }>, state: Escrow): Answer {
  const { escrowId: id, orderId, orderNo, amount, commission } = command;
  if (state.status !== 'NONE') {
    const same = state.orderId === orderId && equal(state.amount, amount);
    return same ? [] : refuse('ESCROW_EXISTS', { orderNo });
  }
  if (amount.minor <= 0n) return refuse('ESCROW_AMOUNT_INVALID', { amount: formatMoney(amount) });
  return [{ type: 'EscrowOpened', data: { escrowId: id, orderId, orderNo, amount, commission } }];
}

// Exact to the minor unit: how much less or more is acceptable is for buyer and merchant to agree, not for us.
function fund(command: Extract<EscrowCommand, { type: 'FundEscrow' }>, state: Escrow): Answer {
  const { fundsId, amount, servicerReference, bookedAt } = command;
  const { escrowId: id, orderId, orderNo } = state;
  if (state.fundsId === fundsId) return [];
  if (state.status !== 'AWAITING_FUNDING') return refuse('ESCROW_ALREADY_FUNDED', { orderNo });
  if (!fits(state.amount, command)) {
    const [expected, received] = [formatMoney(state.amount), formatMoney(amount)];
    return refuse('ESCROW_AMOUNT_DIFFERS', { orderNo, expected, received });
  }
  const first = state.early.find((funds) => fits(state.amount, funds));
  if (first !== undefined && first.fundsId !== fundsId) return refuse('ESCROW_FUNDS_WAITING', { orderNo });
  const data = { escrowId: id, orderId, fundsId, amount, servicerReference, bookedAt };
  return [{ type: 'EscrowFunded', data }];
}

// Before the escrow opens nobody knows what it will expect. While it awaits funding, only what fits can be for it.
function setAside(command: Extract<EscrowCommand, { type: 'SetFundsAside' }>, state: Escrow): Answer {
  const { type: _type, ...data } = command;
  const expected = state.status === 'NONE' || (state.status === 'AWAITING_FUNDING' && fits(state.amount, command));
  const known = state.early.some(({ fundsId }) => fundsId === command.fundsId);
  return expected && !known ? [{ type: 'FundsSetAside', data }] : [];
}

function passOver(command: Extract<EscrowCommand, { type: 'PassFundsOver' }>, state: Escrow): Answer {
  const { fundsId, reason } = command;
  const { escrowId: id, orderId, orderNo } = state;
  const found = state.early.find((funds) => funds.fundsId === fundsId);
  if (found === undefined) return [];
  const data = { escrowId: id, orderId, orderNo, fundsId, amount: found.amount, reason };
  return [{ type: 'FundsPassedOver', data }];
}

function startInspection(command: Extract<EscrowCommand, { type: 'StartInspection' }>, state: Escrow): Answer {
  const { escrowId: id, orderId, orderNo } = state;
  if (command.orderId !== orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  if (state.status === 'AWAITING_FUNDING') return refuse('ESCROW_NOT_FUNDED', { orderNo });
  if (state.status !== 'FUNDED') return [];
  const delivered = Date.parse(command.deliveredAt);
  if (Number.isNaN(delivered)) return refuse('ESCROW_DELIVERY_TIME_INVALID', { deliveredAt: command.deliveredAt });
  const endsAt = new Date(delivered + command.days * 24 * 60 * 60 * 1000).toISOString();
  return [{ type: 'InspectionStarted', data: { escrowId: id, orderId, endsAt } }];
}

function release(state: Escrow, facts: Facts): Answer {
  const { escrowId: id, orderId, orderNo, amount, commission, endsAt } = state;
  if (state.status === 'RELEASED') return [];
  if (state.status !== 'INSPECTION') return refuse('ESCROW_NOT_DELIVERED', { orderNo });
  if (facts.at < endsAt) return refuse('ESCROW_IN_INSPECTION', { orderNo, endsAt });
  return [{ type: 'EscrowReleased', data: { escrowId: id, orderId, amount, ...releaseOf(amount, commission) } }];
}
