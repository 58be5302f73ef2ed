import type { Complete } from '@portolan/contracts';
import type { PaymentStatus } from '@portolan/contracts/fx/v1/types';
import type { Commands, React } from '@portolan/engine';
import type { Credit } from '../funds/funds.ts';
import { operator } from '../inbound/inbound.ts';
import { payoutBooked, payoutReversed } from '../ledger/postings.ts';
import { payment } from '../payout/payment.ts';
import { payout } from '../payout/payout.ts';
import { payoutOf } from '../payout/references.ts';
import { post } from './posting.ts';

type Status = Omit<Complete<PaymentStatus>, 'originalMessageId' | 'endToEndId'>;

/** A status of the bank; a rejection gives the customer the money back. Answers the reason where it belongs nowhere. */
export async function takeStatus(commands: Commands, react: React, status: Complete<PaymentStatus>) {
  const found = await payoutNamed(commands, status.endToEndId || status.originalMessageId);
  return found === undefined ? 'PAYMENT_UNKNOWN' : reportStatus(react, found, status);
}

/** Brings a status to a payout. Answers the code of a refusal. */
export async function reportStatus(
  react: React,
  { id, owner, amount }: Named,
  status: Status,
): Promise<string | undefined> {
  const { status: code, reason, additionalInformation } = status;
  const command = { type: 'ReportStatus', status: code, reason, additionalInformation } as const;
  const outcome = await react.execute(payout, id, command, owner);
  if (!outcome.ok) return outcome.refusal.refused;
  const rejected = outcome.events.some((event) => event.type === 'PayoutRejected');
  if (rejected) await post(react, payoutReversed(id, owner.tenant, amount), owner);
  return undefined;
}

/** A debit that the bank booked: now the money is gone. Answers the reason where it belongs nowhere. */
export async function takeDebit(commands: Commands, react: React, entry: Credit): Promise<string | undefined> {
  const found = await payoutNamed(commands, entry.endToEndId);
  if (found === undefined) return 'PAYMENT_UNKNOWN';
  const { id, owner } = found;
  const { amount, servicerReference, valueDate, bookingDate } = entry;
  const settle = { type: 'SettlePayout', amount, servicerReference, valueDate: valueDate || bookingDate } as const;
  const outcome = await react.execute(payout, id, settle, owner);
  if (!outcome.ok) return outcome.refusal.refused;
  const bookedAt = bookingDate.includes('T') ? bookingDate : entry.reportedAt;
  if (outcome.events.length > 0) await post(react, payoutBooked(id, amount, bookedAt), owner);
  return undefined;
}

/** A payout, and whose it is. `amount` comes from the payout itself. */
export interface Named {
  readonly id: string;
  readonly owner: { readonly tenant: string; readonly correlation: string };
  readonly amount: Credit['amount'];
}

async function payoutNamed(commands: Commands, reference: string): Promise<Named | undefined> {
  const id = payoutOf(reference);
  if (id === undefined) return undefined;
  const { state } = await commands.load(payment, operator, id);
  if (state.tenant === '') return undefined;
  const { state: known } = await commands.load(payout, state.tenant, id);
  return { id, owner: { tenant: state.tenant, correlation: state.orderId }, amount: known.amount };
}
