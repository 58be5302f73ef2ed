import { DocumentKind } from '@portolan/contracts/customs/v1/types';
import { type CaseDocument, known, type StepRequest, type Underway } from './state.ts';

/** The order as the platform tells customs of it (CEB303; with its import part CEB311). */
export function orderDocument({ started: { terms, buyer } }: Underway): CaseDocument {
  const { orderNo, platform, merchant, goodsValue, freight, mode } = terms;
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
  const nothing = { minor: 0n, currency: goodsValue.currency };
  const { discount, tax = nothing, total: paid } = terms;
  const imported = mode === '1210' ? { import: { discount, tax, paid, buyer } } : {};
  return { $case: 'order', value: { orderNo, platform, merchant, goodsValue, freight, lines, ...imported } };
}

/** The payment as the institution tells customs of it (CEB403): the bank's reference is the payment number. */
export function receiptDocument(underway: Underway): CaseDocument {
  const { terms, institution } = underway.started;
  const { orderNo, platform, merchant } = terms;
  const { servicerReference, amount, bookedAt } = known(underway, 'escrowFunded');
  const value = { orderNo, platform, merchant, institution, payNo: servicerReference, charge: amount, bookedAt };
  return { $case: 'receipt', value };
}

/** The payment for a bonded import as the institution tells customs of it (CEB411): the buyer has paid. */
export function paymentDocument(underway: Underway): CaseDocument {
  const { terms, institution, buyer: payer } = underway.started;
  const { orderNo, platform } = terms;
  const { servicerReference: transactionId, amount, bookedAt: paidAt } = known(underway, 'escrowFunded');
  return { $case: 'payment', value: { orderNo, platform, institution, transactionId, payer, amount, paidAt } };
}

/** The parcel as the carrier tells customs of it (CEB505; with its consignee CEB511). */
export function waybillDocument(underway: Underway): CaseDocument {
  const { terms, carrier, buyer } = underway.started;
  const { waybillNo, freight } = known(underway, 'labelIssued');
  const { grossWeight, packs } = known(underway, 'parcelPacked');
  const insurance = { minor: 0n, currency: freight.currency };
  // CEB505 carries 200 characters of goods information.
  const goods = terms.lines
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 200);
  const { orderNo, merchant, mode } = terms;
  const imported = mode === '1210' ? { consignee: buyer } : {};
  const value = { orderNo, carrier, waybillNo, merchant, freight, insurance, grossWeight, packs, goods, ...imported };
  return { $case: 'waybill', value };
}

/** People of a document are those of the order: whoever puts one can't name others. */
export function withBuyer(document: CaseDocument, { terms, buyer }: Underway['started']): CaseDocument {
  const imported = terms.mode === '1210';
  switch (document.$case) {
    case 'order': {
      const { import: part, ...rest } = document.value;
      return { $case: 'order', value: imported && part !== undefined ? { ...rest, import: { ...part, buyer } } : rest };
    }
    case 'payment':
      return { $case: 'payment', value: { ...document.value, payer: buyer } };
    case 'waybill': {
      const { consignee: _named, ...rest } = document.value;
      return { $case: 'waybill', value: imported ? { ...rest, consignee: buyer } : rest };
    }
    case 'receipt':
      return document;
  }
}

const kinds: Readonly<Record<CaseDocument['$case'], DocumentKind>> = {
  order: DocumentKind.DOCUMENT_KIND_ORDER,
  receipt: DocumentKind.DOCUMENT_KIND_RECEIPT,
  waybill: DocumentKind.DOCUMENT_KIND_WAYBILL,
  payment: DocumentKind.DOCUMENT_KIND_PAYMENT,
};

/** What customs clearance is asked, to have the document on record. */
export function recordOf({ started: { orderId, terms } }: Underway, document: CaseDocument): StepRequest {
  return { $case: 'recordDocument', value: { orderId, kind: kinds[document.$case], document, tradeMode: terms.mode } };
}
