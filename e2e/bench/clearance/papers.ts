// Three articles of electronics that leave by direct mail: the same goods in every declaration, other numbers.

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const party = (code: string, name: string) => ({ code, name, country: 'CN' });
const platform = party('4403160ABC', 'Kestrel Market');
const merchant = party('4403960XYZ', '深圳云雀电子有限公司');

const articles = [
  { sku: 'EAR-01', hsCode: '8518300000', name: '蓝牙耳机', quantity: '2', price: 3_999n, total: 7_998n },
  { sku: 'CHG-02', hsCode: '8504401400', name: '充电器', quantity: '1', price: 2_999n, total: 2_999n },
  { sku: 'CBL-03', hsCode: '8544421900', name: '数据线', quantity: '3', price: 699n, total: 2_097n },
] as const;

export const filings = articles.map(({ sku, hsCode, name }) => ({
  ...{ sku, hsCode, name, nameZh: name, model: `4|3|品牌:Kestrel|${sku}`, barcode: '', origin: 'CN', unit: 'C62' },
  ...{ legalUnit: '001', legalQuantityPerUnit: '1', netWeight: '0.1' },
}));

/** The three documents of a declaration, in an order of arrival that changes from one to the next. */
export function papersOf(number: number) {
  const orderNo = `SO-${number}`;
  const lines = articles.map(({ sku, hsCode, name, quantity, price, total }, index) => ({
    ...{ line: index + 1, sku, name, barcode: '', quantity: { value: quantity, unit: 'C62' } },
    ...{ price: usd(price), total: usd(total), hsCode },
  }));
  const order = { orderNo, platform, merchant, goodsValue: usd(13_094n), freight: usd(1_250n), lines };
  const receipt = {
    ...{ orderNo, platform, merchant, institution: party('4403960PAY', '深圳连连支付'), payNo: `PAY-${number}` },
    ...{ charge: usd(14_344n), bookedAt: '2026-03-01T17:30:05.000Z' },
  };
  const waybill = {
    ...{ orderNo, carrier: party('3301980K12', '燕文物流'), waybillNo: `YW${number}`, merchant },
    ...{ freight: usd(980n), insurance: usd(0n), grossWeight: '0.8', packs: 1, goods: 'Electronics' },
  };
  const documents = [
    { kind: 'DOCUMENT_KIND_ORDER', document: { $case: 'order', value: order } },
    { kind: 'DOCUMENT_KIND_RECEIPT', document: { $case: 'receipt', value: receipt } },
    { kind: 'DOCUMENT_KIND_WAYBILL', document: { $case: 'waybill', value: waybill } },
  ] as const;
  const first = number % documents.length;
  return [...documents.slice(first), ...documents.slice(0, first)];
}

/** What is asked for once the documents are there. */
export const declaring = {
  ...{ tradeMode: '9610', destination: 'US', netWeight: '', insurance: usd(0n) },
  ...{ emsNo: '', bookLines: [], warehouseId: '' },
};
