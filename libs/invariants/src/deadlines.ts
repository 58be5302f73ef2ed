import type { Invariant } from './invariant.ts';

interface Deadline {
  /** Until when something has to happen by itself; '' where nothing has to. */
  readonly due: string;
  readonly what: '' | 'PAYMENT' | 'INSPECTION' | 'RATE_LOCK';
}

const nothing: Deadline = { due: '', what: '' };
const done = (...of: readonly Deadline['what'][]) => ({
  about: ({ data }: { readonly data: { readonly escrowId: string } }) => [data.escrowId],
  next: (before: Deadline) => (of.includes(before.what) ? nothing : before),
});
const over = {
  about: ({ data }: { readonly data: { readonly quoteId: string } }) => [data.quoteId],
  next: () => nothing,
};

/** What has to happen by itself at an instant has happened, once that is past and everything is at rest. */
export const deadlines: Invariant<Deadline> = {
  name: 'deadlines',
  holds: {
    en: 'At rest, no deadline is past of which nothing came: a timer fires, also after a restart.',
    zh: '静止时，没有已过期却毫无动作的期限：定时器必会触发，重启之后也不例外。',
  },
  flaws: {
    PASSED: {
      en: 'The deadline {what} of {key} was {due}; it is {now}, and nothing came of it.',
      zh: '{key} 的期限 {what} 为 {due}，现在已是 {now}，却没有任何动作。',
    },
  },
  across: false,
  begin: () => nothing,
  on: {
    EscrowOpened: {
      about: ({ data }) => [data.escrowId],
      next: (_, { data }) => ({ due: data.due, what: 'PAYMENT' }),
    },
    EscrowFunded: done('PAYMENT'),
    EscrowCancelled: done('PAYMENT'),
    PaymentOverdue: done('PAYMENT'),
    InspectionStarted: {
      about: ({ data }) => [data.escrowId],
      next: (_, { data }) => ({ due: data.endsAt, what: 'INSPECTION' }),
    },
    InspectionExtended: {
      about: ({ data }) => [data.escrowId],
      next: (before, { data }) => (before.what === 'INSPECTION' ? { due: data.endsAt, what: 'INSPECTION' } : before),
    },
    // What is frozen whole is not released at the end of the inspection; the rest is.
    EscrowPartReleased: done('INSPECTION'),
    EscrowPartFrozen: done('INSPECTION'),
    EscrowDisputed: done('INSPECTION'),
    EscrowRefunded: done('INSPECTION'),
    ReleaseDecided: done('INSPECTION'),
    RateLocked: {
      about: ({ data }) => [data.quoteId],
      next: (_, { data }) => ({ due: data.terms.expiresAt, what: 'RATE_LOCK' }),
    },
    RateLockExpired: over,
    SaleRequested: over,
    CurrencySold: over,
  },
  atEnd({ due, what }, key, now) {
    return due === '' || Date.parse(due) >= Date.parse(now)
      ? undefined
      : { code: 'PASSED', data: { key, what, due, now } };
  },
};
