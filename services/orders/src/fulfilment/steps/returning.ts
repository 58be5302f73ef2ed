import { Purpose } from '@portolan/contracts/fx/v1/types';
import { Step } from '@portolan/contracts/orders/v1/types';
import { formatMoney } from '@portolan/money';
import { type HoldReason, reason } from '../holds.ts';
import type { StepRule } from '../rule.ts';
import { known, type Returning, type StepRequest, type Underway } from '../state.ts';
import { unitsBySku } from './stocking.ts';

// A return that came when the money had just been released came too late: the order goes on.
function returned({ returning, known: { escrowReleased, escrowDisputed } }: Underway): Returning | undefined {
  return escrowReleased !== undefined && escrowDisputed === undefined ? undefined : returning;
}

/** Freezes what is claimed back. */
export const openDispute: StepRule = {
  step: Step.STEP_OPEN_DISPUTE,
  applies: (underway) => returned(underway) !== undefined,
  request: ({ started: { orderId, terms }, returning }) => ({
    $case: 'openDispute',
    value: {
      orderId,
      orderNo: terms.orderNo,
      amount: returning?.refund ?? terms.total,
      reason: returning?.reason ?? '',
    },
  }),
  begun: ({ escrowDisputed }) => escrowDisputed !== undefined,
};

/** Goods come back: of a return, or of a parcel that left the warehouse while it was called off. */
export const expectReturn: StepRule = {
  step: Step.STEP_EXPECT_RETURN,
  applies: (underway) =>
    isCalledOff(underway) ? underway.known.parcelDispatched !== undefined : returned(underway)?.keepsGoods === false,
  request: ({ started: { orderId, terms }, returning }) => ({
    $case: 'expectReturn',
    value: {
      orderId,
      orderNo: terms.orderNo,
      warehouseId: terms.warehouseId,
      lines: returning?.lines.map((line) => ({ ...line, lot: '' })) ?? unitsBySku(terms.lines),
    },
  }),
  begun: ({ returnExpected }) => returnExpected !== undefined,
  until: { ended: ({ returnGraded }) => returnGraded !== undefined, hold: awaitingReturn },
};

/** True where it is undone before a carrier has it. */
export const isCalledOff = ({ ending }: Underway): boolean =>
  ending?.ending === 'ENDING_CANCELLED' || ending?.ending === 'ENDING_PAYMENT_OVERDUE';

function awaitingReturn(underway: Underway): HoldReason {
  const { started, known } = underway;
  const data = { warehouseId: started.terms.warehouseId, returnId: known.returnExpected?.returnId ?? '' };
  if (known.returnReceived !== undefined) {
    return reason('AWAITING_GRADING', 'warehouse_operator', 'GRADED_BEFORE_REFUND', data);
  }
  const owner = isCalledOff(underway) ? 'warehouse_operator' : 'buyer';
  return reason('AWAITING_RETURN', owner, 'RETURNED_BEFORE_REFUND', data);
}

/** The buyer gets back what is owed: of a return the agreed amount, of an order that ends all that the escrow holds. */
export const refund: StepRule = {
  step: Step.STEP_REFUND,
  applies: (underway) =>
    underway.ending === undefined ? returned(underway) !== undefined : underway.known.escrowOpened !== undefined,
  request: refundRequest,
  begun: ({ escrowCancelled, escrowRefunded }) => (escrowCancelled ?? escrowRefunded) !== undefined,
  until: {
    ended: ({ escrowCancelled, refundSettled }) => (escrowCancelled ?? refundSettled) !== undefined,
    hold: awaitingRefund,
  },
  // The payment was on its way in when it was asked; now it is there.
  isRefusalVoid: (code, { escrowFunded }) => code === 'ESCROW_FUNDS_WAITING' && escrowFunded !== undefined,
  failsBy: ['refundRejected'],
};

function refundRequest(underway: Underway): StepRequest {
  const { started, retried, ending, returning, known: heard } = underway;
  const { orderId, terms } = started;
  const { orderNo } = terms;
  if (retried.STEP_REFUND?.after === 'refundRejected') {
    const { amount } = known(underway, 'escrowRefunded');
    const attempt = (heard.refundCreated?.attempt ?? 1) + 1;
    const again = { orderId, orderNo, amount, purpose: Purpose.PURPOSE_REFUND, attempt, reference: '' };
    return { $case: 'createPayout', value: again };
  }
  const value =
    ending === undefined && returning !== undefined
      ? { amount: returning.refund, reason: returning.reason }
      : { reason: ending?.ending.replace('ENDING_', '') ?? '' };
  return { $case: 'refundEscrow', value: { orderId, orderNo, ...value } };
}

function awaitingRefund({ known: { escrowRefunded, refundRejected } }: Underway): HoldReason {
  const amount = escrowRefunded === undefined ? '' : formatMoney(escrowRefunded.amount);
  if (refundRejected === undefined) return reason('AWAITING_REFUND', 'bank', 'REFUNDED_BEFORE_END', { amount });
  const data = { amount, reason: refundRejected.reason, information: refundRejected.additionalInformation };
  return reason('REFUND_REJECTED', 'operations', 'REFUNDED_BEFORE_END', data);
}
