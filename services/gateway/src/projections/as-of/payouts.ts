import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Money } from '@portolan/money';
import type { Told } from './told.ts';

/** A payment of an order as it stood: to the merchant, back to the payer, or to the treasury. */
export interface PayoutThen {
  readonly id: string;
  readonly purpose: Purpose;
  readonly amount: Money;
  /** 1 for the first; one more for each time that the bank rejected it. */
  readonly attempt: number;
  /** CREATED, SENT, ACCEPTED, REJECTED, SETTLED */
  readonly state: string;
}

const states: Readonly<Record<string, string>> = {
  PayoutSent: 'SENT',
  PayoutAccepted: 'ACCEPTED',
  PayoutRejected: 'REJECTED',
  PayoutSettled: 'SETTLED',
};

/** The order's payments after these events, in the order in which they were decided on. */
export function payoutsAfter(events: readonly Told[]): readonly PayoutThen[] {
  const payouts = new Map<string, PayoutThen>();
  for (const { type, data } of events) {
    if (type === 'PayoutCreated') {
      const { payoutId: id, amount, attempt } = data;
      const purpose = data.purpose === Purpose.PURPOSE_UNSPECIFIED ? Purpose.PURPOSE_MERCHANT : data.purpose;
      payouts.set(id, { id, purpose, amount, attempt: attempt || 1, state: 'CREATED' });
      continue;
    }
    const before = 'payoutId' in data ? payouts.get(data.payoutId) : undefined;
    const state = states[type];
    if (before !== undefined && state !== undefined) payouts.set(before.id, { ...before, state });
  }
  return [...payouts.values()];
}
