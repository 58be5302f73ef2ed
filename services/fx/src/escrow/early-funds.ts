import { equal, type Money } from '@portolan/money';

/** A credit that waits in suspense under an order number: the buyer paid before the order came to us. */
export interface EarlyFunds {
  readonly fundsId: string;
  readonly amount: Money;
  /** The bank's reference of the credit. */
  readonly servicerReference: string;
  /** RFC 3339 */
  readonly bookedAt: string;
}

/** What an escrow does next with money that waits for it: takes it, or passes it over for this reason. */
export type NextEarly =
  | { readonly funds: EarlyFunds; readonly take: true }
  | { readonly funds: EarlyFunds; readonly take: false; readonly reason: string };

interface Expecting {
  readonly status: string;
  readonly amount: Money;
  readonly early: readonly EarlyFunds[];
}

/** The first that waits, and what becomes of it. Undefined: none waits, or the escrow is not open yet. */
export function nextEarly({ status, amount, early: [funds] }: Expecting): NextEarly | undefined {
  if (funds === undefined || status === 'NONE') return undefined;
  if (status === 'CANCELLED') return { funds, take: false, reason: 'ESCROW_CANCELLED' };
  if (status !== 'AWAITING_FUNDING') return { funds, take: false, reason: 'ESCROW_ALREADY_FUNDED' };
  return fits(amount, funds) ? { funds, take: true } : { funds, take: false, reason: 'ESCROW_AMOUNT_DIFFERS' };
}

/** Exact to the minor unit, and in the same currency. */
export function fits(expected: Money, { amount }: Pick<EarlyFunds, 'amount'>): boolean {
  return equal(expected, amount);
}

export function withoutFunds(early: readonly EarlyFunds[], fundsId: string): readonly EarlyFunds[] {
  return early.filter((funds) => funds.fundsId !== fundsId);
}
