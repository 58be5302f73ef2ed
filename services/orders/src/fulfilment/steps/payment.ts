import { Step } from '@portolan/contracts/orders/v1/types';
import { formatMoney } from '@portolan/money';
import { type HoldReason, reason } from '../holds.ts';
import type { StepRule } from '../rule.ts';
import { known, type Underway } from '../state.ts';

/** The buyer pays into escrow. */
export const openEscrow: StepRule = {
  step: Step.STEP_OPEN_ESCROW,
  request: ({ started: { orderId, terms } }) => ({
    $case: 'openEscrow',
    value: {
      orderId,
      orderNo: terms.orderNo,
      amount: terms.total,
      ...(terms.tax === undefined || terms.tax.minor === 0n ? {} : { tax: terms.tax }),
    },
  }),
  begun: ({ escrowOpened }) => escrowOpened !== undefined,
  until: { ended: ({ escrowFunded }) => escrowFunded !== undefined, hold: awaitingPayment },
};

function awaitingPayment({ started: { terms }, known: { escrowOpened }, stray: [stray] }: Underway): HoldReason {
  const amount = formatMoney(terms.total);
  const due = escrowOpened?.due ?? '';
  if (stray === undefined) return reason('AWAITING_PAYMENT', 'buyer', 'PAID_BEFORE_PACKING', { amount }, due);
  const data = { fundsId: stray.fundsId, expected: amount, received: formatMoney(stray.received) };
  return reason('PAYMENT_DIFFERS', 'operations', 'PAID_BEFORE_PACKING', data, due);
}

/** Delivered: the buyer may object until the period ends. */
export const startInspection: StepRule = {
  step: Step.STEP_START_INSPECTION,
  request: (underway) => ({
    $case: 'startInspection',
    value: {
      orderId: underway.started.orderId,
      orderNo: underway.started.terms.orderNo,
      deliveredAt: known(underway, 'shipmentDelivered').deliveredAt.instant,
    },
  }),
  begun: ({ inspectionStarted }) => inspectionStarted !== undefined,
  until: {
    ended: ({ escrowReleased }) => escrowReleased !== undefined,
    hold: ({ known: { inspectionStarted } }) =>
      reason('AWAITING_INSPECTION_END', 'buyer', 'INSPECTED_BEFORE_RELEASE', {}, inspectionStarted?.endsAt ?? ''),
  },
};
