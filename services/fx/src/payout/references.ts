import { madeId } from '@portolan/eventsourcing';

/** One payout per order. */
export function payoutId(tenant: string, orderId: string): string {
  return madeId('payout', tenant, orderId);
}

// The payout's id stands in both references that the bank hands back, so an answer finds its payout without a search.
// 27 characters of the 35 that ISO 20022 allows.

export function messageIdOf(id: string): string {
  return `M${id.toUpperCase()}`;
}

export function endToEndIdOf(id: string): string {
  return `E${id.toUpperCase()}`;
}

/** The payout that a MsgId or EndToEndId of ours names; undefined for one that is not ours. */
export function payoutOf(reference: string): string | undefined {
  const [, id] = /^[EM]([0-9A-HJKMNP-TV-Z]{26})$/.exec(reference) ?? [];
  return id?.toLowerCase();
}
