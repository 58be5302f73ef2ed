import type { Complete } from '@portolan/contracts';
import type { DealPart, DealTerms } from '@portolan/contracts/fx/v1/types';
import { allocate, equal, type Money, money, subtract, sum } from '@portolan/money';

type Terms = Complete<DealTerms>;

const shared = ['sell', 'buy', 'mid', 'fee', 'deposit'] as const;

/**
 * A deal's terms in two parts, the first of which sells `sell`: every amount is shared out in that proportion, without
 * loss. Undefined where that is no part of it, or one of them would buy nothing.
 */
export function partsOf(terms: Terms, sell: Money): readonly [Terms, Terms] | undefined {
  const inside = sell.currency === terms.sell.currency && sell.minor > 0n && sell.minor < terms.sell.minor;
  if (!inside) return undefined;
  const weights = [sell.minor, subtract(terms.sell, sell).minor];
  const share = (amount: Money) => {
    const [one = money(0n, amount.currency), other = money(0n, amount.currency)] = allocate(amount, weights);
    return [one, other] as const;
  };
  const [buy, mid, fee, deposit] = [share(terms.buy), share(terms.mid), share(terms.fee), share(terms.deposit)];
  const part = (at: 0 | 1, sold: Money): Terms => ({
    ...terms,
    ...{ sell: sold, buy: buy[at], mid: mid[at], fee: fee[at], deposit: deposit[at] },
  });
  const parts = [part(0, sell), part(1, subtract(terms.sell, sell))] as const;
  return parts.every((one) => one.buy.minor > 0n) ? parts : undefined;
}

/** True where the parts are the whole: in every amount, and at the same rate. */
export function addUp(terms: Terms, parts: readonly Complete<DealPart>[]): boolean {
  const sameRate = parts.every((part) => part.terms.pair === terms.pair && part.terms.clientRate === terms.clientRate);
  if (parts.length < 2 || !sameRate) return false;
  return shared.every((field) => {
    const amounts = parts.map((part) => part.terms[field]);
    const sameCurrency = amounts.every(({ currency }) => currency === terms[field].currency);
    return sameCurrency && equal(sum(amounts, terms[field].currency), terms[field]);
  });
}
