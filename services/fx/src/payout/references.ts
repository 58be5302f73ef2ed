import { madeId, madeUuid } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';

/** To the merchant: one per order. */
export function payoutId(tenant: string, orderId: string): string {
  return madeId('payout', tenant, orderId);
}

/** To the treasury: one per order. */
export function taxPaymentId(tenant: string, orderId: string): string {
  return madeId('payout', tenant, orderId, 'tax');
}

/** Back to the payer, out of an escrow: one per refund. What a credit's escrow has left tells its refunds apart. */
export function refundId(tenant: string, fundsId: string, left: Money): string {
  return madeId('payout', tenant, fundsId, 'refund', String(left.minor));
}

/** Back to the payer, of what was disputed: one per dispute and credit. */
export function holdRefundId(tenant: string, holdId: string, fundsId: string): string {
  return madeId('payout', tenant, holdId, 'refund', fundsId);
}

/** Back to the payer, out of suspense: one per credit. */
export function returnId(tenant: string, fundsId: string): string {
  return madeId('payout', tenant, fundsId, 'return');
}

/** Back to the payer, a part of what is in suspense: one per part of a credit. */
export function partReturnId(tenant: string, fundsId: string, part: number): string {
  return madeId('payout', tenant, fundsId, 'return', part);
}

// The payout's id stands in both references that the bank hands back, so an answer finds its payout without a search;
// behind it, from the second on, the attempt: a bank takes a reference once. At most 31 of the 35 characters of ISO 20022.

export function messageIdOf(id: string, attempt: number): string {
  return `M${named(id, attempt)}`;
}

export function endToEndIdOf(id: string, attempt: number): string {
  return `E${named(id, attempt)}`;
}

/** Of the camt.056 that calls it back: one for each attempt. */
export function recallIdOf(id: string, attempt: number): string {
  return `C${named(id, attempt)}`;
}

const named = (id: string, attempt: number) => `${id.toUpperCase()}${attempt === 1 ? '' : `-${attempt}`}`;

/** What banks on the way follow it by: a UETR, one for each attempt. ISO 20022 has it of version 4, whoever made it. */
export function uetrOf(id: string, attempt: number): string {
  const made = madeUuid('uetr', id, attempt);
  return `${made.slice(0, 14)}4${made.slice(15)}`;
}

/** The payout that a MsgId or EndToEndId of ours names, and which attempt; undefined for one that is not ours. */
export function payoutOf(reference: string): { readonly id: string; readonly attempt: number } | undefined {
  const [, id, attempt = '1'] = /^[EM]([0-9A-HJKMNP-TV-Z]{26})(?:-([1-9]\d{0,2}))?$/.exec(reference) ?? [];
  return id === undefined ? undefined : { id: id.toLowerCase(), attempt: Number(attempt) };
}
