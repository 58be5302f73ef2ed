import { madeId } from '@portolan/eventsourcing';
import { type Money, subtract } from '@portolan/money';
import { credit, debit, gain, posting } from './entries.ts';
import type { Posting } from './ledger.ts';

// What each step on the buyer's way to the merchant books, one function a step. Every transaction balances per currency, and each id is
// made of what it books, so a step that is repeated books once.

/** A credit that an escrow expects: Dr 1000 · Cr 2000. */
export function receipt(fundsId: string, tenant: string, amount: Money, bookedAt: string): Posting {
  return posting('RECEIPT', fundsId, bookedAt, credited(fundsId), [debit(1000, amount), credit(2000, amount, tenant)]);
}

/** A credit that nobody expects: Dr 1000 · Cr 2050. Shares its id with `receipt`: one credit is booked one way. */
export function suspense(fundsId: string, amount: Money, bookedAt: string): Posting {
  return posting('SUSPENSE', fundsId, bookedAt, credited(fundsId), [debit(1000, amount), credit(2050, amount)]);
}

/** A credit that waited in suspense is the customer's after all: Dr 2050 · Cr 2000. */
export function suspenseCleared(fundsId: string, tenant: string, amount: Money): Posting {
  return posting('SUSPENSE_CLEARED', fundsId, '', madeId('transaction', fundsId, 'cleared'), [
    debit(2050, amount),
    credit(2000, amount, tenant),
  ]);
}

/** Dr 2000 · Cr 2100 of the escrow. `bookedAt` empty: money that waited; it funds the escrow when this is posted. */
export function escrowFunding(escrowId: string, tenant: string, amount: Money, bookedAt: string): Posting {
  return posting('ESCROW_FUNDING', escrowId, bookedAt, madeId('transaction', escrowId, 'funding'), [
    debit(2000, amount, tenant),
    credit(2100, amount, escrowId),
  ]);
}

export const releaseTransaction = (escrowId: string) => madeId('transaction', escrowId, 'release');

/** How what an escrow held is divided. */
interface Division {
  readonly fee: Money;
  readonly net: Money;
  readonly tax?: Money;
  /** Of what would be the merchant's, what the platform had advanced. */
  readonly recovered?: Money;
}

/**
 * Dr 2100 amount · Cr 2000 net · Cr 4000 fee · Cr 2200 of the escrow: the tax that was withheld for customs · Cr 1300 what
 * the platform had advanced.
 */
export function escrowRelease(escrowId: string, tenant: string, amount: Money, division: Division): Posting {
  const { fee, net, tax, recovered } = division;
  return posting('ESCROW_RELEASE', escrowId, '', releaseTransaction(escrowId), [
    debit(2100, amount, escrowId),
    credit(2000, net, tenant),
    credit(4000, fee),
    ...(tax === undefined ? [] : [credit(2200, tax, escrowId)]),
    ...(recovered === undefined ? [] : [credit(1300, recovered, tenant)]),
  ]);
}

/** A part of it: Dr 2100 amount · Cr 2000 net · Cr 4000 fee · Cr 2200 of the escrow. */
export function escrowPartRelease(
  escrowId: string,
  tenant: string,
  { amount, fee, net, tax, part }: Division & { readonly amount: Money; readonly part: number },
): Posting {
  return posting('ESCROW_PART_RELEASE', escrowId, '', madeId('transaction', escrowId, 'part', part), [
    debit(2100, amount, escrowId),
    credit(2000, net, tenant),
    credit(4000, fee),
    ...(tax === undefined ? [] : [credit(2200, tax, escrowId)]),
  ]);
}

/** What a sale is about: the figures of its terms. */
export interface Sale {
  readonly quoteId: string;
  /** Each lock of a quote reserves and sells on its own. */
  readonly attempt: number;
  readonly tenant: string;
  readonly sell: Money;
  /** What the client gets. */
  readonly buy: Money;
  /** `sell` at the mid rate: the value at which the position takes it over. */
  readonly mid: Money;
}

/** Before the bank is told: Dr 2000 · Cr 2350 of the quote, so that the same money is not sold twice. */
export function saleReserved(sale: Sale): Posting {
  return posting('SALE_RESERVED', sale.quoteId, '', saleId(sale, 'reserved'), [
    debit(2000, sale.sell, sale.tenant),
    credit(2350, sale.sell, sale.quoteId),
  ]);
}

/** The bank does not deal: Dr 2350 · Cr 2000. */
export function saleReserveFreed(sale: Sale): Posting {
  return posting('SALE_RESERVE_FREED', sale.quoteId, '', saleId(sale, 'settled'), [
    debit(2350, sale.sell, sale.quoteId),
    credit(2000, sale.sell, sale.tenant),
  ]);
}

/**
 * USD: Dr 2350 · Cr 3000. CNY: Dr 3000 at mid · Cr 2000 what the client gets · Cr 4100 the spread. Shares its id with
 * `saleReserveFreed`: what was reserved is sold or freed, never both.
 */
export function saleBooked(sale: Sale): Posting {
  return posting('SALE', sale.quoteId, '', saleId(sale, 'settled'), [
    debit(2350, sale.sell, sale.quoteId),
    credit(3000, sale.sell),
    debit(3000, sale.mid),
    credit(2000, sale.buy, sale.tenant),
    gain(4100, subtract(sale.mid, sale.buy)),
  ]);
}

/** The deal with the bank brings both positions back to zero; what its rate differs from mid goes to 4200. */
export function cover(sale: Sale, dealReference: string, bought: Money): Posting {
  return posting('COVER', dealReference, '', saleId(sale, 'cover'), [
    debit(3000, sale.sell),
    credit(1000, sale.sell),
    debit(1000, bought),
    credit(3000, sale.mid),
    gain(4200, subtract(bought, sale.mid)),
  ]);
}

const credited = (fundsId: string) => madeId('transaction', fundsId, 'credit');
const saleId = (sale: Sale, role: string) => madeId('transaction', sale.quoteId, sale.attempt, role);
