import { type FxEvent, outside } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import { type Money, money } from '@portolan/money';
import { uetrOf } from '../payout/references.ts';

/** What became of a payment, by its id; under its owner, and under the operator, who sees all. */
export interface PayoutDocument {
  readonly [field: string]: unknown;
  readonly orderId: string;
  readonly orderNo: string;
  readonly amount: Money;
  readonly purpose: string;
  readonly attempt: number;
  /** CREATED, SENT, ACCEPTED, SETTLED, REJECTED, RETURNED, RECALLED, UNKNOWN */
  readonly state: string;
  readonly status: string;
  readonly reason: string;
  readonly messageId: string;
  readonly endToEndId: string;
  readonly uetr: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly servicerReference: string;
  readonly recallId: string;
  readonly recallStatus: string;
  readonly alarm: boolean;
}

const none: PayoutDocument = {
  ...{ orderId: '', orderNo: '', amount: money(0n, 'CNY'), purpose: 'PURPOSE_MERCHANT', attempt: 1, state: '' },
  ...{ status: '', reason: '', messageId: '', endToEndId: '', uetr: '', createdAt: '', changedAt: '' },
  ...{ servicerReference: '', recallId: '', recallStatus: '', alarm: false },
};

/** Every payment that leaves the house and what became of it: events of one stream, so they come in their order. */
export const payouts: Projection<FxEvent> = {
  name: 'fx.payouts.v1',
  reads: ['fx'],
  collections: { payouts: { indexes: { byTime: ['createdAt'], byState: ['state', 'createdAt'] } } },
  on: {
    PayoutCreated: ({ data, meta }, view) => {
      const { payoutId, orderId, orderNo, amount, purpose, messageId, endToEndId } = data;
      const attempt = Math.max(data.attempt, 1);
      const what = { orderId, orderNo, amount, purpose, attempt, messageId, endToEndId };
      const uetr = uetrOf(payoutId, attempt);
      return put(view, meta.tenant, payoutId, {
        ...{ ...none, ...what, uetr, state: 'CREATED', createdAt: meta.time, changedAt: meta.time },
      });
    },
    // The bank may have been quicker than our note of it.
    PayoutSent: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, ({ state }) => (state === 'CREATED' ? { state: 'SENT' } : {})),
    PayoutAccepted: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, () => ({ state: 'ACCEPTED', status: data.status })),
    PayoutRejected: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, ({ recallStatus }) => ({
        state: recallStatus === 'CNCL' ? 'RECALLED' : 'REJECTED',
        reason: data.reason,
      })),
    PayoutSettled: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, () => ({ state: 'SETTLED', servicerReference: data.servicerReference })),
    PayoutUnknown: ({ data, meta }, view) => note(view, meta, data.payoutId, () => ({ state: 'UNKNOWN' })),
    PayoutContradicted: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, () => ({ alarm: true, reason: data.reason })),
    PayoutReturnAnnounced: ({ data, meta }, view) => note(view, meta, data.payoutId, () => ({ reason: data.reason })),
    PayoutReturned: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, () => ({ state: 'RETURNED', reason: data.reason })),
    PayoutRecallRequested: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, () => ({ recallId: data.recallId, recallStatus: 'ASKED' })),
    PayoutRecallAnswered: ({ data, meta }, view) =>
      note(view, meta, data.payoutId, () => ({ recallStatus: data.status })),
  },
};

type Meta = { readonly tenant: string; readonly time: string };
type Change = (before: PayoutDocument) => Partial<PayoutDocument>;

async function note(view: View, { tenant, time }: Meta, id: string, change: Change): Promise<void> {
  const before = await view.get<PayoutDocument>('payouts', tenant, id);
  if (before !== undefined) await put(view, tenant, id, { ...before, ...change(before), changedAt: time });
}

async function put(view: View, tenant: string, id: string, document: PayoutDocument): Promise<void> {
  await view.put('payouts', tenant, id, document);
  await view.put('payouts', outside, id, document);
}
