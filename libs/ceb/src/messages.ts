import { cancellation605, cancellationReply606, list603, listReply604 } from './tables/export/list.ts';
import {
  arrival507,
  arrivalReply508,
  departure509,
  departureReply510,
  masterBill607,
  masterBillReply608,
} from './tables/export/movement.ts';
import { order303, orderReply304 } from './tables/export/order.ts';
import { receipt403, receiptReply404 } from './tables/export/receipt.ts';
import {
  exportReturn213,
  exportReturnReply214,
  returnTally215,
  returnTallyReply216,
} from './tables/export/returning.ts';
import { summary701, summaryReply702, summaryResult792 } from './tables/export/summary.ts';
import { waybill505, waybillReply506 } from './tables/export/waybill.ts';
import { cancellation623, cancellationReply624, refund625, refundReply626 } from './tables/import/cancelling.ts';
import { delivery711, deliveryReply712 } from './tables/import/delivery.ts';
import { formatError900 } from './tables/import/format-error.ts';
import { list621, listReply622 } from './tables/import/list.ts';
import { order311, orderReply312 } from './tables/import/order.ts';
import { payment411, paymentReply412 } from './tables/import/payment.ts';
import { taxBill816, taxStatus818 } from './tables/import/tax.ts';
import { waybill511, waybillReply512, waybillStatus513, waybillStatusReply514 } from './tables/import/waybill.ts';

/** Every message of edition 202205, by number. */
export const tables = {
  '213': exportReturn213,
  '214': exportReturnReply214,
  '215': returnTally215,
  '216': returnTallyReply216,
  '303': order303,
  '304': orderReply304,
  '311': order311,
  '312': orderReply312,
  '403': receipt403,
  '404': receiptReply404,
  '411': payment411,
  '412': paymentReply412,
  '505': waybill505,
  '506': waybillReply506,
  '507': arrival507,
  '508': arrivalReply508,
  '509': departure509,
  '510': departureReply510,
  '511': waybill511,
  '512': waybillReply512,
  '513': waybillStatus513,
  '514': waybillStatusReply514,
  '603': list603,
  '604': listReply604,
  '605': cancellation605,
  '606': cancellationReply606,
  '607': masterBill607,
  '608': masterBillReply608,
  '621': list621,
  '622': listReply622,
  '623': cancellation623,
  '624': cancellationReply624,
  '625': refund625,
  '626': refundReply626,
  '701': summary701,
  '702': summaryReply702,
  '711': delivery711,
  '712': deliveryReply712,
  '792': summaryResult792,
  '816': taxBill816,
  '818': taxStatus818,
  '900': formatError900,
} as const;

export type Tables = typeof tables;
export type MessageNumber = keyof Tables;
