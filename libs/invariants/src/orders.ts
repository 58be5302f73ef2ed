import type { Flaw, Invariant, Observed } from './invariant.ts';

interface Order {
  readonly placed: boolean;
  /** The last stage that its own stream told. */
  readonly stage: string;
  /** State in which its fulfilment completed; '' while it has not. */
  readonly completed: string;
  /** Holds that stand: code → who acts next. */
  readonly holds: Readonly<Record<string, string>>;
  /** What its fulfilment did after it had completed. */
  readonly after: string;
}

const ends = ['STOCKED', 'SETTLED', 'CANCELLED', 'REFUNDED'];
const actors = ['buyer', 'merchant', 'warehouse_operator', 'carrier', 'customs', 'platform', 'bank', 'operations'];

const stage = (name: string) => ({
  about: ({ data }: { readonly data: { readonly orderId: string } }) => [data.orderId],
  // An end stays the end, whatever is told late.
  next: (before: Order) => ({ ...before, stage: ends.includes(before.stage) ? before.stage : name }),
});

const working = {
  about: ({ data }: { readonly data: { readonly orderId: string } }) => [data.orderId],
  next: (before: Order, { meta }: Observed) => (before.completed === '' ? before : { ...before, after: meta.id }),
};

/** Every order ends settled, stocked, refunded or cancelled, or waits for somebody who is named. */
export const orders: Invariant<Order> = {
  name: 'orders',
  holds: {
    en: 'Every order ends settled, stocked, refunded or cancelled, or waits for somebody who is named.',
    zh: '每个订单终将结清、入库、退款或取消，否则必有指明的责任方待处理。',
  },
  flaws: {
    STANDS_STILL: {
      en: 'Everything is at rest; order {order} is {stage}, not at its end, and nobody is named who has to act.',
      zh: '一切已经静止，订单 {order} 停在 {stage}，既未了结，也没有指明由谁处理。',
    },
    END_DIFFERS: {
      en: 'The fulfilment of order {order} ended as {completed}; the order itself says {stage}.',
      zh: '订单 {order} 的履约以 {completed} 了结，订单本身却为 {stage}。',
    },
    WENT_ON: {
      en: 'The fulfilment of order {order} had ended as {completed}, and went on with {event}.',
      zh: '订单 {order} 的履约已以 {completed} 了结，却又发生 {event}。',
    },
  },
  across: true,
  begin: () => ({ placed: false, stage: '', completed: '', holds: {}, after: '' }),
  on: {
    OrderPlaced: {
      about: ({ data }) => [data.orderId],
      next: (before) => ({ ...before, placed: true, stage: before.stage || 'PLACED' }),
    },
    OrderPaid: stage('PAID'),
    OrderCleared: stage('CLEARED'),
    OrderShipped: stage('SHIPPED'),
    OrderDelivered: stage('DELIVERED'),
    OrderStocked: stage('STOCKED'),
    OrderSettled: stage('SETTLED'),
    OrderCancelled: stage('CANCELLED'),
    OrderRefunded: stage('REFUNDED'),
    StepRequested: working,
    HoldPlaced: {
      about: ({ data }) => [data.orderId],
      next: (before, { data: { hold } }) => ({ ...before, holds: { ...before.holds, [hold.code]: hold.owner } }),
    },
    HoldCleared: {
      about: ({ data }) => [data.orderId],
      next(before, { data }) {
        const { [data.code]: _, ...holds } = before.holds;
        return { ...before, holds };
      },
    },
    FulfilmentCompleted: {
      about: ({ data }) => [data.orderId],
      next: (before, { data, meta }) =>
        before.completed === '' ? { ...before, completed: data.state } : { ...before, after: meta.id },
    },
  },
  never: ({ after: event, completed }, order) =>
    event === '' ? undefined : { code: 'WENT_ON', data: { order, completed, event } },
  atEnd({ placed, stage: reached, completed, holds }, order): Flaw | undefined {
    if (!placed) return undefined;
    if (completed !== '')
      return completed === reached ? undefined : { code: 'END_DIFFERS', data: { order, completed, stage: reached } };
    const named = Object.values(holds).some((owner) => actors.includes(owner));
    return named ? undefined : { code: 'STANDS_STILL', data: { order, stage: reached } };
  },
};
