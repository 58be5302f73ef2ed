import type { Complete } from '@portolan/contracts';
import type { BankEntry } from '@portolan/contracts/fx/v1/types';
import { type Money, money } from '@portolan/money';

/**
 * What banks on the way took out of a credit, by their own word. DEBT is borne by the payer beside the payment and took
 * nothing out of it; a charge in another currency says nothing about what is missing here.
 * @param whole nothing of the credit was matched yet: charges are missing once
 */
export function chargesOf({ amount, charges }: Pick<Complete<BankEntry>, 'amount' | 'charges'>, whole: boolean): Money {
  const nothing = money(0n, amount.currency);
  if (!whole || charges === undefined) return nothing;
  const out = charges.taken.filter(
    ({ bearer, amount: { currency } }) => bearer !== 'DEBT' && currency === amount.currency,
  );
  return out.reduce((sum, charge) => money(sum.minor + charge.amount.minor, sum.currency), nothing);
}
