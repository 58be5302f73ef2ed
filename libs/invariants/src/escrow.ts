import type { Money } from '@portolan/money';
import { said } from './figures.ts';
import type { Flaw, Invariant, Of } from './invariant.ts';

interface Escrow {
  readonly currency: string;
  readonly agreed: bigint;
  /** What the buyer paid in. */
  readonly paid: bigint;
  readonly refunded: bigint;
  /** What the release was decided for, and what was released. */
  readonly decided: bigint | undefined;
  readonly released: bigint;
  /** Of what was released, withheld for customs. */
  readonly tax: bigint;
  /** Frozen by disputes: in all, and of it what had been released. */
  readonly frozen: Readonly<Record<string, { readonly amount: bigint; readonly clawed: bigint }>>;
  /** Released for good, in parts. */
  readonly parts: bigint;
  /** What disputes and chargebacks gave the buyer, of what never was released. */
  readonly settled: bigint;
  readonly flaw: Flaw | undefined;
}

const wrong = (event: string, what: string, amount: Money, expected: bigint): Flaw => ({
  code: 'AMOUNT_WRONG',
  data: { event, what, amount: said(amount), expected: said({ minor: expected, currency: amount.currency }) },
});

/** `amount` must be what is expected. */
const must = (event: string, what: string, amount: Money, expected: bigint) =>
  amount.minor === expected ? undefined : wrong(event, what, amount, expected);

function released(before: Escrow, { data, meta }: Of<'EscrowReleased'>): Escrow {
  const { amount, fee, net, tax, recovered } = data;
  const held = leftIn(before);
  const parts = { ...amount, minor: fee.minor + net.minor + (tax?.minor ?? 0n) + (recovered?.minor ?? 0n) };
  const flaw = must(meta.id, 'released', amount, held) ?? must(meta.id, 'fee, net and tax', parts, amount.minor);
  return { ...before, released: before.released + amount.minor, tax: before.tax + (tax?.minor ?? 0n), flaw };
}

/** What was paid in and neither given back nor released: what is disputed of it included. */
const leftIn = ({ paid, refunded, parts, settled }: Escrow) => paid - refunded - parts - settled;

function partReleased(before: Escrow, { data, meta }: Of<'EscrowPartReleased'>): Escrow {
  const { amount, fee, net, tax, left } = data;
  const parts = before.parts + amount.minor;
  const divided = { ...amount, minor: fee.minor + net.minor + (tax?.minor ?? 0n) };
  const flaw =
    must(meta.id, 'left', left, leftIn({ ...before, parts })) ??
    must(meta.id, 'fee, net and tax', divided, amount.minor);
  return { ...before, parts, tax: before.tax + (tax?.minor ?? 0n), flaw };
}

function settledPart(before: Escrow, { data, meta }: Of<'EscrowPartSettled'>): Escrow {
  const { holdId, toBuyer, toSeller, left } = data;
  const { [holdId]: part, ...frozen } = before.frozen;
  const whole = { ...toBuyer, minor: toBuyer.minor + toSeller.minor };
  const held = (part?.amount ?? 0n) - (part?.clawed ?? 0n);
  const ofHeld = toBuyer.minor < held ? toBuyer.minor : held;
  const settled = before.settled + ofHeld;
  const flaw =
    must(meta.id, 'settled', whole, part?.amount ?? 0n) ?? must(meta.id, 'left', left, leftIn({ ...before, settled }));
  return { ...before, frozen, settled, flaw };
}

/** An escrow gives out what was paid in, to whom it belongs, and never more. */
export const escrow: Invariant<Escrow> = {
  name: 'escrow',
  holds: {
    en: 'What an escrow releases and refunds is never more than what was paid in.',
    zh: '担保资金的放款与退款之和从不超过买家付入的金额。',
  },
  flaws: {
    OVERDRAWN: {
      en: 'Escrow {escrow}: {released} released and {refunded} refunded of {paid} paid in.',
      zh: '担保 {escrow}：付入 {paid}，却放款 {released}、退款 {refunded}。',
    },
    FUNDED_TWICE: {
      en: 'Escrow {escrow} was funded with {paid} in all; {agreed} were agreed.',
      zh: '担保 {escrow} 共付入 {paid}，约定为 {agreed}。',
    },
    AMOUNT_WRONG: {
      en: '{event}: {what} is {amount}, and {expected} by what stands there.',
      zh: '{event}：{what} 为 {amount}，按账应为 {expected}。',
    },
  },
  across: false,
  begin: () => ({
    ...{ currency: 'USD', agreed: 0n, paid: 0n, refunded: 0n },
    ...{ decided: undefined, released: 0n, tax: 0n, frozen: {}, parts: 0n, settled: 0n, flaw: undefined },
  }),
  on: {
    EscrowOpened: {
      about: ({ data }) => [data.escrowId],
      next: (before, { data: { amount } }) => ({ ...before, agreed: amount.minor, currency: amount.currency }),
    },
    EscrowFunded: {
      about: ({ data }) => [data.escrowId],
      next: (before, { data }) => ({ ...before, paid: before.paid + data.amount.minor }),
    },
    EscrowRefunded: {
      about: ({ data }) => [data.escrowId],
      next(before, { data, meta }) {
        const refunded = before.refunded + data.amount.minor;
        return { ...before, refunded, flaw: must(meta.id, 'left', data.left, leftIn({ ...before, refunded })) };
      },
    },
    ReleaseDecided: {
      about: ({ data }) => [data.escrowId],
      next(before, { data, meta }) {
        const flaw = must(meta.id, 'decided', data.amount, leftIn(before));
        return { ...before, decided: data.amount.minor, flaw };
      },
    },
    EscrowReleased: { about: ({ data }) => [data.escrowId], next: released },
    EscrowPartReleased: { about: ({ data }) => [data.escrowId], next: partReleased },
    EscrowPartFrozen: {
      about: ({ data }) => [data.escrowId],
      next: (before, { data: { holdId, amount, clawed } }) => ({
        ...before,
        frozen: { ...before.frozen, [holdId]: { amount: amount.minor, clawed: clawed.minor } },
      }),
    },
    EscrowPartSettled: { about: ({ data }) => [data.escrowId], next: settledPart },
    TaxGivenBack: {
      // Customs has an event of this name, too: what it gives back for a returned list is not this escrow's.
      about: ({ data }) => ('escrowId' in data ? [data.escrowId] : []),
      next: (before, { data, meta }) => ({
        ...before,
        tax: 0n,
        flaw: must(meta.id, 'tax given back', data.amount, before.tax),
      }),
    },
  },
  never({ currency, agreed, paid, refunded, released: last, parts, settled, frozen, flaw }, id) {
    const gone = last + parts;
    const disputed = Object.values(frozen).reduce((sum, part) => sum + part.amount - part.clawed, 0n);
    const text = (minor: bigint) => said({ minor, currency });
    const data = { escrow: id, paid: text(paid), refunded: text(refunded), released: text(gone), agreed: text(agreed) };
    if (refunded + settled + disputed + gone > paid) return { code: 'OVERDRAWN', data };
    if (paid > agreed) return { code: 'FUNDED_TWICE', data };
    return flaw;
  },
};
