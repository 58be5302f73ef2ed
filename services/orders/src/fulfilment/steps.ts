import { Step } from '@portolan/contracts/orders/v1/types';
import { orderDocument, receiptDocument, waybillDocument } from './documents.ts';
import * as holds from './holds.ts';
import { type Known, known, type StepRequest, type Underway } from './state.ts';

/** One step of the road: what is asked for, how it begins and ends, and why the order stands still until then. */
export interface StepRule {
  readonly step: Step;
  /** The exact request to the other service. */
  request(underway: Underway): StepRequest;
  /** The other service took it on: a step that is not refused causes exactly one event that says so. */
  begun(known: Known): boolean;
  /** Absent: it is over when it has begun. `hold` is asked only after it has begun. */
  readonly until?: {
    ended(known: Known): boolean;
    hold(underway: Underway): holds.HoldReason;
  };
  /** Refusals that the other service tells by an event of its own as well: that one counts. */
  readonly toldByEvent?: readonly string[];
}

/**
 * The road of an order, top to bottom. The next step is asked for when this one is over, so a story gives the same
 * events in the same order in every run. News may come before its turn: it counts when the step is asked for.
 */
export const steps: readonly StepRule[] = [
  {
    step: Step.STEP_OPEN_ESCROW,
    request: ({ started: { orderId, terms } }) => ({
      $case: 'openEscrow',
      value: { orderId, orderNo: terms.orderNo, amount: terms.total },
    }),
    begun: ({ escrowOpened }) => escrowOpened !== undefined,
    until: { ended: ({ escrowFunded }) => escrowFunded !== undefined, hold: holds.awaitingPayment },
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
    begun: ({ parcelReserved, parcelShort }) => (parcelReserved ?? parcelShort) !== undefined,
    until: { ended: ({ parcelPacked }) => parcelPacked !== undefined, hold: holds.awaitingParcel },
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
    begun: ({ shipmentRegistered }) => shipmentRegistered !== undefined,
    until: { ended: ({ labelIssued }) => labelIssued !== undefined, hold: holds.awaitingLabel },
  },
  {
    step: Step.STEP_RECORD_ORDER,
    request: orderDocument,
    begun: ({ orderRecorded }) => orderRecorded !== undefined,
  },
  {
    step: Step.STEP_RECORD_RECEIPT,
    request: receiptDocument,
    begun: ({ receiptRecorded }) => receiptRecorded !== undefined,
  },
  {
    step: Step.STEP_RECORD_WAYBILL,
    request: waybillDocument,
    begun: ({ waybillRecorded }) => waybillRecorded !== undefined,
  },
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
    begun: ({ caseMatched, caseMismatched }) => (caseMatched ?? caseMismatched) !== undefined,
    until: { ended: ({ declarationReleased }) => declarationReleased !== undefined, hold: holds.awaitingCustoms },
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
    begun: ({ dispatchAuthorised }) => dispatchAuthorised !== undefined,
    until: { ended: ({ parcelDispatched }) => parcelDispatched !== undefined, hold: holds.awaitingDispatch },
  },
  {
    step: Step.STEP_HAND_OVER,
    request: (underway) => ({
      $case: 'handOver',
      value: { shipmentId: known(underway, 'labelIssued').shipmentId },
    }),
    begun: ({ shipmentHandedOver }) => shipmentHandedOver !== undefined,
    until: { ended: ({ shipmentDelivered }) => shipmentDelivered !== undefined, hold: holds.awaitingDelivery },
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
    begun: ({ inspectionStarted }) => inspectionStarted !== undefined,
    until: { ended: ({ escrowReleased }) => escrowReleased !== undefined, hold: holds.awaitingInspectionEnd },
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
    begun: ({ quoteRequested }) => quoteRequested !== undefined,
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
    begun: ({ saleRequested }) => saleRequested !== undefined,
    until: { ended: ({ currencySold }) => currencySold !== undefined, hold: holds.awaitingSale },
    // RateLockExpired.
    toldByEvent: ['QUOTE_EXPIRED'],
  },
  {
    step: Step.STEP_PAY_OUT,
    request: (underway) => ({
      $case: 'createPayout',
      value: { orderId: underway.started.orderId, amount: known(underway, 'currencySold').terms.buy },
    }),
    begun: ({ payoutCreated }) => payoutCreated !== undefined,
    until: { ended: ({ payoutSettled }) => payoutSettled !== undefined, hold: holds.awaitingBank },
  },
];
