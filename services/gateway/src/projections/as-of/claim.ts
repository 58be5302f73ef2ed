import type { Money } from '@portolan/money';
import type { Told } from './told.ts';

/** What a carrier owed for an order. */
export interface ClaimThen {
  readonly id: string;
  readonly debtor: string;
  readonly amount: Money;
  /** LOST, DAMAGED, SHORT */
  readonly reason: string;
  /** OPEN, SETTLED */
  readonly state: string;
}

/** The order's claim after these events; null before there was one. */
export function claimAfter(events: readonly Told[]): ClaimThen | null {
  let claim: ClaimThen | null = null;
  for (const { type, data } of events) {
    if (type === 'ClaimOpened') {
      const { claimId: id, debtor, amount, reason } = data;
      claim = { id, debtor, amount, reason, state: 'OPEN' };
    }
    if (type === 'ClaimSettled' && claim !== null) claim = { ...claim, state: 'SETTLED' };
  }
  return claim;
}
