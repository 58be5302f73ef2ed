import { isZero, type Money, money } from '@portolan/money';
import type { Told } from './told.ts';

/** The escrow of an order as it stood. */
export interface EscrowThen {
  readonly id: string;
  /** OPEN, FUNDED, INSPECTION, DISPUTED, RELEASED, REFUNDED, CANCELLED */
  readonly state: string;
  /** What the buyer was to pay. */
  readonly amount: Money;
  /** What lay in it. */
  readonly held: Money;
  /** Until when the buyer has to pay, or may object; '' where no deadline stands. */
  readonly due: string;
}

/** The order's escrow after these events; null before there was one. */
export function escrowAfter(events: readonly Told[]): EscrowThen | null {
  return events.reduce<EscrowThen | null>(after, null);
}

function after(before: EscrowThen | null, { type, data }: Told): EscrowThen | null {
  if (type === 'EscrowOpened') {
    const { escrowId: id, amount, due } = data;
    return { id, state: 'OPEN', amount, held: money(0n, amount.currency), due };
  }
  if (before === null) return null;
  const empty = money(0n, before.amount.currency);
  switch (type) {
    case 'EscrowFunded':
      return { ...before, state: 'FUNDED', held: data.amount, due: '' };
    case 'InspectionStarted':
      return { ...before, state: 'INSPECTION', due: data.endsAt };
    case 'EscrowDisputed':
      return { ...before, state: 'DISPUTED' };
    case 'EscrowRefunded':
      return { ...before, state: stateWith(data.left, before), held: data.left };
    case 'EscrowReleased':
      return { ...before, state: 'RELEASED', held: empty, due: '' };
    case 'EscrowCancelled':
      return { ...before, state: 'CANCELLED', held: empty, due: '' };
    default:
      return before;
  }
}

// A dispute that was settled in part leaves the rest where it was: until the end of the inspection, if that had begun.
function stateWith(left: Money, { due }: EscrowThen): string {
  if (isZero(left)) return 'REFUNDED';
  return due === '' ? 'FUNDED' : 'INSPECTION';
}
