import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';
import { formatMoney, type Money, money } from '@portolan/money';

type QuotaEvent = Only<FxEvent, 'IndividualQuotaTaken'>;
type QuotaRefusal = Extract<keyof typeof fxRefusals, `QUOTA_${string}`>;

export interface TakeQuota {
  readonly quotaId: string;
  readonly year: number;
  /** SELL, BUY: counted apart. */
  readonly direction: string;
  /** In the limit's currency. */
  readonly amount: Money;
  readonly limit: Money;
  /** What it is taken for: the same is counted once. */
  readonly reference: string;
}

export interface Quota {
  readonly taken: bigint;
  readonly references: Readonly<Record<string, bigint>>;
}

/** @param identity keyed hash of the person's number, never the number itself */
export function quotaId(identity: string, year: number, direction: string): string {
  return madeId('individual-quota', identity, year, direction);
}

/** What one person has used of a calendar year's quota (个人便利化额度), in one direction: never more than its limit. */
export const quota: Decider<Quota, TakeQuota, QuotaEvent, QuotaRefusal> & { readonly name: 'individual-quota' } = {
  name: 'individual-quota',
  initial: { taken: 0n, references: {} },

  decide({ quotaId: id, year, direction, amount, limit, reference }, state) {
    const before = state.references[reference];
    if (before !== undefined) return before === amount.minor ? [] : refuse('QUOTA_REFERENCE_DIFFERS', { reference });
    if (amount.minor <= 0n || amount.currency !== limit.currency) {
      return refuse('QUOTA_AMOUNT_INVALID', { amount: formatMoney(amount), currency: limit.currency });
    }
    const left = money(limit.minor - state.taken, limit.currency);
    if (amount.minor > left.minor) {
      return refuse('QUOTA_EXCEEDED', { amount: formatMoney(amount), left: formatMoney(left), year: String(year) });
    }
    return [{ type: 'IndividualQuotaTaken', data: { quotaId: id, year, direction, amount, reference } }];
  },

  evolve(state, { data: { amount, reference } }) {
    const references = { ...state.references, [reference]: amount.minor };
    return { taken: state.taken + amount.minor, references };
  },
};
