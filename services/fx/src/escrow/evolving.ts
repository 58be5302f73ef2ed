import { add, isZero, type Money, money, subtract } from '@portolan/money';
import { withoutFunds } from './early-funds.ts';
import { divided } from './freezing.ts';
import type { Escrow, EscrowEvent, HoldKind } from './state.ts';

const nothing = money(0n, 'USD');

/** Before anything happened. */
export const initial: Escrow = {
  status: 'NONE',
  escrowId: '',
  orderId: '',
  orderNo: '',
  amount: nothing,
  commission: '',
  due: '',
  overdue: false,
  fundsId: '',
  bookedAt: '',
  endsAt: '',
  firstEndsAt: '',
  disputed: false,
  accepted: false,
  taxGivenBack: false,
  refunds: [],
  refunded: nothing,
  released: nothing,
  left: nothing,
  parts: { count: 0, own: nothing, fee: nothing, tax: nothing },
  frozen: [],
  settled: [],
  charged: [],
  proposed: {},
  milestones: [],
  proven: [],
  milestonesReleased: [],
  early: [],
  mismatched: [],
  spare: [],
};

/** What an event means to an escrow. */
export function evolve(state: Escrow, event: EscrowEvent): Escrow {
  switch (event.type) {
    case 'EscrowOpened':
      return opened({ ...state, ...event.data, status: 'AWAITING_FUNDING' });
    case 'FundsSetAside': {
      const { fundsId, amount, servicerReference, bookedAt } = event.data;
      return { ...state, early: [...state.early, { fundsId, amount, servicerReference, bookedAt }] };
    }
    case 'FundsPassedOver': {
      const { fundsId, reason } = event.data;
      const spare = reason === 'ESCROW_ALREADY_FUNDED' ? [...state.spare, fundsId] : state.spare;
      return { ...state, spare, early: withoutFunds(state.early, fundsId) };
    }
    case 'PaymentMismatched':
      return { ...state, mismatched: [...state.mismatched, event.data.fundsId] };
    case 'PaymentOverdue':
      return { ...state, overdue: true };
    case 'EscrowFunded': {
      const { fundsId, bookedAt } = event.data;
      return { ...state, fundsId, bookedAt, early: withoutFunds(state.early, fundsId), status: 'FUNDED' };
    }
    case 'InspectionStarted':
      return { ...state, endsAt: event.data.endsAt, firstEndsAt: event.data.endsAt, status: 'INSPECTION' };
    case 'InspectionExtended':
      return { ...state, endsAt: event.data.endsAt };
    case 'EscrowDisputed':
      return { ...state, disputed: true };
    case 'EscrowCancelled':
      return { ...state, status: 'CANCELLED' };
    case 'ReleaseDecided':
      return { ...state, status: 'RELEASING' };
    case 'TaxGivenBack':
      return { ...state, taxGivenBack: true };
    case 'MilestonesProposed':
      return { ...state, proposed: { ...state.proposed, [event.data.by]: event.data.milestones } };
    case 'MilestonesAgreed':
      return { ...state, milestones: event.data.milestones };
    case 'MilestoneProven':
      return { ...state, proven: [...state.proven, event.data.number] };
    default:
      return moneyAfter(state, event);
  }
}

type Moving = Extract<
  EscrowEvent,
  {
    type:
      | 'EscrowRefunded'
      | 'EscrowPartReleased'
      | 'EscrowReleased'
      | 'EscrowPartFrozen'
      | 'EscrowPartSettled'
      | 'EscrowChargeReversed';
  }
>;

function moneyAfter(state: Escrow, event: Moving): Escrow {
  switch (event.type) {
    case 'EscrowRefunded': {
      const { left, amount } = event.data;
      const status = isZero(left) ? 'REFUNDED' : state.status;
      const given = { left, refunds: [...state.refunds, left], refunded: add(state.refunded, amount) };
      return { ...state, ...given, status, disputed: false };
    }
    case 'EscrowPartReleased':
      return partReleased(state, event.data);
    case 'EscrowReleased': {
      const parts = partsAfter(state, event.data);
      const released = add(state.released, event.data.amount);
      return { ...state, parts, released, left: money(0n, state.amount.currency), status: 'RELEASED' };
    }
    case 'EscrowPartFrozen': {
      const { holdId, kind, amount, clawed } = event.data;
      const part = { holdId, kind: kind as HoldKind, amount, clawed };
      return { ...state, frozen: [...state.frozen, part], released: subtract(state.released, clawed) };
    }
    case 'EscrowPartSettled':
      return settledAfter(state, event.data);
    case 'EscrowChargeReversed': {
      const { holdId, amount } = event.data;
      const charged = state.charged.filter((one) => one.holdId !== holdId);
      return { ...state, charged, refunded: subtract(state.refunded, amount), released: add(state.released, amount) };
    }
  }
}

function opened(state: Escrow): Escrow {
  const none = money(0n, state.amount.currency);
  const parts = { count: 0, own: none, fee: none, tax: none };
  return { ...state, left: state.amount, refunded: none, released: none, parts };
}

interface Divided {
  readonly amount: Money;
  readonly fee: Money;
  readonly tax?: Money;
}

function partsAfter({ parts }: Escrow, { amount, fee, tax }: Divided): Escrow['parts'] {
  const withheld = tax ?? money(0n, amount.currency);
  const own = add(parts.own, subtract(amount, withheld));
  return { count: parts.count + 1, own, fee: add(parts.fee, fee), tax: add(parts.tax, withheld) };
}

function partReleased(state: Escrow, data: Extract<Moving, { type: 'EscrowPartReleased' }>['data']): Escrow {
  const { amount, left, reason, milestone } = data;
  const reached = milestone === 0 ? state.milestonesReleased : [...state.milestonesReleased, milestone];
  const parts = partsAfter(state, data);
  const accepted = state.accepted || reason === 'ACCEPTED';
  return { ...state, left, parts, accepted, milestonesReleased: reached, released: add(state.released, amount) };
}

function settledAfter(state: Escrow, data: Extract<Moving, { type: 'EscrowPartSettled' }>['data']): Escrow {
  const { holdId, kind, toBuyer, toSeller, clawed, left } = data;
  const { clawedToSeller } = divided({ amount: add(toBuyer, toSeller), clawed }, toBuyer);
  const charged =
    kind === 'CHARGEBACK' && !isZero(toBuyer) ? [...state.charged, { holdId, amount: toBuyer }] : state.charged;
  return {
    ...{ ...state, charged, left, refunded: add(state.refunded, toBuyer) },
    ...{ released: add(state.released, clawedToSeller), settled: [...state.settled, holdId] },
    frozen: state.frozen.filter((part) => part.holdId !== holdId),
  };
}
