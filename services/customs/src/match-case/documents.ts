import { customsCurrency } from '@portolan/china';
import type { Complete, customsRefusals } from '@portolan/contracts';
import type { Money, Party } from '@portolan/contracts/common/v1/types';
import type {
  ImportOrder,
  OrderDocument,
  PaymentDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { isPositive } from './decimals.ts';

type Code = keyof typeof customsRefusals;

/** One of the documents around a list, as the contracts carry it. */
export type CaseDocument =
  | { readonly $case: 'order'; readonly value: Complete<OrderDocument> }
  | { readonly $case: 'receipt'; readonly value: Complete<ReceiptDocument> }
  | { readonly $case: 'waybill'; readonly value: Complete<WaybillDocument> }
  | { readonly $case: 'payment'; readonly value: Complete<PaymentDocument> };

// A field, its value, and whether a message can carry it.
type Check = readonly [field: string, value: string, fits: boolean];

/**
 * The first field that no CEB message could carry (lengths and shapes of the 202205 edition: 303, 403, 505; 311, 411, 511), or a
 * currency without a customs number; undefined where all fit. Whether the documents agree is matching's question.
 * @param day yyyy-mm-dd in China
 */
export function faultOf(document: CaseDocument, day: string): Refusal<Code> | undefined {
  const [checks, amounts] = checksOf(document);
  for (const [field, value, fits] of checks) {
    if (!fits) return refuse('DOCUMENT_FIELD_INVALID', { document: document.$case, field, value: value.slice(0, 60) });
  }
  for (const { currency } of amounts) {
    if (customsCurrency(currency, day) === undefined) return refuse('CUSTOMS_CURRENCY_UNKNOWN', { currency });
  }
  return undefined;
}

function checksOf(document: CaseDocument): readonly [readonly Check[], readonly Complete<Money>[]] {
  switch (document.$case) {
    case 'order':
      return [orderChecks(document.value), [document.value.goodsValue]];
    case 'receipt':
      return [receiptChecks(document.value), [document.value.charge]];
    case 'waybill':
      return [waybillChecks(document.value), [document.value.freight, document.value.insurance]];
    case 'payment':
      return [paymentChecks(document.value), [document.value.amount]];
  }
}

function orderChecks(order: Complete<OrderDocument>): readonly Check[] {
  return [
    text('orderNo', order.orderNo, 60),
    ...party('platform', order.platform),
    ...party('merchant', order.merchant),
    amount('goodsValue', order.goodsValue, 1n),
    amount('freight', order.freight, 0n),
    ['lines', String(order.lines.length), order.lines.length >= 1 && order.lines.length <= 100],
    ...order.lines.flatMap((line, index): readonly Check[] => [
      [`lines[${index}].line`, String(line.line), line.line === index + 1],
      text(`lines[${index}].sku`, line.sku, 20),
      text(`lines[${index}].name`, line.name, 250),
      text(`lines[${index}].barcode`, line.barcode, 50, 0),
      [`lines[${index}].quantity`, line.quantity.value, isPositive(line.quantity.value)],
      amount(`lines[${index}].price`, line.price, 0n),
      amount(`lines[${index}].total`, line.total, 0n),
    ]),
    ...(order.import === undefined ? [] : importChecks(order.import)),
  ];
}

function importChecks({ discount, tax, paid }: Complete<ImportOrder>): readonly Check[] {
  return [amount('import.discount', discount, 0n), amount('import.tax', tax, 0n), amount('import.paid', paid, 1n)];
}

function paymentChecks(payment: Complete<PaymentDocument>): readonly Check[] {
  return [
    text('orderNo', payment.orderNo, 60),
    ...party('platform', payment.platform),
    ...party('institution', payment.institution),
    text('transactionId', payment.transactionId, 60),
    amount('amount', payment.amount, 1n),
    ['paidAt', payment.paidAt, !Number.isNaN(Date.parse(payment.paidAt))],
  ];
}

function receiptChecks(receipt: Complete<ReceiptDocument>): readonly Check[] {
  return [
    text('orderNo', receipt.orderNo, 60),
    ...party('platform', receipt.platform),
    ...party('merchant', receipt.merchant),
    text('institution.code', receipt.institution.code, 18, 0),
    text('institution.name', receipt.institution.name, 100),
    text('payNo', receipt.payNo, 60, 0),
    amount('charge', receipt.charge, 1n),
    ['bookedAt', receipt.bookedAt, !Number.isNaN(Date.parse(receipt.bookedAt))],
  ];
}

function waybillChecks(waybill: Complete<WaybillDocument>): readonly Check[] {
  return [
    text('orderNo', waybill.orderNo, 60),
    ...party('carrier', waybill.carrier),
    text('waybillNo', waybill.waybillNo, 32),
    ...party('merchant', waybill.merchant),
    amount('freight', waybill.freight, 0n),
    amount('insurance', waybill.insurance, 0n),
    // One currency field stands for both amounts in CEB505.
    ['insurance.currency', waybill.insurance.currency, waybill.insurance.currency === waybill.freight.currency],
    ['grossWeight', waybill.grossWeight, isPositive(waybill.grossWeight)],
    ['packs', String(waybill.packs), waybill.packs >= 1 && waybill.packs <= 999_999_999],
    text('goods', waybill.goods, 200),
  ];
}

function party(field: string, { code, name }: Complete<Party>): readonly Check[] {
  return [text(`${field}.code`, code, 18), text(`${field}.name`, name, 100)];
}

function text(field: string, value: string, most: number, least = 1): Check {
  return [field, value, value.trim().length >= least && value.length <= most && !/\p{Cc}/u.test(value)];
}

function amount(field: string, { minor }: Complete<Money>, least: bigint): Check {
  return [field, String(minor), minor >= least];
}
