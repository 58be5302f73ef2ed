import { Step } from '@portolan/contracts/orders/v1/types';
import { type HoldReason, reason, reasonsOf } from '../holds.ts';
import { attemptOf, type StepRule } from '../rule.ts';
import { known, type Underway } from '../state.ts';

/** The carrier issues a label; one that it refused is asked for again. */
export const registerShipment: StepRule = {
  step: Step.STEP_REGISTER_SHIPMENT,
  request: (underway) => {
    const { started, retried } = underway;
    if (retried.STEP_REGISTER_SHIPMENT?.after === 'labelRefused') {
      const { shipmentId } = known(underway, 'shipmentRegistered');
      return { $case: 'retryLabel', value: { shipmentId, attempt: attemptOf(underway, 'STEP_REGISTER_SHIPMENT') } };
    }
    const { parcelId, grossWeight, packs } = known(underway, 'parcelPacked');
    const { orderId, buyer: consignee, terms } = started;
    const { orderNo, carrier, goodsValue: declaredValue } = terms;
    const value = { orderId, orderNo, parcelId, carrier, consignee, grossWeight, packs, declaredValue };
    return { $case: 'registerShipment', value };
  },
  begun: ({ shipmentRegistered }) => shipmentRegistered !== undefined,
  until: { ended: ({ labelIssued }) => labelIssued !== undefined, hold: awaitingLabel },
  failsBy: ['labelRefused'],
};

function awaitingLabel({ started: { terms }, known: { labelRefused } }: Underway): HoldReason {
  const data = { carrier: terms.carrier };
  if (labelRefused === undefined) return reason('AWAITING_LABEL', 'carrier', 'LABEL_BEFORE_DECLARATION', data);
  const why = { ...data, reason: reasonsOf(labelRefused) };
  return reason('LABEL_REFUSED', 'operations', 'LABEL_BEFORE_DECLARATION', why);
}

/** The carrier takes the parcel and delivers it; a manifest that it refused is given to it again. */
export const handOver: StepRule = {
  step: Step.STEP_HAND_OVER,
  request: (underway) => {
    const { shipmentId } = known(underway, 'labelIssued');
    if (underway.retried.STEP_HAND_OVER?.after !== 'handoverRefused')
      return { $case: 'handOver', value: { shipmentId } };
    return { $case: 'retryHandover', value: { shipmentId, attempt: attemptOf(underway, 'STEP_HAND_OVER') } };
  },
  begun: ({ shipmentHandedOver }) => shipmentHandedOver !== undefined,
  until: { ended: ({ shipmentDelivered }) => shipmentDelivered !== undefined, hold: awaitingDelivery },
  failsBy: ['handoverRefused'],
};

function awaitingDelivery({ started: { terms }, known: { labelIssued, handoverRefused } }: Underway): HoldReason {
  const data = { carrier: terms.carrier, waybillNo: labelIssued?.waybillNo ?? '' };
  if (handoverRefused === undefined) return reason('AWAITING_DELIVERY', 'carrier', 'DELIVERED_BEFORE_INSPECTION', data);
  const why = { ...data, reason: reasonsOf(handoverRefused) };
  return reason('HANDOVER_REFUSED', 'operations', 'DELIVERED_BEFORE_INSPECTION', why);
}
