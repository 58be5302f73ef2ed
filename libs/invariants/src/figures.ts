import { formatMoney, isCurrency, type Money } from '@portolan/money';

/** 'USD 12.34'; of a currency that nobody knows its minor units. */
export function said({ minor, currency }: Money): string {
  return isCurrency(currency) ? formatMoney({ minor, currency }) : `${currency} ${minor}`;
}
