import type { Invariant } from './invariant.ts';

interface Share {
  /** What of the buyer's allowance stands for the order. */
  readonly stands: '' | 'reserved' | 'used';
  readonly allowanceId: string;
  /** The declaration was taken back, or the order is over without one that stands. */
  readonly declarationGone: boolean;
  readonly completed: boolean;
}

/** Where a declaration comes to nothing, the buyer has the share of the allowance back; where an order is over, none is only reserved. */
export const allowanceReturned: Invariant<Share> = {
  name: 'allowance-returned',
  holds: {
    en: 'At rest, no share of an allowance stands for a declaration that was taken back, nor only reserved for an order that is over.',
    zh: '静止时，已撤销的申报不再占用限额，已了结的订单不再留有预留份额。',
  },
  flaws: {
    NOT_GIVEN_BACK: {
      en: 'The declaration of order {order} was taken back, and its share of allowance {allowance} is still {share}.',
      zh: '订单 {order} 的申报已撤销，限额 {allowance} 的份额却仍为 {share}。',
    },
    STILL_RESERVED: {
      en: 'Order {order} is over, and a share of allowance {allowance} is still reserved for it.',
      zh: '订单 {order} 已了结，限额 {allowance} 中仍有其预留份额。',
    },
  },
  across: true,
  begin: () => ({ stands: '', allowanceId: '', declarationGone: false, completed: false }),
  on: {
    AllowanceReserved: {
      about: ({ data }) => [data.orderId],
      next: (before, { data: { allowanceId } }) => ({ ...before, stands: 'reserved', allowanceId }),
    },
    AllowanceUsed: { about: ({ data }) => [data.orderId], next: (before) => ({ ...before, stands: 'used' }) },
    AllowanceGivenBack: { about: ({ data }) => [data.orderId], next: (before) => ({ ...before, stands: '' }) },
    DeclarationCancelled: {
      about: ({ data }) => [data.orderId],
      next: (before) => ({ ...before, declarationGone: true }),
    },
    FulfilmentCompleted: {
      about: ({ data }) => [data.orderId],
      next: (before) => ({ ...before, completed: true }),
    },
  },
  atEnd({ stands: share, allowanceId, declarationGone, completed }, order) {
    const data = { order, allowance: allowanceId, share };
    if (share !== '' && declarationGone) return { code: 'NOT_GIVEN_BACK', data };
    return share === 'reserved' && completed ? { code: 'STILL_RESERVED', data } : undefined;
  },
};
