/** A goods filing as it stands in the document. */
export const goodsExample = {
  goods: {
    sku: 'EARBUDS-X2',
    hsCode: '8518300000',
    name: 'Bluetooth earphones',
    nameZh: '蓝牙耳机',
    model: '无线|头戴式|品牌:Tonal|型号:X2',
    origin: 'CN',
    unit: 'C62',
    legalUnit: '007',
    legalQuantityPerUnit: '1',
    netWeight: '0.08',
  },
};

const company = { code: '4403160001', name: 'Shenzhen Tonal Electronics Co., Ltd.', country: 'CN' };

/** An order as it stands in the document: three lines of electronics for a buyer in the United States. */
export const orderExample = {
  terms: {
    orderNo: 'TN-2026-000117',
    platform: { code: '4403960002', name: 'Harbour Market', country: 'CN' },
    merchant: company,
    incoterm: 'DAP',
    incotermPlace: 'Seattle',
    mode: '9610',
    warehouseId: 'SZX-FWD-1',
    carrier: 'YANWEN',
    lines: [
      orderLine(1, 'EARBUDS-X2', 'Bluetooth earphones', '8518300000', '2', '39.90', '79.80'),
      orderLine(2, 'CHARGER-65W', 'USB-C charger 65 W', '8504401990', '1', '24.50', '24.50'),
      orderLine(3, 'CABLE-C2M', 'USB-C cable 2 m', '8544421900', '3', '5.20', '15.60'),
    ],
    goodsValue: usd('119.90'),
    freight: usd('12.00'),
    discount: usd('0.00'),
    total: usd('131.90'),
  },
  buyer: {
    name: 'Jordan Example',
    phone: '+1 206 555 0117',
    email: 'jordan@example.com',
    address: { lines: ['1 Example Street'], city: 'Seattle', region: 'WA', postcode: '98101', country: 'US' },
  },
};

function orderLine(
  line: number,
  sku: string,
  name: string,
  hsCode: string,
  value: string,
  price: string,
  total: string,
) {
  return {
    line,
    sku,
    name,
    hsCode,
    origin: 'CN',
    quantity: { value, unit: 'C62' },
    price: usd(price),
    total: usd(total),
  };
}

function usd(amount: string) {
  return { amount, currency: 'USD' };
}
