import { type Complete, outside, paymentReason } from '@portolan/contracts';
import {
  type GetPayoutRequest,
  type ListPayoutsRequest,
  PaymentsDefinition,
  type RecallPayoutRequest,
} from '@portolan/contracts/fx/v1/payments';
import type { Purpose } from '@portolan/contracts/fx/v1/types';
import { answered, type Call, paged, RefusedError, type Runtime, serve } from '@portolan/service';
import { payment } from '../payout/payment.ts';
import { payout } from '../payout/payout.ts';
import type { PayoutDocument } from '../projections/payouts.ts';

/** Payments that leave the house: how far each has come. */
export const servePayments = (runtime: Runtime) =>
  serve(PaymentsDefinition, {
    listPayouts: listPayouts(runtime),
    getPayout: getPayout(runtime),
    recallPayout: recallPayout(runtime),
  });

/** The caller's payouts, the latest first; to operations those of every tenant. */
function listPayouts({ documents }: Runtime) {
  return async ({ state, page }: Complete<ListPayoutsRequest>, { caller: { tenant } }: Call) => {
    const by = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<PayoutDocument>({ collection: 'payouts', tenant, descending: true, ...by, ...reach }),
    );
    return { payouts: shown.map(({ id, document }) => viewOf(id, document)), nextCursor };
  };
}

/** @throws RefusedError PAYOUT_UNKNOWN */
function getPayout({ documents }: Runtime) {
  return async ({ id }: Complete<GetPayoutRequest>, { caller: { tenant } }: Call) => {
    const document = await documents.get<PayoutDocument>('payouts', tenant, id);
    if (document === undefined) throw new RefusedError({ refused: 'PAYOUT_UNKNOWN', data: {} });
    return viewOf(id, document);
  };
}

// What a recall may say: duplicate, at the customer's request, technical fault, fraud, wrong amount.
const recallReasons: ReadonlySet<string> = new Set(['DUPL', 'CUST', 'TECH', 'FRAD', 'AM09']);

/**
 * Asks the bank for a payment back: the owner's own, or of whomever where operations asks.
 * @throws RefusedError PAYOUT_UNKNOWN, PAYOUT_NOT_RECALLABLE, PAYOUT_RECALL_REASON_UNKNOWN
 */
function recallPayout({ commands }: Runtime) {
  return async ({ id, reason }: Complete<RecallPayoutRequest>, { caller, context }: Call) => {
    if (!recallReasons.has(reason)) {
      throw new RefusedError({ refused: 'PAYOUT_RECALL_REASON_UNKNOWN', data: { reason } });
    }
    const { state } = await commands.load(payment, outside, id);
    const { tenant, orderId: correlation } = state;
    const mayAsk = tenant === caller.tenant || (caller.role === 'operations' && tenant !== '');
    if (!mayAsk) throw new RefusedError({ refused: 'PAYOUT_UNKNOWN', data: {} });
    const command = { type: 'RecallPayout', reason } as const;
    return answered(await commands.execute(payout, id, command, { ...context, tenant, correlation }), id);
  };
}

function viewOf(id: string, { purpose, ...document }: PayoutDocument) {
  const { orderId, orderNo, amount, attempt, state, status, reason, messageId, endToEndId, uetr } = document;
  const { createdAt, changedAt, servicerReference, recallId, recallStatus, alarm } = document;
  const said = reason === '' ? { reaction: '', en: '', zh: '' } : paymentReason(reason);
  return {
    ...{ id, orderId, orderNo, amount, purpose: purpose as Purpose, attempt, state, status },
    ...{ reason, reaction: said.reaction, reasonEn: said.en, reasonZh: said.zh },
    ...{ messageId, endToEndId, uetr, createdAt, changedAt, servicerReference, recallId, recallStatus, alarm },
  };
}
