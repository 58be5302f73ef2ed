import { type Complete, outside } from '@portolan/contracts';
import type { PaymentReturn, PaymentStatus, RecallAnswer } from '@portolan/contracts/fx/v1/types';
import type { Commands, React } from '@portolan/engine';
import type { Credit } from '../funds/funds.ts';
import { type Outgoing, paymentBooked, paymentReversed } from '../ledger/payments.ts';
import { payment } from '../payout/payment.ts';
import { payout } from '../payout/payout.ts';
import { payoutOf } from '../payout/references.ts';
import { outgoing } from './paying.ts';
import { post } from './posting.ts';

type Status = Omit<Complete<PaymentStatus>, 'originalMessageId' | 'endToEndId'>;

/** A status of the bank; a rejection gives the money back to whose it was. Answers the reason where it belongs nowhere. */
export async function takeStatus(commands: Commands, react: React, status: Complete<PaymentStatus>) {
  const found = await payoutNamed(commands, status.endToEndId || status.originalMessageId);
  return found === undefined ? 'PAYMENT_UNKNOWN' : reportStatus(react, found, status);
}

/** Brings a status to a payout. Answers the code of a refusal. */
export async function reportStatus(
  react: React,
  { id, attempt, owner, payment: sent }: Named,
  status: Status,
): Promise<string | undefined> {
  const { status: code, reason, additionalInformation } = status;
  const command = { type: 'ReportStatus', attempt, status: code, reason, additionalInformation } as const;
  const outcome = await react.execute(payout, id, command, owner);
  if (!outcome.ok) return outcome.refusal.refused;
  const rejected = outcome.events.some((event) => event.type === 'PayoutRejected');
  if (rejected) await post(react, paymentReversed(sent), owner);
  const contradicted = outcome.events.some((event) => event.type === 'PayoutContradicted');
  return contradicted ? 'PAYOUT_ALREADY_SETTLED' : undefined;
}

/** A payment of which nobody knew stands on no statement: the money goes back, and it may be sent anew. */
export async function reportNotBooked(commands: Commands, react: React, endToEndId: string): Promise<void> {
  const found = await payoutNamed(commands, endToEndId);
  if (found === undefined) return;
  const { id, attempt, owner, payment: sent } = found;
  const outcome = await react.execute(payout, id, { type: 'ReportNotBooked', attempt }, owner);
  if (outcome.ok && outcome.events.length > 0) await post(react, paymentReversed(sent), owner);
}

/** Banks tell that a settled payment comes back; the money follows by an entry. Answers why it belongs nowhere. */
export async function announceReturn(commands: Commands, react: React, returned: Complete<PaymentReturn>) {
  const found = await payoutNamed(commands, returned.originalEndToEndId || returned.originalMessageId);
  if (found === undefined) return 'PAYMENT_UNKNOWN';
  const { amount, info } = returned;
  const command = { type: 'AnnounceReturn', attempt: found.attempt, amount, ...info } as const;
  const outcome = await react.execute(payout, found.id, command, found.owner);
  return outcome.ok ? undefined : outcome.refusal.refused;
}

/** The bank's answer to a recall; what it cancelled before it was booked is given back. */
export async function takeRecallAnswer(commands: Commands, react: React, answer: Complete<RecallAnswer>) {
  const found = await payoutNamed(commands, answer.originalEndToEndId);
  return found === undefined ? 'PAYMENT_UNKNOWN' : answerRecall(react, found, answer);
}

/** Brings an answer to a recall to its payout. Answers the code of a refusal. */
export async function answerRecall(
  react: React,
  { id, attempt, owner, payment: sent }: Named,
  { status, reason }: Pick<RecallAnswer, 'status' | 'reason'>,
): Promise<string | undefined> {
  const outcome = await react.execute(payout, id, { type: 'AnswerRecall', attempt, status, reason }, owner);
  if (!outcome.ok) return outcome.refusal.refused;
  const cancelled = outcome.events.some(({ type }) => type === 'PayoutRejected');
  if (cancelled) await post(react, paymentReversed(sent), owner);
  return undefined;
}

/** A debit that the bank booked: now the money is gone. Answers the reason where it belongs nowhere. */
export async function takeDebit(commands: Commands, react: React, entry: Credit): Promise<string | undefined> {
  const found = await payoutNamed(commands, entry.endToEndId);
  if (found === undefined) return 'PAYMENT_UNKNOWN';
  const { id, attempt, owner, payment: sent } = found;
  const { amount, servicerReference, valueDate, bookingDate } = entry;
  const booked = { amount, servicerReference, valueDate: valueDate || bookingDate };
  const settle = { type: 'SettlePayout', attempt, ...booked } as const;
  const outcome = await react.execute(payout, id, settle, owner);
  if (!outcome.ok) return outcome.refusal.refused;
  const bookedAt = bookingDate.includes('T') ? bookingDate : entry.reportedAt;
  if (outcome.events.length > 0) await post(react, paymentBooked(sent, bookedAt), owner);
  return undefined;
}

/** An attempt of a payout, and whose it is. */
export interface Named {
  readonly id: string;
  readonly attempt: number;
  readonly owner: { readonly tenant: string; readonly correlation: string };
  /** As the payout itself says it. */
  readonly payment: Outgoing;
}

/** The attempt that a reference of ours names, where it was registered. */
export async function payoutNamed(commands: Commands, reference: string): Promise<Named | undefined> {
  const { id, attempt } = payoutOf(reference) ?? { id: '', attempt: 0 };
  if (id === '') return undefined;
  const { state } = await commands.load(payment, outside, id);
  if (attempt > state.endToEndIds.length) return undefined;
  const { tenant, orderId: correlation } = state;
  const { state: known } = await commands.load(payout, tenant, id);
  return { id, attempt, owner: { tenant, correlation }, payment: { ...outgoing(tenant, known), attempt } };
}
