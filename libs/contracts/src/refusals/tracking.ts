import type { Refusals } from '../language.ts';

/** Refusals of tracking: shipments, labels, scans. */
export const trackingRefusals = {
  SHIPMENT_INVALID: {
    kind: 'invalid',
    en: 'The shipment cannot be registered: {field} is empty or not above zero.',
    zh: '货件无法登记：{field} 为空或不大于零。',
    next: { en: 'Correct {field} and register the shipment again.', zh: '请更正 {field} 后重新登记。' },
  },
  SHIPMENT_EXISTS: {
    kind: 'exists',
    en: 'The parcel of order {orderNo} is already registered as a shipment, with other content.',
    zh: '订单 {orderNo} 的包裹已登记发运，但内容不同。',
    next: { en: 'Use the shipment that exists.', zh: '请使用已登记的货件。' },
  },
  SHIPMENT_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no shipment {shipmentId} for you.',
    zh: '未找到贵方的货件 {shipmentId}。',
    next: { en: 'Check the shipment id of your order.', zh: '请核对订单对应的货件编号。' },
  },
  SHIPMENT_NOT_LABELLED: {
    kind: 'not_now',
    en: 'Shipment {shipmentId} has no waybill number yet.',
    zh: '货件 {shipmentId} 尚未取得运单号。',
    next: { en: 'Wait until the carrier has issued the label.', zh: '请等待承运商出具面单。' },
  },
  SHIPMENT_NOT_HANDED_OVER: {
    kind: 'not_now',
    en: 'Shipment {shipmentId} has not gone over to the carrier, so there is nothing to confirm.',
    zh: '货件 {shipmentId} 尚未交承运商，无从确认。',
    next: { en: 'Hand the parcel over first.', zh: '请先交运包裹。' },
  },
  SHIPMENT_HANDED_OVER: {
    kind: 'not_now',
    en: 'Shipment {shipmentId} is in the hands of the carrier and can no longer be called off.',
    zh: '货件 {shipmentId} 已交承运商，无法撤销。',
    next: {
      en: 'Wait for the delivery and ask for a return, or ask the carrier to send it back.',
      zh: '请待妥投后办理退货，或联系承运商退回。',
    },
  },
  SHIPMENT_CANCELLED: {
    kind: 'not_now',
    en: 'Shipment {shipmentId} was called off.',
    zh: '货件 {shipmentId} 已撤销。',
    next: { en: 'Register a new shipment for another parcel.', zh: '如需发运，请为新包裹重新登记货件。' },
  },
  WAYBILL_INVALID: {
    kind: 'invalid',
    en: '{waybillNo} is not a waybill number of UPU standard S10, or its check digit is wrong.',
    zh: '运单号 {waybillNo} 不符合万国邮联 S10 标准，或校验码有误。',
    next: { en: 'Ask the carrier for a valid label.', zh: '请要求承运商重新出具有效面单。' },
  },
  WAYBILL_TAKEN: {
    kind: 'exists',
    en: 'The carrier gave waybill number {waybillNo} to another shipment before.',
    zh: '运单号 {waybillNo} 已用于另一货件。',
    next: { en: 'Ask the carrier for another label.', zh: '请要求承运商更换面单。' },
  },
  LABEL_EXISTS: {
    kind: 'exists',
    en: 'Shipment {shipmentId} already has a label: {waybillNo}.',
    zh: '货件 {shipmentId} 已有面单，运单号 {waybillNo}。',
    next: {
      en: 'Use the first label and void the second with the carrier.',
      zh: '请使用首张面单，并向承运商作废第二张。',
    },
  },
  SCAN_OF_ANOTHER_WAYBILL: {
    kind: 'invalid',
    en: 'The scan is of waybill {waybillNo}, not of this shipment.',
    zh: '该轨迹属于运单号 {waybillNo}，不属于本货件。',
    next: { en: 'Check the waybill number with the carrier.', zh: '请与承运商核对运单号。' },
  },
} as const satisfies Refusals;

export type TrackingRefusal = keyof typeof trackingRefusals;
