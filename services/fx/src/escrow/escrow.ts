import { type Decider, madeId, refuse } from '@portolan/eventsourcing';
import {
  accept,
  dispute,
  endInspection,
  extendInspection,
  giveTaxBack,
  recordRelease,
  refund,
  startInspection,
} from './ending.ts';
import { evolve, initial } from './evolving.ts';
import { freezePart, reverseCharge, settlePart } from './freezing.ts';
import { checkPayment, fund, open, passOver, setAside } from './funding.ts';
import { proposeMilestones, proveMilestone, releaseMilestone } from './parts.ts';
import type { Escrow, EscrowCommand, EscrowEvent, EscrowRefusal } from './state.ts';

export type { Escrow, EscrowCommand, EscrowEvent } from './state.ts';

/** One escrow per merchant and order number: what the buyer writes on the payment leads to it. */
export function escrowId(tenant: string, orderNo: string): string {
  return madeId('escrow', tenant, orderNo);
}

/**
 * Guaranteed trade (担保交易): the platform holds the buyer's money until the goods are delivered and inspected. What it
 * was funded with is what was given back, what was released, what is disputed, and what it still holds.
 */
export const escrow: Decider<Escrow, EscrowCommand, EscrowEvent, EscrowRefusal> & {
  readonly name: 'escrow';
  readonly passing: readonly EscrowRefusal[];
} = {
  name: 'escrow',
  // Money on its way into it arrives a moment later, or goes on.
  passing: ['ESCROW_FUNDS_WAITING'],
  initial,

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
        return recordRelease(state, command.recovered);
      case 'GiveTaxBack':
        return giveTaxBack(command.orderId, state);
      case 'ProposeMilestones':
        return proposeMilestones(command, state);
      case 'ProveMilestone':
        return proveMilestone(command, state);
      case 'ReleaseMilestone':
        return releaseMilestone(command.number, state);
      case 'ExtendInspection':
        return extendInspection(command, state, facts);
      case 'FreezePart':
        return freezePart(command, state, facts);
      case 'SettlePart':
        return settlePart(command, state);
      case 'ReverseCharge':
        return reverseCharge(command.holdId, state);
    }
  },

  evolve,
};
