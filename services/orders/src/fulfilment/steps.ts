import { Step } from '@portolan/contracts/orders/v1/types';
import { orderDocument, receiptDocument, waybillDocument } from './documents.ts';
import * as holds from './holds.ts';
import { type Known, known, type StepRequest, type Underway } from './state.ts';

/** One step of the road: what is asked for, what its end is, and why the order stands still until then. */
export interface StepRule {
  readonly step: Step;
  /** The exact request to the other service. */
  request(underway: Underway): StepRequest;
  /** Absent: it ends when the other service takes it on. */
  readonly until?: {
    ended(known: Known): boolean;
    hold(underway: Underway): holds.HoldReason;
  };
}

/**
 * The road of an order, top to bottom. One step is under way at a time, so a story gives the same events in the same
 * order in every run. What ends a step may be known before the step is asked for; then nothing is waited for.
 */
export const steps: readonly StepRule[] = [
  {
    step: Step.STEP_OPEN_ESCROW,
    request: ({ started: { orderId, terms } }) => ({
      $case: 'openEscrow',
      value: { orderId, orderNo: terms.orderNo, amount: terms.total },
    }),
    until: { ended: (advice) => advice.escrowFunded !== undefined, hold: holds.awaitingPayment },
  },
  {
    step: Step.STEP_PLAN_PARCEL,
    request: ({ started: { orderId, terms } }) => ({
      $case: 'planParcel',
      value: {
        orderId,
        orderNo: terms.orderNo,
        warehouseId: terms.warehouseId,
        lines: terms.lines.map(({ line, sku, quantity }) => ({ line, sku, quantity: BigInt(quantity.value) })),
      },
    }),
    until: { ended: (advice) => advice.parcelPacked !== undefined, hold: holds.awaitingParcel },
  },
  {
    step: Step.STEP_REGISTER_SHIPMENT,
    request: (underway) => ({
      $case: 'registerShipment',
      value: {
        orderId: underway.started.orderId,
        orderNo: underway.started.terms.orderNo,
        parcelId: known(underway, 'parcelPacked').parcelId,
        carrier: underway.started.terms.carrier,
        consignee: underway.started.buyer,
        grossWeight: known(underway, 'parcelPacked').grossWeight,
        packs: known(underway, 'parcelPacked').packs,
        declaredValue: underway.started.terms.goodsValue,
      },
    }),
    until: { ended: (advice) => advice.labelIssued !== undefined, hold: holds.awaitingLabel },
  },
  { step: Step.STEP_RECORD_ORDER, request: orderDocument },
  { step: Step.STEP_RECORD_RECEIPT, request: receiptDocument },
  { step: Step.STEP_RECORD_WAYBILL, request: waybillDocument },
  {
    step: Step.STEP_DECLARE,
    request: ({ started: { orderId, terms, buyer } }) => ({
      $case: 'declare',
      value: {
        orderId,
        tradeMode: terms.mode,
        destination: buyer.country,
        // Customs adds up the filed net weights itself.
        netWeight: '',
        insurance: { minor: 0n, currency: terms.goodsValue.currency },
      },
    }),
    until: { ended: (advice) => advice.declarationReleased !== undefined, hold: holds.awaitingCustoms },
  },
  {
    step: Step.STEP_AUTHORISE_DISPATCH,
    request: (underway) => ({
      $case: 'authoriseDispatch',
      value: {
        parcelId: known(underway, 'parcelPacked').parcelId,
        declarationId: known(underway, 'declarationReleased').declarationId,
        invtNo: known(underway, 'declarationReleased').invtNo,
      },
    }),
    until: { ended: (advice) => advice.parcelDispatched !== undefined, hold: holds.awaitingDispatch },
  },
  {
    step: Step.STEP_HAND_OVER,
    request: (underway) => ({
      $case: 'handOver',
      value: { shipmentId: known(underway, 'labelIssued').shipmentId },
    }),
    until: { ended: (advice) => advice.shipmentDelivered !== undefined, hold: holds.awaitingDelivery },
  },
  {
    step: Step.STEP_START_INSPECTION,
    request: (underway) => ({
      $case: 'startInspection',
      value: {
        orderId: underway.started.orderId,
        orderNo: underway.started.terms.orderNo,
        deliveredAt: known(underway, 'shipmentDelivered').deliveredAt.instant,
      },
    }),
    until: { ended: (advice) => advice.escrowReleased !== undefined, hold: holds.awaitingInspectionEnd },
  },
  {
    step: Step.STEP_LOCK_RATE,
    request: (underway) => ({
      $case: 'lockRate',
      value: {
        orderId: underway.started.orderId,
        sell: known(underway, 'escrowReleased').net,
        buyCurrency: underway.started.settlementCurrency,
      },
    }),
    until: {
      ended: ({ rateLocked, currencySold }) => (rateLocked ?? currencySold) !== undefined,
      hold: holds.awaitingRate,
    },
  },
  {
    step: Step.STEP_SELL,
    request: (underway) => ({
      $case: 'sell',
      value: {
        orderId: underway.started.orderId,
        quoteId: underway.known.rateLocked?.quoteId ?? known(underway, 'currencySold').quoteId,
      },
    }),
    until: { ended: (advice) => advice.currencySold !== undefined, hold: holds.awaitingSale },
  },
  {
    step: Step.STEP_PAY_OUT,
    request: (underway) => ({
      $case: 'createPayout',
      value: { orderId: underway.started.orderId, amount: known(underway, 'currencySold').terms.buy },
    }),
    until: { ended: (advice) => advice.payoutSettled !== undefined, hold: holds.awaitingBank },
  },
];
