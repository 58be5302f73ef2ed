import { said } from './figures.ts';
import type { Invariant } from './invariant.ts';

interface Held {
  readonly currency: string;
  /** By the escrow's own events: paid in less what was refunded and released. */
  readonly byEscrow: bigint;
  /** By the ledger: balance of 2100 of this escrow. */
  readonly byLedger: bigint;
}

const account = /^2100\.[A-Z]{3}\.(.+)$/;
const escrowOf = (accountId: string) => account.exec(accountId)?.[1];
const move = (sign: 1n | -1n) => ({
  about: ({ data }: { readonly data: { readonly escrowId: string } }) => [data.escrowId],
  next: (before: Held, { data }: { readonly data: { readonly amount: { minor: bigint; currency: string } } }) => ({
    ...{ currency: data.amount.currency, byLedger: before.byLedger },
    byEscrow: before.byEscrow + sign * data.amount.minor,
  }),
});

/** What an escrow says it holds is what the ledger holds for it. */
export const escrowBooks: Invariant<Held> = {
  name: 'escrow-books',
  holds: {
    en: 'At rest, the ledger holds for each escrow what its own events say it holds.',
    zh: '静止时，总账为每笔担保记录的余额与担保自身的事件一致。',
  },
  flaws: {
    DIFFERS: {
      en: 'Escrow {escrow} holds {escrowed} by its own events, {booked} by the ledger.',
      zh: '担保 {escrow} 按自身事件持有 {escrowed}，总账为 {booked}。',
    },
  },
  across: true,
  begin: () => ({ currency: 'USD', byEscrow: 0n, byLedger: 0n }),
  on: {
    EscrowFunded: move(1n),
    EscrowRefunded: move(-1n),
    EscrowReleased: move(-1n),
    EscrowPartReleased: move(-1n),
    EscrowPartFrozen: {
      about: ({ data }) => [data.escrowId],
      next: (before, { data: { amount, clawed } }) => ({
        ...before,
        currency: amount.currency,
        byEscrow: before.byEscrow - (amount.minor - clawed.minor),
      }),
    },
    // What the seller gets back of what never was released lies in it again; the buyer's share is taken from that first.
    EscrowPartSettled: {
      about: ({ data }) => [data.escrowId],
      next(before, { data: { toBuyer, toSeller, clawed } }) {
        const held = toBuyer.minor + toSeller.minor - clawed.minor;
        const back = held > toBuyer.minor ? held - toBuyer.minor : 0n;
        return { ...before, byEscrow: before.byEscrow + back };
      },
    },
    TransactionPosted: {
      about: ({ data }) => data.entries.flatMap(({ accountId }) => escrowOf(accountId) ?? []),
      next(before, { data }, key) {
        let { byLedger, currency } = before;
        for (const { accountId, side, amount } of data.entries) {
          if (escrowOf(accountId) !== key) continue;
          byLedger += side === 'SIDE_CREDIT' ? amount.minor : -amount.minor;
          currency = amount.currency;
        }
        return { ...before, byLedger, currency };
      },
    },
  },
  atEnd({ currency, byEscrow, byLedger }, escrow) {
    if (byEscrow === byLedger) return undefined;
    const [escrowed, booked] = [byEscrow, byLedger].map((minor) => said({ minor, currency }));
    return { code: 'DIFFERS', data: { escrow, escrowed: escrowed ?? '', booked: booked ?? '' } };
  },
};
