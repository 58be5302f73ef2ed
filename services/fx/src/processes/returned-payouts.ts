import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Commands, React } from '@portolan/engine';
import { type Credit, funds, fundsId } from '../funds/funds.ts';
import { paymentReturned } from '../ledger/payments.ts';
import { suspense } from '../ledger/postings.ts';
import { payout } from '../payout/payout.ts';
import { type Named, payoutNamed } from './payouts.ts';
import { post } from './posting.ts';

/** The payment of ours that a credit brings back; undefined where it is money of somebody else. */
export async function payoutReturnedBy(commands: Commands, entry: Credit): Promise<Named | undefined> {
  return payoutNamed(commands, entry.endToEndId);
}

/**
 * A payment that was settled is back on an account of ours, in whatever currency it came. A merchant's own currency is
 * the merchant's again; a refund, a tax payment and any other currency wait in suspense for people. Answers the reason
 * where it belongs nowhere; nothing is booked then.
 */
export async function takeReturn(react: React, entry: Credit, returned: Named): Promise<string | undefined> {
  const { id, attempt, owner, payment } = returned;
  const { amount, servicerReference, returnInfo } = entry;
  const own = payment.purpose === Purpose.PURPOSE_MERCHANT && amount.currency === payment.amount.currency;
  const creditedTo = own ? 'MERCHANT' : 'SUSPENSE';
  const reason = returnInfo?.reason ?? '';
  const command = { type: 'ReturnPayout', attempt, amount, reason, servicerReference, creditedTo } as const;
  const outcome = await react.execute(payout, id, command, owner);
  if (!outcome.ok) return outcome.refusal.refused;
  if (outcome.events.length === 0) return undefined;
  const bookedAt = entry.bookingDate.includes('T') ? entry.bookingDate : entry.reportedAt;
  if (own) await post(react, paymentReturned(payment, amount, bookedAt), owner);
  else await setAside(react, entry, returned, bookedAt);
  return undefined;
}

// Not offered to any order: what came back once would go out and come back for ever.
async function setAside(react: React, entry: Credit, { owner }: Named, bookedAt: string): Promise<void> {
  const id = fundsId(owner.tenant, entry.account, entry.servicerReference);
  await react.execute(funds, id, { type: 'ReceiveFunds', fundsId: id, entry, orderNo: '' }, owner);
  await post(react, suspense(id, entry.amount, bookedAt), owner);
  await react.execute(funds, id, { type: 'LeaveUnmatched', fundsId: id, reason: 'PAYOUT_RETURNED' }, owner);
}
