import { DocumentKind } from '@portolan/contracts/customs/v1/types';
import { known, type StepRequest, type Underway } from './state.ts';

/** The order as the platform tells customs of it (CEB303). */
export function orderDocument({ started: { orderId, terms } }: Underway): StepRequest {
  const { orderNo, platform, merchant, goodsValue, freight } = terms;
  const lines = terms.lines.map(({ line, sku, name, hsCode, quantity, price, total }) => ({
    line,
    sku,
    name,
    // The bar code is customs master data; orders do not know it.
    barcode: '',
    quantity,
    price,
    total,
    hsCode,
  }));
  const value = { orderNo, platform, merchant, goodsValue, freight, lines };
  return recordDocument(orderId, DocumentKind.DOCUMENT_KIND_ORDER, { $case: 'order', value });
}

/** The payment as the institution tells customs of it (CEB403): the bank's reference is the payment number. */
export function receiptDocument(underway: Underway): StepRequest {
  const { orderId, terms, institution } = underway.started;
  const { orderNo, platform, merchant } = terms;
  const { servicerReference, amount, bookedAt } = known(underway, 'escrowFunded');
  const value = { orderNo, platform, merchant, institution, payNo: servicerReference, charge: amount, bookedAt };
  return recordDocument(orderId, DocumentKind.DOCUMENT_KIND_RECEIPT, { $case: 'receipt', value });
}

/** The parcel as the carrier tells customs of it (CEB505). */
export function waybillDocument(underway: Underway): StepRequest {
  const { orderId, terms, carrier } = underway.started;
  const { waybillNo, freight } = known(underway, 'labelIssued');
  const { grossWeight, packs } = known(underway, 'parcelPacked');
  const insurance = { minor: 0n, currency: freight.currency };
  // CEB505 carries 200 characters of goods information.
  const goods = terms.lines
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 200);
  const { orderNo, merchant } = terms;
  const value = { orderNo, carrier, waybillNo, merchant, freight, insurance, grossWeight, packs, goods };
  return recordDocument(orderId, DocumentKind.DOCUMENT_KIND_WAYBILL, { $case: 'waybill', value });
}

type Document = Extract<StepRequest, { $case: 'recordDocument' }>['value']['document'];

function recordDocument(orderId: string, kind: DocumentKind, document: Document): StepRequest {
  return { $case: 'recordDocument', value: { orderId, kind, document } };
}
