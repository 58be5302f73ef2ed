import { madeId } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';
import { credit, debit, posting } from './entries.ts';
import type { Posting } from './ledger.ts';

/** What a carrier owes the merchant: Dr 1200 of the debtor · Cr 2250 of the tenant. */
export function claimOpened(claimId: string, tenant: string, debtor: string, amount: Money): Posting {
  const entries = [debit(1200, amount, debtor), credit(2250, amount, tenant)];
  return posting('CLAIM', claimId, '', madeId('transaction', claimId, 'claim'), entries);
}

/** The carrier has paid it: Dr 1000 · Cr 1200, and it is the merchant's: Dr 2250 · Cr 2000. */
export function claimPaid(claimId: string, tenant: string, debtor: string, amount: Money, bookedAt: string): Posting {
  return posting('CLAIM_PAID', claimId, bookedAt, madeId('transaction', claimId, 'paid'), [
    ...[debit(1000, amount), credit(1200, amount, debtor)],
    ...[debit(2250, amount, tenant), credit(2000, amount, tenant)],
  ]);
}
