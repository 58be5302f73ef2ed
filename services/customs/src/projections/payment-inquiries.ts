import type { Complete } from '@portolan/contracts';
import type { PaymentInquiryView } from '@portolan/contracts/customs/v1/customs';
import type { PaymentInquiry } from '@portolan/contracts/customs/v1/types';
import type { Clock, EventMeta, Projection, View } from '@portolan/engine';
import type { Gauge } from '@portolan/service';
import { type DocumentStore, type Found, findAll, type Query } from '@portolan/store';
import type { PaymentDataEvent } from '../payment-data/payment-data.ts';

type Row = Complete<PaymentInquiryView> & { readonly paymentDataId: string; readonly [field: string]: unknown };

const collection = 'payment_inquiries';

/** What customs asked of payments, by merchant: when, by when it is due, when it was answered, with which signature. */
export const paymentInquiries: Projection<Exclude<PaymentDataEvent, { readonly type: 'PaymentRecordKept' }>> = {
  name: 'customs.payment-inquiries.v1',
  reads: ['customs'],
  collections: { [collection]: { indexes: { byTime: ['receivedAt'], byState: ['state', 'receivedAt'] } } },
  on: {
    async PaymentDataAsked({ data: { paymentDataId, inquiry, orderId }, meta }, view) {
      await view.put(collection, meta.tenant, inquiry.inquiryId, begun(paymentDataId, inquiry, orderId, 'ASKED', meta));
    },
    async PaymentDataUnknown({ data: { paymentDataId, inquiry }, meta }, view) {
      await view.put(collection, meta.tenant, inquiry.inquiryId, begun(paymentDataId, inquiry, '', 'UNKNOWN', meta));
    },
    async PaymentDataSigned({ data: { inquiryId, attempt, sha256, certNo, signValue }, meta }, view) {
      const signed = { state: 'SIGNED', attempt, sha256, certNo, signValue, signedAt: meta.time, why: '' };
      await change(view, meta, inquiryId, signed);
    },
    async PaymentDataAnswered({ data: { inquiryId, code, message, tookMs, late }, meta }, view) {
      const answered = { state: 'ANSWERED', answeredAt: meta.time, code, message, tookMs, late, why: '' };
      await change(view, meta, inquiryId, answered);
    },
    async PaymentDataRefused({ data: { inquiryId, code, message }, meta }, view) {
      await change(view, meta, inquiryId, { state: 'REFUSED', code, message, why: 'REFUSED' });
    },
    async PaymentDataDue({ data: { inquiryId, why }, meta }, view) {
      await change(view, meta, inquiryId, { why });
    },
    async PaymentDataOverdue({ data: { inquiryId, why }, meta }, view) {
      await change(view, meta, inquiryId, { why, overdue: true });
    },
  },
};

export function inquiryById(documents: DocumentStore, tenant: string, id: string): Promise<Row | undefined> {
  return documents.get<Row>(collection, tenant, id);
}

/** Inquiries about a merchant's orders, the latest first. `state` '' is any. */
export function inquiriesOf(
  documents: DocumentStore,
  tenant: string,
  state: string,
  reach: Pick<Query, 'limit' | 'after'>,
): Promise<readonly Found<Row>[]> {
  const index = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
  return documents.find<Row>({ collection, tenant, ...index, descending: true, ...reach });
}

/** Inquiries that are not answered ten seconds before they are due, or later. */
export function inquiriesDue(documents: DocumentStore, clock: Clock): Gauge {
  return {
    name: 'portolan_payment_inquiries_due',
    help: 'Questions of customs for payment data whose answer is due within ten seconds, or overdue, by what is in the way.',
    async read() {
      const soon = new Date(Date.parse(clock.now()) + 10_000).toISOString();
      const counts = new Map([['RECORD_MISSING', 0]]);
      for (const state of ['ASKED', 'SIGNED', 'REFUSED']) {
        const query = { collection, index: 'byState', equals: [state] };
        for (const { document } of await findAll<Row>((page) => documents.find(page), query)) {
          const why = document.why || (state === 'ASKED' ? 'RECORD_MISSING' : 'NOT_TAKEN');
          if (document.dueAt <= soon) counts.set(why, (counts.get(why) ?? 0) + 1);
        }
      }
      return [...counts].map(([why, value]) => ({ value, labels: { why } }));
    },
  };
}

/** As the contract shows it. */
export function shownInquiry({ paymentDataId: _stream, ...view }: Row): PaymentInquiryView {
  return view as Complete<PaymentInquiryView>;
}

function begun(
  paymentDataId: string,
  { inquiryId: id, ...inquiry }: Complete<PaymentInquiry>,
  orderId: string,
  state: string,
  { version }: EventMeta,
): Row {
  return {
    ...{ id, ...inquiry, orderId, state, paymentDataId, version: BigInt(version) },
    ...{ signedAt: '', answeredAt: '', tookMs: 0n, late: false, overdue: false, why: '' },
    ...{ code: '', message: '', attempt: 0, sha256: '', certNo: '', signValue: '' },
  };
}

async function change(view: View, { tenant, version }: EventMeta, id: string, to: Partial<Row>): Promise<void> {
  const row = await view.get<Row>(collection, tenant, id);
  if (row === undefined) throw new Error(`nobody asked ${id}`);
  await view.put(collection, tenant, id, { ...row, ...to, version: BigInt(version) });
}
