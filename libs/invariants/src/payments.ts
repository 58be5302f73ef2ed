import { said } from './figures.ts';
import type { Flaw, Invariant } from './invariant.ts';

interface Payment {
  readonly state: '' | 'CREATED' | 'REJECTED' | 'SETTLED';
  readonly attempt: number;
  readonly amount: string;
  readonly flaw: Flaw | undefined;
}

const wrong = (event: string, state: string): Flaw => ({ code: 'PAID_TWICE', data: { event, state } });

/** A payment goes out once; again only after the bank rejected it. */
export const payments: Invariant<Payment> = {
  name: 'payments',
  holds: {
    en: 'A payment is made once: another attempt only where the bank rejected the last, and none after it was booked.',
    zh: '付款只执行一次：仅在银行拒绝后才重试，入账后不再支付。',
  },
  flaws: {
    PAID_TWICE: {
      en: '{event} for a payment that was {state} already.',
      zh: '付款已处于 {state}，却又发生 {event}。',
    },
    AMOUNT_DIFFERS: {
      en: '{event}: {booked} left for a payment of {amount}.',
      zh: '{event}：付款金额为 {amount}，实际支出 {booked}。',
    },
  },
  across: false,
  begin: () => ({ state: '', attempt: 0, amount: '', flaw: undefined }),
  on: {
    PayoutCreated: {
      about: ({ data }) => [data.payoutId],
      next(before, { data, meta }) {
        // What was written before there were attempts is the first.
        const attempt = Math.max(data.attempt, 1);
        const next = before.state === '' || (before.state === 'REJECTED' && attempt === before.attempt + 1);
        const flaw = next ? undefined : wrong(meta.id, before.state);
        return { state: 'CREATED', attempt, amount: said(data.amount), flaw };
      },
    },
    PayoutRejected: {
      about: ({ data }) => [data.payoutId],
      next: (before, { meta }) => ({
        ...before,
        state: 'REJECTED',
        flaw: before.state === 'CREATED' ? undefined : wrong(meta.id, before.state),
      }),
    },
    PayoutSettled: {
      about: ({ data }) => [data.payoutId],
      next(before, { data, meta }) {
        const [booked, { amount }] = [said(data.amount), before];
        const other = { code: 'AMOUNT_DIFFERS', data: { event: meta.id, booked, amount } };
        const flaw =
          before.state === 'CREATED' ? (booked === amount ? undefined : other) : wrong(meta.id, before.state);
        return { ...before, state: 'SETTLED', flaw };
      },
    },
  },
  never: ({ flaw }) => flaw,
};
