import { type Money, money } from '@portolan/money';
import type { Chance } from '../../services/sandbox/src/chance.ts';

/** How an order's money goes. */
export const kinds = [
  'plain',
  'early',
  'double',
  'under',
  'over',
  'refunded',
  'returned in part',
  'disputed',
  'rejected',
] as const;
export type Kind = (typeof kinds)[number];

export interface Order {
  readonly no: string;
  readonly tenant: string;
  /** Of the tenant's buyers. */
  readonly account: string;
  readonly amount: Money;
  readonly kind: Kind;
  /** Of the month, from 0, on which it is placed. */
  readonly day: number;
}

export const merchants = [
  { tenant: 'merchant-shenzhen', account: 'CN-COLL-USD-0001' },
  { tenant: 'merchant-other', account: 'CN-COLL-USD-0002' },
] as const;

/** Days after its own on which an order's money can still move. */
const tail = 7;

/** As many orders over so many days, the same for a seed; of every ten, two go otherwise than planned. */
export function planOf(orders: number, days: number, chance: Chance): readonly Order[] {
  let others = 0;
  return Array.from({ length: orders }, (_, index) => {
    const no = `MO-${String(index + 1).padStart(5, '0')}`;
    const merchant = merchants[chance.between(0, merchants.length - 1, no, 'merchant')] ?? merchants[0];
    const isPlain = chance.between(1, 10, no, 'otherwise') > 2;
    const kind = isPlain ? 'plain' : kinds[1 + (others++ % (kinds.length - 1))];
    return {
      ...{ no, ...merchant, amount: money(BigInt(chance.between(1_000, 400_000, no, 'amount')), 'USD') },
      kind: kind ?? 'plain',
      day: Math.floor((index * Math.max(1, days - tail)) / orders),
    };
  });
}

/** Days later than others: a wrong amount goes back first. */
export const shiftOf = ({ kind }: Order): number => (kind === 'under' || kind === 'over' ? 1 : 0);

/** What of it is given back to the buyer. */
export function givenBack({ kind, amount }: Order): Money {
  if (kind === 'refunded') return amount;
  const part = kind === 'returned in part' ? amount.minor / 4n : kind === 'disputed' ? amount.minor / 3n : 0n;
  return money(part, amount.currency);
}

/** What its buyer pays first. */
export function paidFirst({ kind, amount }: Order): Money {
  const off = kind === 'under' ? -75n : kind === 'over' ? 130n : 0n;
  return money(amount.minor + off, amount.currency);
}
