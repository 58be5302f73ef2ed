import { isCurrency, type Money } from '@portolan/money';
import { RefusedError } from '@portolan/service';

/** The amount, in a currency that the books know. @throws RefusedError AMOUNT_CURRENCY_UNKNOWN */
export function known(amount: Money): Money {
  if (isCurrency(amount.currency)) return amount;
  throw new RefusedError({ refused: 'AMOUNT_CURRENCY_UNKNOWN', data: { currency: amount.currency } });
}
