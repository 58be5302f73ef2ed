import { type Decider, madeId, refuse } from '@portolan/eventsourcing';
import { isZero } from '@portolan/money';
import { withoutFunds } from './early-funds.ts';
import { accept, dispute, endInspection, giveTaxBack, recordRelease, refund, startInspection } from './ending.ts';
import { checkPayment, fund, open, passOver, setAside } from './funding.ts';
import type { Escrow, EscrowCommand, EscrowEvent, EscrowRefusal } from './state.ts';

export type { Escrow, EscrowCommand, EscrowEvent } from './state.ts';

/** One escrow per merchant and order number: what the buyer writes on the payment leads to it. */
export function escrowId(tenant: string, orderNo: string): string {
  return madeId('escrow', tenant, orderNo);
}

/**
 * Guaranteed trade (担保交易): the platform holds the buyer's money until the goods are delivered and inspected. What it
 * was funded with is what was given back, what was released, and what it still holds.
 */
export const escrow: Decider<Escrow, EscrowCommand, EscrowEvent, EscrowRefusal> & {
  readonly name: 'escrow';
  readonly passing: readonly EscrowRefusal[];
} = {
  name: 'escrow',
  // Money on its way into it arrives a moment later, or goes on.
  passing: ['ESCROW_FUNDS_WAITING'],
  initial: {
    status: 'NONE',
    escrowId: '',
    orderId: '',
    orderNo: '',
    amount: { minor: 0n, currency: 'USD' },
    commission: '',
    due: '',
    overdue: false,
    fundsId: '',
    endsAt: '',
    disputed: false,
    taxGivenBack: false,
    refunds: [],
    early: [],
    mismatched: [],
    spare: [],
  },

  decide(command, state, facts) {
    if (command.type === 'OpenEscrow') return open(command, state, facts);
    if (command.type === 'SetFundsAside') return setAside(command, state);
    if (state.status === 'NONE') return refuse('ESCROW_UNKNOWN', { orderNo: command.orderNo });
    switch (command.type) {
      case 'FundEscrow':
        return fund(command, state);
      case 'PassFundsOver':
        return passOver(command, state);
      case 'CheckPayment':
        return checkPayment(state, facts);
      case 'StartInspection':
        return startInspection(command, state);
      case 'OpenDispute':
        return dispute(command, state);
      case 'RefundEscrow':
        return refund(command, state);
      case 'AcceptEscrow':
        return accept(command.orderId, state);
      case 'EndInspection':
        return endInspection(state, facts);
      case 'RecordRelease':
        return recordRelease(state);
      case 'GiveTaxBack':
        return giveTaxBack(command.orderId, state);
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
        const { fundsId } = event.data;
        return { ...state, fundsId, early: withoutFunds(state.early, fundsId), status: 'FUNDED' };
      }
      case 'InspectionStarted':
        return { ...state, endsAt: event.data.endsAt, status: 'INSPECTION' };
      case 'EscrowDisputed':
        return { ...state, disputed: true };
      case 'EscrowRefunded': {
        const { left } = event.data;
        const status = isZero(left) ? 'REFUNDED' : state.status;
        return { ...state, status, disputed: false, refunds: [...state.refunds, left] };
      }
      case 'EscrowCancelled':
        return { ...state, status: 'CANCELLED' };
      case 'ReleaseDecided':
        return { ...state, status: 'RELEASING' };
      case 'EscrowReleased':
        return { ...state, status: 'RELEASED' };
      case 'TaxGivenBack':
        return { ...state, taxGivenBack: true };
    }
  },
};
