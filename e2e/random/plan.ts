import type { Chance } from './chance.ts';

export type Mode = '9610' | '1210' | '9810' | 'LOCAL';

/** What a buyer does about the payment. */
export type Payment = 'right' | 'early' | 'wrong' | 'late' | 'twice' | 'after' | 'never';

/** What somebody wants of an order while it is under way. */
export type Wish =
  | 'none'
  | 'cancel'
  | 'return-part'
  | 'return-all'
  | 'keep-part'
  | 'keep-all'
  | 'accept'
  | 'retry'
  | 'document'
  | 'nonsense';

/** What is going to happen to one order. */
export interface Plan {
  readonly orderNo: string;
  readonly mode: Mode;
  readonly payment: Payment;
  readonly wishes: readonly {
    readonly wish: Wish /** Holds that the order has stood on before. */;
    readonly after: number;
  }[];
  /** The platform forgets the coupon of a bonded import. */
  readonly forgotten: boolean;
  /** Of a bulk shipment: what is counted of 60, and what is made of the difference. */
  readonly counted: number;
  readonly resolution: string;
}

const suffixes = [
  'customs-100',
  'customs-500',
  'customs-800-100',
  'customs-silent',
  'customs-cancel-100',
  'carrier-label',
  'carrier-handover',
  'bank-AM04',
  'bank-refund-AC04',
  'bank-expired',
] as const;

/** Shared with the merchant's system: no order number is longer. */
const longest = 60;

export function plans(chance: Chance, count: number): readonly Plan[] {
  return Array.from({ length: count }, (_, index) => planOf(chance, index));
}

function planOf(chance: Chance, index: number): Plan {
  const mode = chance.oneOf<Mode>(['9610', '9610', '9610', '1210', '1210', '1210', 'LOCAL', 'LOCAL', 'LOCAL', '9810']);
  const wish = () => ({
    wish: chance.oneOf<Wish>([
      ...(['none', 'cancel', 'cancel', 'cancel', 'return-part', 'return-all', 'keep-part', 'keep-all'] as const),
      ...(['accept', 'retry', 'document', 'nonsense'] as const),
    ]),
    after: chance.below(9),
  });
  return {
    orderNo: numberOf(chance, index),
    mode,
    payment: chance.oneOf<Payment>([
      'right',
      'right',
      'right',
      'right',
      'early',
      'wrong',
      'late',
      'twice',
      'after',
      'never',
    ]),
    wishes: [wish(), wish()],
    forgotten: mode === '1210' && chance.likely(0.4),
    counted: chance.oneOf([60, 58]),
    resolution: chance.oneOf(['CLAIM', 'FOUND', 'ACCEPTED']),
  };
}

function numberOf(chance: Chance, index: number): string {
  let orderNo = `R-${index}`;
  const lost = chance.likely(0.2) ? [chance.oneOf(['carrier-lost', 'carrier-damaged'])] : [];
  for (const suffix of [...lost, ...suffixes.filter(() => chance.likely(0.2))]) {
    if (orderNo.length + suffix.length < longest) orderNo += `~${suffix}`;
  }
  return orderNo;
}
